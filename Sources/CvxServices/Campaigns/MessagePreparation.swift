import CvxDomain

/// Makes messages for leads that wait, and finds out for whom there is to be none.
struct MessagePreparation {
    private let service: CampaignService
    private let campaign: Campaign
    private let texts: (message: MergedTexts, subject: MergedTexts)
    private let overriding: Overriding?

    /// - Throws: where the campaign's texts are wrong, a diagnostic that says so
    init(_ service: CampaignService, _ campaign: Campaign, _ overriding: Overriding?) throws {
        self.service = service
        self.overriding = overriding
        self.campaign = campaign
        texts = try service.texts(of: campaign)
    }

    struct Message {
        var item: SendItem
        var message: OutgoingMessage
        var overrides: [RuleOverride]
    }

    struct Prepared {
        var ready: [Message] = []
        /// Not to be sent, now or ever, with the reason.
        var settled: [SendItem] = []
        /// When the first of those that wait may be sent.
        var opens: Instant?
    }

    func prepare(_ items: [SendItem], at moment: Instant) throws -> Prepared {
        let leads = items.map(\.lead)
        let ways = try service.survey(campaign, leads, at: moment, overriding: overriding)
        let messages = try texts.message.merge(leads)
        let subjects = try texts.subject.merge(leads)
        // A text shows no name.
        let heads =
            campaign.channel == .sms ? [:] : try LeadHead.read(leads, service.queries, service.catalog)
        var prepared = Prepared()
        for var item in items {
            let lead = item.lead.id
            let way = ways[lead]
            item.recipient = way?.shown
            if let fault = Self.fault(way, messages[lead], subjects[lead]) {
                item.state = .skipped
                (item.rule, item.reason, item.opens) = (fault.rule, fault.reason, nil)
                prepared.settled.append(item)
            } else if let way, !way.isOpen {
                let first = way.objections.first
                (item.rule, item.reason, item.opens) = (first?.origin.id, first?.sentence, way.opens)
                prepared.settled.append(item)
                if let opens = way.opens { prepared.opens = prepared.opens.map { min($0, opens) } ?? opens }
            } else if let body = messages[lead]?.text, let subject = subjects[lead]?.text,
                let recipient = way?.recipient
            {
                var message = OutgoingMessage(
                    id: item.id, channel: campaign.channel, campaign: campaign.name, lead: item.lead,
                    recipient: recipient, recipientName: heads[lead]?.name, subject: subject, body: body)
                if campaign.channel == .call {
                    (message.propertyAddress, message.hours) = (heads[lead]?.address, way?.hours)
                }
                prepared.ready.append(
                    Message(item: item, message: message, overrides: way?.overrides ?? []))
            }
        }
        return prepared
    }

    /// What makes it certain that a message is not to be sent.
    private static func fault(
        _ way: Reachability?, _ message: MergedTexts.Merged?, _ subject: MergedTexts.Merged?
    ) -> (rule: String, reason: String)? {
        guard let way, let message, let subject else { return ("gone", "the lead is no longer there") }
        if let objection = way.objections.first(where: { !$0.isOfTime }) {
            return (objection.origin.id, objection.sentence)
        }
        for case .unresolved(let expression) in [message, subject] {
            return ("merge_field", "`${\(expression)}` comes to nothing for it")
        }
        return nil
    }
}
