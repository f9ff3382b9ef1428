package import CvxDomain
package import CvxLanguage

extension Evaluator {
    /// `@3`, `@clx9f2`, `@"17"`
    func reference(_ text: String, exact: Bool, _ expression: CheckedExpression) throws -> Value {
        if !exact, text.utf8.count <= 4, let number = Int(text) {
            let rows = context.lastResult.map(items) ?? []
            guard number >= 1, number <= rows.count else {
                throw Diagnostic(
                    .noSuchReference,
                    "the last result has \(rows.count) row\(rows.count == 1 ? "" : "s"), no row \(number)",
                    at: expression.span, help: "`@\"\(text)\"` is the row whose id is \(text)")
            }
            return rows[number - 1]
        }
        let found = try context.engine?.rows(withID: text, exact: exact, limit: 6) ?? []
        guard let first = found.first else {
            throw Diagnostic(
                .noSuchReference, "no row has an id that \(exact ? "is" : "begins with") \(text)",
                at: expression.span)
        }
        guard found.count == 1 else {
            let candidates = found.prefix(5).map { "\($0.entity) @\($0.key.id)" }.joined(separator: ", ")
            throw Diagnostic(
                .ambiguousReference, "\(text) begins more than one id", at: expression.span,
                help: "\(candidates)\(found.count > 5 ? " …" : "")")
        }
        return .row(entity: first.entity, first.key)
    }

    func member(_ base: Value, _ name: String, _ expression: CheckedExpression) throws -> Value {
        switch base {
        case .record(let record): return record[name: name] ?? .null
        case .row(let entity, let key):
            guard let engine = context.engine else { return .null }
            let type = expression.type
            if case .list(.entity(let target)) = type {
                return try related(entity, key, name, target, engine)
            }
            let path: PlanExpression.Field
            if case .entity = type {
                path = .init(relations: [name], name: "id")
            } else {
                path = .init(relations: [], name: name)
            }
            let collector = RecordCollector()
            let column = PlanExpression(.field(path), type.columnType)
            var columns = [QueryPlan.Column(name: "value", value: column)]
            if case .entity = type {
                let store = PlanExpression(.field(.init(relations: [name], name: "store")), .text)
                columns.append(.init(name: "store", value: store))
            }
            let plan = QueryPlan(source: .rows(entity: entity, [key]), operations: [.project(columns)])
            try engine.run(plan, withKeys: false, into: collector)
            guard let record = collector.records.first else { return .null }
            if case .entity(let target) = type, case .scalar(.text(let id)) = record.values[0],
                case .scalar(.text(let store)) = record.values[1], let role = StoreRole(rawValue: store)
            {
                return .row(entity: target, RowKey(store: role, id: id))
            }
            return record.values[0]
        default: return .null
        }
    }

    /// `$lead.notes`
    private func related(
        _ entity: String, _ key: RowKey, _ relation: String, _ target: String, _ engine: any QueryEngine
    ) throws -> Value {
        guard let definition = Catalog.entity(entity)?.relation(relation) else { return .list([]) }
        let field = PlanExpression(.field(.init(relations: [], name: definition.targetField)), .text)
        let id = PlanExpression.constant(.text(key.id), .text)
        let plan = QueryPlan(
            source: .scan(entity: target, store: nil),
            operations: [.filter(PlanExpression(.compare(.equal, field, id), .bool))])
        let sink = KeyingSink(DiscardSink())
        try engine.run(plan, withKeys: true, into: sink)
        return .rows(entity: target, sink.keys)
    }

    func element(_ base: Value, _ index: Value, _ expression: CheckedExpression) throws -> Value {
        if case .record(let record) = base { return record[name: index.summary] ?? .null }
        guard case .scalar(.int(let position)) = index else { return .null }
        let list = items(base)
        let place = position < 0 ? Int64(list.count) + position : position
        guard place >= 0, place < Int64(list.count) else {
            throw Diagnostic(
                .indexOutOfRange, "position \(position) is outside a list of \(list.count)",
                at: expression.span,
                help: list.isEmpty ? "the list is empty" : "positions go from 0 to \(list.count - 1)")
        }
        return list[Int(place)]
    }
}

/// Takes rows and keeps nothing.
package struct DiscardSink: RowSink {
    package init() {}
    package func begin(_ columns: [ResultColumn]) {}
    package func append(_ batch: borrowing RowBatch) {}
    package func end() {}
}

extension Type {
    /// The column type of values of this type.
    package var columnType: ColumnType {
        switch self {
        case .bool: .bool
        case .int: .int
        case .decimal: .decimal
        case .money: .money
        case .percent: .percent
        case .text, .entity: .text
        case .date: .date
        case .datetime: .instant
        case .duration: .duration
        case .phone: .phone
        case .json: .json
        case .secret: .secret
        case .enumeration(let name): .vocabulary(name)
        case .unknown, .null, .period, .list, .record: .any
        }
    }
}

extension ColumnType {
    /// The language's type of a column's values.
    package var type: Type {
        switch self {
        case .bool: .bool
        case .int: .int
        case .decimal: .decimal
        case .money: .money
        case .percent: .percent
        case .text: .text
        case .vocabulary(let name): .enumeration(name)
        case .date: .date
        case .instant: .datetime
        case .duration: .duration
        case .phone: .phone
        case .json: .json
        case .secret: .secret
        case .any: .unknown
        }
    }
}
