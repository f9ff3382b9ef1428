/// A change to the stores with every name resolved and every value known: what a dialect compiles to statements.
package struct ChangePlan: Sendable {
    package enum Kind: Sendable {
        /// Fields by their catalog names; values are over the row as it was before the statement.
        case update([Assignment])
        /// With what hangs on the rows, as their relations' rules say.
        case delete
        /// New rows: one for each of `rows`, which the values are over, or one alone where there are none.
        case insert([Assignment])
        /// Each of `rows`, which are another entity's, gets those of the tags that it has not.
        case tag([String])
        /// The rows lose the tags.
        case untag([String])
        /// Numbers and addresses go on the house's list, and rows that have such a number are marked; `rows`, if any, are
        /// leads that are marked as well.
        case suppress(Suppression)
        /// They are taken off, and the marks with them.
        case release(Suppression)
    }

    package struct Assignment: Sendable {
        package var field: String
        package var value: PlanExpression
        package init(field: String, value: PlanExpression) {
            self.field = field
            self.value = value
        }
    }

    package var entity: String
    /// Where `prisma.leads` named one; nil: a row is changed in every store that has it, and made in the first.
    package var store: StoreRole?
    /// Rows of the entity; for an insert and tags, rows of any; for an insert, or nil.
    package var rows: QueryPlan?
    package var kind: Kind
    /// Of an update: rows that have no place for a field stay as they are, where else they refuse it.
    package var isLenient: Bool

    package init(
        entity: String, store: StoreRole?, rows: QueryPlan?, kind: Kind, isLenient: Bool = false
    ) {
        self.entity = entity
        self.store = store
        self.rows = rows
        self.kind = kind
        self.isLenient = isLenient
    }
}

/// What a change comes to, before anything is written.
package struct ChangeSummary: Sendable {
    /// How many rows a sample has.
    package static let sampleSize = 5

    /// Rows that the statement chose; of tags, those that are asked for.
    package var chosen: Int
    /// Of those, rows that would differ afterwards; all of them for a delete.
    package var changing: Int
    /// The first of the rows that would differ, for a sample.
    package var first: [RowKey]
    /// What a delete does to the rows that hang on the chosen ones; empty for other changes.
    package var dependents: [Dependent]
    /// Rows of other entities that would be marked do-not-call with it, or lose the mark.
    package var marked: [Marked]
    /// Stores that would be written.
    package var stores: [StoreRole]

    package init(
        chosen: Int, changing: Int, first: [RowKey], dependents: [Dependent], marked: [Marked] = [],
        stores: [StoreRole]
    ) {
        self.chosen = chosen
        self.changing = changing
        self.first = first
        self.dependents = dependents
        self.marked = marked
        self.stores = stores
    }

    /// Nothing would be written.
    package var isEmpty: Bool { changing == 0 && marked.allSatisfy { $0.count == 0 } }

    package struct Marked: Sendable, Hashable {
        package var entity: String
        package var count: Int
        package init(entity: String, count: Int) {
            self.entity = entity
            self.count = count
        }
    }

    package struct Dependent: Sendable, Hashable {
        package var entity: String
        package var rule: CatalogRelation.DeletionRule
        package var count: Int
        package init(entity: String, rule: CatalogRelation.DeletionRule, count: Int) {
            self.entity = entity
            self.rule = rule
            self.count = count
        }
    }
}

/// What a change did.
package struct ChangeOutcome: Sendable {
    /// Rows of the entity that were added, changed or deleted.
    package var changed: Int
    /// Chosen rows that another program changed or deleted since they were shown; left as they are.
    package var moved: [RowKey]
    /// The rows that an insert made.
    package var added: [RowKey]
    /// What was as it is to be before; counted for tags alone.
    package var same: Int
    /// Rows that hung on deleted ones and could not go with them.
    package var kept: [ChangeSummary.Dependent]
    /// Rows of other entities that were marked with it, or lost the mark.
    package var marked: [ChangeSummary.Marked]
    /// Its number in the journal; nil where nothing changed, and inside a transaction, which gets one when it ends.
    package var entry: Int64?

    package init(
        changed: Int, moved: [RowKey] = [], added: [RowKey] = [], same: Int = 0,
        kept: [ChangeSummary.Dependent] = [], marked: [ChangeSummary.Marked] = []
    ) {
        self.changed = changed
        self.moved = moved
        self.added = added
        self.same = same
        self.kept = kept
        self.marked = marked
    }
}
