internal import CSQLite

/// A statement that is run again and again with other values.
final class PreparedStatement {
    let connection: OpaquePointer
    let statement: OpaquePointer

    /// - Throws: `SQLiteFailure`.
    init(_ connection: OpaquePointer, _ sql: String) throws {
        var prepared: OpaquePointer?
        guard sqlite3_prepare_v2(connection, sql, -1, &prepared, nil) == SQLITE_OK, let prepared else {
            throw SQLiteFailure(connection)
        }
        self.connection = connection
        statement = prepared
    }

    deinit { sqlite3_finalize(statement) }

    /// SQLITE_TRANSIENT, which Swift does not import: SQLite takes its own copy.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    /// Places count from 1. Nil is NULL.
    func bind(_ place: Int32, _ value: Int64?) {
        if let value {
            sqlite3_bind_int64(statement, place, value)
        } else {
            sqlite3_bind_null(statement, place)
        }
    }

    func bind(_ place: Int32, _ value: String?) {
        guard var value else {
            sqlite3_bind_null(statement, place)
            return
        }
        _ = value.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                sqlite3_bind_text(
                    statement, place, characters.baseAddress, Int32(characters.count), Self.copied)
            }
        }
    }

    /// Not copied: the bytes must stay until the statement is reset.
    func bind(_ place: Int32, blob: UnsafeRawBufferPointer) {
        sqlite3_bind_blob64(statement, place, blob.baseAddress, UInt64(blob.count), nil)
    }

    /// One step; false at the end.
    func step() throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            let failure = SQLiteFailure(connection)
            sqlite3_reset(statement)
            throw failure
        }
    }

    /// Runs to the end and stands ready for the next run.
    func run() throws {
        while try step() {}
        sqlite3_reset(statement)
    }

    func reset() { sqlite3_reset(statement) }

    func int(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    func text(_ column: Int32) -> String? {
        guard let bytes = sqlite3_column_text(statement, column) else { return nil }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    /// Valid until the next step or reset.
    func blob(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }
}

extension PreparedStatement {
    /// The current row, each value with its type.
    func hashRow(into hasher: inout Hasher) {
        for column in 0..<sqlite3_column_count(statement) {
            let type = sqlite3_column_type(statement, column)
            hasher.combine(type)
            switch type {
            case SQLITE_NULL: break
            case SQLITE_INTEGER: hasher.combine(int(column))
            case SQLITE_FLOAT: hasher.combine(sqlite3_column_double(statement, column))
            default: hasher.combine(bytes: blob(column))
            }
        }
    }
}
