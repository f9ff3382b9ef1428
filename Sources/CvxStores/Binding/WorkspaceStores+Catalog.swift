package import CvxDomain

/// A binding, and the schema versions it was made for.
struct CachedEntity {
    var entity: BoundEntity
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
        if let entity = Self.catalogEntity(rest) {
            let bound = try bound(entity)
            if bound.lacking.contains(role), let fault = faults[role] { throw fault.error }
            return bound.restricted(to: role)
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
        let bound = try bound(entity)
        if let fault = wholenessFault(bound) { throw fault }
        return bound
    }

    /// An entity as the stores that can be read have it; nil where none can. Whoever asks takes what there is.
    func readable(_ name: String) throws -> BoundEntity? {
        guard let entity = Self.catalogEntity(name.foldedName) else {
            return try foreignTables(skippingBroken: true).first { $0.name == name }.flatMap { table in
                try withConnection { try EntityBinder(stores: self, connection: $0).bindForeign(table) }
            }
        }
        let bound = try bound(entity)
        leaveOut(bound.lacking)
        return bound.homes.isEmpty ? nil : bound
    }

    private func bound(_ entity: CatalogEntity) throws -> BoundEntity {
        try translating {
            try withConnection { connection in
                var versions: [StoreRole: Int64?] = [:]
                var lacking: Set<StoreRole> = []
                let binder = EntityBinder(stores: self, connection: connection)
                for home in entity.homes where versions[home.store] == nil && !lacking.contains(home.store) {
                    do {
                        let found = try settingAside(home.store) {
                            try schema(home.store, on: connection).map { store, schema in
                                _ = try binder.homeTables(schema, store: store, role: home.store)
                                return schema.version
                            }
                        }
                        versions[home.store] = .some(found)
                    } catch is BrokenStore {
                        lacking.insert(home.store)
                    }
                }
                if let cached = boundEntities[entity.name], cached.versions == versions,
                    cached.entity.lacking == lacking
                {
                    return cached.entity
                }
                let bound = try binder.bind(entity, without: lacking)
                boundEntities[entity.name] = CachedEntity(entity: bound, versions: versions)
                return bound
            }
        }
    }

    /// A table in a store behind one that cannot be read may have its name only because of that: then it is not
    /// taken, nor is a name unknown that the other may know.
    private func foreignEntity(where matches: (ForeignTable) -> Bool) throws -> BoundEntity? {
        let tables = try foreignTables(skippingBroken: true)
        let broken = StoreRole.others.first { faults[$0] != nil }
        guard let table = tables.first(where: matches) else {
            if let broken, let fault = faults[broken] { throw fault.error }
            return nil
        }
        if let broken, let fault = faults[broken], table.store.precedence > broken.precedence {
            throw fault.error
        }
        return try translating {
            try withConnection { connection in
                try EntityBinder(stores: self, connection: connection).bindForeign(table)
            }
        }
    }

    /// Tables that no catalog entity is bound to, the stores in their order of precedence.
    func foreignTables(skippingBroken: Bool) throws -> [ForeignTable] {
        var tables: [(StoreRole, StoreTable)] = []
        for role in StoreRole.others {
            do {
                tables += try settingAside(role) { try unknownTables(of: role) }.map { (role, $0) }
            } catch let broken as BrokenStore {
                if !skippingBroken { throw broken.error }
            }
        }
        return ForeignTable.named(tables)
    }

    private func unknownTables(of role: StoreRole) throws -> [StoreTable] {
        try translating(role) {
            try withConnection { connection in
                guard let (store, schema) = try schema(role, on: connection) else { return [] }
                let binder = EntityBinder(stores: self, connection: connection)
                let bound = Set(
                    try binder.homeTables(schema, store: store, role: role)
                        .filter { Catalog.entity($0.key)?.adopts(in: role) == false }.values.map(\.name))
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
