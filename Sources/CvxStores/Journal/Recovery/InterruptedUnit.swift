internal import CvxDomain
internal import CvxServices

/// Entries that were to be committed together and of which the journal does not know whether they were.
struct InterruptedUnit {
    /// In the order of their change.
    var entries: [JournalEntry]
    /// The stores that it changes, and the names of their files then.
    var files: [StoreRole: String]

    var roles: [StoreRole] { StoreRole.allCases.filter { files[$0] != nil } }

    static func isThereAny(_ connection: OpaquePointer) throws -> Bool {
        try RawStatement.int(connection, "SELECT EXISTS (SELECT 1 FROM entries WHERE state = 'intent')") != 0
    }

    static func all(_ connection: OpaquePointer) throws -> [InterruptedUnit] {
        var entries: [JournalEntry] = []
        try JournalReader.each(connection, "state = 'intent'", []) { entry in
            entries.append(entry)
            return true
        }
        let unit = try PreparedStatement(connection, "SELECT unit FROM entries WHERE id = ?")
        let chunks = try PreparedStatement(
            connection, "SELECT DISTINCT store, file FROM chunks WHERE entry = ?")
        var units: [Int64: InterruptedUnit] = [:]
        for entry in entries.reversed() {
            unit.bind(1, entry.id)
            _ = try unit.step()
            let key = unit.int(0)
            unit.reset()
            units[key, default: InterruptedUnit(entries: [], files: [:])].entries.append(entry)
            chunks.bind(1, entry.id)
            while try chunks.step() {
                guard let role = chunks.text(0).flatMap(StoreRole.init(rawValue:)) else { continue }
                units[key]?.files[role] = chunks.text(1) ?? ""
            }
            chunks.reset()
        }
        return units.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The unit's changes in one store, in their order or the other way round.
    func each(
        of wanted: StoreRole, reversed: Bool, _ connection: OpaquePointer,
        _ body: (ChangesetChange, [String]) throws -> Void
    ) throws {
        for entry in reversed ? entries.reversed() : entries {
            let columns = try JournaledColumns(entry.id, connection)
            try JournalChunks.of(entry.id, connection).each(reversed: reversed) { _, role, changeset in
                guard role == wanted else { return true }
                try ChangesetReader(changeset).each(reversed: reversed) { change in
                    try body(change, columns.names(change.table, role))
                    return true
                }
                return true
            }
        }
    }

    /// As a sentence's subject: what was interrupted.
    var description: String {
        let ids = entries.map { String($0.id) }.joined(separator: ", ")
        let statement = entries.first.map { $0.draft.statement.prefix(60) } ?? ""
        return "\(entries.count == 1 ? "entry" : "entries") \(ids) of the journal (\(statement))"
    }
}
