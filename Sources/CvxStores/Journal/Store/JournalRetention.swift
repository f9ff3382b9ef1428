internal import CSQLite
package import CvxDomain

extension StoreTransactions {
    /// Lets go of the rows of entries made before a moment: they stay in the history and cannot be undone any more.
    ///
    /// - Returns: how many entries.
    @discardableResult
    package func prune(olderThan moment: Instant) throws -> Int {
        // Without a journal there is nothing to let go of.
        let isDue = try journal.store.reading { connection in
            try RawStatement.int(
                connection, "SELECT EXISTS (SELECT 1 FROM entries WHERE \(Self.due(moment)))") != 0
        }
        guard isDue ?? false else { return 0 }
        return try journal.store.writing(isDurable: false) { connection in
            try OwnStore.execute(
                "DELETE FROM chunks WHERE entry IN (SELECT id FROM entries WHERE \(Self.due(moment)))",
                connection)
            try OwnStore.execute(
                "DELETE FROM orphans WHERE entry IN (SELECT id FROM entries WHERE \(Self.due(moment)))",
                connection)
            try OwnStore.execute("UPDATE entries SET is_pruned = 1 WHERE \(Self.due(moment))", connection)
            return Int(sqlite3_changes64(connection))
        }
    }

    private static func due(_ moment: Instant) -> String {
        "at < \(moment.milliseconds) AND is_pruned = 0 AND state <> 'intent'"
    }
}
