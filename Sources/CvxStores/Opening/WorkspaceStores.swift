package import CvxDomain

/// A workspace's stores on one connection: an in-memory main database, to which each store is attached, under
/// its role's raw value, when an entity that lives there is first needed.
///
/// Use it from one thread at a time; only `interrupt` may be called from anywhere.
package final class WorkspaceStores: WorkspaceCatalog {
    package let configuration: StoreConfiguration
    /// Sentences for the person: a store opened in a way that may show old data.
    package internal(set) var warnings: [String] = []
    /// Stores that are there and cannot be read, since when they were last tried.
    var faults: [StoreRole: BrokenStore] = [:]
    /// What there is to say of stores that was not said yet.
    var unsaid: [StoreNotice] = []
    /// Stores of which it was said that they are left out.
    var saidLeftOut: Set<StoreRole> = []
    /// So many of the warnings were said.
    var saidWarnings = 0
    var wholeness = Wholeness.preferred
    /// See `WorkspaceCatalog`.
    package var organization: OrganizationScope?

    /// Replaced in tests, which run as root.
    var isFolderWritable: (String) -> Bool = { FileProbe($0).isWritable }
    var attached: [StoreRole: AttachedStore] = [:]
    var schemas: [StoreRole: StoreSchema] = [:]
    var boundEntities: [String: CachedEntity] = [:]
    private var openConnection: SQLiteConnection?
    private var temporaryTables = 0

    /// Opens nothing yet.
    package init(_ configuration: StoreConfiguration) { self.configuration = configuration }

    private func connection() throws -> SQLiteConnection {
        if let openConnection { return openConnection }
        let connection = try SQLiteConnection(busyTimeout: configuration.busyTimeout)
        openConnection = connection
        return connection
    }

    /// Runs `body` with SQLite's connection. May be nested. Only stores that an entity or `attach` asked for are
    /// attached.
    package func withConnection<T>(_ body: (OpaquePointer) throws -> T) throws -> T {
        try body(try connection().pointer)
    }

    /// How long the connection waits for a lock of another program.
    func patience() throws -> LockPatience { try connection().patience }

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
            let mode = try withConnection { connection in
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
