/// What becomes of old entries of the journal: `[journal]`.
package struct JournalSettings: Hashable, Sendable {
    /// Milliseconds for which a change is kept and can be undone; nil: for ever.
    package var retention: Int64?

    package init() {}
}
