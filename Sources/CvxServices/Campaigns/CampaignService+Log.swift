import CvxDomain

extension CampaignService {
    /// Messages that one entry of the journal tells of.
    static let logged = 5_000

    /// Brings what was sent into the store's log.
    ///
    /// - Parameter outside: what so many of them did outside of the stores, for the journal; nil: nothing now
    /// - Returns: how many rows came.
    @discardableResult
    func logSent(_ campaign: Campaign, _ draft: JournalDraft, outside: (Int) -> String?) throws -> Int {
        var count = 0
        while true {
            let items = try ledger.unlogged(of: campaign.key.id, limit: Self.logged)
            guard !items.isEmpty else { return count }
            let there = try store.logged(items)
            let new = items.filter { !there.contains($0.id) }
            var draft = draft
            draft.outside = outside(new.count)
            count += new.count
            if !new.isEmpty { try store.log(new, draft) }
            try ledger.logged(items)
        }
    }
}
