import CvxDomain

/// Looks, once a second, whether a campaign that runs may still do so.
struct CampaignWatch {
    private let service: CampaignService
    private let campaign: Campaign
    /// By `uptime`; nil before the first time.
    private var checkedAt: Int64?

    init(_ service: CampaignService, _ campaign: Campaign) {
        self.service = service
        self.campaign = campaign
    }

    /// Why it is to end; nil where it may go on.
    mutating func end() throws -> CampaignEnd? {
        let surroundings = service.surroundings
        let uptime = surroundings.uptime()
        if let checkedAt, uptime - checkedAt < 1_000 { return nil }
        checkedAt = uptime
        if let from = campaign.plan.from, let until = campaign.plan.until {
            let minute = surroundings.minuteOfDay(surroundings.now())
            let isInside = from <= until ? (from..<until).contains(minute) : minute >= from || minute < until
            if !isInside { return .window }
        }
        let found = try service.store.campaign(campaign.key.id)
        if found?.status != .running {
            return .status(found == nil ? .cancelled : found?.status ?? .paused)
        }
        let isEdited = found?.message != campaign.message || found?.subject != campaign.subject
        return isEdited ? .edited : nil
    }
}
