// What an expression is made of: names, brackets, records, conditionals.
extension Parser {
    mutating func parsePrimary() -> Expression {
        guard !isPanicking else { return missing() }
        height = 1
        let token = current
        // A line that starts a statement is no operand of the line before.
        if token.kind == .eof || (newlinesCount && token.newlineBefore && token.keyword.isHardStarter) {
            unexpected(.expression)
            return missing()
        }
        switch token.kind {
        case .int, .decimal, .percent, .money, .duration, .date, .dateTime: return parseNumber()
        case .string, .rawString, .multilineString, .stringOpen, .multilineOpen: return parseString()
        case .variable:
            let name = parseVariableName()
            return Expression(.variable(name), span: token.span)
        case .reference:
            advance()
            return Expression(.reference(String(text(token).dropFirst()), exact: false), span: token.span)
        case .exactReference:
            advance()
            return Expression(.reference(exactReference(token), exact: true), span: token.span)
        case .dot where peek().isWord && !peek().spaceBefore:
            advance()
            let field = name(current)
            advance()
            return Expression(.rowField(field), span: token.span.union(field.span))
        case .quotedName:
            advance()
            return Expression(.name(name(token)), span: token.span)
        case .name: return parseNameOrWord()
        case .leftParen: return parseParenthesised()
        case .leftBracket: return parseList()
        case .leftBrace: return parseRecord()
        case .invalid:
            advance()
            isPanicking = true
            return missing()
        default:
            unexpected(.expression)
            return missing()
        }
    }

    private mutating func parseNameOrWord() -> Expression {
        let token = current
        if let literal = parseWordLiteral() { return literal }
        if token.keyword == .if { return parseConditional() }
        if token.keyword.isReserved || startsClauseWithoutOperand(token) {
            unexpected(.expression)
            return missing()
        }
        if startsQuery, !peek(2).kind.isComparison {
            note(
                .wrongPlace, "a query inside an expression stands in parentheses", at: token.span,
                help: "write `(\(token.keyword.text) \(text(peek())) …)`")
            let query = parseQuery()
            return Expression(
                .pipeline(Pipeline(source: .query(query), stages: [], span: query.span)), span: query.span)
        }
        advance()
        return Expression(.name(name(token)), span: token.span)
    }

    /// `where sort by x`, `where limit 5`: the operand is missing and a clause follows.
    private func startsClauseWithoutOperand(_ token: Token) -> Bool {
        let next = peek()
        switch token.keyword {
        case .sort, .order, .group: return next.keyword == .by
        case .limit, .take, .offset: return next.kind == .int
        default: return false
        }
    }

    private mutating func parseParenthesised() -> Expression {
        let start = position
        guard enter() else { return missing() }
        defer { leave() }
        let outer = open()
        let pipeline = parsePipeline(.parenthesis)
        close(.rightParen, restoring: outer)
        let span = span(from: start)
        if case .expression(let inner) = pipeline.source, pipeline.stages.isEmpty {
            return Expression(inner.kind, span: span)
        }
        height = 1
        return Expression(.pipeline(pipeline), span: span)
    }

    private mutating func parseList() -> Expression {
        let start = position
        guard enter() else { return missing() }
        defer { leave() }
        let outer = open()
        var elements: [Expression] = []
        var highest = 0
        while !isPanicking, current.kind != .rightBracket {
            elements.append(parseExpression())
            highest = max(highest, height)
            guard accept(.comma) else { break }
        }
        close(.rightBracket, restoring: outer)
        height = highest + 1
        return Expression(.list(elements), span: span(from: start))
    }

    /// Whether the `{` here opens a record rather than a block.
    var startsRecord: Bool {
        guard current.kind == .leftBrace else { return false }
        let key = peek()
        return key.kind == .rightBrace || (key.isWord || key.kind.isText) && peek(2).kind == .colon
    }

    mutating func parseRecord() -> Expression {
        let start = position
        guard enter() else { return missing() }
        defer { leave() }
        let outer = open()
        var entries: [RecordEntry] = []
        var highest = 0
        while !isPanicking, current.kind != .rightBrace, current.kind != .eof {
            guard let key = parseKey() else { break }
            entries.append(RecordEntry(key: key, value: parseRecordValue()))
            highest = max(highest, height)
            guard accept(.comma) || current.newlineBefore else { break }
        }
        close(.rightBrace, restoring: outer)
        height = highest + 1
        return Expression(.record(entries), span: span(from: start))
    }

    private mutating func parseKey() -> Name? {
        let token = current
        let key: Name
        if token.isWord {
            key = name(token)
        } else if let text = plainText(token) {
            key = Name(text, span: token.span, isQuoted: true)
        } else {
            fail(
                .expectedName, "expected a key, found \(shown(token))", at: token.span,
                help: "a record is written `{name: value}`")
            return nil
        }
        advance()
        expect(.colon, "`:`", help: "write `\(key.text): value`")
        return key
    }

    /// A line end separates entries, so it ends a value unless the next line goes on with it.
    private mutating func parseRecordValue() -> Expression {
        guard !isPanicking else { return missing() }
        newlinesCount = true
        let savedOptions = openOptions
        openOptions = []
        blockDepth += 1
        let value = parseExpression()
        blockDepth -= 1
        openOptions = savedOptions
        newlinesCount = false
        return value
    }

    private mutating func parseConditional() -> Expression {
        let start = position
        guard enter() else { return missing() }
        defer { leave() }
        advance()
        let condition = parseExpression()
        var highest = height
        let then = parseBraced()
        highest = max(highest, height)
        expect(.else, "a conditional value needs `else { … }`")
        let other: Expression
        if at(.if) {
            other = parseConditional()
        } else {
            other = parseBraced()
        }
        height = max(highest, height) + 1
        return Expression(.conditional(condition, then: then, else: other), span: span(from: start))
    }

    private mutating func parseBraced() -> Expression {
        guard !isPanicking else { return missing() }
        guard at(.leftBrace) else {
            unexpected(.words("`{`"))
            return missing()
        }
        let outer = open()
        let value = parseExpression()
        close(.rightBrace, restoring: outer)
        return value
    }

    /// Whether an operand of a verb starts with `token`, rather than an operator after a name.
    func startsOperand(_ token: Token) -> Bool {
        !(newlinesCount && token.newlineBefore) && mayBeOperand(token)
    }

    /// As `startsOperand`, where the line is known to go on.
    func mayBeOperand(_ token: Token) -> Bool {
        switch token.kind {
        case .quotedName, .variable, .reference, .exactReference, .int, .decimal, .percent, .money, .duration,
            .date, .dateTime, .string, .rawString, .multilineString, .stringOpen, .multilineOpen:
            return true
        case .leftParen, .leftBracket, .leftBrace: return token.spaceBefore
        case .dot: return token.spaceBefore
        case .name:
            return !token.keyword.isInfix && !token.keyword.isClause && token.keyword != .asc
                && token.keyword != .desc
                && token.keyword != .by
        default: return false
        }
    }
}

extension Token.Kind {
    var isText: Bool { self == .string || self == .rawString || self == .multilineString }
}
