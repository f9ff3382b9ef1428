/// What lexing makes of a source: tokens (the last is `eof`), comments, and what was wrong.
package struct LexedSource: Sendable {
    package var tokens: [Token]
    package var comments: [Comment]
    package var diagnostics: [Diagnostic]
}

/// Turns UTF-8 bytes into tokens in one pass; newlines are a flag of the token that follows them.
package struct Lexer {
    /// A `${` that is open: `}` with no brace open inside goes back to the text around it.
    struct Interpolation {
        var isMultiline: Bool
        var braces: Int
        var open: Int
    }

    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0
    var tokens: [Token] = []
    var comments: [Comment] = []
    var diagnostics: [Diagnostic] = []
    var interpolations: [Interpolation] = []
    var spaceBefore = true
    var newlineBefore = true
    private let keywords = KeywordTable.shared

    /// More than this many reports of the lexer help nobody.
    static let reportLimit = 50

    private init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
        tokens.reserveCapacity(bytes.count / 4 + 8)
    }

    package static func lex(_ source: SourceText) -> LexedSource {
        source.bytes.withUnsafeBufferPointer { bytes in
            var lexer = Lexer(bytes)
            lexer.diagnostics = UTF8Check.faults(in: bytes, limit: reportLimit)
            lexer.run()
            return LexedSource(
                tokens: lexer.tokens, comments: lexer.comments, diagnostics: lexer.diagnostics)
        }
    }

    private mutating func run() {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { position = 3 }
        while true {
            skipTrivia()
            guard position < bytes.count else { break }
            lexToken()
        }
        closeInterpolations(onlySingleLine: false)
        emit(.eof, from: bytes.count)
    }

    func byte(_ ahead: Int = 0) -> UInt8 {
        let index = position + ahead
        return index < bytes.count ? bytes[index] : 0
    }

    mutating func emit(
        _ kind: Token.Kind, keyword: Keyword = .notKeyword, from start: Int, isBroken: Bool = false
    ) {
        tokens.append(
            Token(
                kind, keyword: keyword, start: start, end: position, spaceBefore: spaceBefore,
                newlineBefore: newlineBefore, isBroken: isBroken))
        spaceBefore = false
        newlineBefore = false
    }

    mutating func report(
        _ code: DiagnosticCode, _ message: String, _ start: Int, _ end: Int, help: String? = nil,
        labels: [Diagnostic.Label] = []
    ) {
        guard diagnostics.count < Self.reportLimit else { return }
        diagnostics.append(
            Diagnostic(code, message, at: Span(start, end), help: help, labels: labels))
    }

    /// At most 40 characters of the source, for a message.
    func excerpt(_ start: Int, _ end: Int) -> String {
        let text = String(decoding: bytes[start..<min(end, start + 160)], as: UTF8.self)
        return text.count > 40 ? String(text.prefix(39)) + "…" : text
    }

    private mutating func skipTrivia() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0C:
                position += 1
                spaceBefore = true
            case 0x0D, 0x0A:
                if let top = interpolations.last, !top.isMultiline {
                    closeInterpolations(onlySingleLine: true)
                }
                position += 1
                spaceBefore = true
                newlineBefore = true
            case 0x23:
                let start = position
                while position < bytes.count, bytes[position] != 0x0A { position += 1 }
                var end = position
                if end > start, bytes[end - 1] == 0x0D { end -= 1 }
                let isTrailing = !newlineBefore && !tokens.isEmpty
                comments.append(Comment(span: Span(start, end), isTrailing: isTrailing))
                spaceBefore = true
            default: return
            }
        }
    }

    private mutating func lexToken() {
        let start = position
        let first = bytes[start]
        if Self.isNameStart(first) { return lexName() }
        if Self.isDigit(first) { return lexNumber() }
        switch first {
        case 0x22: lexString()
        case 0x27: lexRawString()
        case 0x24: lexDollar()
        case 0x40: lexReference()
        case 0x60: lexQuotedName()
        case 0x7B:
            if !interpolations.isEmpty { interpolations[interpolations.count - 1].braces += 1 }
            punctuation(.leftBrace, 1)
        case 0x7D:
            if let top = interpolations.last {
                if top.braces == 0 {
                    interpolations.removeLast()
                    punctuation(.interpolationClose, 1)
                    return continueString(isMultiline: top.isMultiline, open: top.open)
                }
                interpolations[interpolations.count - 1].braces -= 1
            }
            punctuation(.rightBrace, 1)
        case 0x80...: lexNonASCII()
        default: lexPunctuation(first)
        }
    }

    mutating func punctuation(_ kind: Token.Kind, _ length: Int) {
        let start = position
        position += length
        emit(kind, from: start)
    }

    private mutating func lexName() {
        let start = position
        skipNameBytes()
        emit(.name, keyword: keywords.keyword(bytes, start, position), from: start)
    }
}
