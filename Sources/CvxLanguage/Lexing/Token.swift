/// A kind and two byte offsets; its text stays in the source.
package struct Token: Hashable, Sendable {
    package enum Kind: UInt8, Sendable {
        case eof
        /// A bare word; `Token.keyword` says which, where the grammar knows it.
        case name
        /// A word in backticks: never a keyword.
        case quotedName
        case variable
        /// `@3`, `@clx9f2`
        case reference
        /// `@"17"`
        case exactReference
        case int, decimal, percent, money, duration, date, dateTime
        /// A whole `"…"` without `${`.
        case string
        /// `'…'`
        case rawString
        /// A whole `"""…"""` without `${`.
        case multilineString
        // Text with `${…}` comes as open, (text, interpolationOpen, tokens, interpolationClose)*, text, close.
        case stringOpen, multilineOpen, stringText, interpolationOpen, interpolationClose, stringClose
        case leftParen, rightParen, leftBracket, rightBracket, leftBrace, rightBrace
        case comma, colon, semicolon, dot, range, pipe, arrow, question, coalesce
        case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual, equalFolded, notEqualFolded
        case plus, minus, star, slash
        // Spellings of other languages, kept so that the parser can name ours.
        case ampersands, bars, bang, remainder
        /// Already reported by the lexer.
        case invalid
    }

    package var kind: Kind
    package var keyword: Keyword
    private var flags: UInt8
    package var start: UInt32
    package var end: UInt32

    init(
        _ kind: Kind, keyword: Keyword = .notKeyword, start: Int, end: Int, spaceBefore: Bool,
        newlineBefore: Bool, isBroken: Bool
    ) {
        self.kind = kind
        self.keyword = keyword
        flags = (spaceBefore ? 1 : 0) | (newlineBefore ? 2 : 0) | (isBroken ? 4 : 0)
        self.start = UInt32(clamping: start)
        self.end = UInt32(clamping: end)
    }

    package var span: Span { Span(start: start, end: end) }
    /// White space, a line end or a comment stands before it.
    package var spaceBefore: Bool { flags & 1 != 0 }
    /// It is the first token of its line.
    package var newlineBefore: Bool { flags & 2 != 0 }
    /// The lexer has reported a fault in it.
    package var isBroken: Bool { flags & 4 != 0 }
    package var isWord: Bool { kind == .name || kind == .quotedName }
}
