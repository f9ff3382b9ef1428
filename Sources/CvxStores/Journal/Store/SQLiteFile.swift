internal import CSQLite

/// What SQLite knows of the file behind a schema.
enum SQLiteFile {
    /// Whether the file was deleted, or another one stands in its place, since it was opened.
    static func hasMoved(_ schema: String, _ connection: OpaquePointer) -> Bool {
        var moved: Int32 = 0
        let code = sqlite3_file_control(connection, schema, SQLITE_FCNTL_HAS_MOVED, &moved)
        return code == SQLITE_OK && moved != 0
    }
}
