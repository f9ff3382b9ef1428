extension Checker {
    /// A command as a pipeline's source: what it gives, or the error that it is not there yet.
    ///
    /// - Parameter piped: what stands before the `|`, for a command that takes its rows from there.
    mutating func check(
        _ command: Command, piped: CheckedPipeline? = nil
    ) throws -> (CheckedPipeline.Source, Rows) {
        if let change = try checkChange(command, piped: piped) { return change }
        switch command.kind {
        case .sql(let text, let parameters):
            let statement = try check(text)
            expect(statement, [.text], "SQL text")
            let type: Type = Self.changesRows(statement) ? .int : .list(.unknown)
            if type == .int { perform(Effects(updates: ["rows by SQL"]), at: command.verbSpan) }
            var values: [CheckedExpression] = []
            if let parameters, case .list(let items) = parameters.kind {
                values = try items.map { try check($0) }
            }
            return (.sql(statement, values), Rows(type: type))
        case .explain(let pipeline):
            let checked = try check(pipeline)
            var rows = Rows(checked)
            rows.operations.append(.output(.explain))
            return (checked.source, rows)
        case .verb(let call):
            if let signature = verbs[call.verb.text.foldedWord] {
                return try check(call, signature, command, piped: piped)
            }
            fallthrough
        default:
            report(
                .notSupportedYet, "`\(source.text(command.verbSpan))` cannot be run by this version yet",
                at: command.verbSpan, help: "`help` lists what can")
            return (.value(CheckedExpression(.invalid, .unknown, command.span)), Rows(type: .unknown))
        }
    }

    private mutating func check(
        _ call: VerbCall, _ signature: VerbSignature, _ command: Command, piped: CheckedPipeline?
    ) throws -> (CheckedPipeline.Source, Rows) {
        var words: [Name] = []
        var arguments: [CheckedExpression] = []
        for argument in call.arguments {
            if call.argumentsAreNames, let path = Self.words(argument) {
                words += path
            } else {
                arguments.append(try check(argument))
            }
        }
        if call.verb.text.foldedWord == "wait", let length = arguments.first {
            expect(length, [.duration], "a length of time, as in 30s or 5min")
        }
        let target =
            try call.target.map { try check($0, span: command.span) }
            ?? piped.map { CheckedExpression(.pipeline($0), $0.type, $0.span) }
        if let word = words.first, call.verb.text.foldedWord == "describe",
            !["functions", "rights", "rules"].contains(word.text.foldedWord)
        {
            let home = words.count == 2 ? word : nil
            _ = try entity(EntityName(home: home, name: words[words.count - 1]))
        }
        var checked = CheckedCommand(
            verb: call.verb.text.foldedWord, subverb: call.subverb?.text, target: target,
            arguments: arguments, words: words, options: try call.options.map { try check($0) },
            span: command.span)
        for fault in signature.faults(checked) {
            report(fault.code, fault.message, at: fault.span ?? command.span, help: fault.help)
        }
        checked.effects = signature.effects(checked)
        perform(checked.effects, at: command.verbSpan)
        return (.command(checked), Rows(type: signature.result(checked)))
    }

    /// SQL that begins with a word that changes rows. What is put together at run time can only ask.
    private static func changesRows(_ statement: CheckedExpression) -> Bool {
        let text: String
        switch statement.kind {
        case .literal(.text(let literal)): text = literal
        case .interpolation(let parts):
            guard case .text(let first)? = parts.first else { return false }
            text = first
        default: return false
        }
        let word = text.utf8.drop { $0 <= 0x20 || $0 == 0x28 }.prefix {
            ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A
        }
        let first = String(decoding: word, as: UTF8.self).foldedWord
        return ["insert", "update", "delete", "replace"].contains(first)
    }

    private mutating func check(_ use: OptionUse) throws -> CheckedOption {
        var option = CheckedOption(name: use.name.text, values: [], words: [], span: use.name.span)
        for value in use.values {
            if use.takesNames, let path = Self.words(value) {
                option.words += path
            } else if let entity = use.templateEntity {
                option.values.append(try check(template: value, over: entity))
            } else {
                option.values.append(try check(value))
            }
            option.span = option.span.union(value.span)
        }
        return option
    }

    /// Text that is kept as it is written, `${…}` and all, once these are known to be right for rows of the entity.
    private mutating func check(template value: Expression, over entity: String) throws -> CheckedExpression {
        guard case .interpolation(let parts) = value.kind else { return try check(value) }
        _ = try withRow(of: Rows(type: .list(.entity(entity)))) { try $0.check(value) }
        let text = parts.map { part in
            switch part {
            case .text(let text): text
            case .expression(let inner): "${\(source.text(inner.span))}"
            }
        }.joined()
        return CheckedExpression(.literal(.text(text)), .text, value.span)
    }

    /// `leads`, `prisma.leads`: bare words as an argument.
    private static func words(_ expression: Expression) -> [Name]? {
        switch expression.kind {
        case .name(let name): [name]
        case .member(let base, let name): words(base).map { $0 + [name] }
        default: nil
        }
    }

    mutating func check(_ target: Target, span: Span) throws -> CheckedExpression {
        switch target {
        case .expression(let expression): return try check(expression)
        case .pipeline(let pipeline):
            let checked = try check(pipeline)
            return CheckedExpression(.pipeline(checked), checked.type, pipeline.span)
        case .rows(let name, let condition, let span):
            let query = Query(
                verb: .find, verbSpan: name.span, entity: name,
                clauses: [Clause(.where(condition), span: condition.span)], by: nil, span: span)
            let checked = try check(Pipeline(source: .query(query), stages: [], span: span))
            return CheckedExpression(.pipeline(checked), checked.type, span)
        }
    }
}
