extension CheckedExpression {
    /// The expressions that this one is made of; those of a pipeline inside it and of a row's body are its own affair.
    package var children: [CheckedExpression] {
        switch kind {
        case .literal, .symbol, .variable, .lastResult, .reference, .field, .column, .pipeline, .quantified,
            .invalid, .aggregate(_, nil):
            []
        case .interpolation(let parts):
            parts.compactMap { if case .value(let inner) = $0 { inner } else { nil } }
        case .member(let inner, _), .listAggregate(_, let inner), .negate(let inner), .not(let inner),
            .isNull(let inner), .isEmpty(let inner), .isTrue(let inner), .isFalse(let inner),
            .convert(let inner), .aggregate(_, let inner?), .onRow(let inner, _, _):
            [inner]
        case .index(let left, let right), .range(let left, let right), .and(let left, let right),
            .or(let left, let right), .compare(_, let left, let right), .arithmetic(_, let left, let right),
            .coalesce(let left, let right), .textTest(_, let left, let right),
            .equalFolded(let left, let right):
            [left, right]
        case .call(_, let arguments), .callFunction(_, let arguments), .list(let arguments): arguments
        case .record(let entries): entries.map(\.value)
        case .conditional(let test, let then, let otherwise): [test, then, otherwise]
        case .membership(let subject, let members): [subject] + members
        }
    }

    /// Whether it, or an expression in it, is such a one.
    package func contains(_ isSuch: (CheckedExpression) -> Bool) -> Bool {
        isSuch(self) || children.contains { $0.contains(isSuch) }
    }
}
