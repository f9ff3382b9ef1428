package import CvxDomain

extension WorkspaceStores {
    /// Everything about the workspace. A store that cannot be read is reported in its state.
    ///
    /// - Parameter checkingFaults: Runs the checks of `cvx doctor`, which read whole tables.
    package func diagnosis(checkingFaults: Bool = false) throws -> WorkspaceDiagnosis {
        var result = WorkspaceDiagnosis()
        for role in StoreRole.allCases { result.stores.append(diagnosis(of: role)) }
        let isBroken = Set(
            result.stores.filter { if case .failed = $0.state { true } else { false } }.map(\.store))
        for entity in Catalog.entities where !entity.homes.contains(where: { isBroken.contains($0.store) }) {
            if let described = try describe(entity.name) { result.entities.append(described) }
        }
        result.foreignTables = try foreignTables(skippingBroken: true).map(\.name)
        if checkingFaults {
            result.faults = try translating {
                try withConnection { connection in
                    try FaultFinder(stores: self, connection: connection).faults(
                        stores: result.stores, entities: result.entities.map(\.entity))
                }
            }
        }
        result.warnings = warnings
        return result
    }

    /// One entity's binding, for `describe leads`; nil where nobody knows the name.
    package func describe(_ name: String) throws -> EntityDiagnosis? {
        guard let entity = try entity(name) else { return nil }
        let missing = entity.definition.fields.filter { field in
            field.derived == nil && !entity.knownHomes.contains { $0.source(of: field.name) != nil }
        }
        return EntityDiagnosis(entity: entity, missingFields: missing.map(\.name))
    }

    /// One store's file, tables and indexes.
    package func diagnosis(of role: StoreRole) -> StoreDiagnosis {
        let path = configuration.paths[role]
        var result = StoreDiagnosis(store: role, path: path, state: state(of: role))
        guard case .open(let isReadOnly, _) = result.state, let path else { return result }
        result.isWritable = !isReadOnly
        result.bytes = FileProbe(path).size
        do {
            try withConnection { connection in try fill(&result, connection) }
        } catch {
            result.state = .failed(
                StoreError.translate(error, store: role, path: path)
                    ?? StoreError(.sql("\(error)"), store: role, path: path))
        }
        return result
    }

    private func fill(_ result: inout StoreDiagnosis, _ connection: OpaquePointer) throws {
        guard let (store, schema) = try schema(result.store, on: connection) else { return }
        let bound = try EntityBinder(stores: self, connection: connection).homeTables(
            schema, store: store, role: result.store)
        result.pages = try RawStatement.int(connection, "PRAGMA \(store.schema).page_count")
        result.isUnknown = bound.isEmpty
        for table in schema.tables {
            let name = SQLText.quoted(table.name)
            var rows: Int64?
            do {
                rows = try RawStatement.int(connection, "SELECT count(*) FROM \(store.schema).\(name)")
            } catch  where table.isView { rows = nil }
            result.tables.append(
                TableDiagnosis(
                    name: table.name, isView: table.isView, rows: rows,
                    entity: bound.first { $0.value.name == table.name }?.key))
            guard !table.isView else { continue }
            var names: [String] = []
            try RawStatement.each(connection, "PRAGMA \(store.schema).index_list(\(name))") {
                if let index = $0.text(1) { names.append(index) }
            }
            for index in names {
                var columns: [String?] = []
                try RawStatement.each(
                    connection, "PRAGMA \(store.schema).index_info(\(SQLText.quoted(index)))"
                ) { columns.append($0.text(2)) }
                result.indexes.append(IndexDiagnosis(name: index, table: table.name, columns: columns))
            }
        }
    }
}
