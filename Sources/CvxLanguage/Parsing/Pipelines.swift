// `source | stage | stage`, and queries.
extension Parser {
    enum SourcePlace {
        /// After a statement's start, `=`, `in` or `return`: a verb is a verb.
        case open
        /// After `(`: `(score > 5)` is a field unless an operand follows the verb.
        case parenthesis
    }

    mutating func parsePipeline(_ place: SourcePlace = .open) -> Pipeline {
        let start = position
        guard !isPanicking else {
            return Pipeline(source: .expression(missing()), stages: [], span: current.span)
        }
        var stages: [Stage] = []
        let source: Pipeline.Source
        if place == .open, position == statementStart, let isStage = startsWithStage() {
            source = .lastResult
            if isStage { parseStage(into: &stages) }
        } else {
            source = parseSource(place)
        }
        while !isPanicking, at(.pipe) {
            advance()
            parseStage(into: &stages)
        }
        return Pipeline(source: source, stages: stages, span: span(from: start))
    }

    /// True where the line starts with a clause, false where it starts with `|`, nil where it starts otherwise.
    private mutating func startsWithStage() -> Bool? {
        let token = current
        let isPipe = token.kind == .pipe
        let isClause = token.kind == .name && startsClause(token, peek())
        let isStage = token.kind == .name && [.to, .save, .chart, .page].contains(token.keyword)
        guard isPipe || isClause || isStage else { return nil }
        if token.keyword == .select, let help = selectFromHelp() {
            fail(.unexpectedToken, "this is SQL; cvx asks with `find`", at: token.span, help: help)
            return nil
        }
        if door == .file || blockDepth > 0 {
            let shown = isPipe ? "|" : token.keyword.text
            fail(
                .wrongPlace, "`\(shown)` has nothing before it", at: token.span,
                help: isPipe
                    ? "put it behind what it applies to" : "put it behind a query, or write `$x | \(shown) …`"
            )
            return nil
        }
        return !isPipe
    }

    private func selectFromHelp() -> String? {
        var ahead = 1
        while ahead < 200 {
            let token = peek(ahead)
            if token.kind == .eof || token.kind == .pipe || token.kind == .semicolon { return nil }
            if token.keyword == .from, peek(ahead + 1).isWord {
                return "`find \(text(peek(ahead + 1)))`, with `| select …` for some columns"
            }
            ahead += 1
        }
        return nil
    }

    func startsClause(_ token: Token, _ next: Token) -> Bool {
        switch token.keyword {
        case .sort, .order, .group: next.keyword == .by || token.keyword == .sort && next.isWord
        default: token.keyword.isClause
        }
    }

    private mutating func parseSource(_ place: SourcePlace) -> Pipeline.Source {
        let token = current
        let start = position
        guard token.kind == .name else {
            let expression = parseExpression()
            return .expression(rangeAfter(expression, from: start))
        }
        let next = peek()
        let nextIsOnLine = next.kind != .eof && (!newlinesCount || !next.newlineBefore)
        let isTouchingCall =
            !next.spaceBefore && (next.kind == .leftParen || next.kind == .leftBracket || next.kind == .dot)
        switch token.keyword {
        case .find, .count, .exists:
            if place == .open && !isTouchingCall || startsQuery { return .query(parseQuery()) }
        case .set, .update, .delete, .add, .import, .sql, .explain:
            if place == .open && !isTouchingCall || startsOperand(next) {
                return .command(parseBuiltIn(inStage: false))
            }
        case .insert where place == .open && next.keyword == .into:
            fail(
                .unexpectedToken, "this is SQL; cvx adds with `add`", at: token.span,
                help: "`add \(text(peek(2))) {field: value}`")
            return .expression(missing())
        default: break
        }
        let word = text(token)
        if word.utf8.count <= 40, let shape = shapes[word.lowercased()], !isTouchingCall {
            let isAlone = !nextIsOnLine || next.kind.endsSource
            let optionFollows =
                place == .open && next.kind == .name
                && shape.options.contains { $0.words.first == text(next).lowercased() }
            if isAlone ? place == .open : startsOperand(next) || optionFollows {
                return .command(parseVerb(shape))
            }
        }
        let expression = parseExpression()
        // `fnd leads`: a word, then another that cannot follow it.
        if place == .open, position == start + 1, !isAtStatementEnd, current.kind != .pipe,
            current.kind != .leftBrace,
            !token.keyword.isReserved, !isPanicking, teaching() == nil
        {
            unknownVerb(token)
        } else if place == .open, position == start + 1, start == statementStart, isAtStatementEnd,
            !isPanicking,
            Spelling.closest(to: word, in: verbNames) != nil, !token.keyword.isReserved
        {
            unknownVerb(token)
        }
        return .expression(rangeAfter(expression, from: start))
    }

