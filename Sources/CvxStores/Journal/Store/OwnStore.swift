internal import CSQLite
internal import CvxDomain
internal import Glibc

/// cvx's own store, `data/cvx.db`: the journal, and whatever else may not stand in another program's file. Opened when
/// first needed; used from one thread at a time.
package final class OwnStore {
    /// Absolute.
    package let path: String
    private let busyTimeout: Int
    private var connection: OpaquePointer?
    private var isWritable = false
    /// Replaced in tests, which run as root.
    var canBeWritten: (FileProbe) -> Bool = { $0.isWritable }

    /// - Parameter busyTimeout: milliseconds to wait for another process's lock.
    package init(path: String, busyTimeout: Int) {
        self.path = path
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
        let file = FileProbe(path)
        let canWrite = file.kind == .missing || canBeWritten(file)
        if writing, !canWrite { throw StoreError(.readOnly, store: nil, path: path) }
        if writing, file.kind == .missing, let folder = FilePath.parent(of: path) { mkdir(folder, 0o777) }
        let flags =
            canWrite ? SQLITE_OPEN_READWRITE | (writing ? SQLITE_OPEN_CREATE : 0) : SQLITE_OPEN_READONLY
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        guard let opened else { throw StoreError(.unreadable, store: nil, path: path) }
        do {
            guard code == SQLITE_OK else { throw SQLiteFailure(opened) }
            sqlite3_extended_result_codes(opened, 1)
            sqlite3_busy_timeout(opened, Int32(busyTimeout))
            // Closing need not wait for the disk: the log is written back when it has grown.
            _ = cvx_set_no_checkpoint_on_close(opened)
            try Self.execute("PRAGMA journal_size_limit = 4194304", opened)
            try migrate(opened, mayWrite: canWrite)
        } catch {
            sqlite3_close_v2(opened)
            throw error
        }
        connection = opened
        isWritable = canWrite
        return opened
    }

    private func migrate(_ connection: OpaquePointer, mayWrite: Bool) throws {
        func version() throws -> Int { Int(try RawStatement.int(connection, "PRAGMA user_version")) }
        let wanted = OwnStoreSchema.migrations.count
        let found = try version()
        if found > wanted {
            throw StoreError(
                kind: .sql("version \(found)"), store: nil, path: path,
                message: "\(path) was written by a newer cvx", help: "use that one, or move the file away")
        }
        guard found < wanted else { return }
        guard mayWrite else { throw StoreError(.readOnly, store: nil, path: path) }
        if found == 0, try RawStatement.int(connection, "SELECT count(*) FROM sqlite_schema") > 0 {
            throw StoreError(
                kind: .notADatabase, store: nil, path: path, message: "\(path) is not cvx's own store",
                help: "move the file away: cvx makes a new one")
        }
        try Self.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; BEGIN IMMEDIATE", connection)
        do {
            // Another process may have been quicker.
            for number in try version()..<wanted {
                try Self.execute(OwnStoreSchema.migrations[number], connection)
            }
            try Self.execute("PRAGMA user_version = \(wanted); COMMIT", connection)
        } catch {
            if sqlite3_get_autocommit(connection) == 0 { try? Self.execute("ROLLBACK", connection) }
            throw error
        }
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
                failure.message = "the journal \(path) is damaged"
                failure.help =
                    "move it away to begin a new one (its history goes with it): mv \(path) \(path).damaged"
            case .readOnly where isWriting, .unreadable where isWriting:
                failure.message = "the journal \(path) cannot be written, and nothing is changed without it"
                failure.help =
                    "make it and its folder writable: chmod u+w \(FilePath.parent(of: path) ?? "/") \(path)"
            case .diskFull where isWriting:
                failure.message =
                    "no space is left to write the journal \(path), and nothing is changed without it"
            default: break
            }
            throw failure
        }
    }
}
