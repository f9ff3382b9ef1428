internal import CSQLite
package import CvxDomain

/// A store on the connection.
struct AttachedStore {
    /// Quoted, as SQL names it.
    var schema: String
    var path: String
    var isReadOnly: Bool
    /// Opened as a file that nobody changes: what is still in its write-ahead log is not seen.
    var isImmutable: Bool
}

extension WorkspaceStores {
    /// Makes a store available under its role's raw value. A store that was missing or failed before is looked
    /// at again.
    ///
    /// - Returns: False where the file does not exist.
    /// - Throws: `StoreError` where it exists and cannot be read.
    @discardableResult
    package func attach(_ role: StoreRole) throws -> Bool {
        if attached[role] != nil { return true }
        guard let path = configuration.paths[role] else { return false }
        let file = FileProbe(path)
        switch file.kind {
        case .missing: return false
        case .directory:
            throw StoreError(
                kind: .notADatabase, store: role, path: path,
                message: "the \(role.rawValue) store \(path) is a folder, not a database",
                help: "move the folder away, or name the store's file")
        case .other where !file.isReadable, .file where !file.isReadable:
            throw StoreError(.unreadable, store: role, path: path)
        case .other:
            throw StoreError(.notADatabase, store: role, path: path)
        case .file: break
        }
        // Damage within it was found while it was read; until it changes there is no use in another look.
        if let fault = faults[role], fault.file == file { throw fault.error }
        let isReadOnly = configuration.readOnly || !file.isWritable
        let store = AttachedStore(
            schema: SQLText.quoted(role.rawValue), path: path, isReadOnly: isReadOnly, isImmutable: false)
        do {
            try withConnection { connection in
                let opened = try attach(store, to: connection)
                do { if role.isOwn { try checkOwn(opened, on: connection) } } catch {
                    // So that it is looked at again when somebody has seen to it.
                    try? RawStatement.each(connection, "DETACH \(opened.schema)") { _ in }
                    throw error
                }
                attached[role] = opened
            }
        } catch {
            throw StoreError.translate(error, store: role, path: path) ?? error
        }
        return true
    }

    private func attach(_ wanted: AttachedStore, to connection: OpaquePointer) throws -> AttachedStore {
        var store = wanted
        do {
            try run(store, on: connection, query: store.isReadOnly ? "mode=ro" : "mode=rw")
            return store
        } catch let failure as SQLiteFailure {
            // A WAL database wants to create its shared-memory file beside it; a folder that does not let it
            // gives CANTOPEN, or READONLY_RECOVERY or _CANTINIT where a log was left over. Not so a hot rollback
            // journal: without it the file is not consistent.
            let isWithoutSharedMemory =
                failure.code & 0xFF == SQLITE_CANTOPEN || failure.code == SQLITE_READONLY | (1 << 8)
                || failure.code == SQLITE_READONLY | (5 << 8)
            guard isWithoutSharedMemory, !FileProbe.exists(store.path + "-shm"),
                let folder = FilePath.parent(of: store.path), !isFolderWritable(folder)
            else { throw failure }
        }
        store.isReadOnly = true
        store.isImmutable = true
        try run(store, on: connection, query: "mode=ro&immutable=1")
        warnings.append(
            "\(store.path) lies in a folder that cannot be written, so it is read as it stands: "
                + "changes still in its write-ahead log are not seen")
        return store
    }

    private func run(_ store: AttachedStore, on connection: OpaquePointer, query: String) throws {
        try RawStatement.each(
            connection, "ATTACH ? AS \(store.schema)", bind: [FilePath.uri(store.path, query: query)]
        ) { _ in }
    }
}
