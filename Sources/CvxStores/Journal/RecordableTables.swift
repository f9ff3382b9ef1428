internal import CvxDomain

/// Which tables of a store a session records: those with a declared primary key.
struct RecordableTables {
    /// The schema's version that this was read at.
    let version: Int64
    /// Names in lower case, as SQLite compares them.
    private var recordable: Set<String> = []
    private var views: Set<String> = []
    /// Some table, as the store spells it; nil where the store has none.
    private(set) var any: String?
    /// By table: the columns of a primary key that may be NULL. Rows where one is are not recorded.
    private(set) var nullableKeys: [(table: String, columns: [String])] = []

    static func read(_ store: AttachedStore, version: Int64, on connection: OpaquePointer) throws
        -> RecordableTables
    {
        var result = RecordableTables(version: version)
        let schema = store.schema
        var tables: [(name: String, hasRowID: Bool)] = []
        // schema, name, type, ncol, wr, strict
        try RawStatement.each(connection, "PRAGMA \(schema).table_list") { row in
            guard let name = row.text(1), let type = row.text(2) else { return }
            if type == "table", !name.lowercased().hasPrefix("sqlite_") {
                tables.append((name, row.int(4) == 0))
            }
            if type == "view" { result.views.insert(name.lowercased()) }
        }
        result.any = tables.first?.name
        for (name, hasRowID) in tables {
            var key: [(name: String, isInteger: Bool, isNotNull: Bool)] = []
            // cid, name, type, notnull, dflt_value, pk
            try RawStatement.each(connection, "PRAGMA \(schema).table_info(\(SQLText.quoted(name)))") { row in
                guard row.int(5) > 0, let column = row.text(1) else { return }
                key.append((column, row.text(2)?.uppercased() == "INTEGER", row.int(3) != 0))
            }
            guard !key.isEmpty else { continue }
            result.recordable.insert(name.lowercased())
            // An INTEGER PRIMARY KEY is the row's own number, and without row ids no key is NULL.
            let isRowID = key.count == 1 && key[0].isInteger
            let nullable = key.filter { !$0.isNotNull }.map(\.name)
            if hasRowID, !isRowID, !nullable.isEmpty { result.nullableKeys.append((name, nullable)) }
        }
        return result
    }

    private init(version: Int64) { self.version = version }

    func contains(_ table: String) -> Bool { recordable.contains(table.lowercased()) }

    /// What is written through a view's triggers is judged by itself.
    func isView(_ name: String) -> Bool { views.contains(name.lowercased()) }

    /// Rows with a NULL in their key, as a number that is another one when any of them changes; nil where there are
    /// none.
    func unkeyedRows(_ store: AttachedStore, on connection: OpaquePointer) throws -> [String: Int] {
        var result: [String: Int] = [:]
        for (table, columns) in nullableKeys {
            let test = columns.map { "\(SQLText.quoted($0)) IS NULL" }.joined(separator: " OR ")
            let select = try PreparedStatement(
                connection,
                "SELECT rowid, * FROM \(store.schema).\(SQLText.quoted(table)) WHERE \(test) ORDER BY rowid")
            var hasher = Hasher()
            var count = 0
            while try select.step() {
                count += 1
                select.hashRow(into: &hasher)
            }
            if count > 0 { result[table] = hasher.finalize() }
        }
        return result
    }
}
