package import CvxDomain

/// A binding, and the schema versions it was made for.
struct CachedEntity {
    var entity: BoundEntity?
    /// Of the stores looked at; nil for a store that was not there.
    var versions: [StoreRole: Int64?]
}

extension WorkspaceStores {
    /// See `WorkspaceCatalog`. A home may stand before the name: `prisma.leads`, `leadflow.lead_tags`.
    ///
    /// - Throws: `StoreError` where a store that the entity may live in is there and cannot be read.
    package func entity(_ name: String) throws -> BoundEntity? {
        if let found = try unqualifiedEntity(name.foldedName) { return found }
        guard let dot = name.firstIndex(of: "."),
            let role = StoreRole.allCases.first(where: {
                $0.rawValue.foldedName == String(name[..<dot]).foldedName
            })
        else { return nil }
        let rest = String(name[name.index(after: dot)...]).foldedName
        if let entity = Self.catalogEntity(rest), var bound = try unqualifiedEntity(entity.name.foldedName) {
            bound.homes.removeAll { $0.store != role }
            return bound
        }
        return try foreignEntity { $0.store == role && $0.table.foldedName == rest }
    }

    /// See `WorkspaceCatalog`. A store that cannot be read adds no names.
    package func entityNames() throws -> [String] {
        Catalog.entities.map(\.name) + (try foreignTables(skippingBroken: true).map(\.name))
    }

    private static func catalogEntity(_ folded: String) -> CatalogEntity? {
        Catalog.entities.first { $0.name.foldedName == folded || $0.singular.foldedName == folded }
    }

    private func unqualifiedEntity(_ folded: String) throws -> BoundEntity? {
        guard let entity = Self.catalogEntity(folded) else {
            return try foreignEntity { $0.name.foldedName == folded }
        }
        return try translating {
            try withConnection { connection in
                var versions: [StoreRole: Int64?] = [:]
                for home in entity.homes where versions[home.store] == nil {
                    versions[home.store] = .some(try schema(home.store, on: connection)?.1.version)
                }
                if let cached = boundEntities[entity.name], cached.versions == versions {
                    return cached.entity
                }
                let bound = try EntityBinder(stores: self, connection: connection).bind(entity)
                boundEntities[entity.name] = CachedEntity(entity: bound, versions: versions)
                return bound
            }
        }
    }

    private func foreignEntity(where matches: (ForeignTable) -> Bool) throws -> BoundEntity? {
        guard let table = try foreignTables(skippingBroken: false).first(where: matches) else { return nil }
        return try translating {
            try withConnection { connection in
                try EntityBinder(stores: self, connection: connection).bindForeign(table)
            }
        }
    }

    /// Tables that no catalog entity is bound to, the stores in their order of precedence.
    func foreignTables(skippingBroken: Bool) throws -> [ForeignTable] {
        var tables: [(StoreRole, StoreTable)] = []
        for role in StoreRole.allCases {
            do {
                tables += try unknownTables(of: role).map { (role, $0) }
            } catch  where skippingBroken { continue }
        }
        return ForeignTable.named(tables)
    }

    private func unknownTables(of role: StoreRole) throws -> [StoreTable] {
        try translating(role) {
            try withConnection { connection in
                guard let (store, schema) = try schema(role, on: connection) else { return [] }
                let binder = EntityBinder(stores: self, connection: connection)
                let bound = Set(
                    try binder.homeTables(schema, store: store, role: role).values.map(\.name))
                return schema.tables.filter { !bound.contains($0.name) }
            }
        }
    }

    /// A store's tables as they are now; nil where the store is missing.
    func schema(_ role: StoreRole, on connection: OpaquePointer) throws -> (AttachedStore, StoreSchema)? {
        guard try attach(role), let store = attached[role] else { return nil }
        do {
            let version = try StoreSchema.version(store.schema, on: connection)
            if let known = schemas[role], known.version == version { return (store, known) }
            let schema = try StoreSchema.read(store.schema, version: version, on: connection)
            schemas[role] = schema
            return (store, schema)
        } catch let failure as SQLiteFailure {
            throw StoreError.translate(
                code: failure.code, message: failure.message, store: role, path: store.path)
        }
    }

    /// SQLite's errors as store errors.
    func translating<T>(_ role: StoreRole? = nil, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch {
            let path = role.flatMap { configuration.paths[$0] } ?? ""
            throw StoreError.translate(error, store: role, path: path) ?? error
        }
    }
}
