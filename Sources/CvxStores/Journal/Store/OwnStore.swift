internal import CSQLite
internal import CvxDomain

/// A file that cvx keeps for itself, on a connection of its own, so that it is written while the stores are locked: the
/// journal, `data/cvx.db`, and the ledger, `data/cvx_ledger.db`. Opened when first needed; used from one thread at a time.
package final class OwnStore {
    /// Absolute.
    package let path: String
    private let schema: OwnSchema
    private let busyTimeout: Int
    private var connection: OpaquePointer?
    private var isWritable = false
    /// Replaced in tests, which run as root.
    var canBeWritten: (FileProbe) -> Bool = { $0.isWritable }

    /// - Parameter busyTimeout: milliseconds to wait for another process's lock.
    init(path: String, schema: OwnSchema = .journal, busyTimeout: Int) {
        self.path = path
        self.schema = schema
        self.busyTimeout = busyTimeout
    }

    deinit { close() }

    package func close() {
        if let connection { sqlite3_close_v2(connection) }
        connection = nil
    }

    /// Runs `body` on the store; nil where there is none yet.
    func reading<T>(_ body: (OpaquePointer) throws -> T) throws -> T? {
        try translating(isWriting: false) {
            if let connection { return try body(connection) }
            guard FileProbe(path).kind != .missing else { return nil }
            return try body(try open(writing: false))
        }
    }

    /// Runs `body` in a transaction of its own, on disk when this returns; makes the store where there is none.
    ///
    /// - Parameter isDurable: false where a loss of power may cost it.
    func writing<T>(isDurable: Bool = true, _ body: (OpaquePointer) throws -> T) throws -> T {
        let connection = try writable()
        return try translating(isWriting: true) {
            try Self.execute(
                "PRAGMA synchronous = \(isDurable ? "FULL" : "NORMAL"); BEGIN IMMEDIATE", connection)
            do {
                let result = try body(connection)
                try Self.execute("COMMIT", connection)
                return result
            } catch {
                if sqlite3_get_autocommit(connection) == 0 { try? Self.execute("ROLLBACK", connection) }
                throw error
            }
        }
    }

    /// Opens the store for writing, or says why it cannot be written.
    @discardableResult
    func writable() throws -> OpaquePointer {
        // A file that was moved away or deleted is not written any more.
        if let connection, isWritable, !SQLiteFile.hasMoved("main", connection) { return connection }
        close()
        return try translating(isWriting: true) { try open(writing: true) }
    }

    private func open(writing: Bool) throws -> OpaquePointer {
        let opened = try schema.open(
            path, writing: writing, busyTimeout: busyTimeout, canBeWritten: canBeWritten)
        connection = opened.connection
        isWritable = opened.isWritable
        return opened.connection
    }

    static func execute(_ sql: String, _ connection: OpaquePointer) throws {
        guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else {
            throw SQLiteFailure(connection)
        }
    }

    /// SQLite's errors as errors of this file, with what can be done about it.
    private func translating<T>(isWriting: Bool, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch {
            guard var failure = StoreError.translate(error, store: nil, path: path) else { throw error }
            switch failure.kind {
            case .corrupt,
                .notADatabase where !(error is StoreError):
                failure.message = "\(schema.holds) \(path) is damaged"
                failure.help =
                    "move it away to begin a new one (what it holds goes with it): mv \(path) \(path).damaged"
            case .readOnly where isWriting, .unreadable where isWriting:
                failure.message = "\(schema.holds) \(path) cannot be written, and nothing is done without it"
                failure.help =
                    "make it and its folder writable: chmod u+w \(FilePath.parent(of: path) ?? "/") \(path)"
            case .diskFull where isWriting:
                failure.message =
                    "no space is left to write \(schema.holds) \(path), and nothing is done without it"
            default: break
            }
            throw failure
        }
    }
}
