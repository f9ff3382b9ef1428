internal import CSQLite

/// SQL text pieces.
enum SQLText {
    /// An identifier between double quotes, whatever it holds.
    static func quoted(_ name: String) -> String {
        var bytes: [UInt8] = [0x22]
        for byte in name.utf8 {
            if byte == 0x22 { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(0x22)
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// The current row of a raw statement; valid inside the callback only.
struct RawRow {
    fileprivate var statement: OpaquePointer

    func int(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    func text(_ column: Int32) -> String? {
        guard let bytes = sqlite3_column_text(statement, column) else { return nil }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}

/// Small queries straight on SQLite's API: introspection runs before every first statement, and a raw
/// statement costs a third of a wrapped one.
enum RawStatement {
    /// - Throws: `SQLiteFailure`, and whatever `body` throws.
    static func each(
        _ connection: OpaquePointer, _ sql: String, bind values: [String] = [],
        _ body: (RawRow) throws -> Void
    ) throws {
        var prepared: OpaquePointer?
        guard sqlite3_prepare_v2(connection, sql, -1, &prepared, nil) == SQLITE_OK, let statement = prepared
        else { throw SQLiteFailure(connection) }
        defer { sqlite3_finalize(statement) }
        // SQLITE_TRANSIENT, which Swift does not import: SQLite copies the text.
        let copy = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for (index, value) in values.enumerated() {
            sqlite3_bind_text(statement, Int32(index + 1), value, Int32(value.utf8.count), copy)
        }
        while true {
            switch sqlite3_step(statement) {
            case SQLITE_ROW: try body(RawRow(statement: statement))
            case SQLITE_DONE: return
            default: throw SQLiteFailure(connection)
            }
        }
    }

    /// The first row's first column as an integer; 0 where there is no row.
    static func int(_ connection: OpaquePointer, _ sql: String) throws -> Int64 {
        var result: Int64 = 0
        try each(connection, sql) { result = $0.int(0) }
        return result
    }

    /// The last row's first column as text.
    static func text(_ connection: OpaquePointer, _ sql: String) throws -> String? {
        var result: String?
        try each(connection, sql) { result = $0.text(0) }
        return result
    }
}
