package import CvxDomain

/// What would become of a campaign's audience now.
package struct CampaignOutlook: Hashable, Sendable {
    package var leads = 0
    /// Nothing stands in the way.
    package var open = 0
    /// Time alone stands in the way; the first opens at `opens`.
    package var waiting = 0
    package var opens: Instant?
    /// Leads by the rule that stands in their way for good.
    package var skipped: [String: Int] = [:]

    package init() {}

    mutating func add(_ way: Reachability) {
        leads += 1
        if way.isOpen {
            open += 1
        } else if way.onlyWaits {
            waiting += 1
            if let moment = way.opens { opens = opens.map { min($0, moment) } ?? moment }
        } else if let objection = way.objections.first(where: { !$0.isOfTime }) {
            skipped[objection.origin.id, default: 0] += 1
        }
    }
}
