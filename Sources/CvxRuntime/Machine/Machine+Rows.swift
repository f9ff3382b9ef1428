package import CvxDomain
package import CvxLanguage

// Rows of stores: what a reference means, what a row's fields are now.
extension Machine {
    /// `@3`, `@clx9f2`, `@"17"`
    func reference(_ site: Code.ReferenceSite) throws -> Value {
        let (text, exact, span) = (site.text, site.isExact, site.span)
        if !exact, text.utf8.count <= 4, let number = Int(text) {
            let rows = lastResult.map(Self.items) ?? []
            guard number >= 1, number <= rows.count else {
                throw Diagnostic(
                    .noSuchReference,
                    "the last result has \(rows.count) row\(rows.count == 1 ? "" : "s"), no row \(number)",
                    at: span, help: "`@\"\(text)\"` is the row whose id is \(text)")
            }
            return rows[number - 1]
        }
        let found = try engine?.rows(withID: text, exact: exact, of: site.entity, limit: 6) ?? []
        guard let first = found.first else {
            throw Diagnostic(
                .noSuchReference,
                "no row has an id that \(exact ? "is" : "begins with") \(Self.shown(id: text))",
                at: span)
        }
        guard found.count == 1 else {
            let candidates = found.prefix(5).map { "\($0.entity) @\($0.key.id)" }.joined(separator: ", ")
            throw Diagnostic(
                .ambiguousReference, "\(text) \(exact ? "is" : "begins") more than one id", at: span,
                help: "\(candidates)\(found.count > 5 ? " …" : "")"
                    + (exact ? "; say which: `(find one \(first.entity) where id = \"\(text)\")`" : ""))
        }
        return .row(entity: first.entity, first.key)
    }

    /// An id in a message, where it may be empty or anything that was pasted.
    private static func shown(id: String) -> String {
        id.isEmpty ? "empty" : id.count > 60 ? id.prefix(60) + "…" : id
    }

    /// A field of a row, or the rows that it is related to.
    /// - Parameter type: as the checker found it; of a row whose entity it did not know, the catalog says.
    func member(of entity: String, _ key: RowKey, _ name: String, type: Type) throws -> Value {
        guard let engine else { return .null }
        var type = type
        var name = name
        if type == .unknown, let definition = Catalog.entity(entity) {
            if let relation = definition.relation(name) {
                type = relation.isToMany ? .list(.entity(relation.target)) : .entity(relation.target)
            } else {
                let folded = name.foldedName
                let field = definition.fields.first { field in
                    field.name.foldedName == folded || field.aliases.contains { $0.foldedName == folded }
                }
                guard let field else { return .null }
                (name, type) = (field.name, field.type.type)
            }
        }
        if case .list(.entity(let target)) = type { return try related(entity, key, name, target, engine) }
        var columns = [
            QueryPlan.Column(
                name: "value",
                value: PlanExpression(.field(.init(relations: [], name: name)), type.columnType))
        ]
        if case .entity = type {
            columns = ["id", "store"].map { part in
                .init(
                    name: part, value: PlanExpression(.field(.init(relations: [name], name: part)), .text))
            }
        }
        let collector = RecordCollector()
        let plan = QueryPlan(source: .rows(entity: entity, [key]), operations: [.project(columns)])
        try engine.run(plan, withKeys: false, into: collector)
        guard let record = collector.records.first else { return .null }
        if case .entity(let target) = type {
            guard case .text(let id) = record.values[0].scalar,
                case .text(let store) = record.values[1].scalar,
                let role = StoreRole(rawValue: store)
            else { return .null }
            return .row(entity: target, RowKey(store: role, id: id))
        }
        return record.values[0]
    }

    /// `$lead.notes`
    private func related(
        _ entity: String, _ key: RowKey, _ relation: String, _ target: String, _ engine: any QueryEngine
    ) throws -> Value {
        guard let definition = Catalog.entity(entity)?.relation(relation) else { return .list([]) }
        var tests = [(definition.targetField, key.id)]
        if let mark = definition.mark { tests.append((mark.field, mark.value)) }
        let plan = QueryPlan(
            source: .scan(entity: target, store: nil),
            operations: tests.map { name, value in
                let field = PlanExpression(.field(.init(relations: [], name: name)), .text)
                return .filter(
                    PlanExpression(.compare(.equal, field, .constant(.text(value), .text)), .bool))
            })
        let sink = KeyingSink(DiscardSink())
        try engine.run(plan, withKeys: true, into: sink)
        return .rows(entity: target, sink.keys)
    }

    /// A part of a list by its place, of a record by its name.
    @inline(never)
    func element(_ base: Value, _ index: Value, at span: CvxLanguage.Span) throws -> Value {
        guard case .object(let object) = base else {
            if base.isNull { return .null }
            throw Diagnostic(.typeMismatch, "\(base.phrase) has no parts to index", at: span)
        }
        switch object.tag {
        case .record:
            return unsafeDowncast(object, to: RecordObject.self).record[name: index.summary] ?? .null
        case .list:
            let items = unsafeDowncast(object, to: ListObject.self).items
            return items[try Self.place(index, among: items.count, at: span)]
        case .rows:
            let rows = unsafeDowncast(object, to: RowsObject.self)
            return .row(
                entity: rows.entity, rows.keys[try Self.place(index, among: rows.keys.count, at: span)])
        default: throw Diagnostic(.typeMismatch, "\(base.phrase) has no parts to index", at: span)
        }
    }

    private static func place(
        _ index: Value, among count: Int, at span: CvxLanguage.Span
    ) throws -> Int {
        guard case .int(let position) = index else {
            throw Diagnostic(.badArgument, "a position is a whole number, found \(index.phrase)", at: span)
        }
        let place = position < 0 ? Int64(count) + position : position
        guard place >= 0, place < Int64(count) else {
            throw Diagnostic(
                .indexOutOfRange, "position \(position) is outside a list of \(count)", at: span,
                help: count == 0 ? "the list is empty" : "positions go from 0 to \(count - 1)")
        }
        return Int(place)
    }

    /// A body on a row of a store, as one question to it; on null, and on a record, in memory.
    func evaluate(_ body: RowBody, on row: Value) throws -> Value {
        guard case .row(let entity, let key) = row.kind, entity == body.entity, let engine else {
            return try run(body.code, row: row, outer: state.pointee.outer)
        }
        let value = try Lowering(evaluator: evaluator).lower(body.expression)
        let plan = QueryPlan(
            source: .rows(entity: entity, [key]), operations: [.project([.init(name: "value", value: value)])]
        )
        let collector = RecordCollector()
        try engine.run(plan, withKeys: false, into: collector)
        return collector.records.first?.values.first ?? .null
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
