/// A command that changes rows: `set`, `update`, `delete`, `add`, `tag`, `untag`.
package struct CheckedChange: Sendable {
    package enum Kind: Sendable {
        /// Values are over the row as it was before.
        case update([CheckedAssignment])
        case delete
        /// Values are over the row that the new one is added to; without one they depend on no row.
        case insert([CheckedAssignment])
        /// Texts, or lists of them, that depend on no row.
        case tag([CheckedExpression])
        case untag([CheckedExpression])
    }

    /// Of the rows that change or are made.
    package var entity: String
    /// The store that was named: `add leadflow.leads {…}`.
    package var home: String?
    /// The rows to change, to add to, or to tag; nil for `add leads {…}`.
    package var rows: CheckedPipeline?
    package var kind: Kind
    /// `because "…"`
    package var reason: CheckedExpression?
    package var span: Span
    /// Of the verb alone.
    package var verbSpan: Span

    package init(
        entity: String, home: String?, rows: CheckedPipeline?, kind: Kind, reason: CheckedExpression?,
        span: Span, verbSpan: Span
    ) {
        self.entity = entity
        self.home = home
        self.rows = rows
        self.kind = kind
        self.reason = reason
        self.span = span
        self.verbSpan = verbSpan
    }
}

extension CheckedChange {
    /// It makes exactly one row, which is its value; of all else that is how many rows there were.
    package var givesRow: Bool {
        guard case .insert = kind else { return false }
        guard let rows else { return true }
        return if case .entity = rows.type { true } else { false }
    }

    package var effects: Effects {
        switch kind {
        case .update: Effects(updates: [entity])
        case .delete, .untag: Effects(deletes: [entity])
        case .insert, .tag: Effects(adds: [entity])
        }
    }
}

package struct CheckedAssignment: Sendable {
    /// The field's own name, whatever alias was written.
    package var field: String
    package var value: CheckedExpression
    /// Of the field's name as written.
    package var span: Span
    package init(field: String, value: CheckedExpression, span: Span) {
        self.field = field
        self.value = value
        self.span = span
    }
}
