internal import CvxDomain

/// Binds one entity to the tables of the stores that are attached.
struct EntityBinder {
    let stores: WorkspaceStores
    let connection: OpaquePointer

    /// A catalog entity, with homes in its order of precedence.
    ///
    /// - Parameter lacking: stores that cannot be read
    func bind(_ entity: CatalogEntity, without lacking: Set<StoreRole>) throws -> BoundEntity {
        var homes: [BoundHome] = []
        var awaited: BoundHome?
        var extras = ExtraFields(beside: entity)
        for home in entity.homes where !lacking.contains(home.store) {
            switch home.kind {
            case .table(let names):
                guard let (store, schema) = try stores.schema(home.store, on: connection),
                    let table = try homeTables(schema, store: store, role: home.store)[entity.name]
                else {
                    if home.store.isOwn { awaited = try awaitedHome(home.store, names, entity) }
                    continue
                }
                let columns = try schema.columns(of: table, in: store.schema, on: connection)
                let binder = FieldBinder(entity.fields, columns: columns)
                var sources = binder.sources
                if let adoption = home.adoption {
                    for (field, value) in adoption.constants where sources[field] == nil {
                        sources[field] = .constant(value)
                    }
                    if sources["id"] == nil, table.hasRowID { sources["id"] = .column(.place) }
                }
                EquityBinder(table: table, schema: store.schema, connection: connection).bind(&sources)
                extras.add(binder.unbound, to: &sources)
                homes.append(
                    BoundHome(
                        store: home.store, kind: .table, table: table.name, columns: sources,
                        hasRowID: table.hasRowID))
            case .carried(let carrier, let field):
                homes += try carriedHomes(home.store, by: carrier, field: field)
            }
        }
        var definition = entity
        definition.fields += extras.fields
        var bound = BoundEntity(
            definition: definition, isCataloged: true, homes: homes, awaited: awaited,
            extraFields: Set(extras.fields.map(\.name)))
        bound.lacking = lacking
        return bound
    }

    /// The home that an entity will have once something is kept in our own store.
    private func awaitedHome(
        _ role: StoreRole, _ names: [String], _ entity: CatalogEntity
    ) throws -> BoundHome? {
        try OwnSchema.records.tables().first { names.contains($0.table.name) }.map { table, columns in
            BoundHome(
                store: role, kind: .table, table: table.name,
                columns: FieldBinder(entity.fields, columns: columns).sources, hasRowID: table.hasRowID)
        }
    }

    /// Values that another entity's rows carry: one home for the field's column, one more for `primary_…`
    /// beside it.
    private func carriedHomes(
        _ role: StoreRole, by carrier: String, field: String
    ) throws -> [BoundHome] {
        guard let entity = Catalog.entity(carrier),
            let (store, schema) = try stores.schema(role, on: connection),
            let table = try homeTables(schema, store: store, role: role)[carrier]
        else { return [] }
        let columns = try schema.columns(of: table, in: store.schema, on: connection)
        let binder = FieldBinder(entity.fields, columns: columns)
        guard let id = binder.sources["id"], case .column(let column)? = binder.sources[field] else {
            return []
        }
        let isList = entity.field(field)?.type == .json
        var kinds: [BoundHome.Kind] = [isList ? .carriedList(column) : .carriedText(column)]
        if !isList {
            let primary = "primary\(field.foldedName)"
            kinds += binder.unbound.filter { $0.name.foldedName == primary }.map { .carriedText($0) }
        }
        return kinds.map {
            BoundHome(
                store: role, kind: $0, table: table.name, columns: ["id": id, "lead_id": id],
                hasRowID: table.hasRowID)
        }
    }

    /// The table of each catalog entity that has a home in a store. Where several names of a home are there,
    /// the first that has rows counts.
    func homeTables(
        _ schema: StoreSchema, store: AttachedStore, role: StoreRole
    ) throws -> [String: StoreTable] {
        if let known = schema.homeTables { return known }
        var result: [String: StoreTable] = [:]
        for entity in Catalog.entities {
            for home in entity.homes where home.store == role {
                guard case .table(let names) = home.kind else { continue }
                var candidates = names.flatMap { name in
                    let folded = name.foldedName
                    return schema.tables.filter { $0.foldedName == folded }
                        .sorted { $0.name == name && $1.name != name }
                }.uniqued()
                if let adoption = home.adoption {
                    candidates = try candidates.filter { table in
                        let columns = try schema.columns(of: table, in: store.schema, on: connection)
                        let bound = FieldBinder(entity.fields, columns: columns).sources
                        return adoption.needs.allSatisfy { bound[$0] != nil }
                    }
                }
                result[entity.name] = try best(candidates, in: store.schema)
            }
        }
        schema.homeTables = result
        return result
    }

    private func best(_ candidates: [StoreTable], in schema: String) throws -> StoreTable? {
        guard candidates.count > 1 else { return candidates.first }
        for table in candidates {
            let sql = "SELECT EXISTS (SELECT 1 FROM \(schema).\(SQLText.quoted(table.name)))"
            if try RawStatement.int(connection, sql) != 0 { return table }
        }
        return candidates.first
    }

    /// A table that the catalog does not know.
    func bindForeign(_ table: ForeignTable) throws -> BoundEntity? {
        guard let (store, schema) = try stores.schema(table.store, on: connection) else { return nil }
        let columns = try schema.columns(of: table.table, in: store.schema, on: connection)
        var extras = ExtraFields(beside: nil)
        var sources: [String: FieldSource] = [:]
        extras.add(columns, to: &sources)
        // The domain's initializer is internal to its target: start from a copy.
        guard var definition = Catalog.entities.first else { return nil }
        definition.name = table.name
        definition.singular = table.name
        definition.summary = "\(table.table.isView ? "View" : "Table") of the \(table.store.rawValue) store"
        definition.homes = [CatalogHome(table.store, .table(names: [table.table.name]))]
        definition.fields = extras.fields
        definition.relations = []
        if definition.field("lead_id") != nil, definition.field("lead") == nil {
            definition.relations.append(.one("lead", "leads", by: "lead_id"))
        }
        let home = BoundHome(
            store: table.store, kind: .table, table: table.table.name, columns: sources,
            hasRowID: table.table.hasRowID)
        return BoundEntity(
            definition: definition, isCataloged: false, homes: [home],
            extraFields: Set(extras.fields.map(\.name)))
    }
}

extension [StoreTable] {
    fileprivate func uniqued() -> [StoreTable] {
        var seen: Set<String> = []
        return filter { seen.insert($0.name).inserted }
    }
}
