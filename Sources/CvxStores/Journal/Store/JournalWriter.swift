internal import CvxDomain
internal import CvxServices

/// An entry that is not committed yet.
struct PendingEntry {
    var draft: JournalDraft
    var at: Instant
    var log: ChangeLog
    var orphans: Set<Orphan>
}

/// Writes entries into cvx's own store.
struct JournalWriter {
    let store: OwnStore
    /// How a store's file is called in the journal.
    let fileName: (StoreRole) -> String

    /// The operating system's user.
    var systemUser: String { SystemUser.name }

    /// Writes down what is about to be committed. On disk when this returns.
    func writeIntent(_ pending: [PendingEntry]) throws -> [JournalEntry] {
        try store.writing { connection in
            let insert = try PreparedStatement(
                connection,
                """
                INSERT INTO entries (unit, at, actor, system_user, statement, reason, run, outside, state)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'intent') RETURNING id
                """)
            var unit: Int64 = 0
            return try pending.map { entry in
                insert.bind(1, unit)
                insert.bind(2, entry.at.milliseconds)
                insert.bind(3, entry.draft.actor)
                insert.bind(4, systemUser)
                insert.bind(5, entry.draft.statement)
                insert.bind(6, entry.draft.reason)
                insert.bind(7, entry.draft.run)
                insert.bind(8, entry.draft.outside)
                _ = try insert.step()
                let id = insert.int(0)
                insert.reset()
                if unit == 0 {
                    unit = id
                    try OwnStore.execute("UPDATE entries SET unit = id WHERE id = \(id)", connection)
                }
                let written = JournalEntry(
                    id: id, at: entry.at, draft: entry.draft, counts: entry.log.counts, state: .intent,
                    systemUser: systemUser)
                try write(entry.log, of: id, connection)
                try write(entry.draft.undoes, of: id, connection)
                try write(entry.orphans, of: id, connection)
                return written
            }
        }
    }

    private func write(_ undoes: [Int64], of id: Int64, _ connection: OpaquePointer) throws {
        guard !undoes.isEmpty else { return }
        let insert = try PreparedStatement(connection, "INSERT INTO entry_undoes VALUES (?, ?)")
        for undone in undoes {
            insert.bind(1, id)
            insert.bind(2, undone)
            try insert.run()
        }
    }

    private func write(_ orphans: Set<Orphan>, of id: Int64, _ connection: OpaquePointer) throws {
        guard !orphans.isEmpty else { return }
        let insert = try PreparedStatement(connection, "INSERT INTO orphans VALUES (?, ?, ?, ?)")
        for orphan in orphans {
            insert.bind(1, id)
            insert.bind(2, orphan.store.rawValue)
            insert.bind(3, orphan.table)
            insert.bind(4, orphan.key)
            try insert.run()
        }
    }

    private func write(_ log: ChangeLog, of id: Int64, _ connection: OpaquePointer) throws {
        let tables = try PreparedStatement(
            connection, "INSERT INTO entry_tables VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
        for (position, count) in log.counts.enumerated() {
            tables.bind(1, id)
            tables.bind(2, Int64(position))
            tables.bind(3, count.store.rawValue)
            tables.bind(4, count.table)
            tables.bind(5, Int64(count.added))
            tables.bind(6, Int64(count.updated))
            tables.bind(7, Int64(count.deleted))
            try log.tables[position].columnNames.withUnsafeBytes { names in
                tables.bind(8, blob: names)
                try tables.run()
            }
        }
        let insert = try PreparedStatement(
            connection, "INSERT INTO chunks (entry, seq, store, file, changeset) VALUES (?, ?, ?, ?, ?)")
        var seq: Int64 = 0
        try log.eachChunk { role, changeset in
            insert.bind(1, id)
            insert.bind(2, seq)
            insert.bind(3, role.rawValue)
            insert.bind(4, fileName(role))
            insert.bind(5, blob: changeset)
            try insert.run()
            seq += 1
        }
    }

    /// Writes down that entries are in the stores, and with them which ones they take back. A loss of power may cost
    /// it: the next opening finds the intent then.
    func settle(_ entries: [JournalEntry]) throws {
        try store.writing(isDurable: false) { connection in
            for entry in entries { try Self.settle(entry.id, connection) }
        }
    }

    static func settle(_ id: Int64, note: String? = nil, _ connection: OpaquePointer) throws {
        let done = try PreparedStatement(
            connection, "UPDATE entries SET state = 'done', note = ? WHERE id = ?")
        done.bind(1, note)
        done.bind(2, id)
        try done.run()
        // Taking back an undo puts what it had undone in force again.
        try OwnStore.execute(
            """
            UPDATE entries SET state = 'done', undone_by = NULL WHERE undone_by IN
              (SELECT undone FROM entry_undoes WHERE entry = \(id));
            UPDATE entries SET state = 'undone', undone_by = \(id) WHERE id IN
              (SELECT undone FROM entry_undoes WHERE entry = \(id));
            """, connection)
    }

    /// Takes entries out again that did not come into the stores, as their writer knows.
    func erase(_ entries: [JournalEntry]) throws {
        try store.writing(isDurable: false) { connection in
            for entry in entries {
                try OwnStore.execute(
                    """
                    DELETE FROM chunks WHERE entry = \(entry.id);
                    DELETE FROM entry_tables WHERE entry = \(entry.id);
                    DELETE FROM entry_undoes WHERE entry = \(entry.id);
                    DELETE FROM orphans WHERE entry = \(entry.id);
                    DELETE FROM entries WHERE id = \(entry.id);
                    """, connection)
            }
        }
    }

    /// Writes down that an entry did not come into the stores.
    static func abandon(_ id: Int64, note: String, _ connection: OpaquePointer) throws {
        let update = try PreparedStatement(
            connection, "UPDATE entries SET state = 'abandoned', note = ? WHERE id = ?")
        update.bind(1, note)
        update.bind(2, id)
        try update.run()
        try OwnStore.execute(
            "DELETE FROM chunks WHERE entry = \(id); DELETE FROM orphans WHERE entry = \(id)", connection)
    }
}
