// The commands that have a grammar of their own: set, update, delete, add, import, sql, explain.
extension Parser {
    mutating func parseBuiltIn(inStage: Bool) -> Command {
        let start = position
        let verb = current
        advance()
        let kind: Command.Kind =
            switch verb.keyword {
            case .set: parseSet(inStage: inStage)
            case .update: parseUpdate(verb)
            case .delete: parseDelete(verb, inStage: inStage)
            case .add: parseAdd(inStage: inStage)
            case .import: parseImport()
            case .sql: parseSQL()
            default: parseExplain()
            }
        let reason = verb.keyword == .explain ? nil : parseReason()
        return Command(kind, reason: reason, span: span(from: start), verbSpan: verb.span)
    }

    /// `because "…"` behind a command that changes something.
    private mutating func parseReason() -> Expression? {
        guard !isPanicking, continues, current.kind == .name, text(current).lowercased() == "because" else {
            return nil
        }
        advance()
        return parseExpression()
    }

    private mutating func parseExplain() -> Command.Kind {
        guard enter() else { return .explain(Pipeline(source: .lastResult, stages: [], span: afterPrevious)) }
        defer { leave() }
        return .explain(parsePipeline())
    }

    private mutating func parseSet(inStage: Bool) -> Command.Kind {
        if inStage { return .set(nil, parseAssignments()) }
        if at(.variable), peek().kind == .equal {
            fail(
                .unexpectedToken, "`set` changes fields of rows", at: current.span,
                help: "a variable is assigned without it: `\(text(current)) = …`")
            return .set(nil, [])
        }
        let target = parseTarget(of: "set")
        if !isPanicking, at(.equal) {
            let dotted = text(previous)
            fail(
                .unexpectedToken, "`set` takes the row, then the field", at: current.span,
                help: "write `set $lead \(dotted.hasPrefix("$") ? "field" : dotted) = …`")
        }
        return .set(target, parseAssignments())
    }

    private mutating func parseAssignments() -> [Assignment] {
        var assignments: [Assignment] = []
        repeat {
            let field = parseWord("a field")
            expect(.equal, "`=`", help: "write `\(field.text) = value`")
            assignments.append(Assignment(field: field, value: parseExpression()))
        } while accept(.comma)
        return assignments
    }

    private mutating func parseUpdate(_ verb: Token) -> Command.Kind {
        let all = at(.all) && peek().isWord && peek().keyword != .set && peek().keyword != .where
        if all { advance() }
        let entity = parseEntity()
        let head = verb.span.union(entity.span)
        var condition: Expression?
        var assignments: [Assignment] = []
        while !isPanicking {
            // `set` may start a statement, yet here one is owed.
            let owesSet =
                assignments.isEmpty && current.kind == .name && current.keyword == .set
                && (door == .file || blockDepth > 0 || !current.newlineBefore)
            if owesSet || at(.set) {
                if !assignments.isEmpty {
                    note(
                        .repeatedClause, "`set` is there twice", at: current.span,
                        help: "separate the fields with commas")
                }
                advance()
                assignments += parseAssignments()
            } else if at(.where) {
                if condition != nil {
                    note(
                        .repeatedClause, "`where` is there twice", at: current.span,
                        help: "join the conditions with `and`")
                }
                advance()
                let next = parseExpression()
                condition = condition ?? next
            } else {
                break
            }
        }
        if !isPanicking, assignments.isEmpty {
            unexpected(.words("`set`"), help: "write `set field = value`")
        } else if condition == nil, !all {
            noteCondition("update", entity, at: head)
        }
        return .update(all: all, entity, condition: condition, assignments)
    }

    mutating func noteCondition(_ verb: String, _ entity: EntityName, at span: Span) {
        note(
            .conditionRequired, "`\(verb)` needs a condition", at: span,
            help: "add `where …`; for every row say `\(verb) all \(source.text(entity.span))`")
    }

    private mutating func parseDelete(_ verb: Token, inStage: Bool) -> Command.Kind {
        if inStage { return .delete(nil) }
        if at(.from) {
            note(
                .unexpectedToken, "`from` is not needed", at: current.span,
                help: "write `delete \(text(peek())) where …`")
            advance()
        }
        if at(.all), peek().isWord, peek().keyword != .where {
            advance()
            let entity = parseEntity()
            if at(.where) {
                note(
                    .wrongPlace, "`all` and `where` exclude each other", at: current.span,
                    help: "leave out `all`")
                advance()
                let condition = parseExpression()
                return .delete(
                    .target(.rows(entity, condition: condition, span: entity.span.union(previous.span))))
            }
            return .delete(.all(entity))
        }
        guard continues, current.isWord else { return .delete(.target(parseTarget(of: "delete"))) }
        let start = position
        let entity = parseEntity()
        guard accept(.where) else {
            if !isPanicking, isAtStatementEnd {
                noteCondition("delete", entity, at: verb.span.union(entity.span))
            }
            return .delete(.target(.rows(entity, condition: missing(), span: span(from: start))))
        }
        let condition = parseExpression()
        return .delete(.target(.rows(entity, condition: condition, span: span(from: start))))
    }

    private mutating func parseAdd(inStage: Bool) -> Command.Kind {
        let entity = parseEntity("what to add: note, lead, tag …")
        guard !isPanicking else { return .addRecord(entity, missing()) }
        if !inStage, at(.leftBrace) { return .addRecord(entity, parseRecord()) }
        var target: Target?
        if accept(.to) {
            target = parseTarget(of: "add")
        } else if !inStage {
            unexpected(
                .words("`to` or `{`"),
                help:
                    "write `add \(source.text(entity.span)) to @1 \"…\"`, or `add \(source.text(entity.span)) {field: value}`"
            )
        }
        let value = parseExpression()
        let type = accept(.type) ? parseWord("a type") : nil
        return .addTo(entity, target, value, type: type)
    }

    private mutating func parseImport() -> Command.Kind {
        let entity = parseEntity()
        expect(.from, "write `import \(entity.name.text) from \"file.csv\"`")
        let path = parsePostfix()
        var mapping: Expression?
        var onConflict: Name?
        while !isPanicking {
            let word = current
            if at(.mapping) {
                advance()
                if mapping != nil { note(.repeatedClause, "`mapping` is there twice", at: word.span) }
                mapping = parsePostfix()
            } else if at(.on) {
                advance()
                expect(.conflict)
                if onConflict != nil { note(.repeatedClause, "`on conflict` is there twice", at: word.span) }
                onConflict = parseWord("`keep`, `update` or `fail`")
            } else {
                break
            }
        }
        if let name = onConflict, !isPanicking, !["keep", "update", "fail"].contains(name.text.lowercased()) {
            note(
                .unexpectedToken, "`\(name.text)` does not say what to do on a conflict", at: name.span,
                help: "`keep`, `update` or `fail`")
        }
        return .importData(entity, path: path, mapping: mapping, onConflict: onConflict)
    }

    private mutating func parseSQL() -> Command.Kind {
        switch current.kind {
        case .string, .rawString, .multilineString, .stringOpen, .multilineOpen, .variable, .invalid: break
        default: unexpected(.words("SQL in quotes"), help: "write `sql \"select …\"`")
        }
        guard !isPanicking else { return .sql(missing(), parameters: nil) }
        let statement = parsePrimary()
        return .sql(statement, parameters: !isPanicking && at(.leftBracket) ? parsePrimary() : nil)
    }
}
