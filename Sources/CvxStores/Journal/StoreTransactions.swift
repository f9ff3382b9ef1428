internal import CSQLite
package import CvxDomain
package import CvxServices
internal import Glibc

/// Changes of a workspace's stores: each recorded, journaled before it is committed, and whole or absent.
///
/// One for a `WorkspaceStores`, on its connection, and like it for one thread at a time.
package final class StoreTransactions: ChangeTransactions {
    let stores: WorkspaceStores
    let journal: JournalWriter
    package private(set) var isOpen = false
    private var pending: [PendingEntry] = []
    private var recordable: [StoreRole: RecordableTables] = [:]

    /// - Parameter journalPath: absolute; opened when something is first changed.
    package init(stores: WorkspaceStores, journalPath: String) {
        self.stores = stores
        let paths = stores.configuration.paths
        let store = OwnStore(path: journalPath, busyTimeout: stores.configuration.busyTimeout)
        journal = JournalWriter(store: store) { role in
            JournaledFile.name(of: paths[role] ?? "", journal: journalPath)
        }
    }

    // MARK: transactions

    package func begin(writing roles: Set<StoreRole> = []) throws {
        guard !isOpen else {
            throw JournalError(
                .transactionState, "a transaction is open already", help: "commit or rollback first")
        }
        try connected { connection in
            try prepare(roles)
            try start(connection)
            isOpen = true
            do { try lock(roles, on: connection) } catch {
                takeBack(connection)
                throw error
            }
        }
    }

    @discardableResult
    package func commit() throws -> [JournalEntry] {
        guard isOpen else {
            throw JournalError(
                .transactionState, "there is no transaction to commit", help: "begin one first")
        }
        return try connected { connection in
            do { return try commitAll(connection) } catch {
                takeBack(connection)
                throw error
            }
        }
    }

    package func rollback() throws {
        guard isOpen else {
            throw JournalError(
                .transactionState, "there is no transaction to roll back", help: "begin one first")
        }
        try connected { takeBack($0) }
    }

    /// Runs `body` with write locks on the stores of `roles`; everything it changes is one entry of the journal:
    /// committed at once outside a transaction, else under a savepoint that an error rolls back to.
    ///
    /// - Returns: the entry; nil where nothing changed. Within a transaction its id is 0 until that is committed.
    package func perform<T>(
        _ draft: JournalDraft, writing roles: Set<StoreRole>, _ body: (ChangeRecording) throws -> T
    ) throws -> (T, JournalEntry?) {
        try connected { connection in
            let ordered = try prepare(roles)
            if isOpen { return try performInside(draft, ordered, connection, body) }
            try start(connection)
            do {
                try lock(roles, on: connection)
                let (result, _) = try record(draft, ordered, connection, body)
                return (result, try commitAll(connection).last)
            } catch {
                takeBack(connection)
                throw error
            }
        }
    }

    private func performInside<T>(
        _ draft: JournalDraft, _ roles: [StoreRole], _ connection: OpaquePointer,
        _ body: (ChangeRecording) throws -> T
    ) throws -> (T, JournalEntry?) {
        try OwnStore.execute("SAVEPOINT cvx_change", connection)
        do {
            try lock(Set(roles), on: connection)
            let result = try record(draft, roles, connection, body)
            try OwnStore.execute("RELEASE cvx_change", connection)
            return result
        } catch {
            // Some errors take the whole transaction back by themselves: a full disk, an interruption.
            if sqlite3_get_autocommit(connection) != 0 {
                takeBack(connection)
            } else {
                try OwnStore.execute("ROLLBACK TO cvx_change; RELEASE cvx_change", connection)
            }
            throw error
        }
    }

    /// Whether changes of a table's rows can be recorded: it declares a primary key.
    ///
    /// - Parameter table: as the store spells it, in any case.
    package func canRecord(_ table: String, in role: StoreRole) throws -> Bool {
        try connected { connection in
            guard try stores.attach(role), let store = stores.attached[role] else { return false }
            return try recordableTables(role, store, connection).contains(table)
        }
    }

    // MARK: steps

    /// Attaches the stores and sees that they and the journal can be written.
    ///
    /// - Returns: the roles in the order in which they are locked.
    @discardableResult
    private func prepare(_ roles: Set<StoreRole>) throws -> [StoreRole] {
        let ordered = StoreRole.allCases.filter(roles.contains)
        for role in ordered {
            let path = stores.configuration.paths[role] ?? ""
            guard try stores.attach(role), let store = stores.attached[role] else {
                throw StoreError(.missing, store: role, path: path)
            }
            if store.isReadOnly { throw StoreError(.readOnly, store: role, path: path) }
        }
        try journal.store.writable()
        return ordered
    }

    private func start(_ connection: OpaquePointer) throws {
        _ = try PendingChunks(connection)
        // Deferred: an immediate one would lock every store that is attached.
        try OwnStore.execute("BEGIN", connection)
    }

    /// Takes the write locks of exactly these stores, before anything is read for the change.
    private func lock(_ roles: Set<StoreRole>, on connection: OpaquePointer) throws {
        for role in StoreRole.allCases where roles.contains(role) {
            guard let store = stores.attached[role] else { continue }
            try stores.translating(role) {
                let tables = try recordableTables(role, store, connection)
                guard let table = tables.any else { return }
                // Changes nothing, and still needs the lock.
                try OwnStore.execute(
                    "DELETE FROM \(store.schema).\(SQLText.quoted(table)) WHERE 0", connection)
            }
        }
    }

    private func recordableTables(
        _ role: StoreRole, _ store: AttachedStore, _ connection: OpaquePointer
    ) throws -> RecordableTables {
        let version = try StoreSchema.version(store.schema, on: connection)
        if let known = recordable[role], known.version == version { return known }
        let tables = try RecordableTables.read(store, version: version, on: connection)
        recordable[role] = tables
        return tables
    }

    private func record<T>(
        _ draft: JournalDraft, _ roles: [StoreRole], _ connection: OpaquePointer,
        _ body: (ChangeRecording) throws -> T
    ) throws -> (T, JournalEntry?) {
        var tables: [String: RecordableTables] = [:]
        var unkeyed: [StoreRole: [String: Int]] = [:]
        for role in roles {
            guard let store = stores.attached[role] else { continue }
            let known = try recordableTables(role, store, connection)
            tables[role.rawValue] = known
            unkeyed[role] = try known.unkeyedRows(store, on: connection)
        }
        let recording = try ChangeRecording(
            roles: roles, chunks: PendingChunks(connection), place: pending.count)
        let judge = WriteGuard(tables)
        judge.install(on: connection)
        defer { WriteGuard.remove(from: connection) }
        let result: T
        do {
            result = try body(recording)
            try recording.flush()
        } catch {
            throw judge.refusal ?? error
        }
        for role in roles {
            guard let store = stores.attached[role] else { continue }
            let now = try tables[role.rawValue]?.unkeyedRows(store, on: connection) ?? [:]
            for table in Set(now.keys).union(unkeyed[role, default: [:]].keys)
            where now[table] != unkeyed[role]?[table] {
                throw JournalError(
                    .unrecordable(table: table),
                    "a row of \(role.rawValue).\(table) whose key is NULL cannot be recorded",
                    help: "nothing was changed; leave such rows out, or give them a key with another program")
            }
        }
        guard recording.counts.total > 0 else { return (result, nil) }
        let entry = PendingEntry(draft: draft, at: SystemUser.now, counts: recording.counts.tables)
        pending.append(entry)
        return (
            result,
            JournalEntry(
                id: 0, at: entry.at, draft: draft, counts: entry.counts, state: .intent,
                systemUser: journal.systemUser)
        )
    }

    private func commitAll(_ connection: OpaquePointer) throws -> [JournalEntry] {
        guard !pending.isEmpty else {
            try OwnStore.execute("COMMIT", connection)
            isOpen = false
            return []
        }
        let chunks = try PendingChunks(connection)
        var entries = try journal.writeIntent(pending, chunks)
        do {
            try chunks.clear()
            try OwnStore.execute("COMMIT", connection)
        } catch {
            try? journal.abandon(entries, note: "the stores could not be written")
            throw error
        }
        isOpen = false
        pending = []
        try journal.settle(entries)
        for index in entries.indices { entries[index].state = .done }
        return entries
    }

    /// Never fails: what cannot be rolled back is rolled back already.
    private func takeBack(_ connection: OpaquePointer) {
        if sqlite3_get_autocommit(connection) == 0 { try? OwnStore.execute("ROLLBACK", connection) }
        isOpen = false
        pending = []
    }

    private func connected<T>(_ body: (OpaquePointer) throws -> T) throws -> T {
        try stores.translating { try stores.withConnection { connection in try body(connection) } }
    }
}
