import CvxDomain

/// The journal as the session's actor may see it: somebody of an organization sees what its people did.
package final class GuardedJournal: JournalReading {
    private let journal: any JournalReading
    private let people: People

    package init(_ journal: any JournalReading, people: People) {
        self.journal = journal
        self.people = people
    }

    package func entries(_ filter: JournalFilter) throws -> [JournalEntry] {
        guard let colleagues = try people.colleagues() else { return try journal.entries(filter) }
        var all = filter
        all.limit = nil
        let seen = try journal.entries(all).filter { colleagues.contains($0.draft.actor) }
        return filter.limit.map { Array(seen.prefix($0)) } ?? seen
    }

    package func entry(_ id: Int64) throws -> JournalEntry? {
        guard let entry = try journal.entry(id) else { return nil }
        guard let colleagues = try people.colleagues() else { return entry }
        return colleagues.contains(entry.draft.actor) ? entry : nil
    }

    package func rows(of id: Int64, _ body: (JournalRow) throws -> Bool) throws {
        if try entry(id) != nil { try journal.rows(of: id, body) }
    }
}

/// Undoing as far as the session's actor may.
package final class GuardedUndoing: ChangeUndoing {
    private let undoing: any ChangeUndoing
    private let journal: any JournalReading
    private let people: People

    /// - Parameter journal: unguarded
    package init(_ undoing: any ChangeUndoing, journal: any JournalReading, people: People) {
        self.undoing = undoing
        self.journal = journal
        self.people = people
    }

    package func checkUndo(_ ids: [Int64]) throws -> UndoReport {
        try requireRight(to: ids)
        return try undoing.checkUndo(ids)
    }

    package func undo(_ ids: [Int64], draft: JournalDraft) throws -> UndoReport {
        try requireRight(to: ids)
        return try undoing.undo(ids, draft: draft)
    }

    private func requireRight(to ids: [Int64]) throws {
        let colleagues = try people.colleagues()
        for id in ids {
            guard let entry = try journal.entry(id) else { continue }
            let actor = entry.draft.actor
            if let colleagues, !colleagues.contains(actor) {
                throw Refusal(
                    .organization, "change \(id) was made by nobody of your organization",
                    help: "`history` lists those that were")
            }
            if let refusal = people.refusal(.undo(by: actor)) { throw refusal }
            // Undoing it would take somebody off the list of whom not to contact.
            if entry.counts.contains(where: { $0.table == "suppressions" && $0.store == .cvx && $0.added > 0 }
            ),
                let refusal = people.refusal(.override)
            {
                throw refusal
            }
            try requireInside(id)
        }
    }

    /// What was changed inside may have left since.
    private func requireInside(_ id: Int64) throws {
        guard let organization = people.organization else { return }
        var keys: [JournalRowKey] = []
        try journal.rows(of: id) { row in
            switch row.key.first {
            case .text(let id)?: keys.append(JournalRowKey(store: row.store, table: row.table, id: id))
            case .int(let id)?:
                keys.append(JournalRowKey(store: row.store, table: row.table, id: String(id)))
            default: break
            }
            return true
        }
        let outside = try people.rowsOutside(keys)
        if outside == 0 { return }
        throw Refusal(
            .organization,
            "\(outside) row\(outside == 1 ? "" : "s") of change \(id) \(outside == 1 ? "lies" : "lie") outside \(organization.name)",
            help: "whoever belongs to no organization may take it back: `use no org`")
    }
}
