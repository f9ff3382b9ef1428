internal import CvxDomain

/// The foreign keys of a store, which SQLite itself does not watch over here: other programs rely on them, and rows
/// that already break them must not stop anybody.
final class ForeignKeys {
    struct Key {
        /// The table that has the key, and its columns.
        var child: String
        var childColumns: [String]
        var parent: String
        var parentColumns: [String]
    }

    private let schema: String
    private let connection: OpaquePointer
    private let tables: StoreTables
    private var all: [Key]?
    private var checks: [String: PreparedStatement] = [:]

    init(_ tables: StoreTables, schema: String, on connection: OpaquePointer) {
        self.tables = tables
        self.schema = schema
        self.connection = connection
    }

    private func keys() throws -> [Key] {
        if let all { return all }
        var found: [Key] = []
        for shape in tables.all {
            var keys: [Int64: Key] = [:]
            // id, seq, table, from, to
            try RawStatement.each(
                connection, "PRAGMA \(schema).foreign_key_list(\(SQLText.quoted(shape.name)))"
            ) { row in
                guard let parent = row.text(2).flatMap({ tables.shape($0) }), let from = row.text(3) else {
                    return
                }
                // Without columns the parent's primary key is meant.
                let primary = parent.columns.filter { $0.keyPlace > 0 }.sorted { $0.keyPlace < $1.keyPlace }
                let place = Int(row.int(1))
                guard let to = row.text(4) ?? (primary.indices.contains(place) ? primary[place].name : nil)
                else {
                    return
                }
                var key =
                    keys[row.int(0)]
                    ?? Key(child: shape.name, childColumns: [], parent: parent.name, parentColumns: [])
                key.childColumns.append(from)
                key.parentColumns.append(to)
                keys[row.int(0)] = key
            }
            found += keys.sorted { $0.key < $1.key }.map(\.value)
        }
        all = found
        return found
    }

    /// Keys of a table's own.
    func from(_ table: String) throws -> [Key] { try keys().filter { $0.child == table } }

    /// Keys that refer to a table.
    func to(_ table: String) throws -> [Key] { try keys().filter { $0.parent == table } }

    /// Whether a table has a row with these values; true where one of them is NULL, which refers to nothing.
    func exists(_ table: String, _ columns: [String], _ values: [ChangesetValue]) throws -> Bool {
        for value in values {
            switch value {
            case .null, .undefined: return true
            default: continue
            }
        }
        let test = columns.enumerated().map { "\(SQLText.quoted($1)) = ?\($0 + 1)" }.joined(
            separator: " AND ")
        let sql = "SELECT 1 FROM \(schema).\(SQLText.quoted(table)) WHERE \(test) LIMIT 1"
        let check = try checks[sql] ?? PreparedStatement(connection, sql)
        checks[sql] = check
        defer { check.reset() }
        for (index, value) in values.enumerated() { check.bind(Int32(index + 1), value) }
        return try check.step()
    }
}
