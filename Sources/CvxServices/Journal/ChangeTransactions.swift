package import CvxDomain

/// The transaction that `begin`, `commit`, `rollback` and `transaction { }` speak of.
package protocol ChangeTransactions: AnyObject {
    /// Between begin and commit or rollback. False again after an error that took the whole transaction back.
    var isOpen: Bool { get }
    /// - Parameter roles: stores that are certain to be written: they are locked at once, so that what is read
    ///   from them cannot go stale before it is changed.
    func begin(writing roles: Set<StoreRole>) throws
    /// The entries of what was changed, in order; all of it is in the stores, or an error and none of it is.
    func commit() throws -> [JournalEntry]
    func rollback() throws
}

/// Taking back what the journal has.
package protocol ChangeUndoing: AnyObject {
    /// What `undo` would do now; changes nothing.
    func checkUndo(_ ids: [Int64]) throws -> UndoReport
    /// Takes the entries back, the newest first, in one transaction. Rows that changed since are left alone.
    func undo(_ ids: [Int64], draft: JournalDraft) throws -> UndoReport
}

/// What an undo did, or would do.
package struct UndoReport: Sendable, Hashable {
    /// Rows taken back: added ones are counted as added again.
    package var counts: [JournalEntry.TableCount]
    /// The first conflicts.
    package var conflicts: [UndoConflict]
    package var conflictCount: Int
    /// The undo's own entry; nil for a check, and where nothing was changed.
    package var entry: JournalEntry?

    package init(
        counts: [JournalEntry.TableCount] = [], conflicts: [UndoConflict] = [], conflictCount: Int = 0,
        entry: JournalEntry? = nil
    ) {
        self.counts = counts
        self.conflicts = conflicts
        self.conflictCount = conflictCount
        self.entry = entry
    }
}

/// A row that an undo leaves alone.
package struct UndoConflict: Sendable, Hashable {
    package enum Reason: Sendable, Hashable {
        /// A column holds something else than the change left there.
        case changed(column: String, left: StoredValue, now: StoredValue)
        /// The row was deleted since.
        case gone
        /// A row with the deleted row's key was added since.
        case keyTaken
        /// The old values break a rule of the table, in SQLite's words.
        case constraint(String)
        /// What the row belongs to is no longer there: its table.
        case parentGone(String)
        /// Rows that belong to it were added since: their table.
        case hasChildren(String)
        /// The table is no longer there, or has other columns.
        case tableChanged
    }

    package var store: StoreRole
    package var table: String
    package var key: [StoredValue]
    package var reason: Reason
    /// The latest entry of the journal that changed the row since; nil where it was another program.
    package var by: Int64?

    package init(store: StoreRole, table: String, key: [StoredValue], reason: Reason, by: Int64? = nil) {
        self.store = store
        self.table = table
        self.key = key
        self.reason = reason
        self.by = by
    }
}
