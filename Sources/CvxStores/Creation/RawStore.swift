private import CSQLite

/// A value as SQLite stores it.
enum Cell: Sendable {
    case null
    case int(Int)
    case real(Double)
    case text(String)

    static func bool(_ value: Bool) -> Cell { .int(value ? 1 : 0) }
    static func optional(_ value: String?) -> Cell { value.map(Cell.text) ?? .null }
    static func optional(_ value: Int?) -> Cell { value.map(Cell.int) ?? .null }
    static func optional(_ value: Double?) -> Cell { value.map(Cell.real) ?? .null }
}

/// A database file under construction: no journal and no sync until ``finish()``, so a crash costs the file,
/// which nobody knows by its final name yet.
final class RawStore {
    let path: String
    private let handle: OpaquePointer
    private var statements: [OpaquePointer] = []
    private var isOpen = true

    init(creating path: String) throws {
        self.path = path
        var opened: OpaquePointer?
        let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nil)
        guard code == SQLITE_OK, let opened else {
            let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
            sqlite3_close_v2(opened)
            throw CreationError.sqlite(path: path, code: code, message: message)
        }
        handle = opened
        sqlite3_extended_result_codes(handle, 1)
        try execute(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
            PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -65536;
            """)
    }

    deinit { close() }

    /// Runs statements that return nothing of interest.
    func execute(_ sql: String) throws {
        try check(sqlite3_exec(handle, sql, nil, nil, nil))
    }

    /// Prepares an insert; it lives until the store is finished.
    func insert(into table: String, _ columns: [String]) throws -> RawInsert {
        let names = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        var statement: OpaquePointer?
        try check(
            sqlite3_prepare_v3(
                handle, "INSERT INTO \"\(table)\" (\(names)) VALUES (\(places))", -1,
                UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil))
        guard let statement else {
            throw CreationError.sqlite(path: path, code: SQLITE_ERROR, message: "nothing to prepare")
        }
        statements.append(statement)
        return RawInsert(store: self, statement: statement, table: table, count: columns.count)
    }

    /// Leaves the file in WAL mode, whole and alone (no log beside it), and closes it.
    func finish() throws {
        releaseStatements()
        try execute("PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL;")
        isOpen = false
        let code = sqlite3_close(handle)
        if code != SQLITE_OK {
            sqlite3_close_v2(handle)
            throw CreationError.sqlite(path: path, code: code, message: String(cString: sqlite3_errstr(code)))
        }
    }

    /// Closes without keeping anything: what follows a failure.
    func close() {
        guard isOpen else { return }
        isOpen = false
        releaseStatements()
        sqlite3_close_v2(handle)
    }

    private func releaseStatements() {
        for statement in statements { sqlite3_finalize(statement) }
        statements = []
    }

    fileprivate func check(_ code: Int32) throws {
        guard code == SQLITE_OK || code == SQLITE_DONE else {
            throw CreationError.sqlite(
                path: path, code: code, message: String(cString: sqlite3_errmsg(handle)))
        }
    }
}

/// One prepared insert, run a row at a time. Not to be used after its store is finished.
final class RawInsert {
    private let store: RawStore
    private let statement: OpaquePointer
    private let table: String
    private let count: Int

    fileprivate init(store: RawStore, statement: OpaquePointer, table: String, count: Int) {
        self.store = store
        self.statement = statement
        self.table = table
        self.count = count
    }

    func run(_ row: [Cell]) throws {
        guard row.count == count else {
            throw CreationError.columns(table: table, expected: count, given: row.count)
        }
        for (index, cell) in row.enumerated() {
            let place = Int32(index + 1)
            let code =
                switch cell {
                case .null: sqlite3_bind_null(statement, place)
                case .int(let value): sqlite3_bind_int64(statement, place, Int64(value))
                case .real(let value): sqlite3_bind_double(statement, place, value)
                case .text(var value):
                    value.withUTF8 { bytes in
                        bytes.withMemoryRebound(to: CChar.self) { characters in
                            sqlite3_bind_text(
                                statement, place, characters.baseAddress, Int32(characters.count),
                                Self.copied)
                        }
                    }
                }
            if code != SQLITE_OK { try store.check(code) }
        }
        let code = sqlite3_step(statement)
        sqlite3_reset(statement)
        try store.check(code)
    }

    /// SQLITE_TRANSIENT, a macro that Swift does not import: SQLite takes its own copy.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
