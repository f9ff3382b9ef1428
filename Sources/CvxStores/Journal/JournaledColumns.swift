internal import CSQLite
internal import CvxDomain
internal import CvxServices

/// Names for a changeset's columns, which has them by number alone: those that the table has now.
final class JournaledColumns {
    private let stores: WorkspaceStores
    private let connection: OpaquePointer
    private var known: [String: [String]] = [:]

    init(stores: WorkspaceStores, connection: OpaquePointer) {
        self.stores = stores
        self.connection = connection
    }

    /// The names, or `column 3` where the table is gone or has fewer columns.
    func names(_ change: Changeset.Change, _ role: StoreRole) throws -> [String] {
        let table = change.tableName
        let key = "\(role.rawValue).\(table)"
        var names = try known[key] ?? read(table, role)
        known[key] = names
        while names.count < Int(change.width) { names.append("column \(names.count + 1)") }
        return names
    }

    private func read(_ table: String, _ role: StoreRole) throws -> [String] {
        guard try stores.attach(role), let store = stores.attached[role] else { return [] }
        var names: [String] = []
        try RawStatement.each(connection, "PRAGMA \(store.schema).table_info(\(SQLText.quoted(table)))") {
            row in
            names.append(row.text(1) ?? "")
        }
        return names
    }
}

extension StoredValue {
    /// A copy of SQLite's value.
    init(_ value: OpaquePointer) {
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: self = .int(sqlite3_value_int64(value))
        case SQLITE_FLOAT: self = .real(sqlite3_value_double(value))
        case SQLITE_TEXT: self = .text(String(decoding: Self.bytes(value), as: UTF8.self))
        case SQLITE_BLOB: self = .blob(Array(Self.bytes(value)))
        default: self = .null
        }
    }

    private static func bytes(_ value: OpaquePointer) -> UnsafeRawBufferPointer {
        let start = sqlite3_value_blob(value)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
    }

    /// As a key is written: nil for what has no text.
    var text: String? {
        switch self {
        case .int(let value): String(value)
        case .real(let value): "\(value)"
        case .text(let value): value
        case .null, .blob, .redacted: nil
        }
    }
}

extension Changeset.Change {
    /// The values of the primary key, before the change where there was a row.
    var key: [StoredValue] {
        keyFlags.indices.filter { keyFlags[$0] != 0 }.compactMap { column in
            (old(Int32(column)) ?? new(Int32(column))).map { StoredValue($0) }
        }
    }

    var firstKey: StoredValue? { key.first }
}

extension JournalRow {
    init(_ change: Changeset.Change, _ role: StoreRole, columns names: [String]) {
        let kind: Kind =
            switch change.operation {
            case SQLITE_INSERT: .added
            case SQLITE_DELETE: .deleted
            default: .updated
            }
        let flags = change.keyFlags
        var columns: [Column] = []
        for index in 0..<change.width {
            if kind == .updated, flags[Int(index)] != 0 { continue }
            let before = change.old(index).map { StoredValue($0) }
            let after = change.new(index).map { StoredValue($0) }
            guard before != nil || after != nil else { continue }
            columns.append(Column(name: names[Int(index)], before: before, after: after))
        }
        self.init(kind: kind, store: role, table: change.tableName, key: change.key, columns: columns)
    }
}
