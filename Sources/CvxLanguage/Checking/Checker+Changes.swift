// set, update, delete, add: which rows, which fields, whether the values fit.
extension Checker {
    /// A command that changes rows.
    ///
    /// - Parameter piped: what stands before the `|`, where the command takes its rows from there.
    mutating func checkChange(
        _ command: Command, piped: CheckedPipeline?
    ) throws -> (CheckedPipeline.Source, Rows)? {
        let change: CheckedChange?
        var reason = command.reason
        switch command.kind {
        case .set(let target, let assignments):
            change = try rows(target, piped, command, "set").flatMap { rows in
                try update(rows, assignments, command)
            }
        case .update(let all, let name, let condition, let assignments):
            change = try scan(name, condition, all: all, command).flatMap {
                try update($0, assignments, command)
            }
        case .delete(let target):
            let chosen: CheckedPipeline?
            if case .all(let name)? = target {
                chosen = try scan(name, nil, all: true, command)
            } else if case .target(let target)? = target {
                chosen = try rows(target, piped, command, "delete")
            } else {
                chosen = try rows(nil, piped, command, "delete")
            }
            change = try chosen.flatMap { try self.change($0, .delete, command) }
        case .addRecord(let name, let record): change = try add(name, record, command)
        case .addTo(let name, let target, let text, let type):
            change = try rows(target, piped, command, "add").flatMap {
                try add(name, to: $0, text, type: type, command)
            }
        case .verb(let call):
            let verb = call.verb.text.foldedWord
            guard let labels = verbs[verb]?.labels else { return nil }
            reason = call.options.first { $0.name.text == "because" }?.values.first
            change = try rows(call.target, piped, command, verb).flatMap {
                try label($0, call.arguments, labels, command)
            }
        default: return nil
        }
        guard var change else {
            return (.value(.init(.invalid, .unknown, command.span)), Rows(type: .unknown))
        }
        change.reason = try reason.map { reason in
            let checked = try check(reason)
            expect(checked, [.text], "a reason in quotes")
            return checked
        }
        perform(change.effects, at: command.verbSpan)
        return (.change(change), Rows(type: change.givesRow ? .entity(change.entity) : .int))
    }

    // MARK: which rows

    private mutating func scan(
        _ name: EntityName, _ condition: Expression?, all: Bool, _ command: Command
    ) throws -> CheckedPipeline? {
        let clauses = condition.map { [Clause(.where($0), span: $0.span)] } ?? []
        let query = Query(
            verb: .find, verbSpan: command.verbSpan, entity: name, clauses: clauses, by: nil,
            span: command.span)
        let rows = try check(Pipeline(source: .query(query), stages: [], span: command.span))
        return rows.type == .unknown ? nil : rows
    }

    private mutating func rows(
        _ target: Target?, _ piped: CheckedPipeline?, _ command: Command, _ verb: String
    ) throws -> CheckedPipeline? {
        guard let target else {
            guard let piped else { return nil }
            return try isRows(piped, at: command.verbSpan, verb) ? piped : nil
        }
        let expression = try check(target, span: command.span)
        let pipeline: CheckedPipeline
        if case .pipeline(let inner) = expression.kind {
            pipeline = inner
        } else {
            pipeline = CheckedPipeline(
                source: .value(expression), operations: [], type: expression.type, span: expression.span)
        }
        return try isRows(pipeline, at: expression.span, verb) ? pipeline : nil
    }

    private mutating func isRows(
        _ pipeline: CheckedPipeline, at span: Span, _ verb: String
    ) throws -> Bool {
        if pipeline.entityName != nil { return true }
        if case .value(let value) = pipeline.source, case .invalid = value.kind { return false }
        switch pipeline.type {
        case .unknown where pipeline.source.reference != nil:
            try reportReference(pipeline.source.reference, at: span)
        case .record, .list(.record):
            report(
                .notRows, "`\(verb)` changes rows of a store, and these are records", at: span,
                help: "put it before `select` or `group by`")
        default:
            report(
                .notRows, "`\(verb)` changes rows, and this is \(pipeline.type.phrase)", at: span,
                help: "`@1`, `$lead`, `(find leads where …)` or `leads where …`")
        }
        return false
    }

