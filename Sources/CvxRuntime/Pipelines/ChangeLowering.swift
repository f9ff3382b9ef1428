package import CvxDomain
package import CvxLanguage

/// Turns a checked change into a plan: its rows are a query's or known by their keys, its values are worked out or
/// left to the store where they depend on the row.
package struct ChangeLowering {
    private let evaluator: Evaluator
    private let lowering: Lowering

    package init(_ evaluator: Evaluator) {
        self.evaluator = evaluator
        lowering = Lowering(evaluator: evaluator)
    }

    /// - Parameter type: gives a field's type
    /// - Throws: a diagnostic where a condition asks for null, or a value cannot be worked out.
    package func plan(
        _ change: CheckedChange, type: (_ entity: String, _ field: String) throws -> ColumnType?
    ) throws -> ChangePlan {
        func assignments(_ list: [CheckedAssignment]) throws -> [ChangePlan.Assignment] {
            try list.map { assignment in
                let wanted = try type(change.entity, assignment.field)
                return .init(field: assignment.field, value: try value(assignment.value, as: wanted ?? .any))
            }
        }
        let kind: ChangePlan.Kind =
            switch change.kind {
            case .update(let list): .update(try assignments(list))
            case .delete: .delete
            case .insert(let list): .insert(try assignments(list))
            case .tag(let list): .tag(try words(list))
            case .untag(let list): .untag(try words(list))
            }
        return ChangePlan(
            entity: change.entity, store: change.home.flatMap(StoreRole.init),
            rows: try change.rows.map(rows),
            kind: kind)
    }

    /// Each once, whatever its case, with no space around it.
    private func words(_ list: [CheckedExpression]) throws -> [String] {
        var words: [String] = []
        for expression in list {
            let value = try evaluator.evaluate(expression)
            let isList = if case .list = value.kind { true } else { false }
            for item in isList ? evaluator.items(value) : [value] {
                let word = item.summary.trimmed
                if item.isNull || word.isEmpty {
                    throw Diagnostic(
                        .badArgument, "a tag is a word or two, and this is \(item.isNull ? "null" : "empty")",
                        at: expression.span, help: "as in `tag @1 \"call back\"`")
                }
                if !words.contains(where: { TextFolding.equal($0, word) }) { words.append(word) }
            }
        }
        return words
    }

    /// The rows that a pipeline of an entity's rows means, as a plan where they need not be read for it.
    package func rows(_ pipeline: CheckedPipeline) throws -> QueryPlan {
        for case .filter(let condition) in pipeline.rowOperations { try refuseNull(in: condition) }
        let runner = PipelineRunner(evaluator)
        if case .plan(let plan, _?, nil) = try runner.prepare(pipeline) { return plan }
        let entity = pipeline.entityName ?? ""
        switch try runner.value(of: pipeline).kind {
        case .rows(let entity, let keys): return QueryPlan(source: .rows(entity: entity, keys))
        case .row(let entity, let key): return QueryPlan(source: .rows(entity: entity, [key]))
        case .list(let items):
            let keys = items.compactMap { item in
                if case .row(_, let key) = item.kind { key } else { nil }
            }
            return QueryPlan(source: .rows(entity: entity, keys))
        default: return QueryPlan(source: .rows(entity: entity, []))
        }
    }

    // MARK: values

    private func value(_ expression: CheckedExpression, as type: ColumnType) throws -> PlanExpression {
        guard expression.dependsOnRow else {
            return .constant(try constant(try evaluator.evaluate(expression), as: type), type)
        }
        let lowered = try lowering.lower(expression)
        if type == .instant, lowered.type == .date {
            let day = PlanExpression.constant(.int(86_400_000), .int)
            return PlanExpression(.arithmetic(.multiply, lowered, day), .instant)
        }
        return PlanExpression(lowered.kind, type)
    }

    private func constant(_ value: Value, as type: ColumnType) throws -> Scalar {
        if type == .json {
            switch value.kind {
            case .list, .record, .rows: return .text(value.json)
            default: break
            }
        }
        let scalar = value.scalar
        switch (type, scalar) {
        case (.instant, .date(let day)): return .instant(evaluator.moments.zone.startOfDay(day))
        case (.money, .int), (.money, .decimal):
            return scalar.number.flatMap(Money.init(dollars:)).map(Scalar.money) ?? scalar
        case (.percent, .decimal(let fraction)): return .percent(fraction)
        case (.decimal, .int(let number)): return .decimal(Double(number))
        case (.text, .phone(let text)), (.text, .symbol(_, let text)): return .text(text)
        case (.vocabulary(let name), .text(let word)):
            // A word of the vocabulary, however it is written; one that only the store knows stays as it is.
            let known = Vocabulary.named(name)?.values.first { $0.foldedName == word.foldedName }
            return known.map { .symbol(name, $0) } ?? scalar
        default: return scalar
        }
    }

    // MARK: null

    /// A condition that compares with null by mistake would choose rows that nobody meant.
    private func refuseNull(in condition: CheckedExpression) throws {
        switch condition.kind {
        case .and(let left, let right), .or(let left, let right):
            try refuseNull(in: left)
            try refuseNull(in: right)
        case .not(let inner): try refuseNull(in: inner)
        case .compare(_, let left, let right), .textTest(_, let left, let right),
            .equalFolded(let left, let right):
            try refuse(left)
            try refuse(right)
        case .membership(let subject, let members, _):
            try refuse(subject)
            for member in members { try refuse(member) }
        case .quantified(let quantification): try quantification.condition.map(refuseNull)
        default: try refuse(condition)
        }
    }

    private func refuse(_ operand: CheckedExpression) throws {
        if operand.dependsOnRow { return }
        if case .literal = operand.kind { return }
        guard try evaluator.evaluate(operand).isNull else { return }
        throw Diagnostic(
            .nullInCondition, "this is null, and a change does not choose rows by null", at: operand.span,
            help: "give it a value, or write `is null` where that is meant")
    }
}

extension String {
    /// Without white space at its ends.
    fileprivate var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...last])
    }
}
