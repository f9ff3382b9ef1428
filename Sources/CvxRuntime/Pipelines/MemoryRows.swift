import CvxDomain
package import CvxLanguage

/// Pipeline stages over values that are in memory already.
package struct MemoryRows {
    private let evaluator: Evaluator
    private var machine: Machine { evaluator.machine }

    package init(_ evaluator: Evaluator) { self.evaluator = evaluator }

    package func apply(_ operations: [CheckedPipeline.Operation], to value: Value) throws -> Value {
        let pipeline = CheckedPipeline(
            source: .value(CheckedExpression(.invalid, .unknown, .none)), operations: operations,
            type: .unknown, span: .none)
        return try apply(CompiledPipeline(pipeline, for: evaluator), to: value)
    }

    func apply(_ pipeline: CompiledPipeline, to value: Value) throws -> Value {
        var value = value
        for stage in try pipeline.stages() { value = try apply(stage, to: value) }
        return value
    }

    private func apply(_ stage: MemoryStage, to value: Value) throws -> Value {
        switch stage {
        case .rows(let code): return try run(code, over: value)
        case .sort(let code, let keys): return .list(try sorted(Machine.items(value), code, keys))
        case .output: return value
        default: break
        }
        let rows = Machine.items(value)
        switch stage {
        case .limit(let count, let span): return .list(Array(rows.prefix(try number(count, span))))
        case .offset(let count, let span): return .list(Array(rows.dropFirst(try number(count, span))))
        case .last(let count, let span): return .list(Array(rows.suffix(try number(count, span))))
        case .distinct:
            var seen: Set<Value> = []
            return .list(rows.filter { seen.insert($0).inserted })
        case .aggregate(let keys, let types, let values, let shape):
            return .list(try aggregate(rows, keys, types, values, shape))
        case .one(let span):
            if rows.count == 1 { return rows[0] }
            throw PipelineRunner.notOne(rows, span)
        case .firstRow: return rows.first ?? .null
        case .lastRow: return rows.last ?? .null
        case .count: return .int(Int64(rows.count))
        case .exists: return .bool(!rows.isEmpty)
        case .rows, .sort, .output: return value
        }
    }

    /// A code over rows, which gives a list.
    private func run(_ code: Code, over value: Value) throws -> Value {
        var rows = value
        if case .object(let object) = value, object.tag == .list || object.tag == .rows {
        } else {
            rows = .list(Machine.items(value))
        }
        return try machine.run(code, row: .null, more: [rows], outer: evaluator.outer)
    }

    private func keys(_ code: Code, over rows: [Value]) throws -> [[Value]] {
        Machine.items(try run(code, over: .list(rows))).map { row in
            if case .record(let record) = row.kind { record.values } else { [] }
        }
    }

    private func number(_ code: Code, _ span: CvxLanguage.Span) throws -> Int {
        guard case .int(let count) = try machine.run(code, row: .null, outer: evaluator.outer), count >= 0
        else {
            throw Diagnostic(.badArgument, "a number of rows is 0 or more", at: span)
        }
        return Int(clamping: count)
    }

    private func sorted(
        _ rows: [Value], _ code: Code, _ keys: [MemoryStage.SortKey]
    ) throws -> [Value] {
        let values = try self.keys(code, over: rows)
        let decorated = zip(rows, values).enumerated().map { index, pair in
            (
                index: index, row: pair.0,
                keys: zip(pair.1, keys).map { Self.sortable($0, $1.type) }
            )
        }
        return sorted(decorated, keys.map(\.descending))
    }

    private func sorted(
        _ decorated: [(index: Int, row: Value, keys: [Scalar])], _ descending: [Bool]
    ) -> [Value] {
        let arithmetic = Arithmetic(moments: machine.moments)
        return decorated.sorted { left, right in
            for (index, descending) in descending.enumerated() {
                let (a, b) = (left.keys[index], right.keys[index])
                if a.isNull != b.isNull { return b.isNull }
                let order = arithmetic.order(a, b) ?? 0
                if order != 0 { return descending ? order > 0 : order < 0 }
            }
            return left.index < right.index
        }.map(\.row)
    }

    /// Vocabulary sorts in the order people think of it, as it does in a store.
    private static func sortable(_ value: Value, _ type: Type) -> Scalar {
        let scalar = value.scalar
        guard case .enumeration(let name) = type, let words = Vocabulary.named(name)?.values, !scalar.isNull
        else { return scalar }
        if let rank = words.firstIndex(where: { TextFolding.equal($0, scalar.text) }) {
            return .text("0" + (rank < 10 ? "0" : "") + String(rank))
        }
        return .text("1" + scalar.text.uppercased())
    }

    private func aggregate(
        _ rows: [Value], _ keys: Code, _ types: [Type], _ values: [MemoryStage.GroupCode], _ shape: Shape
    ) throws -> [Value] {
        var order: [[Value]] = []
        var groups: [[Value]: [Value]] = [:]
        for (row, found) in zip(rows, try self.keys(keys, over: rows)) {
            let key = found.map(Self.canonical)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(row)
        }
        if types.isEmpty, order.isEmpty { order = [[]] }
        let decorated = try order.enumerated().map { index, key in
            let members = groups[key] ?? []
            let results = try values.map { try result($0, members) }
            return (
                index: index, row: Value.record(Record(shape: shape, values: key + results)),
                keys: zip(key, types).map { Self.sortable($0, $1) }
            )
        }
        return sorted(decorated, types.map { _ in false })
    }

    private static func canonical(_ value: Value) -> Value {
        guard case .scalar(.symbol(let name, let word)) = value.kind,
            let known = Vocabulary.named(name)?.values.first(where: { TextFolding.equal($0, word) })
        else { return value }
        return .scalar(.symbol(name, known))
    }

    private func result(_ group: MemoryStage.GroupCode, _ members: [Value]) throws -> Value {
        let aggregates = try group.aggregates.map { function, argument, type -> Value in
            guard let argument else { return .int(Int64(members.count)) }
            let values = Machine.items(try run(argument, over: .list(members))).map(\.scalar)
            let counted = function == .count ? values.filter { !$0.isNull } : values
            return .scalar(machine.aggregate(function, counted, type))
        }
        return try machine.run(
            group.code, row: members.first ?? .null, more: aggregates, outer: evaluator.outer)
    }
}
