extension CheckedExpression {
    /// The same expression with others in the place of those that it is made of. What is inside a pipeline, a test of
    /// related rows and the body of a row is left as it is.
    package func mapChildren(
        _ change: (CheckedExpression) throws -> CheckedExpression
    ) rethrows -> CheckedExpression {
        var result = self
        switch kind {
        case .literal, .symbol, .variable, .lastResult, .reference, .field, .column, .pipeline, .quantified,
            .invalid, .aggregate(_, nil):
            return self
        case .interpolation(let parts):
            result.kind = .interpolation(
                try parts.map { if case .value(let inner) = $0 { .value(try change(inner)) } else { $0 } })
        case .member(let inner, let name): result.kind = .member(try change(inner), name)
        case .listAggregate(let function, let inner):
            result.kind = .listAggregate(function, try change(inner))
        case .aggregate(let function, let inner?): result.kind = .aggregate(function, try change(inner))
        case .negate(let inner): result.kind = .negate(try change(inner))
        case .not(let inner): result.kind = .not(try change(inner))
        case .isNull(let inner): result.kind = .isNull(try change(inner))
        case .isEmpty(let inner): result.kind = .isEmpty(try change(inner))
        case .isTrue(let inner): result.kind = .isTrue(try change(inner))
        case .isFalse(let inner): result.kind = .isFalse(try change(inner))
        case .convert(let inner): result.kind = .convert(try change(inner))
        case .onRow(let inner, let entity, let body):
            result.kind = .onRow(try change(inner), entity: entity, body)
        case .index(let left, let right): result.kind = .index(try change(left), try change(right))
        case .range(let left, let right): result.kind = .range(try change(left), try change(right))
        case .and(let left, let right): result.kind = .and(try change(left), try change(right))
        case .or(let left, let right): result.kind = .or(try change(left), try change(right))
        case .compare(let op, let left, let right):
            result.kind = .compare(op, try change(left), try change(right))
        case .arithmetic(let op, let left, let right):
            result.kind = .arithmetic(op, try change(left), try change(right))
        case .coalesce(let left, let right): result.kind = .coalesce(try change(left), try change(right))
        case .textTest(let test, let left, let right):
            result.kind = .textTest(test, try change(left), try change(right))
        case .equalFolded(let left, let right):
            result.kind = .equalFolded(try change(left), try change(right))
        case .call(let function, let arguments): result.kind = .call(function, try arguments.map(change))
        case .callFunction(let number, let arguments):
            result.kind = .callFunction(number, try arguments.map(change))
        case .list(let items): result.kind = .list(try items.map(change))
        case .record(let entries): result.kind = .record(try entries.map { ($0.name, try change($0.value)) })
        case .conditional(let test, let then, let otherwise):
            result.kind = .conditional(try change(test), then: try change(then), else: try change(otherwise))
        case .membership(let subject, let members, let ignoringCase):
            result.kind = .membership(
                try change(subject), try members.map(change), ignoringCase: ignoringCase)
        }
        return result
    }

    /// The expressions that it is made of; as far as `mapChildren` goes.
    package var children: [CheckedExpression] {
        var found: [CheckedExpression] = []
        _ = mapChildren { child in
            found.append(child)
            return child
        }
        return found
    }

    /// Whether it, or an expression that it is made of, is such a one; not looking where `mapChildren` does not.
    package func contains(_ isSuch: (CheckedExpression) -> Bool) -> Bool {
        if isSuch(self) { return true }
        switch kind {
        case .literal, .symbol, .variable, .lastResult, .reference, .field, .column, .pipeline, .quantified,
            .invalid, .aggregate(_, nil):
            return false
        case .interpolation(let parts):
            return parts.contains { if case .value(let inner) = $0 { inner.contains(isSuch) } else { false } }
        case .member(let inner, _), .listAggregate(_, let inner), .negate(let inner), .not(let inner),
            .isNull(let inner), .isEmpty(let inner), .isTrue(let inner), .isFalse(let inner),
            .convert(let inner), .aggregate(_, let inner?), .onRow(let inner, _, _):
            return inner.contains(isSuch)
        case .index(let left, let right), .range(let left, let right), .and(let left, let right),
            .or(let left, let right), .compare(_, let left, let right), .arithmetic(_, let left, let right),
            .coalesce(let left, let right), .textTest(_, let left, let right),
            .equalFolded(let left, let right):
            return left.contains(isSuch) || right.contains(isSuch)
        case .call(_, let arguments), .callFunction(_, let arguments), .list(let arguments):
            return arguments.contains { $0.contains(isSuch) }
        case .record(let entries): return entries.contains { $0.value.contains(isSuch) }
        case .conditional(let test, let then, let otherwise):
            return test.contains(isSuch) || then.contains(isSuch) || otherwise.contains(isSuch)
        case .membership(let subject, let members, _):
            return subject.contains(isSuch) || members.contains { $0.contains(isSuch) }
        }
    }

    /// Has a different value for each row.
    package var dependsOnRow: Bool {
        contains {
            switch $0.kind {
            case .field, .column, .aggregate, .quantified: true
            default: false
            }
        }
    }

    /// Whether what depends on the row can be asked of a store for each of its rows.
    package var canBeAsked: Bool { !contains(\.isForMemory) }

    /// Depends on the row in a way that no store works out.
    var isForMemory: Bool {
        switch kind {
        case .member, .index, .callFunction, .onRow, .listAggregate, .list, .record, .range: dependsOnRow
        case .call(.date, let arguments): arguments[0].type.isTextual && dependsOnRow
        case .call(let function, _): function.shape.isInMemory && dependsOnRow
        default: false
        }
    }

    /// The aggregates in it, in the order in which they are put into code.
    package var aggregates: [(AggregateFunction, CheckedExpression?)] {
        var found: [(AggregateFunction, CheckedExpression?)] = []
        _ = contains {
            if case .aggregate(let function, let argument) = $0.kind { found.append((function, argument)) }
            return false
        }
        return found
    }
}
