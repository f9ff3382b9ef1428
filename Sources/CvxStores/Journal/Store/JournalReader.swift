internal import CvxDomain
package import CvxServices

/// Reads the journal. Without a `data/cvx.db` it is empty.
package final class JournalReader: JournalReading {
    let store: OwnStore
    let stores: WorkspaceStores

    /// - Parameter transactions: shares its connection on the journal.
    package init(_ transactions: StoreTransactions) {
        store = transactions.journal.store
        stores = transactions.stores
    }

    package func entry(_ id: Int64) throws -> JournalEntry? {
        try store.reading { connection in
            var found: JournalEntry?
            try Self.each(connection, "id = ?1", [.int(id)]) { entry in
                found = entry
                return false
            }
            return found
        } ?? nil
    }

    package func entries(_ filter: JournalFilter) throws -> [JournalEntry] {
        if let limit = filter.limit, limit <= 0 { return [] }
        var (tests, values): ([String], [StoredValue]) = (["1"], [])
        func add(_ test: String, _ value: StoredValue) {
            values.append(value)
            tests.append(test + String(values.count))
        }
        if let since = filter.since { add("at >= ?", .int(since.milliseconds)) }
        if let until = filter.until { add("at < ?", .int(until.milliseconds)) }
        if let actor = filter.actor { add("actor COLLATE NOCASE = ?", .text(actor)) }
        if let run = filter.run { add("run = ?", .text(run)) }
        return try store.reading { connection in
            var found: [JournalEntry] = []
            try Self.each(connection, tests.joined(separator: " AND "), values) { entry in
                if let row = filter.row, try !JournalChunks.of(entry.id, connection).touch(row) {
                    return true
                }
                found.append(entry)
                return found.count < filter.limit ?? .max
            }
            return found
        } ?? []
    }

    package func rows(of id: Int64, _ body: (JournalRow) throws -> Bool) throws {
        let redaction = try JournalRedaction(stores)
        _ = try store.reading { connection in
            let columns = try JournaledColumns(id, connection)
            try JournalChunks.of(id, connection).each { _, role, changeset in
                var goesOn = true
                try ChangesetReader(changeset).each { change in
                    let row = JournalRow(change, role, columns: try columns.names(change.table, role))
                    goesOn = try body(redaction.redact(row))
                    return goesOn
                }
                return goesOn
            }
        }
    }

    /// Newest first, until `body` returns false.
    static func each(
        _ connection: OpaquePointer, _ test: String, _ values: [StoredValue],
        _ body: (JournalEntry) throws -> Bool
    ) throws {
        let select = try PreparedStatement(
            connection,
            """
            SELECT id, at, actor, system_user, statement, reason, run, state, undone_by, note, is_pruned, outside
            FROM entries WHERE \(test) ORDER BY id DESC
            """)
        for (index, value) in values.enumerated() {
            switch value {
            case .int(let number): select.bind(Int32(index + 1), number)
            case .text(let text): select.bind(Int32(index + 1), text)
            default: break
            }
        }
        let tables = try PreparedStatement(
            connection,
            #"SELECT store, "table", added, updated, deleted FROM entry_tables WHERE entry = ? ORDER BY position"#
        )
        let undoes = try PreparedStatement(
            connection, "SELECT undone FROM entry_undoes WHERE entry = ? ORDER BY undone")
        while try select.step() {
            let id = select.int(0)
            var counts: [JournalEntry.TableCount] = []
            tables.bind(1, id)
            while try tables.step() {
                guard let role = tables.text(0).flatMap(StoreRole.init(rawValue:)) else { continue }
                counts.append(
                    .init(
                        store: role, table: tables.text(1) ?? "", added: Int(tables.int(2)),
                        updated: Int(tables.int(3)), deleted: Int(tables.int(4))))
            }
            tables.reset()
            var undone: [Int64] = []
            undoes.bind(1, id)
            while try undoes.step() { undone.append(undoes.int(0)) }
            undoes.reset()
            let draft = JournalDraft(
                actor: select.text(2) ?? "", statement: select.text(4) ?? "", reason: select.text(5),
                run: select.text(6), undoes: undone, outside: select.text(11))
            let entry = JournalEntry(
                id: id, at: Instant(milliseconds: select.int(1)), draft: draft, counts: counts,
                state: select.text(7).flatMap(JournalEntry.State.init(rawValue:)) ?? .intent,
                undoneBy: select.isNull(8) ? nil : select.int(8), systemUser: select.text(3) ?? "",
                note: select.text(9), isPruned: select.int(10) != 0)
            guard try body(entry) else { return }
        }
    }
}
