package import CvxDomain

/// Who changes something, with which words and why: what the journal keeps of a statement beside its rows.
package struct JournalDraft: Sendable, Hashable {
    /// As the person is called: an email of the users table, or the operating system's user.
    package var actor: String
    /// The statement as it was written, secrets taken out.
    package var statement: String
    /// `because "…"`; nil where none was given.
    package var reason: String?
    /// The run of a script that the statement belongs to; nil in the shell and under `-c`.
    package var run: String?
    /// The entries that this one takes back; empty for a change of its own.
    package var undoes: [Int64]
    /// What went with it outside the stores and cannot be taken back, as `spent $2.24`; nil for most.
    package var outside: String?

    package init(
        actor: String, statement: String, reason: String? = nil, run: String? = nil, undoes: [Int64] = [],
        outside: String? = nil
    ) {
        self.actor = actor
        self.statement = statement
        self.reason = reason
        self.run = run
        self.undoes = undoes
        self.outside = outside
    }
}

/// One statement's changes, as the journal keeps them.
package struct JournalEntry: Sendable, Hashable {
    package enum State: String, Sendable {
        /// Written before the stores were; an interruption between the two left it, and recovery will settle it.
        case intent
        case done
        /// An interruption kept it from the stores: nothing of it is there.
        case abandoned
        case undone
    }

    /// Rows of one table that were touched.
    package struct TableCount: Sendable, Hashable {
        package var store: StoreRole
        /// As the store spells it.
        package var table: String
        package var added: Int
        package var updated: Int
        package var deleted: Int

        package var total: Int { added + updated + deleted }

        package init(store: StoreRole, table: String, added: Int = 0, updated: Int = 0, deleted: Int = 0) {
            self.store = store
            self.table = table
            self.added = added
            self.updated = updated
            self.deleted = deleted
        }
    }

    /// Grows with time; what `undo 12` names. 0 until its transaction is committed.
    package var id: Int64
    package var at: Instant
    package var draft: JournalDraft
    package var counts: [TableCount]
    package var state: State
    /// The entry that took this one back.
    package var undoneBy: Int64?
    /// The operating system's user, whoever the actor was; empty where it has no name.
    package var systemUser: String
    /// What recovery did to it after an interruption, in one sentence.
    package var note: String?
    /// Its rows are past retention: it stays in the history and cannot be undone.
    package var isPruned: Bool

    package init(
        id: Int64, at: Instant, draft: JournalDraft, counts: [TableCount], state: State,
        undoneBy: Int64? = nil, systemUser: String = "", note: String? = nil, isPruned: Bool = false
    ) {
        self.id = id
        self.at = at
        self.draft = draft
        self.counts = counts
        self.state = state
        self.undoneBy = undoneBy
        self.systemUser = systemUser
        self.note = note
        self.isPruned = isPruned
    }
}
