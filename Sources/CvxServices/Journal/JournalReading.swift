package import CvxDomain

/// Which entries of the journal are wanted; everything that is not nil must hold.
package struct JournalFilter: Sendable, Hashable {
    package var since: Instant?
    /// The first moment that is too late.
    package var until: Instant?
    /// As the entry has it, without regard to ASCII case.
    package var actor: String?
    package var run: String?
    /// Entries that changed this row.
    package var row: JournalRowKey?
    package var limit: Int?

    package init(
        since: Instant? = nil, until: Instant? = nil, actor: String? = nil, run: String? = nil,
        row: JournalRowKey? = nil, limit: Int? = nil
    ) {
        self.since = since
        self.until = until
        self.actor = actor
        self.run = run
        self.row = row
        self.limit = limit
    }
}

/// A row of a store by its key.
package struct JournalRowKey: Sendable, Hashable {
    package var store: StoreRole
    /// As the store spells it; nil for any table.
    package var table: String?
    /// The key's value, or the first of its values, as text.
    package var id: String

    package init(store: StoreRole, table: String? = nil, id: String) {
        self.store = store
        self.table = table
        self.id = id
    }
}

/// One row that an entry changed.
package struct JournalRow: Sendable, Hashable {
    package enum Kind: String, Sendable { case added, updated, deleted }

    package struct Column: Sendable, Hashable {
        package var name: String
        /// Nil for an added row.
        package var before: StoredValue?
        /// Nil for a deleted row.
        package var after: StoredValue?

        package init(name: String, before: StoredValue?, after: StoredValue?) {
            self.name = name
            self.before = before
            self.after = after
        }
    }

    package var kind: Kind
    package var store: StoreRole
    package var table: String
    /// The values of the primary key, in its columns' order.
    package var key: [StoredValue]
    /// What an update changed; all of an added or deleted row, its key too.
    package var columns: [Column]

    package init(kind: Kind, store: StoreRole, table: String, key: [StoredValue], columns: [Column]) {
        self.kind = kind
        self.store = store
        self.table = table
        self.key = key
        self.columns = columns
    }
}

/// The journal as commands read it.
package protocol JournalReading: AnyObject {
    /// Newest first.
    func entries(_ filter: JournalFilter) throws -> [JournalEntry]
    /// Nil where there is none of that number.
    func entry(_ id: Int64) throws -> JournalEntry?
    /// Streams an entry's rows in the order of their change, secrets redacted, until `body` returns false. An entry
    /// past retention has none.
    func rows(of id: Int64, _ body: (JournalRow) throws -> Bool) throws
}
