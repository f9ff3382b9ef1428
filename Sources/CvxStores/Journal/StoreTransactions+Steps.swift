internal import CSQLite
internal import CvxDomain
internal import CvxServices
internal import Glibc

/// What a change is made of: locks and recording.
extension StoreTransactions {
    /// Attaches the stores and sees that they and the journal can be written.
    ///
    /// - Returns: the roles in the order in which they are locked.
    func prepare(_ roles: Set<StoreRole>) throws -> [StoreRole] {
        let ordered = StoreRole.allCases.filter(roles.contains)
        for role in ordered {
            let path = stores.configuration.paths[role] ?? ""
            if role.isOwn { try stores.makeOwn() }
            guard try stores.attach(role), let store = stores.attached[role] else {
                throw StoreError(.missing, store: role, path: path)
            }
            if store.isReadOnly { throw StoreError(.readOnly, store: role, path: path) }
            if try connected({ SQLiteFile.hasMoved(role.rawValue, $0) }) {
                throw StoreError(
                    kind: .missing, store: role, path: path,
                    message: "the \(role.rawValue) store \(path) was replaced since it was opened",
                    help: "start cvx again, to work with the file that is there now")
            }
        }
        try journal.store.writable()
        settleInterrupted(patience: 0)
        // Outside the transaction, which must not have read a store before it locks it.
        if !isOpen { try connected { _ = try schemas(ordered, $0) } }
        return ordered
    }

    /// Deferred: an immediate transaction would lock every store that is attached.
    func start(_ connection: OpaquePointer) throws { try OwnStore.execute("BEGIN", connection) }

    /// Takes the write locks of exactly these stores, before anything is read for the change.
    func lock(_ roles: [StoreRole], on connection: OpaquePointer) throws {
        for role in roles {
            guard let store = stores.attached[role] else { continue }
            try stores.translating(role) { try lock(role, store, connection) }
        }
    }

    private func lock(_ role: StoreRole, _ store: AttachedStore, _ connection: OpaquePointer) throws {
        // A table that is known already: to look for one would be to read.
        let known =
            tables[role]?.any ?? stores.schemas[role]?.tables.first { !$0.isView }?.name
        guard let table = try known ?? tables(of: role, store, connection).any else { return }
        var waited = 0
        while true {
            do {
                // Changes nothing, and still needs the lock.
                try OwnStore.execute(
                    "DELETE FROM \(store.schema).\(SQLText.quoted(table)) WHERE 0", connection)
                return
            } catch let failure as SQLiteFailure where failure.code == SQLITE_BUSY | (2 << 8) {
                // SQLITE_BUSY_SNAPSHOT
                throw StoreError(
                    kind: .busy, store: role, path: store.path,
                    message:
                        "the \(role.rawValue) store was changed by another program since this transaction "
                        + "read it",
                    help: "roll back and run the transaction again")
            } catch let failure as SQLiteFailure where failure.code == SQLITE_BUSY {
                // SQLite itself has waited, unless the transaction has read the store before.
                guard isOpen, waited < stores.configuration.busyTimeout else { throw failure }
                usleep(20_000)
                waited += 20
            }
        }
    }

    /// How SQL names these stores, and their tables.
    func schemas(
        _ roles: some Sequence<StoreRole>, _ connection: OpaquePointer
    ) throws -> [StoreRole: (schema: String, tables: StoreTables)] {
        var schemas: [StoreRole: (schema: String, tables: StoreTables)] = [:]
        for role in roles {
            guard let store = stores.attached[role] else { continue }
            schemas[role] = (store.schema, try tables(of: role, store, connection))
        }
        return schemas
    }

    func tables(
        of role: StoreRole, _ store: AttachedStore, _ connection: OpaquePointer
    ) throws -> StoreTables {
        let version = try StoreSchema.version(store.schema, on: connection)
        if let known = tables[role], known.version == version { return known }
        let read = try StoreTables.read(role, store, version: version, on: connection)
        tables[role] = read
        return read
    }

    /// Runs `body` and notes what it changed as an entry to be committed.
    func record<T>(
        _ draft: JournalDraft, _ roles: [StoreRole], _ connection: OpaquePointer,
        _ body: (ChangeRecording) throws -> T
    ) throws -> (T, JournalEntry?) {
        let schemas = try schemas(roles, connection)
        let known = schemas.mapValues(\.tables)
        let log = ChangeLog(roles, spill: spill)
        let recorder = try ChangeRecorder(connection, tables: known, log: log)
        let judge = WriteGuard(known)
        recorder.start()
        judge.install(on: connection)
        defer {
            WriteGuard.remove(from: connection)
            recorder.stop()
        }
        let result: T
        do { result = try body(ChangeRecording(connection, recorder, judge)) } catch {
            throw recorder.failure ?? judge.refusal(behind: error) ?? error
        }
        if let failure = recorder.failure { throw failure }
        try log.finish()
        guard !log.isEmpty else { return (result, nil) }
        let orphans = try OrphanSearch(log, schemas, connection).orphans()
        let entry = PendingEntry(draft: draft, at: SystemUser.now, log: log, orphans: orphans)
        pending.append(entry)
        let noted = JournalEntry(
            id: 0, at: entry.at, draft: draft, counts: log.counts, state: .intent,
            systemUser: journal.systemUser)
        return (result, noted)
    }
}
