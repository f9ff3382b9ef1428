internal import CvxDomain
internal import CvxServices

/// What the journal says of entries that are to be undone.
struct UndoableEntries {
    private let connection: OpaquePointer

    init(_ connection: OpaquePointer) { self.connection = connection }

    static func noEntry(_ id: Int64) -> JournalError {
        JournalError(.noEntry(id), "the journal has no entry \(id)", help: "see what there is: history")
    }

    static func alreadyUndone(_ id: Int64, by undo: Int64?) -> JournalError {
        JournalError(
            .alreadyUndone(id, by: undo),
            undo.map { "entry \(id) was undone by \($0)" } ?? "entry \(id) is being undone already",
            help: undo.map { "undo that to have it back: undo \($0)" } ?? "")
    }

    /// The stores that entries changed, as far as their rows are kept.
    func roles(of ids: [Int64]) throws -> Set<StoreRole> {
        var roles: Set<StoreRole> = []
        let select = try PreparedStatement(connection, "SELECT DISTINCT store FROM chunks WHERE entry = ?")
        for id in ids {
            select.bind(1, id)
            while try select.step() {
                if let role = select.text(0).flatMap(StoreRole.init(rawValue:)) { roles.insert(role) }
            }
            select.reset()
        }
        return roles
    }

    /// - Parameter fileName: of a store as it is opened now.
    /// - Throws: `JournalError` where the entry cannot be undone.
    func check(_ id: Int64, fileName: (StoreRole) -> String) throws {
        var found: JournalEntry?
        try JournalReader.each(connection, "id = ?1", [.int(id)]) { entry in
            found = entry
            return false
        }
        guard let entry = found else { throw Self.noEntry(id) }
        switch entry.state {
        case .undone: throw Self.alreadyUndone(id, by: entry.undoneBy)
        case .abandoned:
            throw JournalError(
                .abandoned(id), "an interruption kept entry \(id) from the stores: there is nothing to undo")
        case .intent:
            throw JournalError(
                .inDoubt(id), "entry \(id) is not settled yet", help: "try again when its writer is done")
        case .done: break
        }
        if let outside = entry.draft.outside {
            throw JournalError(
                .reachedOutside(id), "entry \(id) cannot be undone: it \(outside)",
                help: "what it wrote can be changed by hand: history \(id)")
        }
        // Another process writes its undo down before it commits it, and marks what it undid after.
        let undo = try PreparedStatement(
            connection,
            """
            SELECT u.entry FROM entry_undoes u JOIN entries e ON e.id = u.entry
            WHERE u.undone = ? AND e.state = 'intent'
            """)
        undo.bind(1, id)
        if try undo.step() { throw Self.alreadyUndone(id, by: undo.int(0)) }
        if entry.isPruned {
            throw JournalError(
                .pastRetention(id), "entry \(id) is past retention: its rows are no longer kept",
                help: "the history keeps what it was; set its fields by hand")
        }
        try JournalChunks.of(id, connection).each { file, role, _ in
            guard file == fileName(role) else {
                throw JournalError(
                    .otherFile(id),
                    "entry \(id) changed \(file), which is not the \(role.rawValue) store now",
                    help: "open the workspace with that file, then undo")
            }
            return true
        }
    }

    /// The newest entry in force that changed a row.
    func latest(after id: Int64, except ids: [Int64], touching row: JournalRowKey) throws -> Int64? {
        var found: Int64?
        try JournalReader.each(connection, "id > ?1 AND state = 'done'", [.int(id)]) { entry in
            guard !ids.contains(entry.id), try JournalChunks.of(entry.id, connection).touch(row) else {
                return true
            }
            found = entry.id
            return false
        }
        return found
    }
}
