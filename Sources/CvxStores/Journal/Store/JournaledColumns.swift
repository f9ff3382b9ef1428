internal import CvxDomain
internal import CvxServices

/// The columns' names of the tables that an entry changed, as they were then: a changeset has numbers alone.
struct JournaledColumns {
    private var names: [String: [String]] = [:]

    init(_ entry: Int64, _ connection: OpaquePointer) throws {
        let select = try PreparedStatement(
            connection, #"SELECT store, "table", columns FROM entry_tables WHERE entry = ?"#)
        select.bind(1, entry)
        while try select.step() {
            names["\(select.text(0) ?? "").\(select.text(1) ?? "")"] = select.blob(2).split(
                separator: 0, omittingEmptySubsequences: false
            ).dropLast().map { String(decoding: $0, as: UTF8.self) }
        }
    }

    /// One a column, in the table's order.
    func names(_ table: ChangesetChange.Table, _ role: StoreRole) throws -> [String] {
        guard let names = names["\(role.rawValue).\(table.name)"], names.count == table.keyPlaces.count else {
            throw ChangesetReader.damaged
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
        let values = kind == .added ? new : old
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
            let before = change.kind == .added ? nil : StoredValue(change.old[index])
            let after = change.kind == .deleted ? nil : StoredValue(change.new[index])
            guard before != nil || after != nil else { continue }
            columns.append(Column(name: names[index], before: before, after: after))
        }
        self.init(kind: change.kind, store: role, table: change.table.name, key: change.key, columns: columns)
    }
}
