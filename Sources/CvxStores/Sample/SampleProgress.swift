/// How far a sample workspace is.
package struct SampleProgress: Sendable, Equatable {
    package enum Phase: Sendable { case writing, indexing, done }

    package var phase: Phase
    /// Rows written so far, in all tables of all stores.
    package var rows: Int
    /// Leads written so far, and of how many: what a bar can show.
    package var leads: Int
    package var total: Int
}
