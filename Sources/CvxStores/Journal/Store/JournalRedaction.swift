internal import CvxDomain
internal import CvxServices

/// Takes out of journaled rows what is never shown: columns of secret fields, and secrets inside JSON.
struct JournalRedaction {
    /// By store and table: folded names.
    private var secrets: [String: Set<String>] = [:]

    init(_ stores: WorkspaceStores) throws {
        for name in try stores.entityNames() {
            guard let entity = try stores.readable(name) else { continue }
            let fields = entity.definition.fields.filter { $0.type == .secret }.map(\.name)
            for home in entity.homes {
                for case .column(let column)? in fields.map({ home.columns[$0] }) {
                    secrets[Self.key(home.store, home.table), default: []].insert(column.name.foldedName)
                }
            }
        }
    }

    private static func key(_ role: StoreRole, _ table: String) -> String {
        "\(role.rawValue).\(table.lowercased())"
    }

    func redact(_ row: JournalRow) -> JournalRow {
        var row = row
        let hidden = secrets[Self.key(row.store, row.table)] ?? []
        for index in row.columns.indices {
            let isHidden = hidden.contains(row.columns[index].name.foldedName)
            row.columns[index].before = row.columns[index].before.map { redact($0, isHidden) }
            row.columns[index].after = row.columns[index].after.map { redact($0, isHidden) }
        }
        return row
    }

    func redact(_ conflict: UndoConflict) -> UndoConflict {
        guard case .changed(let column, let left, let now) = conflict.reason else { return conflict }
        let isHidden = secrets[Self.key(conflict.store, conflict.table)]?.contains(column.foldedName) == true
        var conflict = conflict
        conflict.reason = .changed(
            column: column, left: redact(left, isHidden), now: redact(now, isHidden))
        return conflict
    }

    private func redact(_ value: StoredValue, _ isHidden: Bool) -> StoredValue {
        if isHidden { return value == .null ? .null : .redacted }
        guard case .text(var text) = value else { return value }
        return text.withUTF8 { JSONSanitizer.redactedText($0) }.map(StoredValue.text) ?? value
    }
}
