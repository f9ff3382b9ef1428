internal import CSQLite
internal import CvxDomain
internal import Glibc

/// A file that cvx makes for itself: its tables, as the steps that lead to them. The file's user_version counts the
/// steps it has had; those that were once released stay as they are, what is new comes after them.
struct OwnSchema {
    /// What the file is for, as a message names it.
    let holds: String
    let migrations: [String]
    /// KiB of its pages that are kept in memory.
    var cache = 2_000

    /// A connection of the file's own, its tables as they are to be.
    ///
    /// - Parameters:
    ///   - writing: makes the file, and the folder it lies in, where there is none
    ///   - busyTimeout: milliseconds to wait for another process's lock
    /// - Throws: `StoreError` where the file is not ours or of a newer version, `SQLiteFailure`.
    func open(
        _ path: String, writing: Bool, busyTimeout: Int,
        canBeWritten: (FileProbe) -> Bool = { $0.isWritable }
    ) throws -> (connection: OpaquePointer, isWritable: Bool) {
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
            try OwnStore.execute(
                "PRAGMA journal_size_limit = 4194304; PRAGMA cache_size = -\(cache)", opened)
            if try !isCurrent("main", path, on: opened) {
                guard canWrite else { throw StoreError(.readOnly, store: nil, path: path) }
                try useWriteAheadLog(opened, busyTimeout: busyTimeout)
                try migrate(opened)
            }
        } catch {
            sqlite3_close_v2(opened)
            throw error
        }
        return (opened, canWrite)
    }

    /// Whether a database that is open has had all steps.
    ///
    /// - Parameter schema: as SQL names it
    /// - Throws: `StoreError` where the file is not ours or of a newer version.
    func isCurrent(_ schema: String, _ path: String, on connection: OpaquePointer) throws -> Bool {
        // In this order: another process may make the tables, and say so, between the two.
        let isEmpty = try RawStatement.int(connection, "SELECT count(*) FROM \(schema).sqlite_schema") == 0
        let found = try version(schema, connection)
        if found > migrations.count {
            throw StoreError(
                kind: .sql("version \(found)"), store: nil, path: path,
                message: "\(path) was written by a newer cvx", help: "use that one, or move the file away")
        }
        if found == 0, !isEmpty {
            throw StoreError(
                kind: .notADatabase, store: nil, path: path,
                message: "\(path) is another program's: cvx keeps \(holds) there",
                help: "move the file away: cvx makes a new one")
        }
        return found == migrations.count
    }

    /// The tables that a new file has.
    ///
    /// - Throws: `SQLiteFailure`.
    func tables() throws -> [(table: StoreTable, columns: [BoundColumn])] {
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(":memory:", &opened, SQLITE_OPEN_READWRITE, nil)
        defer { sqlite3_close_v2(opened) }
        guard code == SQLITE_OK, let opened else {
            throw SQLiteFailure(code: code, message: String(cString: sqlite3_errstr(code)))
        }
        for migration in migrations { try OwnStore.execute(migration, opened) }
        let schema = try StoreSchema.read("main", version: 0, on: opened)
        return try schema.tables.map { ($0, try schema.columns(of: $0, in: "main", on: opened)) }
    }

    private func version(_ schema: String, _ connection: OpaquePointer) throws -> Int {
        Int(try RawStatement.int(connection, "PRAGMA \(schema).user_version"))
    }

    /// Leaves the rollback journal. SQLite does not wait for another process that is just doing so: this does.
    private func useWriteAheadLog(_ connection: OpaquePointer, busyTimeout: Int) throws {
        let patience = LockPatience(limit: busyTimeout)
        for tries in 0... {
            do {
                return try OwnStore.execute("PRAGMA journal_mode = WAL", connection)
            } catch let failure as SQLiteFailure where failure.code & 0xFF == SQLITE_BUSY {
                guard patience.waits(tries: tries) else { throw failure }
            }
        }
    }

    private func migrate(_ connection: OpaquePointer) throws {
        try OwnStore.execute("PRAGMA synchronous = FULL; BEGIN IMMEDIATE", connection)
        do {
            // Another process may have been quicker.
            for number in try version("main", connection)..<migrations.count {
                try OwnStore.execute(migrations[number], connection)
            }
            try OwnStore.execute("PRAGMA user_version = \(migrations.count); COMMIT", connection)
        } catch {
            if sqlite3_get_autocommit(connection) == 0 { try? OwnStore.execute("ROLLBACK", connection) }
            throw error
        }
    }
}
