// Clauses over rows: where, sort, select, group by and their kin.
extension Checker {
    mutating func check(_ clause: Clause, _ rows: inout Rows) throws {
        switch clause.kind {
        case .where(let condition), .having(let condition):
            let checked = try withRow(of: rows) { try $0.checkCondition(condition) }
            requireAskable(checked, of: rows)
            rows.operations.append(.filter(checked))
        case .since(let moment): try bound(moment, .greaterOrEqual, clause, &rows)
        case .until(let moment): try bound(moment, .lessOrEqual, clause, &rows)
        case .sort(let keys): try sort(keys, &rows)
        case .limit(let count):
            rows.operations.append(.limit(try checkInt(count, "a number of rows")))
        case .offset(let count):
            rows.operations.append(.offset(try checkInt(count, "a number of rows")))
        case .select(let items):
            let columns = try withRow(of: rows) { checker in
                checker.isSelecting = true
                return try checker.columns(items)
            }
            rows.operations.append(.project(columns))
            rows.type = .list(.record(columns.map { .init(name: $0.name, type: $0.value.type) }))
        case .distinct: rows.operations.append(.distinct)
        case .groupBy(let items): try group(by: items, &rows)
        case .aggregate(let items):
            let keys = rows.pendingKeys ?? []
            rows.pendingKeys = nil
            let values = try withRow(of: rows) { checker in
                checker.aggregatesAllowed = true
                return try checker.columns(items, taken: keys.map(\.name))
            }
            for value in values { requireAskable(value.value, of: rows) }
            for value in values where !value.value.containsAggregate {
                report(
                    .aggregateMisplaced, "`\(value.name)` is not one value for a group", at: value.value.span,
                    help: "use count(), sum(…), avg(…), min(…), max(…) or count_distinct(…)")
            }
            aggregate(keys, values, &rows)
        }
    }

    mutating func sort(_ keys: [SortKey], _ rows: inout Rows) throws {
        let checked = try withRow(of: rows) { checker in
            try keys.map { key in
                let value = try checker.check(key.value)
                if case .list = value.type {
                    checker.report(.notComparable, "a list has no order", at: key.value.span)
                }
                if value.type == .secret {
                    checker.report(.notComparable, "a secret cannot be sorted by", at: key.value.span)
                }
                return CheckedSortKey(value: value, descending: key.descending)
            }
        }
        for key in checked { requireAskable(key.value, of: rows) }
        rows.operations.append(.sort(checked))
    }

    /// Rows of an entity are a store's until some of their fields are selected.
    mutating func requireAskable(_ expression: CheckedExpression, of rows: Rows) {
        guard case .entity? = rows.type.element, let part = expression.partForMemory else { return }
        let name = source.text(part.span)
        report(
            .notForStores, "`\(name)` is worked out in memory, and these are rows of a store", at: part.span,
            help: "put `| select …` with the fields that it needs before it")
    }

    mutating func bound(
        _ moment: Expression, _ comparison: CheckedExpression.Comparison, _ clause: Clause,
        _ rows: inout Rows
    ) throws {
        guard case .entity(let name)? = rows.type.element, let entity = try schema.entity(name),
            let field = entity.createdField
        else {
            return report(
                .wrongPlace, "these rows have no time of their own", at: clause.span,
                help: "say which: `where updated >= …`")
        }
        let checked = try withRow(of: rows) { checker -> CheckedExpression in
            let left = CheckedExpression(
                .field(FieldPath(relations: [], entity: name, field: field)), .datetime, moment.span)
            let right = try checker.check(moment)
            return checker.compare(comparison, left, right, at: moment.span)
        }
        rows.operations.append(.filter(checked))
    }

    mutating func group(by items: [Item], _ rows: inout Rows) throws {
        rows.pendingKeys = try withRow(of: rows) { try $0.columns(items) }
        for key in rows.pendingKeys ?? [] { requireAskable(key.value, of: rows) }
    }

    /// `group by` without `aggregate` counts.
    mutating func closeGroup(_ rows: inout Rows) {
        guard let keys = rows.pendingKeys else { return }
        rows.pendingKeys = nil
        let name = keys.contains { $0.name.foldedWord == "count" } ? "n" : "count"
        let span = keys.last?.value.span ?? .none
        aggregate(
            keys, [CheckedColumn(name: name, value: CheckedExpression(.aggregate(.count, nil), .int, span))],
            &rows)
    }

    mutating func aggregate(
        _ keys: [CheckedColumn], _ values: [CheckedColumn], _ rows: inout Rows
    ) {
        rows.operations.append(.aggregate(keys: keys, values: values))
        rows.type = .list(
            .record((keys + values).map { .init(name: $0.name, type: $0.value.type) }))
    }
}
