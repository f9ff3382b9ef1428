internal import CvxDomain
internal import CvxServices

/// A table as recording sees it: which columns make its key, and how its changes begin in a changeset.
final class TableShape {
    struct Column {
        var name: String
        /// Its place in the primary key, from 1; 0 outside it.
        var keyPlace: UInt8
        /// Its value follows from the others: it is not recorded.
        var isGenerated: Bool
        /// Generated, and not stored.
        var isVirtual: Bool
        /// SQLite keeps whole numbers of such a column as integers.
        var isReal: Bool
        /// What rows hold that are older than the column, as a changeset writes it.
        var defaultValue: [UInt8]
    }

    let role: StoreRole
    /// As the store spells it.
    let name: String
    let columns: [Column]
    /// Why its changes cannot be recorded; nil where they can.
    let refusal: String?
    /// `T`, the number of columns, their places in the key, the name.
    let header: [UInt8]

    private static func refusal(_ columns: [Column]) -> String? {
        // Rows are told apart by their key.
        if !columns.contains(where: { $0.keyPlace > 0 }) { return "the table declares no primary key" }
        // SQLite 3.40 confuses the columns after one that is not stored.
        if let first = columns.firstIndex(where: \.isVirtual),
            columns[first...].contains(where: { !$0.isVirtual })
        {
            return "the table has a virtual column before others"
        }
        return nil
    }

    /// Each column's name with a zero byte after it.
    var columnNames: [UInt8] { columns.flatMap { Array($0.name.utf8) + [0] } }

    init(role: StoreRole, name: String, columns: [Column]) {
        self.role = role
        self.name = name
        self.columns = columns
        refusal = Self.refusal(columns)
        var header = [UInt8(ascii: "T")]
        ChangesetFormat.appendVarint(columns.count, to: &header)
        header += columns.map(\.keyPlace)
        header += Array(name.utf8) + [0]
        self.header = header
    }
}

/// A store's tables at one version of its schema.
struct StoreTables {
    let version: Int64
    /// By name in lower case, as SQLite compares them.
    private var shapes: [String: TableShape] = [:]
    private var views: Set<String> = []
    /// Some table, as the store spells it; nil where the store has none.
    private(set) var any: String?

    static func read(
        _ role: StoreRole, _ store: AttachedStore, version: Int64, on connection: OpaquePointer
    ) throws -> StoreTables {
        var result = StoreTables(version: version)
        var names: [String] = []
        // schema, name, type
        try RawStatement.each(connection, "PRAGMA \(store.schema).table_list") { row in
            guard let name = row.text(1), let type = row.text(2) else { return }
            if type == "table", !name.lowercased().hasPrefix("sqlite_") { names.append(name) }
            if type == "view" { result.views.insert(name.lowercased()) }
        }
        result.any = names.first
        for name in names {
            let shape = try TableShape.read(name, of: role, in: store.schema, on: connection)
            result.shapes[name.lowercased()] = shape
        }
        return result
    }

    private init(version: Int64) { self.version = version }

    /// In the order of their names.
    var all: [TableShape] { shapes.values.sorted { $0.name < $1.name } }

    func shape(_ table: String) -> TableShape? { shapes[table.lowercased()] }

    /// What is written through a view's triggers is judged by itself.
    func isView(_ name: String) -> Bool { views.contains(name.lowercased()) }
}

extension TableShape {
    fileprivate static func read(
        _ name: String, of role: StoreRole, in schema: String, on connection: OpaquePointer
    ) throws -> TableShape {
        var columns: [Column] = []
        var defaults: [(index: Int, sql: String, affinity: BoundColumn.Affinity)] = []
        // cid, name, type, notnull, dflt_value, pk, hidden
        try RawStatement.each(connection, "PRAGMA \(schema).table_xinfo(\(SQLText.quoted(name)))") { row in
            let affinity = BoundColumn.Affinity(declaredType: row.text(2) ?? "")
            if let sql = row.text(4), row.int(6) == 0 { defaults.append((columns.count, sql, affinity)) }
            columns.append(
                Column(
                    name: row.text(1) ?? "", keyPlace: UInt8(clamping: row.int(5)),
                    isGenerated: row.int(6) >= 2, isVirtual: row.int(6) == 2,
                    isReal: affinity == .real, defaultValue: [ChangesetFormat.null]))
        }
        for (index, sql, affinity) in defaults {
            columns[index].defaultValue = ColumnDefault.value(sql, affinity)
        }
        return TableShape(role: role, name: name, columns: columns)
    }
}
