internal import CSQLite
internal import CvxDomain
package import CvxServices

extension StoreTransactions: ChangeUndoing {
    /// Looks at the rows where that is enough; else does it and takes it back again, so that every conflict shows. The
    /// stores are locked while it does.
    package func checkUndo(_ ids: [Int64]) throws -> UndoReport {
        do { return try compareUndo(Set(ids).sorted(by: >)) } catch is UndoComparison.NeedsTrial {}
        let draft = JournalDraft(actor: "", statement: "")
        do {
            _ = try undo(ids, draft, isCheck: true)
            return UndoReport()
        } catch let check as UndoChecked { return check.report }
    }

    package func undo(_ ids: [Int64], draft: JournalDraft) throws -> UndoReport {
        try undo(ids, draft, isCheck: false)
    }

    /// Thrown with what was found, so that nothing of it stays.
    private struct UndoChecked: Error { var report: UndoReport }

    private func compareUndo(_ ids: [Int64]) throws -> UndoReport {
        for id in ids { try refuse(id) }
        return try connected { connection in
            let roles = try journal.store.reading { try UndoableEntries($0).roles(of: ids) } ?? []
            let comparison = UndoComparison(connection, try schemas(try prepare(roles), connection))
            try eachReversed(ids) { try comparison.look($0, $1, names: $2) }
            var report = comparison.report
            try name(ids, in: &report)
            return report
        }
    }

    /// What takes entries back, step by step.
    private func eachReversed(
        _ ids: [Int64], _ body: (RowChange, StoreRole, _ names: [String]) throws -> Void
    ) throws {
        _ = try journal.store.reading { connection in
            for id in ids {
                let columns = try JournaledColumns(id, connection)
                try JournalChunks.of(id, connection).each(reversed: true) { _, role, changeset in
                    try ChangesetReader(changeset).each(reversed: true) { change in
                        try body(RowChange(change).reversed, role, columns.names(change.table, role))
                        return true
                    }
                    return true
                }
            }
        }
    }

    private func undo(_ ids: [Int64], _ draft: JournalDraft, isCheck: Bool) throws -> UndoReport {
        // The newest first: what came later may stand on what came before.
        let ids = Set(ids).sorted(by: >)
        var draft = draft
        draft.undoes = ids.reversed()
        let roles = try connected { _ in
            try journal.store.reading { try UndoableEntries($0).roles(of: ids) } ?? []
        }
        if roles.isEmpty, let first = ids.first { try refuse(first) }
        let (report, entry) = try perform(draft, writing: roles) { recording in
            // Now that the stores are locked: another process may have undone them since.
            for id in ids { try refuse(id) }
            var report = try takeBack(ids, roles, recording)
            try name(ids, in: &report)
            if isCheck { throw UndoChecked(report: report) }
            return report
        }
        var result = report
        result.entry = entry
        return result
    }

    /// Throws where an entry cannot be undone.
    private func refuse(_ id: Int64) throws {
        if pending.contains(where: { $0.draft.undoes.contains(id) }) {
            throw UndoableEntries.alreadyUndone(id, by: nil)
        }
        let isThere: Void? = try journal.store.reading {
            try UndoableEntries($0).check(id, fileName: journal.fileName)
        }
        if isThere == nil { throw UndoableEntries.noEntry(id) }
    }

    private func takeBack(
        _ ids: [Int64], _ roles: Set<StoreRole>, _ recording: ChangeRecording
    ) throws -> UndoReport {
        // What triggers did is journaled like the rest, and taken back like it.
        cvx_set_triggers(recording.connection, 0)
        defer { cvx_set_triggers(recording.connection, 1) }
        let application = ChangeApplication(
            recording.connection, try schemas(roles, recording.connection),
            orphans: try journal.store.reading { try Orphan.of(ids, $0) } ?? [])
        try eachReversed(ids) { change, role, names in
            try application.apply(change, role, names: names)
            try recording.flush()
        }
        try application.finish()
        return application.report
    }

    /// Says of the conflicts which entry changed the row since, where the journal knows, and takes secrets out of what
    /// is said of the values.
    private func name(_ ids: [Int64], in report: inout UndoReport) throws {
        guard let oldest = ids.last, !report.conflicts.isEmpty else { return }
        let redaction = try JournalRedaction(stores)
        report.conflicts = report.conflicts.map(redaction.redact)
        _ = try journal.store.reading { connection in
            for index in report.conflicts.indices.prefix(20) {
                let conflict = report.conflicts[index]
                guard let id = conflict.key.first?.text else { continue }
                let row = JournalRowKey(store: conflict.store, table: conflict.table, id: id)
                report.conflicts[index].by = try UndoableEntries(connection).latest(
                    after: oldest, except: ids, touching: row)
            }
        }
    }
}
