package import CvxDomain

/// What a trace would come to, before anything is asked.
package struct TraceEstimate: Hashable, Sendable {
    package var leads = 0
    /// An earlier answer holds.
    package var cached = 0
    /// The workspace itself knows a contact.
    package var local = 0
    /// Calls to each provider, by name, at most one of each a lead.
    package var paid: [String: Int] = [:]
    /// No provider can be asked: no address, or a call whose end is not known.
    package var refused = 0
    /// The most that it can cost.
    package var most = Money(tenThousandths: 0)

    package init() {}
}