    /// `1..10`, both included.
    private mutating func rangeAfter(_ low: Expression, from start: Int) -> Expression {
        guard accept(.range) else { return low }
        let lowHeight = height
        let high = parseCoalesce()
        height = max(lowHeight, height) + 1
        return Expression(.range(low, high), span: span(from: start))
    }

    var verbNames: [String] {
        shapes.keys.sorted()
            + [
                "find", "count", "exists", "set", "update", "delete", "add", "import", "sql", "explain",
                "let", "view", "def",
            ]
    }

    mutating func unknownVerb(_ token: Token) {
        let word = text(token)
        let synonyms = [
            "get": "find", "list": "find", "fetch": "find", "remove": "delete", "drop": "delete",
            "quit": "exit",
            "call": "call log", "trace": "skiptrace", "alter": "sql", "create": "add", "insert": "add",
            "echo": "print",
        ]
        let meant = synonyms[word.lowercased()] ?? Spelling.closest(to: word, in: verbNames)
        fail(
            .unknownVerb, "there is no verb \(shown(token))", at: token.span,
            help: meant.map { "did you mean `\($0)`?" } ?? "`help` lists the verbs")
    }

    /// At `find`, `count` or `exists` with an entity behind it.
    var startsQuery: Bool {
        guard current.kind == .name else { return false }
        let next = peek()
        guard next.isWord, !newlinesCount || !next.newlineBefore else { return false }
        switch current.keyword {
        case .find: return !next.keyword.isInfix && peek(2).keyword != .with
        case .count, .exists:
            return next.keyword == .notKeyword
        default: return false
        }
    }

    mutating func parseQuery() -> Query {
        let start = position
        var verb: Query.Verb =
            switch current.keyword {
            case .find: .find
            case .count: .count
            default: .exists
            }
        advance()
        if verb == .find {
            if at(.one), peek().isWord {
                verb = .findOne; advance()
            } else if at(.first), peek().isWord {
                verb = .findFirst; advance()
            }
        }
        let verbSpan = span(from: start)
        if at(.star) {
            fail(.unexpectedToken, "unexpected `*`", at: current.span, help: "`find leads` gives every field")
        }
        if at(.all), peek().isWord, !peek().keyword.isClause {
            note(.unexpectedToken, "`all` is not needed", at: current.span, help: "`find` finds all of them")
            advance()
        }
        let entity = parseEntity()
        var clauses: [Clause] = []
        var by: [Item]?
        while !isPanicking, continues, current.kind == .name {
            if current.keyword == .by {
                let word = current.span
                if verb != .count {
                    note(
                        .wrongPlace, "`by` goes with `count`", at: word,
                        help: "`group by …`, or `count \(entity.name.text) by …`")
                } else if by != nil {
                    note(.repeatedClause, "`by` is there twice", at: word, help: "list the fields: `by a, b`")
                }
                advance()
                let items = parseItems()
                by = by ?? items
                continue
            }
            guard startsClause(current, peek()) else { break }
            let clause = parseClause()
            noteRepeated(clause, in: clauses)
            clauses.append(clause)
        }
        return Query(
            verb: verb, verbSpan: verbSpan, entity: entity, clauses: clauses, by: by, span: span(from: start))
    }

    mutating func parseEntity(_ what: String = "an entity: leads, calls, notes …") -> EntityName {
        let name = parseWord(what)
        guard !isPanicking, current.kind == .dot, !current.spaceBefore else {
            return EntityName(home: nil, name: name)
        }
        advance()
        return EntityName(home: name, name: parseWord("an entity"))
    }
}

extension Token.Kind {
    /// Ends a source without being part of it.
    var endsSource: Bool {
        switch self {
        case .eof, .pipe, .semicolon, .rightBrace, .rightParen, .leftBrace: true
        default: false
        }
    }
}
