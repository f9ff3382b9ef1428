/// The tokens of a program as the formatter writes them, with the comments that stand before each.
///
/// Semicolons are left out, and a comma stands before the comments that follow what it separates. The last token is
/// `eof`, which holds the comments at the end.
struct FormatStream {
    struct Remark {
        var text: String
        /// Stands behind what comes before it on its line.
        var isTrailing: Bool
        var hasBlankBefore: Bool
        /// 0-based, in Unicode scalars.
        var column: Int
    }

    var tokens: [Token] = []
    /// The text of each token, as it was written.
    var texts: [String] = []
    var remarks: [[Remark]] = []
    var hasBlankBefore: [Bool] = []
    /// A semicolon stood before it.
    var followsSemicolon: [Bool] = []
    /// The other bracket of a pair; -1 for what is no bracket.
    var partner: [Int] = []
    /// Brackets open around it; a bracket itself stands outside.
    var depth: [Int] = []
    /// Inside `${…}`, where no line is broken.
    var isInsideText: [Bool] = []

    init(_ source: SourceText, _ lexed: LexedSource) {
        var comments = lexed.comments[...]
        var waiting: [Remark] = []
        var end: UInt32 = 0
        var sawSemicolon = false
        for token in lexed.tokens {
            while let comment = comments.first, comment.span.start < token.start || token.kind == .eof {
                comments.removeFirst()
                waiting.append(Self.remark(comment, after: end, source))
                end = comment.span.end
            }
            if token.kind == .semicolon {
                sawSemicolon = true
                end = token.end
                continue
            }
            tokens.append(token)
            texts.append(Self.text(token, source))
            // What stands before a comma moves behind it.
            remarks.append(token.kind == .comma ? [] : waiting)
            if token.kind != .comma { waiting = [] }
            hasBlankBefore.append(Self.hasBlankLine(from: end, to: token.start, source))
            followsSemicolon.append(sawSemicolon)
            sawSemicolon = false
            end = token.end
        }
        pair()
    }

    /// The first token that starts at `offset` or behind it.
    func index(at offset: UInt32) -> Int {
        var low = 0
        var high = tokens.count - 1
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].start < offset { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func pair() {
        partner = [Int](repeating: -1, count: tokens.count)
        depth = [Int](repeating: 0, count: tokens.count)
        isInsideText = [Bool](repeating: false, count: tokens.count)
        var open: [Int] = []
        var openTexts = 0
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .rightParen, .rightBracket, .rightBrace, .interpolationClose:
                if let opener = open.popLast() {
                    partner[opener] = index
                    partner[index] = opener
                }
                if token.kind == .interpolationClose { openTexts -= 1 }
            default: break
            }
            depth[index] = open.count
            isInsideText[index] = openTexts > 0
            switch token.kind {
            case .leftParen, .leftBracket, .leftBrace: open.append(index)
            case .interpolationOpen:
                open.append(index)
                openTexts += 1
            default: break
            }
        }
    }

    private static func text(_ token: Token, _ source: SourceText) -> String {
        let text = source.text(token.span)
        switch token.kind {
        case .multilineString, .stringText: return text.replacing("\r\n", with: "\n")
        default: return text
        }
    }

    private static func remark(_ comment: Comment, after end: UInt32, _ source: SourceText) -> Remark {
        var text = source.text(comment.span)[...]
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return Remark(
            text: String(text), isTrailing: comment.isTrailing,
            hasBlankBefore: hasBlankLine(from: end, to: comment.span.start, source),
            column: source.position(of: comment.span.start).column - 1)
    }

    private static func hasBlankLine(from start: UInt32, to end: UInt32, _ source: SourceText) -> Bool {
        guard start < end else { return false }
        var isLineEmpty = false
        for byte in source.bytes[Int(start)..<Int(end)] {
            switch byte {
            case 0x0A:
                if isLineEmpty { return true }
                isLineEmpty = true
            case 0x20, 0x09, 0x0C, 0x0D: break
            default: isLineEmpty = false
            }
        }
        return false
    }
}
