// Clauses and stages.
extension Parser {
    mutating func parseClause() -> Clause {
        let start = position
        let keyword = current.keyword
        advance()
        let kind: Clause.Kind
        switch keyword {
        case .where: kind = .where(parseOperand(after: "where"))
        case .since: kind = .since(parseOperand(after: "since", additive: true))
        case .until: kind = .until(parseOperand(after: "until", additive: true))
        case .sort, .order:
            expect(.by)
            kind = .sort(parseKeys())
        case .limit, .take: kind = .limit(parseOperand(after: "limit", additive: true))
        case .offset: kind = .offset(parseOperand(after: "offset", additive: true))
        case .select: kind = .select(parseItems())
        case .group:
            expect(.by)
            kind = .groupBy(parseItems())
        case .aggregate: kind = .aggregate(parseItems())
        case .having: kind = .having(parseOperand(after: "having"))
        default: kind = .distinct
        }
        return Clause(kind, span: span(from: start))
    }

    private mutating func parseOperand(after word: String, additive: Bool = false) -> Expression {
        additive ? parseAdditive() : parseExpression()
    }

    private mutating func parseKeys() -> [SortKey] {
        var keys: [SortKey] = []
        repeat {
            let value = parseAdditive()
            let descending = accept(.desc)
            if !descending { _ = accept(.asc) }
            keys.append(SortKey(value: value, descending: descending))
        } while accept(.comma)
        return keys
    }

    mutating func parseItems() -> [Item] {
        var items: [Item] = []
        repeat { items.append(parseItem()) } while accept(.comma)
        return items
    }

    mutating func parseItem() -> Item {
        guard !isPanicking, current.isWord, peek().kind == .colon else {
            return Item(name: nil, value: parseExpression())
        }
        let name = name(current)
        advance()
        advance()
        return Item(name: name, value: parseExpression())
    }

    mutating func noteRepeated(_ clause: Clause, in clauses: [Clause]) {
        guard let first = clauses.first(where: { $0.kind.word == clause.kind.word }) else { return }
        let word = clause.kind.word
        let help =
            switch clause.kind {
            case .where, .having: "join the conditions with `and`"
            case .sort, .select, .groupBy, .aggregate: "list them after one `\(word)`, with commas"
            default: "keep one of them"
            }
        note(
            .repeatedClause, "`\(word)` is there twice",
            at: Span(start: clause.span.start, end: clause.span.start + UInt32(word.utf8.count)),
            help: help, labels: [Diagnostic.Label(span: first.span, text: "the first")])
    }

    /// One stage, or several where clauses follow each other without `|`.
    mutating func parseStage(into stages: inout [Stage]) {
        guard !isPanicking else { return }
        guard current.kind == .name, startsClause(current, peek()) else {
            return stages.append(parseSingleStage())
        }
        var clauses: [Clause] = []
        while !isPanicking, continues, current.kind == .name, startsClause(current, peek()) {
            let clause = parseClause()
            noteRepeated(clause, in: clauses)
            clauses.append(clause)
            stages.append(Stage(.clause(clause), span: clause.span))
        }
    }

    private mutating func parseSingleStage() -> Stage {
        let start = position
        guard current.kind == .name else {
            if !isPanicking { unexpected(.words("a stage: where, sort by, select, first, to, save …")) }
            return Stage(.page, span: current.span)
        }
        let kind = parseStageKind()
        return Stage(kind, span: span(from: start))
    }

    private mutating func parseStageKind() -> Stage.Kind {
        let token = current
        switch token.keyword {
        case .first, .last:
            advance()
            let count = at(.int) ? parsePrimary() : nil
            return token.keyword == .first ? .first(count) : .last(count)
        case .count:
            advance()
            if at(.by) {
                note(
                    .wrongPlace, "`count by` needs its entity", at: current.span,
                    help: "`| group by …| aggregate n: count()`")
                advance()
                _ = parseItems()
            }
            return .count
        case .page:
            advance()
            return .page
        case .explain:
            advance()
            return .explain
        case .chart:
            advance()
            let kind = parseWord("a kind of chart: bar, hist, line, spark, scatter")
            return .chart(kind: kind, items: parseItems())
        case .to:
            advance()
            return .to(parseWord("a format: table, csv, json …"))
        case .save:
            advance()
            return .save(parsePostfix())
        case .set, .delete, .add: return .command(parseBuiltIn(inStage: true))
        case .update:
            fail(
                .wrongPlace, "`update` takes no target from the pipe", at: token.span,
                help: "write `| set field = value`")
            return .count
        default: break
        }
        let word = text(token).lowercased()
        if let shape = word.utf8.count <= 40 ? shapes[word] : nil {
            if shape.target == .none {
                note(
                    .wrongPlace, "`\(word)` takes nothing from the pipe", at: token.span,
                    help: "write it as a statement of its own")
            }
            return .command(parseVerb(shape, inStage: true))
        }
        let synonyms = [
            "head": "first", "tail": "last", "wc": "count", "less": "page", "more": "page", "grep": "where",
            "filter": "where",
        ]
        let stages =
            Keyword.allCases.filter(\.isClause).map(\.text) + [
                "first", "last", "count", "page", "explain", "chart", "to", "save", "set", "delete", "add",
            ]
        let meant = synonyms[word] ?? Spelling.closest(to: word, in: stages + shapes.keys.sorted())
        fail(
            .unknownVerb, "there is no stage \(shown(token))", at: token.span,
            help: meant.map { "did you mean `\($0)`?" }
                ?? "a stage is where, sort by, select, first, to, save …")
        return .count
    }
}

extension Clause.Kind {
    /// As a message and `cvx fmt` name it.
    var word: String {
        switch self {
        case .where: "where"
        case .since: "since"
        case .until: "until"
        case .sort: "sort"
        case .limit: "limit"
        case .offset: "offset"
        case .select: "select"
        case .distinct: "distinct"
        case .groupBy: "group"
        case .aggregate: "aggregate"
        case .having: "having"
        }
    }
}
