@testable import CvxLanguage

/// Writes random programs of the whole grammar, in any case, spacing and line breaking that the language takes.
struct ProgramGenerator {
    /// What may stand before a word.
    enum Gap {
        /// Nothing.
        case none
        /// Nothing or spaces.
        case tight
        /// Spaces.
        case space
        /// Spaces, line ends, comments.
        case loose
        /// As loose, or nothing.
        case free
        /// Line ends, perhaps a comment.
        case lineEnd
        /// As `lineEnd`, or `;`.
        case end
    }

    /// Whether a line end is a space here.
    enum Lines { case end, free, never }

    var random: SeededGenerator
    var text = ""
    /// The comments written, in order.
    var comments: [String] = []
    var lines = [Lines.end]
    private var budget = 0

    init(seed: UInt64) { random = SeededGenerator(state: seed) }

    mutating func program() -> String {
        budget = 60
        if chance(4) { comment() }
        let count = Int.random(in: 1...6, using: &random)
        for number in 0..<count {
            if number > 0 { gap(.end) }
            statement(depth: 0)
        }
        if chance(3) { gap(.end) }
        return text
    }

    // MARK: Chance

    mutating func chance(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &random) == 0 }
    mutating func pick(_ words: String...) -> String { words.randomElement(using: &random) ?? "" }
    mutating func repeated(_ range: ClosedRange<Int>, _ body: (inout Self, Int) -> Void) {
        for number in 0..<Int.random(in: range, using: &random) { body(&self, number) }
    }
    /// One of several ways to go on; the first where the program has grown large.
    mutating func choose(_ ways: [(inout Self) -> Void]) {
        budget -= 1
        let way = budget > 0 ? Int.random(in: 0..<ways.count, using: &random) : 0
        ways[way](&self)
    }

    // MARK: Words and gaps

    mutating func put(_ word: String, _ gap: Gap = .space) {
        self.gap(gap)
        text += word
    }

    /// A word of the grammar, in any case.
    mutating func key(_ words: String, _ gap: Gap = .space) {
        for (number, word) in words.split(separator: " ").enumerated() {
            let cased =
                chance(8)
                ? word.uppercased()
                : chance(20) ? String(word.prefix(1)).uppercased() + word.dropFirst() : String(word)
            put(cased, number == 0 ? gap : .space)
        }
    }

    mutating func gap(_ gap: Gap) {
        let place = lines.last ?? .end
        var gap = gap
        if place == .free, gap == .space { gap = .loose }
        if place == .free, gap == .tight { gap = .free }
        if place == .never, gap == .loose { gap = .space }
        if place == .never, gap == .free { gap = .tight }
        switch gap {
        case .none: break
        case .tight: if chance(3) { spaces() }
        case .space: spaces()
        case .free:
            if chance(2) { return }
            fallthrough
        case .loose: if chance(4) { newline() } else { spaces() }
        case .lineEnd: if place == .never { text += ", " } else { newline() }
        case .end:
            if chance(10) { text += pick(";", " ; ", ";;", ";\n") } else { newline() }
        }
    }

    private mutating func spaces() { text += pick(" ", " ", " ", "  ", "\t", "   ") }

    private mutating func newline() {
        if chance(4) { comment() }
        text += pick("\n", "\n", "\n  ", "\n\n", "\r\n", "\n\n\n\t", "  \n")
        if chance(8) {
            comment()
            text += pick("\n", "\n\n")
        }
    }

    private mutating func comment() {
        let comment = "# \(pick("why", "a | b", "\"", "}", "é", "# x")) \(comments.count)"
        comments.append(comment)
        text += pick(" ", "", "   ") + comment + pick("", "  ") + (text.isEmpty ? "\n" : "")
        if !text.hasSuffix("\n") { text += "\n" }
    }

    mutating func within<Result>(_ place: Lines, _ body: (inout Self) -> Result) -> Result {
        lines.append(lines.last == .never ? .never : place)
        defer { lines.removeLast() }
        return body(&self)
    }

    mutating func bracketed(_ open: String, _ close: String, _ gap: Gap, _ body: (inout Self) -> Void) {
        put(open, gap)
        within(.free) {
            $0.gap(.tight)
            body(&$0)
            $0.put(close, .tight)
        }
    }

    mutating func comma() {
        put(",", .tight)
        gap(.free)
    }
    mutating func list(_ count: ClosedRange<Int>, trailing: Bool = false, _ body: (inout Self) -> Void) {
        let count = Int.random(in: count, using: &random)
        for number in 0..<count {
            if number > 0 { comma() }
            body(&self)
        }
        if trailing, count > 0, chance(6) { put(",", .tight) }
    }

    mutating func name(_ gap: Gap = .space) {
        put(
            pick(
                "score", "ownerName", "TEMPERATURE", "type", "first", "Last", "city", "`where`",
                "`two words`",
                "`and`", "save", "page", "HOT", "ON_FIRE", "straße", "max"), gap)
    }
    mutating func newName(_ gap: Gap = .space) {
        put(pick("x", "hot", "min_score", "Limit", "`if`", "on"), gap)
    }
    mutating func entity(_ gap: Gap = .space) {
        put(pick("leads", "Calls", "notes", "prisma.leads", "leadflow.`odd name`"), gap)
    }
}
