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
    func names(_ table: ChangesetChange.Table, _ role: StoreRole) throws -> [String] {
        let key = "\(role.rawValue).\(table.name)"
        var names = try known[key] ?? read(table.name, role)
        known[key] = names
        while names.count < table.keyPlaces.count { names.append("column \(names.count + 1)") }
        return names
    }

    private func read(_ table: String, _ role: StoreRole) throws -> [String] {
        guard try stores.attach(role), let store = stores.attached[role] else { return [] }
        var names: [String] = []
        try RawStatement.each(connection, "PRAGMA \(store.schema).table_xinfo(\(SQLText.quoted(table)))") {
            row in
            names.append(row.text(1) ?? "")
        }
        return names
    }
}

extension StoredValue {
    /// A copy; nil for a column that an update left alone.
    init?(_ value: ChangesetValue) {
        switch value {
        case .undefined: return nil
        case .null: self = .null
        case .int(let number): self = .int(number)
        case .real(let number): self = .real(number)
        case .text(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
        case .blob(let bytes): self = .blob(Array(bytes))
        }
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

extension ChangesetChange {
    /// The values of the primary key in the order of its columns.
    var key: [StoredValue] {
        let values = old ?? new ?? []
        return table.keyPlaces.indices.filter { table.keyPlaces[$0] != 0 }
            .sorted { table.keyPlaces[$0] < table.keyPlaces[$1] }
            .compactMap { values.indices.contains($0) ? StoredValue(values[$0]) : nil }
    }
}

extension JournalRow {
    init(_ change: ChangesetChange, _ role: StoreRole, columns names: [String]) {
        var columns: [Column] = []
        for index in change.table.keyPlaces.indices {
            if change.kind == .updated, change.table.keyPlaces[index] != 0 { continue }
            let before = change.old.flatMap { StoredValue($0[index]) }
            let after = change.new.flatMap { StoredValue($0[index]) }
            guard before != nil || after != nil else { continue }
            columns.append(Column(name: names[index], before: before, after: after))
        }
        self.init(kind: change.kind, store: role, table: change.table.name, key: change.key, columns: columns)
    }
}
