import CvxDomain

extension CampaignService {
    /// What a report says of the campaign's messages.
    package func news(_ report: DeliveryReport, of campaign: Campaign) throws -> DeliveryNews {
        let items = try ledger.items(
            of: campaign.key.id, in: [.sent, .uncertain, .failed], from: 0, limit: .max)
        return DeliveryNews(report, of: items, try compliance.rules())
    }

    /// Notes it, in the ledger and then in the store's log, where what is known already is passed over.
    ///
    /// - Returns: rows of the log that changed or came.
    package func note(_ news: DeliveryNews, of campaign: Campaign, _ draft: JournalDraft) throws -> Int {
        try ledger.write(news.changed, at: nil)
        let new = try logSent(campaign, draft) { _ in nil }
        return new + (try store.note(news.items, answers: news.answers, draft))
    }
}
