import CvxDomain

/// Somebody's word that messages of which nobody knows whether they left are to be sent again, though they may come twice.
package struct Forcing: Hashable, Sendable {
    package var actor: String
    package var reason: String

    package init(by actor: String, because reason: String) {
        self.actor = actor
        self.reason = reason
    }

    /// Under this name each of them is kept beside the rules that were set aside.
    package static let rule = "uncertain"
}

extension CampaignService {
    /// Puts what is uncertain into the queue again, and keeps whose word that was.
    func requeueUncertain(of campaign: Campaign, _ forcing: Forcing) throws {
        var items = try ledger.items(of: campaign.key.id, in: [.uncertain], from: 0, limit: .max)
        if items.isEmpty { return }
        let now = surroundings.now()
        let origin = RuleOrigin(
            id: Forcing.rule, source: "sent again on purpose", date: FixedZone.utc.day(of: now), file: "cvx")
        try ledger.record(
            items.map { item in
                RuleOverride(
                    actor: forcing.actor, rule: origin, reason: forcing.reason, lead: item.lead.id,
                    channel: campaign.channel, address: item.recipient, at: now, localTime: "",
                    zoneSource: .nothing)
            }, of: campaign.key.id)
        for index in items.indices { (items[index].state, items[index].reason) = (.queued, nil) }
        try ledger.write(items, at: now)
    }
}
