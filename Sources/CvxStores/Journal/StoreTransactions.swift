internal import CSQLite
package import CvxDomain
package import CvxServices

/// Changes of a workspace's stores: each recorded, journaled before it is committed, and whole or absent.
///
/// One for a `WorkspaceStores`, on its connection, and like it for one thread at a time.
package final class StoreTransactions: ChangeTransactions {
    let stores: WorkspaceStores
    let journal: JournalWriter
    let doubt: DoubtMarker
    package private(set) var isOpen = false
    var pending: [PendingEntry] = []
    /// What the open transaction changed, beyond what stays in memory.
    var spill = ChangeSpill()
    var tables: [StoreRole: StoreTables] = [:]

    /// - Parameter journalPath: absolute; opened when something is first changed.
    package init(stores: WorkspaceStores, journalPath: String) {
        self.stores = stores
        let paths = stores.configuration.paths
        let store = OwnStore(path: journalPath, busyTimeout: stores.configuration.busyTimeout)
        doubt = DoubtMarker(journal: journalPath)
        journal = JournalWriter(store: store) { role in
            JournaledFile.name(of: paths[role] ?? "", journal: journalPath)
        }
    }

    package func begin(writing roles: Set<StoreRole> = []) throws {
        guard !isOpen else {
            throw JournalError(
                .transactionState, "a transaction is open already", help: "commit or rollback first")
        }
        try connected { connection in
            let ordered = try prepare(roles)
            do {
                try start(connection)
                try lock(ordered, on: connection)
            } catch {
                takeBack(connection)
                throw error
            }
            isOpen = true
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
            do {
                try start(connection)
                try lock(ordered, on: connection)
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
            try lock(roles, on: connection)
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
            let shape = try tables(of: role, store, connection).shape(table)
            return shape.map { $0.refusal == nil } ?? false
        }
    }

    /// Rolls back what is open. Never fails: what cannot be rolled back is rolled back already.
    func takeBack(_ connection: OpaquePointer) {
        if sqlite3_get_autocommit(connection) == 0 { try? OwnStore.execute("ROLLBACK", connection) }
        forget()
    }

    func forget() {
        isOpen = false
        pending = []
        spill = ChangeSpill()
    }

    func connected<T>(_ body: (OpaquePointer) throws -> T) throws -> T {
        try stores.translating { try stores.withConnection { connection in try body(connection) } }
    }
}