    /// Rows of several tables may have one id, where ids are numbers.
    private mutating func reportReference(_ reference: (id: String, exact: Bool)?, at span: Span) throws {
        guard let (id, exact) = reference else { return }
        let entities = try schema.entities(ofRow: id, exact: exact)
        guard let first = entities.first else {
            return report(
                .noSuchReference, "no row has the id \(source.text(span))", at: span,
                help: "`find …` shows the rows; `@3` is the third of the last result")
        }
        let all = entities.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        report(
            .ambiguousReference,
            "\(source.text(span)) is more than one row: of \(all.joined(separator: ", "))", at: span,
            help: exact ? "say which: `(find one \(first) where id = \"\(id)\")`" : "type more of the id")
    }

    // MARK: which values

    private mutating func update(
        _ rows: CheckedPipeline, _ assignments: [Assignment], _ command: Command
    ) throws -> CheckedChange? {
        guard let name = rows.entityName, let entity = try schema.entity(name) else { return nil }
        let checked = try withRow(of: Rows(type: .list(.entity(name)))) { checker in
            try checker.assignments(assignments.map { ($0.field, $0.value) }, of: entity)
        }
        return try change(rows, .update(checked), command)
    }

    private mutating func change(
        _ rows: CheckedPipeline, _ kind: CheckedChange.Kind, _ command: Command
    ) throws -> CheckedChange? {
        guard let entity = rows.entityName else { return nil }
        return CheckedChange(
            entity: entity, home: rows.home, rows: rows, kind: kind, reason: nil, span: command.span,
            verbSpan: command.verbSpan)
    }

    private mutating func add(
        _ name: EntityName, _ record: Expression, _ command: Command
    ) throws -> CheckedChange? {
        guard let entity = try entity(name) else { return nil }
        if let (verb, _) = labels(of: entity) {
            report(
                .badArgument, "a \(entity.singular) belongs to a row", at: name.span,
                help: "write `\(verb) @1 \"…\"`")
            return nil
        }
        guard case .record(let entries) = record.kind else {
            if case .missing = record.kind { return nil }
            report(.typeMismatch, "`add` takes a record", at: record.span, help: "write `{field: value, …}`")
            return nil
        }
        let values = try assignments(entries.map { ($0.key, $0.value) }, of: entity)
        return CheckedChange(
            entity: entity.name, home: home(name), rows: nil, kind: .insert(values), reason: nil,
            span: command.span, verbSpan: command.verbSpan)
    }

    /// `add note to @1 "…" type call`: the text goes to the entity's own text field, the rows' ids to the relation.
    private mutating func add(
        _ name: EntityName, to rows: CheckedPipeline, _ text: Expression, type: Name?, _ command: Command
    ) throws -> CheckedChange? {
        guard let entity = try entity(name), let target = rows.entityName else { return nil }
        if let (_, labels) = labels(of: entity) { return try label(rows, [text], labels, command) }
        let relation = entity.relations.first { !$0.isToMany && $0.target == target }
        guard let relation, let textField = entity.textField else {
            report(
                .notARelation, "\(entity.name) cannot be added to \(target)", at: name.span,
                help: "write `add \(entity.singular) {field: value, …}`")
            return nil
        }
        var values = try withRow(of: Rows(type: .list(.entity(target)))) { checker -> [CheckedAssignment] in
            let field = Name(textField, span: text.span)
            var values = try checker.assignments([(field, text)], of: entity)
            let id = FieldPath(relations: [], entity: target, field: "id")
            values.append(
                CheckedAssignment(
                    field: relation.localField, value: CheckedExpression(.field(id), .text, rows.span),
                    span: rows.span))
            return values
        }
        if let type {
            let word = Expression(.name(type), span: type.span)
            values += try assignments([(Name("type", span: type.span), word)], of: entity)
        }
        return CheckedChange(
            entity: entity.name, home: home(name), rows: rows, kind: .insert(values), reason: nil,
            span: command.span, verbSpan: command.verbSpan)
    }

    /// `tag @1 "vip", "call back"`
    private mutating func label(
        _ rows: CheckedPipeline, _ words: [Expression], _ labels: VerbSignature.Labels, _ command: Command
    ) throws -> CheckedChange? {
        guard let name = rows.entityName, let entity = try schema.entity(name) else { return nil }
        guard let relation = entity.relation(labels.relation) else {
            report(
                .notARelation, "\(entity.name) have no \(labels.relation)", at: rows.span,
                help: "`describe` says which do")
            return nil
        }
        var checked: [CheckedExpression] = []
        for word in words {
            let value = try check(word)
            if case .list(let element) = value.type, [.text, .null].contains(element) {
                checked.append(value)
                continue
            }
            expect(value, [.text], "a word or two in quotes")
            checked.append(value)
        }
        return CheckedChange(
            entity: relation.target, home: nil, rows: rows,
            kind: labels.adds ? .tag(checked) : .untag(checked),
            reason: nil, span: command.span, verbSpan: command.verbSpan)
    }

