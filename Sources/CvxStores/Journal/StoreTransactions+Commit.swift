internal import CSQLite
internal import CvxDomain
internal import CvxServices

extension StoreTransactions {
    /// Commits what is pending: its intent is on disk before the first of the stores is.
    ///
    /// - Throws: with nothing of it in the stores; the caller rolls back.
    func commitAll(_ connection: OpaquePointer) throws -> [JournalEntry] {
        guard !pending.isEmpty else {
            try OwnStore.execute("COMMIT", connection)
            forget()
            return []
        }
        FaultPoint.pass(.recorded)
        let roles = Set(pending.flatMap { $0.log.counts.map(\.store) })
        try doubt.raise(isDurable: roles.count > 1, patience: stores.configuration.busyTimeout)
        defer {
            doubt.lower { try journal.store.reading(InterruptedUnit.isThereAny) ?? false }
            FaultPoint.pass(.markerLowered)
        }
        FaultPoint.pass(.markerRaised)
        var entries = try journal.writeIntent(pending)
        FaultPoint.pass(.intentWritten)
        do { try OwnStore.execute("COMMIT", connection) } catch {
            guard try settleFailed(entries, error, connection) else { throw error }
        }
        FaultPoint.pass(.committed)
        forget()
        do { try journal.settle(entries) } catch {
            // It is in the stores: the next start finds the intent, and that it was kept.
            stores.warnings.append("the journal could not note yet that entry \(entries[0].id) is done")
        }
        FaultPoint.pass(.settled)
        for index in entries.indices { entries[index].state = .done }
        return entries
    }

    /// A commit that failed: none of the stores has it, or some of them do.
    ///
    /// - Returns: whether all of them have it now.
    private func settleFailed(
        _ entries: [JournalEntry], _ error: any Error, _ connection: OpaquePointer
    ) throws -> Bool {
        // Still open: it failed before the first file was written, waiting for readers.
        if sqlite3_get_autocommit(connection) == 0 {
            try OwnStore.execute("ROLLBACK", connection)
            try journal.erase(entries)
            return false
        }
        do { return try settlePart(entries, connection) } catch {
            throw StoreError(
                kind: .sql("in doubt"), store: nil, path: journal.store.path,
                message:
                    "the change could not be committed, and some of the stores may have their part of it",
                help:
                    "free what stands in the way (a full disk?); the next start of cvx makes it whole or absent"
            )
        }
    }

    private func settlePart(_ entries: [JournalEntry], _ connection: OpaquePointer) throws -> Bool {
        let ids = Set(entries.map(\.id))
        let units = try journal.store.reading(InterruptedUnit.all) ?? []
        guard let unit = units.first(where: { $0.entries.contains { ids.contains($0.id) } }) else {
            return false
        }
        let settlement = try settle(unit, connection)
        if settlement.isDone, let sentence = settlement.sentence { stores.warnings.append(sentence) }
        if !settlement.isDone { try journal.erase(entries) }
        return settlement.isDone
    }
}
