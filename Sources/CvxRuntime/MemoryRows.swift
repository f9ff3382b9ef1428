import CvxDomain
package import CvxLanguage

/// Pipeline stages over values that are in memory already.
package struct MemoryRows {
    private let evaluator: Evaluator

    package init(_ evaluator: Evaluator) { self.evaluator = evaluator }

    package func apply(_ operations: [CheckedPipeline.Operation], to value: Value) throws -> Value {
        var value = value
        for operation in operations { value = try apply(operation, to: value) }
        return value
    }

    private func apply(_ operation: CheckedPipeline.Operation, to value: Value) throws -> Value {
        let rows = evaluator.items(value)
        switch operation {
        case .filter(let condition):
            return .list(try rows.filter { try evaluator.isTrue(condition, row: Self.record($0)) })
        case .sort(let keys): return .list(try sorted(rows, keys))
        case .limit(let count), .first(let count): return .list(Array(rows.prefix(try number(count))))
        case .offset(let count): return .list(Array(rows.dropFirst(try number(count))))
        case .last(let count): return .list(Array(rows.suffix(try number(count))))
        case .project(let columns):
            return .list(
                try rows.map { row in
                    .record(
                        Record(
                            names: columns.map(\.name),
                            values: try columns.map {
                                try evaluator.evaluate($0.value, row: Self.record(row))
                            }))
                })
        case .distinct:
            var seen: Set<Value> = []
            return .list(rows.filter { seen.insert($0).inserted })
        case .aggregate(let keys, let values): return .list(try aggregate(rows, keys, values))
        case .one(let span):
            if rows.count == 1 { return rows[0] }
            throw PipelineRunner.notOne(rows, span)
        case .firstRow: return rows.first ?? .null
        case .lastRow: return rows.last ?? .null
        case .count: return .scalar(.int(Int64(rows.count)))
        case .exists: return .scalar(.bool(!rows.isEmpty))
        case .output: return value
        }
    }

    private static func record(_ row: Value) -> Record {
        if case .record(let record) = row { return record }
        return Record(names: ["value"], values: [row])
    }

    private func number(_ expression: CheckedExpression) throws -> Int {
        guard case .int(let count) = try evaluator.evaluate(expression).scalar, count >= 0 else {
            throw Diagnostic(.badArgument, "a number of rows is 0 or more", at: expression.span)
        }
        return Int(clamping: count)
    }

    private func sorted(_ rows: [Value], _ keys: [CheckedSortKey]) throws -> [Value] {
        let decorated = try rows.enumerated().map { index, row in
            (index: index, row: row, keys: try keys.map { try sortable($0.value, row) })
        }
        return decorated.sorted { left, right in
            for (index, key) in keys.enumerated() {
                let (a, b) = (left.keys[index], right.keys[index])
                if a.isNull != b.isNull { return b.isNull }
                let order = evaluator.arithmetic.order(a, b) ?? 0
                if order != 0 { return key.descending ? order > 0 : order < 0 }
            }
            return left.index < right.index
        }.map(\.row)
    }

    /// Vocabulary sorts in the order people think of it, as it does in a store.
    private func sortable(_ expression: CheckedExpression, _ row: Value) throws -> Scalar {
        let value = try evaluator.evaluate(expression, row: Self.record(row)).scalar
        guard case .enumeration(let name) = expression.type, let words = Vocabulary.named(name)?.values,
            !value.isNull
        else { return value }
        if let rank = words.firstIndex(where: { TextFolding.equal($0, value.text) }) {
            return .text("0" + (rank < 10 ? "0" : "") + String(rank))
        }
        return .text("1" + value.text.uppercased())
    }

    private func aggregate(
        _ rows: [Value], _ keys: [CheckedColumn], _ values: [CheckedColumn]
    ) throws -> [Value] {
        var order: [[Value]] = []
        var groups: [[Value]: [Record]] = [:]
        for row in rows {
            let record = Self.record(row)
            let key = try keys.map { Self.canonical(try evaluator.evaluate($0.value, row: record)) }
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(record)
        }
        if keys.isEmpty, order.isEmpty { order = [[]] }
        let records = try order.map { key -> Value in
            let members = groups[key] ?? []
            let results = try values.map { try result($0.value, members) }
            return .record(Record(names: (keys + values).map(\.name), values: key + results))
        }
        return try sorted(
            records,
            keys.map { key in
                CheckedSortKey(
                    value: CheckedExpression(.column(key.name), key.value.type, key.value.span),
                    descending: false)
            })
    }

    private static func canonical(_ value: Value) -> Value {
        guard case .scalar(.symbol(let name, let word)) = value,
            let known = Vocabulary.named(name)?.values.first(where: { TextFolding.equal($0, word) })
        else { return value }
        return .scalar(.symbol(name, known))
    }

    /// An expression over a group: aggregates become their values first.
    private func result(_ expression: CheckedExpression, _ members: [Record]) throws -> Value {
        switch expression.kind {
        case .aggregate(let function, let argument):
            guard let argument else { return .scalar(.int(Int64(members.count))) }
            let values = try members.map { try evaluator.evaluate(argument, row: $0).scalar }
            let counted = function == .count ? values.filter { !$0.isNull } : values
            return .scalar(evaluator.aggregate(function, counted, argument.type))
        case .arithmetic(let op, let left, let right):
            let (a, b) = (try result(left, members).scalar, try result(right, members).scalar)
            return .scalar(evaluator.arithmetic.apply(op, a, b, type: expression.type))
        case .call(let function, let arguments):
            let values = try arguments.map { try result($0, members).scalar }
            return .scalar(try evaluator.call(function, values, expression))
        case .coalesce(let left, let right):
            let first = try result(left, members)
            return first == .null ? try result(right, members) : first
        default: return try evaluator.evaluate(expression, row: members.first)
        }
    }
}
