package import CvxDomain

/// What tracing reads from and writes to the workspace's stores.
package protocol TraceStore: AnyObject {
    /// The leads as they are now; those that are gone are missing.
    func leads(_ keys: [RowKey]) throws -> [RowKey: TraceLead]
    /// Sees before anything is paid that answers can be written.
    ///
    /// - Throws: what stands in the way.
    func prepare() throws
    /// Writes answers, all of them or none, as one entry of the journal.
    ///
    /// - Parameter between: called now and then meanwhile; must not use the stores
    func apply(_ calls: [AnsweredCall], _ draft: JournalDraft, between: () -> Void) throws
    /// Of these calls, those that are in the stores already.
    func applied(_ calls: [AnsweredCall]) throws -> Set<String>
}

/// What tracing needs to know of a lead.
package struct TraceLead: Hashable, Sendable {
    package var key: RowKey
    /// As its store has it; empty where there is none.
    package var owner: String
    /// Whom to ask about; nil where it has no address.
    package var contact: ContactRequest?
    /// Its own columns have one.
    package var hasPhone = false
    package var hasEmail = false
    package var tracedBy: String?
    package var tracedAt: Instant?
    /// Until then no provider is to be asked again.
    package var cachedUntil: Instant?

    package init(key: RowKey, owner: String, contact: ContactRequest?) {
        self.key = key
        self.owner = owner
        self.contact = contact
    }
}

/// Finds contacts in what the workspace knows already.
package protocol LocalContacts: AnyObject {
    /// An answer for each of the leads that something is known of. Its `response` tells what was found where, and
    /// why it counts.
    func contacts(of leads: [TraceLead]) throws -> [RowKey: ContactAnswer]
}
