package import CvxDomain
package import GRDB

/// A workspace's stores on one connection: an in-memory main database, to which each store is attached, under
/// its role's raw value, when an entity that lives there is first needed.
///
/// Use it from one thread at a time; only `interrupt` may be called from anywhere.
package final class WorkspaceStores: WorkspaceCatalog {
    package let configuration: StoreConfiguration
    /// Sentences for the person: a store opened in a way that may show old data.
    package internal(set) var warnings: [String] = []
    /// See `WorkspaceCatalog`.
    package var organization: OrganizationScope?

    /// Replaced in tests, which run as root.
    var isFolderWritable: (String) -> Bool = { FileProbe($0).isWritable }
    var attached: [StoreRole: AttachedStore] = [:]
    var schemas: [StoreRole: StoreSchema] = [:]
    var boundEntities: [String: CachedEntity] = [:]
    private var openQueue: DatabaseQueue?
    private var temporaryTables = 0

    /// Opens nothing yet.
    package init(_ configuration: StoreConfiguration) { self.configuration = configuration }

    deinit {
        if let queue = openQueue {
            queue.unsafeReentrantWrite { Interruption.unregister($0.sqliteConnection) }
        }
    }

    private func queue() throws -> DatabaseQueue {
        if let openQueue { return openQueue }
        var settings = GRDB.Configuration()
        settings.foreignKeysEnabled = false
        settings.label = "cvx"
        settings.busyMode = .timeout(Double(configuration.busyTimeout) / 1_000)
        // `begin` and `commit` are statements of the language: a transaction outlives one call.
        settings.allowsUnsafeTransactions = true
        let queue = try DatabaseQueue(path: ":memory:", configuration: settings)
        queue.unsafeReentrantWrite { Interruption.register($0.sqliteConnection) }
        openQueue = queue
        return queue
    }

    /// Runs `body` with SQLite's connection and GRDB's view of the same. May be nested. Only stores that an
    /// entity or `attach` asked for are attached.
    package func withConnection<T>(_ body: (OpaquePointer, Database) throws -> T) throws -> T {
        try queue().unsafeReentrantWrite { database in
            guard let connection = database.sqliteConnection else {
                throw StoreError(.sql("the connection is closed"), store: nil, path: "")
            }
            return try body(connection, database)
        }
    }

    /// A name for a temporary table that no other has.
    func temporaryName() -> String {
        temporaryTables += 1
        return "change_\(temporaryTables)"
    }

    /// Stops the statement that runs. Async-signal-safe.
    package func interrupt() { Interruption.interrupt() }

    /// As `interrupt`, for a signal handler, which has no instance at hand.
    package static func interruptRunning() { Interruption.interrupt() }

    /// Each store's state. Attaches what is not attached yet.
    package var storeStates: [StoreRole: StoreState] {
        var states: [StoreRole: StoreState] = [:]
        for role in StoreRole.allCases { states[role] = state(of: role) }
        return states
    }

    /// A store's state. Attaches it if it is not attached yet.
    package func state(of role: StoreRole) -> StoreState {
        do {
            guard try attach(role), let store = attached[role] else { return .missing }
            let mode = try withConnection { connection, _ in
                try RawStatement.text(connection, "PRAGMA \(store.schema).journal_mode")
            }
            return .open(readOnly: store.isReadOnly, journalMode: mode ?? "unknown")
        } catch {
            let path = configuration.paths[role] ?? ""
            return .failed(
                StoreError.translate(error, store: role, path: path)
                    ?? StoreError(.sql("\(error)"), store: role, path: path))
        }
    }
}