    /// The verb that makes an entity's rows, where they are words on other rows.
    private func labels(of entity: EntitySignature) -> (verb: String, VerbSignature.Labels)? {
        verbs.lazy.compactMap { verb, signature in signature.labels.map { (verb, $0) } }
            .first { $1.adds && $1.relation == entity.name }
    }

    private func home(_ name: EntityName) -> String? {
        name.home.flatMap { home in schema.homes.first { $0.foldedWord == home.text.foldedWord } }
    }

    private mutating func assignments(
        _ items: [(Name, Expression)], of entity: EntitySignature
    ) throws -> [CheckedAssignment] {
        var checked: [CheckedAssignment] = []
        for (name, value) in items {
            guard let (field, type) = writable(name, of: entity) else {
                var type = Type.unknown
                if case .field(let field)? = entity.member(name.text) { type = field.type }
                _ = try check(value, beside: type)
                continue
            }
            if checked.contains(where: { $0.field == field }) {
                report(
                    .duplicateName, "`\(name.text)` is set twice", at: name.span, help: "keep one of them")
            }
            let value = assignable(try check(value, beside: type), to: type)
            checked.append(CheckedAssignment(field: field, value: value, span: name.span))
        }
        return checked
    }

    /// The field that a name means on the left of `=`, with its type; nil where it is reported.
    private mutating func writable(_ name: Name, of entity: EntitySignature) -> (String, Type)? {
        switch entity.member(name.text) {
        case .field(let field)?:
            if let reason = field.unavailable {
                report(
                    .fieldNotInStores, "no open store has \(entity.singular).\(field.name)", at: name.span,
                    help: reason)
            } else if let reason = field.fixed {
                report(.fixedField, "`\(field.name)` cannot be set: \(reason)", at: name.span)
            } else {
                return (field.name, field.type)
            }
        case .relation(let relation)? where relation.isToMany:
            report(
                .fixedField, "a \(entity.singular) has many \(relation.name); they are rows of their own",
                at: name.span, help: "`add`, `set` and `delete` work on \(relation.target)")
        case .relation(let relation)?: return (relation.localField, .entity(relation.target))
        case nil: _ = unknownMember(entity, name)
        }
        return nil
    }

    /// The value made to fit a field; what cannot fit is reported.
    mutating func assignable(_ value: CheckedExpression, to type: Type) -> CheckedExpression {
        if case .literal(.null) = value.kind { return CheckedExpression(value.kind, type, value.span) }
        switch (type, value.type) {
        case (.unknown, _), (_, .unknown), (_, .null): return value
        case (let a, let b) where a == b: return value
        case (.decimal, .int), (.money, .int), (.money, .decimal), (.percent, .decimal), (.datetime, .date),
            (.enumeration, .text), (.json, .text), (.json, .list), (.json, .record), (.text, .phone),
            (.text, .enumeration), (.text, .json):
            return value
        case (.percent, .int):
            if case .literal(.int(0)) = value.kind { return value }
        case (.phone, .text), (.date, .text), (.datetime, .text):
            let place = CheckedExpression(.invalid, type, value.span)
            return comparable(.equal, place, value, at: value.span)
                ?? CheckedExpression(.invalid, .unknown, value.span)
        case (.entity, .text): return value
        default: break
        }
        let help: String? =
            switch (type, value.type) {
            case (.text, _) where value.type.isNumeric: "text stands in quotes, or write `text(…)`"
            case (.int, .decimal): "round it: `round(…)`, `floor(…)` or `ceil(…)`, and `int(…)`"
            case (.percent, .int): "write it with a percent sign"
            case (.date, .duration), (.datetime, .duration): "add `ago` or `from now`"
            default: nil
            }
        return invalid(
            .typeMismatch, "expected \(type.phrase), found \(value.type.phrase)", at: value.span, help: help)
    }
}

extension CheckedPipeline {
    /// The entity whose rows, or whose one row, this is; nil where it is anything else.
    package var entityName: String? { type.entityName }

    /// The store that was named, where the rows are those of one store.
    var home: String? {
        if case .scan(_, let home) = source { home } else { nil }
    }
}

extension CheckedPipeline.Source {
    fileprivate var reference: (id: String, exact: Bool)? {
        if case .value(let value) = self, case .reference(let id, let exact) = value.kind {
            (id, exact)
        } else {
            nil
        }
    }
}
