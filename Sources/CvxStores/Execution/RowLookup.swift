internal import CvxDomain
internal import CvxServices

/// Looks for rows by their id, or by how it begins.
struct RowLookup {
    let engine: StoreQueryEngine
    let id: String
    let isExact: Bool
    let limit: Int

    /// - Parameter entity: nil for all that the catalog knows
    func rows(of entity: String?) throws -> [(entity: String, key: RowKey)] {
        var found: [(entity: String, key: RowKey)] = []
        for name in try entity.map({ [$0] }) ?? candidates() where found.count < limit {
            guard let entity = try engine.stores.readable(name), entity.isCataloged else { continue }
            // A row's place in its table is nothing that a person knows it by.
            let homes = entity.homes.filter { home in
                if case .table = home.kind {} else if !mayBeCarried { return false }
                return home.columns["id"].map { $0 != .column(.place) } ?? false
            }
            let all = homes.count == entity.homes.count && !homes.isEmpty
            for store in all ? [nil] : homes.map({ Optional($0.store) }) {
                found += try keys(of: entity, in: store).map { (entity.definition.name, $0) }
            }
        }
        // A whole id is no beginning of others.
        let whole = found.filter { $0.key.id == id }
        return Array((whole.isEmpty ? found : whole).prefix(limit))
    }

    /// What a lead carries has an id that is the lead's with a colon behind it; without one it would be no beginning of
    /// one row.
    private var mayBeCarried: Bool { id.contains(":") }

    private func keys(of entity: BoundEntity, in store: StoreRole?) throws -> [RowKey] {
        let idField = PlanExpression(.field(.init(relations: [], name: "id")), .text)
        let text = PlanExpression.constant(.text(id), .text)
        let test: PlanExpression
        if isExact {
            test = PlanExpression(.compare(.equal, idField, text), .bool)
        } else {
            // A range, so that the index on the id serves; among numbers it holds others too.
            let end = PlanExpression.constant(.text(endOfRange), .text)
            let range = PlanExpression(
                .and(
                    PlanExpression(.compare(.greaterOrEqual, idField, text), .bool),
                    PlanExpression(.compare(.less, idField, end), .bool)), .bool)
            let begins = PlanExpression(.textTest(.startsWith, idField, text), .bool)
            test = PlanExpression(.and(range, begins), .bool)
        }
        let place = PlanExpression(.field(.init(relations: [], name: "store")), .text)
        let plan = QueryPlan(
            source: .scan(entity: entity.definition.name, store: store),
            operations: [
                .filter(test), .slice(offset: 0, limit: Int64(limit)),
                .project([.init(name: "store", value: place), .init(name: "id", value: idField)]),
            ])
        let collector = KeyCollector()
        do {
            try engine.run(plan, withKeys: false, into: collector)
        } catch is Refusal {
            // What may not be read is not found.
            return []
        }
        return collector.keys
    }

    /// Greater than every text that begins with the id.
    private var endOfRange: String { id + "\u{10FFFF}" }

    // MARK: which entities to ask

    /// The entities that may have such a row: one statement over the id columns, as binding every entity and asking it
    /// takes fifteen times as long.
    private func candidates() throws -> [String] {
        var names: Set<String> = []
        var selects: [String] = []
        do {
            try engine.stores.translating {
                try engine.stores.withConnection { connection in
                    for role in StoreRole.allCases {
                        guard let (store, schema) = try engine.stores.schema(role, on: connection) else {
                            continue
                        }
                        let binder = EntityBinder(stores: engine.stores, connection: connection)
                        for (name, table) in try binder.homeTables(schema, store: store, role: role) {
                            let columns = try schema.columns(of: table, in: store.schema, on: connection)
                            guard let column = columns.first(where: { $0.name.foldedName == "id" }),
                                let test = test(of: column)
                            else {
                                names.insert(name)
                                continue
                            }
                            let table = "\(store.schema).\(SQLText.quoted(table.name))"
                            selects.append(
                                "SELECT \(SQLWriter.literal(name)) WHERE EXISTS (SELECT 1 FROM \(table) WHERE \(test))"
                            )
                        }
                    }
                    if selects.isEmpty { return }
                    let values = isExact ? [id] : [id, endOfRange]
                    try RawStatement.each(connection, selects.joined(separator: " UNION ALL "), bind: values)
                    { row in
                        if let name = row.text(0) { names.insert(name) }
                    }
                }
            }
        } catch let error as StoreError where error.isOfTheStore {
            // A store that cannot be read is set aside, and named, when its entities are asked.
            return Catalog.entities.map(\.name)
        }
        return Catalog.entities.filter { names.contains($0.name) || mayBeCarried && $0.hasCarriedHomes }.map(
            \.name)
    }

    /// True for the rows that are looked for, and where numbers are kept for some others; nil where no index would serve.
    private func test(of column: BoundColumn) -> String? {
        let name = SQLText.quoted(column.name)
        switch column.affinity {
        case .text: return isExact ? "\(name) = ?1" : "\(name) >= ?1 AND \(name) < ?2"
        case .integer, .real, .numeric: return isExact ? "\(name) = ?1" : nil
        case .blob: return nil
        }
    }
}
