import CvxLanguage

/// Reads the part of TOML that settings are written in: sections, dotted keys, text, numbers, true and false,
/// lists, tables between braces. Dates and lists of sections are refused, as no setting is one.
///
/// A fault ends its line and no more, so that several are found at once.
struct TOMLReader {
    let source: SourceText
    let bytes: [UInt8]
    var position = 0
    var diagnostics: [Diagnostic] = []
    private var root = TOMLTable()
    private var section: [TOMLKey] = []

    /// A fault that ends the line.
    struct Fault: Error {
        var message: String
        var span: Span
        var help: String?
    }

    /// Lists and tables may be nested so deep: no setting needs more than two.
    static let depthLimit = 20

    static func read(_ source: SourceText) -> (table: TOMLTable, diagnostics: [Diagnostic]) {
        var reader = TOMLReader(source)
        let faults = source.bytes.withUnsafeBufferPointer { UTF8Check.faults(in: $0, limit: 1) }
        if !faults.isEmpty { return (TOMLTable(), faults) }
        reader.run()
        return (reader.root, reader.diagnostics)
    }

    private init(_ source: SourceText) {
        self.source = source
        bytes = source.bytes
    }

    private mutating func run() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        while true {
            skipBlankLines()
            guard position < bytes.count else { return }
            do throws(Fault) {
                if byte == UInt8(ascii: "[") { try readHeader() } else { try readPair() }
                try endLine()
            } catch {
                diagnostics.append(
                    Diagnostic(.badSettings, error.message, at: error.span, help: error.help))
                skipLine()
            }
        }
    }

    // MARK: lines

    private mutating func readHeader() throws(Fault) {
        let start = position
        position += 1
        if byte == UInt8(ascii: "[") {
            throw Fault(
                message: "no setting is a list of sections", span: Span(start, start + 2),
                help: "write `[section]`")
        }
        skipBlanks()
        let path = try readPath()
        skipBlanks()
        guard byte == UInt8(ascii: "]") else {
            throw Fault(
                message: "the section's name is not closed", span: Span(start, position),
                help: "write `[\(path.map(\.text).joined(separator: "."))]`")
        }
        position += 1
        section = path
        do throws(TOMLTable.Conflict) {
            try root.open(path[...], at: Span(start, position))
        } catch { report(error) }
    }

    private mutating func readPair() throws(Fault) {
        let path = try readPath()
        let value = try readAssigned(path)
        do throws(TOMLTable.Conflict) {
            try root.insert(value, at: (section + path)[...])
        } catch { report(error) }
    }

    /// `= value`
    mutating func readAssigned(_ path: [TOMLKey], depth: Int = 0) throws(Fault) -> TOMLValue {
        skipBlanks()
        guard byte == UInt8(ascii: "=") else {
            let name = path.map(\.text).joined(separator: ".")
            throw Fault(
                message: "`\(name)` has no `=`", span: Span(position, min(position + 1, bytes.count)),
                help: "write `\(name) = value`")
        }
        position += 1
        skipBlanks()
        return try readValue(depth: depth)
    }

    private mutating func report(_ conflict: TOMLTable.Conflict) {
        diagnostics.append(
            Diagnostic(
                .badSettings, "`\(conflict.again.text)` is there twice", at: conflict.again.span,
                help: "keep one of them",
                labels: [Diagnostic.Label(span: conflict.first.span, text: "first here")]))
    }

    // MARK: keys

    mutating func readPath() throws(Fault) -> [TOMLKey] {
        var path = [try readKey()]
        while true {
            let end = position
            skipBlanks()
            guard byte == UInt8(ascii: ".") else {
                position = end
                return path
            }
            position += 1
            skipBlanks()
            path.append(try readKey())
            guard path.count < Self.depthLimit else {
                throw Fault(message: "the name has too many parts", span: Span(end, position))
            }
        }
    }

    private mutating func readKey() throws(Fault) -> TOMLKey {
        let start = position
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
            let text = try readText()
            return TOMLKey(text: text, span: Span(start, position))
        }
        while position < bytes.count, Self.isKeyByte(bytes[position]) { position += 1 }
        let span = Span(start, position)
        guard position > start else {
            throw Fault(
                message: "a name is missing", span: Span(start, min(start + 1, bytes.count)),
                help: "write `key = value`, or `[section]`")
        }
        return TOMLKey(text: source.text(span), span: span)
    }

    static func isKeyByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    // MARK: bytes

    /// 0 at the end.
    var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

    var isAtLineEnd: Bool {
        position >= bytes.count || byte == 0x0A
            || (byte == 0x0D && position + 1 < bytes.count && bytes[position + 1] == 0x0A)
    }

    mutating func skipBlanks() { while byte == 0x20 || byte == 0x09 { position += 1 } }

    mutating func skipBlankLines() {
        while true {
            skipBlanks()
            if byte == UInt8(ascii: "#") { skipLine() }
            guard position < bytes.count, isAtLineEnd else { return }
            position += byte == 0x0D ? 2 : 1
        }
    }

    private mutating func skipLine() { while position < bytes.count, byte != 0x0A { position += 1 } }

    private mutating func endLine() throws(Fault) {
        skipBlanks()
        if isAtLineEnd || byte == UInt8(ascii: "#") { return }
        let start = position
        while !isAtLineEnd { position += 1 }
        throw Fault(
            message: "the line goes on after its end", span: Span(start, position),
            help: "one setting to a line; `#` begins a comment")
    }
}
