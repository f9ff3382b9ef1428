package import CvxDomain

/// What a run is allowed.
package struct CampaignBounds: Hashable, Sendable {
    /// Messages of this run; nil: no bound.
    package var most: Int?
    package var draft: JournalDraft
    package var overriding: Overriding?
    /// Nil: what is uncertain stays so.
    package var forcing: Forcing?

    package init(
        most: Int?, draft: JournalDraft, overriding: Overriding? = nil, forcing: Forcing? = nil
    ) {
        self.most = most
        self.draft = draft
        self.overriding = overriding
        self.forcing = forcing
    }
}

/// Why a run ended.
package enum CampaignEnd: Hashable, Sendable {
    case completed
    /// So many were sent as it may.
    case limit
    /// All that are left wait for the rules to let them through; the first at this moment.
    case waiting(until: Instant?)
    /// Outside the campaign's own hours.
    case window
    /// Somebody paused, cancelled or deleted it meanwhile.
    case status(Campaign.Status)
    /// Somebody wrote another text meanwhile.
    case edited
    /// Half of the last twenty failed.
    case failures
    /// The transport cannot send as it is set up.
    case stopped(String)
    case interrupted
    /// The caller left, or put some off.
    case left
}
