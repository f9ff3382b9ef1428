/// A word that the grammar knows somewhere. Most are ordinary names elsewhere; only `isReserved` ones never are.
package enum Keyword: String, CaseIterable, Sendable {
    case notKeyword
    // Statements
    case `let`, view, def, params, allow, use, `if`, `else`, `for`, `while`, `try`, `catch`, transaction
    case dry, run, preview, `return`, `break`, `continue`, fail, exit, assert
    // Queries
    case find, one, first, last, count, exists, `where`, since, until, sort, order, by, limit, take, offset
    case select, distinct, group, aggregate, having, asc, desc
    // Commands and stages
    case set, update, delete, add, `import`, from, mapping, on, conflict, sql, explain, all, to, type
    case page, chart, save
    // Expressions
    case and, or, not, `in`, between, like, contains, matches, starts, ends, with, `is`, null, empty
    case `true`, `false`, any, every, no, has, mod, ago, now, today, yesterday, tomorrow, this, next
    // SQL that is taught away
    case insert, into, `as`, join

    /// As it is written, in lower case.
    package var text: String { rawValue }

    /// Holds in every expression: a field of this name needs backticks or a leading dot.
    package var isReserved: Bool {
        switch self {
        case .and, .or, .not, .in, .between, .like, .contains, .matches, .is, .null, .true, .false, .if,
            .else, .any, .every, .no, .has, .mod, .where, .having, .now, .today, .yesterday, .tomorrow:
            true
        default: false
        }
    }

    /// Every reserved word, for the test that no catalog field is one.
    package static let reservedWords: [String] = allCases.filter(\.isReserved).map(\.text)

    /// Cannot start a statement, so a line that starts with it goes on with the line before (in files).
    var continuesStatement: Bool {
        switch self {
        case .and, .or, .mod, .in, .between, .like, .contains, .matches, .starts, .ends, .is, .else, .catch,
            .by, .asc, .desc, .ago, .from, .with, .as, .into:
            true
        default: isClause
        }
    }

    /// Starts a clause of a query.
    var isClause: Bool {
        switch self {
        case .where, .since, .until, .sort, .order, .limit, .take, .offset, .select, .distinct, .group,
            .aggregate, .having:
            true
        default: false
        }
    }

    /// Stands between two operands.
    var isInfix: Bool {
        switch self {
        case .and, .or, .mod, .in, .between, .like, .contains, .matches, .is: true
        default: false
        }
    }

    /// Starts a statement and nothing else, so that a line that starts with it ends an unclosed bracket.
    var isHardStarter: Bool {
        switch self {
        case .let, .view, .def, .params, .allow, .use, .for, .while, .try, .transaction, .dry, .preview,
            .return, .fail, .assert, .update:
            true
        default: false
        }
    }

    /// Starts a statement.
    var isStatementStart: Bool {
        if isHardStarter { return true }
        switch self {
        case .if, .break, .continue, .exit, .find, .count, .exists, .set, .delete, .add, .import, .sql,
            .explain:
            return true
        default: return false
        }
    }
}

/// Finds a keyword from the bytes of a word, ignoring ASCII case.
struct KeywordTable: Sendable {
    static let shared = KeywordTable()
    static let longest = 12

    private struct Entry: Sendable {
        var low: UInt64 = 0
        var high: UInt64 = 0
        var keyword = Keyword.notKeyword
    }
    private var entries = [Entry](repeating: Entry(), count: 512)

    private init() {
        for keyword in Keyword.allCases where keyword != .notKeyword {
            let bytes = Array(keyword.text.utf8)
            let (low, high) = bytes.withUnsafeBufferPointer { Self.pack($0, 0, bytes.count) }
            var slot = Self.slot(low, high)
            while entries[slot].low != 0 { slot = (slot + 1) & 511 }
            entries[slot] = Entry(low: low, high: high, keyword: keyword)
        }
    }

    func keyword(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Keyword {
        guard end - start <= Self.longest, end - start >= 2 else { return .notKeyword }
        let (low, high) = Self.pack(bytes, start, end)
        var slot = Self.slot(low, high)
        while entries[slot].low != 0 {
            if entries[slot].low == low, entries[slot].high == high { return entries[slot].keyword }
            slot = (slot + 1) & 511
        }
        return .notKeyword
    }

    private static func slot(_ low: UInt64, _ high: UInt64) -> Int {
        Int(truncatingIfNeeded: ((low ^ (high &* 31)) &* 0x9E37_79B9_7F4A_7C15) >> 55)
    }

    private static func pack(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> (
        UInt64, UInt64
    ) {
        var low: UInt64 = 0
        var high: UInt64 = 0
        for index in start..<end {
            var byte = bytes[index]
            if byte >= 0x41, byte <= 0x5A { byte |= 0x20 }
            if index - start < 8 { low = low << 8 | UInt64(byte) } else { high = high << 8 | UInt64(byte) }
        }
        return (low, high)
    }
}
