internal import CSQLite

/// A changeset of SQLite's session extension, read one change at a time.
struct Changeset {
    /// The current change; valid until the next one is asked for.
    struct Change {
        fileprivate var iterator: OpaquePointer
        /// SQLITE_INSERT, SQLITE_UPDATE or SQLITE_DELETE.
        var operation: Int32
        /// As the store spells it; the same pointer for all changes of a table that follow each other.
        var table: UnsafePointer<CChar>
        var width: Int32

        var tableName: String { String(cString: table) }

        /// Which columns are of the primary key: one byte a column, 0 for no.
        var keyFlags: UnsafeBufferPointer<UInt8> {
            var flags: UnsafeMutablePointer<UInt8>?
            var count: Int32 = 0
            sqlite3changeset_pk(iterator, &flags, &count)
            return UnsafeBufferPointer(start: flags, count: flags == nil ? 0 : Int(count))
        }

        /// Nil for an added row, and where an update left the column alone.
        func old(_ column: Int32) -> OpaquePointer? {
            guard operation != SQLITE_INSERT else { return nil }
            var value: OpaquePointer?
            sqlite3changeset_old(iterator, column, &value)
            return value
        }

        /// Nil for a deleted row, and where an update left the column alone.
        func new(_ column: Int32) -> OpaquePointer? {
            guard operation != SQLITE_DELETE else { return nil }
            var value: OpaquePointer?
            sqlite3changeset_new(iterator, column, &value)
            return value
        }
    }

    /// - Parameter inverted: each change as what takes it back, in the same order.
    /// - Throws: `SQLiteFailure` for bytes that are no changeset, and whatever `body` throws.
    static func each(
        _ bytes: UnsafeRawBufferPointer, inverted: Bool = false, _ body: (Change) throws -> Bool
    ) throws {
        guard let start = bytes.baseAddress, bytes.count > 0 else { return }
        var opened: OpaquePointer?
        let code = sqlite3changeset_start_v2(
            &opened, Int32(bytes.count), UnsafeMutableRawPointer(mutating: start),
            inverted ? SQLITE_CHANGESETSTART_INVERT : 0)
        guard code == SQLITE_OK, let iterator = opened else { throw failure(code) }
        var isOpen = true
        defer { if isOpen { sqlite3changeset_finalize(iterator) } }
        while sqlite3changeset_next(iterator) == SQLITE_ROW {
            var table: UnsafePointer<CChar>?
            var width: Int32 = 0
            var operation: Int32 = 0
            var indirect: Int32 = 0
            let code = sqlite3changeset_op(iterator, &table, &width, &operation, &indirect)
            guard code == SQLITE_OK, let table else { throw failure(code) }
            let change = Change(iterator: iterator, operation: operation, table: table, width: width)
            guard try body(change) else { return }
        }
        isOpen = false
        let end = sqlite3changeset_finalize(iterator)
        if end != SQLITE_OK { throw failure(end) }
    }

    static func failure(_ code: Int32) -> SQLiteFailure {
        SQLiteFailure(
            code: code, message: sqlite3_errstr(code).map { String(cString: $0) } ?? "unknown error")
    }
}
