/// Where the statement that is being read begins: what comes before has no say in what comes next.
struct StatementStart {
    /// Of its first token; the count of tokens where it is still to come.
    var index = 0
    /// The bracket that it stands in.
    var opener: Token.Kind?

    /// Of the statement that the last token belongs to.
    init(_ tokens: [Token]) {
        var open: [(kind: Token.Kind, outer: StatementStart)] = []
        for (index, token) in tokens.enumerated() {
            let innermost = open.last?.kind
            if token.newlineBefore, index > 0, innermost == nil || innermost == .leftBrace,
                token.startsStatement(after: tokens[index - 1])
            {
                begin(at: index, in: innermost)
            }
            switch token.kind {
            case .semicolon: begin(at: index + 1, in: innermost)
            case .leftParen, .leftBracket, .interpolationOpen: open.append((token.kind, self))
            case .leftBrace:
                open.append((token.kind, self))
                begin(at: index + 1, in: .leftBrace)
            case .rightParen, .rightBracket, .interpolationClose:
                if let closed = open.popLast() { self = closed.outer }
            case .rightBrace:
                _ = open.popLast()
                begin(at: index + 1, in: open.last?.kind)
            default: break
            }
        }
    }

    private mutating func begin(at index: Int, in opener: Token.Kind?) {
        self.index = index
        self.opener = opener
    }
}

extension Token {
    /// At the beginning of a line, outside brackets: whether it starts a statement rather than going on with `previous`.
    func startsStatement(after previous: Token) -> Bool {
        previous.canEndStatement && kind != .pipe && !keyword.continuesStatement
    }

    /// A line may end after it.
    var canEndStatement: Bool {
        switch kind {
        case .comma, .pipe, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .equalFolded,
            .notEqualFolded, .plus, .minus, .star, .slash, .coalesce, .colon, .leftParen, .leftBracket, .dot:
            false
        case .name:
            !keyword.isInfix && keyword != .where && keyword != .by && keyword != .set && keyword != .not
        default: true
        }
    }
}
