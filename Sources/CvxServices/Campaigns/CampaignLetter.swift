package import CvxDomain

/// A campaign's message as one lead would get it.
package struct CampaignLetter: Hashable, Sendable {
    package var subject: String
    package var body: String
    /// Expressions that come to nothing for the lead.
    package var unresolved: [String]
    /// Nil where the lead is gone.
    package var way: Reachability?
}

extension CampaignService {
    /// - Parameters:
    ///   - id: the message's name
    ///   - moment: when it would be sent
    package func message(
        _ campaign: Campaign, to lead: RowKey, id: String, at moment: Instant
    ) throws -> CampaignLetter {
        let texts = try texts(of: campaign)
        var letter = CampaignLetter(
            subject: "", body: "", unresolved: [], way: try survey(campaign, [lead], at: moment)[lead.id])
        switch try texts.message.merge([lead])[lead.id] {
        case .text(let text)?: letter.body = text
        case .unresolved(let expression)?: letter.unresolved.append(expression)
        case nil: break
        }
        switch try texts.subject.merge([lead])[lead.id] {
        case .text(let text)?: letter.subject = text
        case .unresolved(let expression)?: letter.unresolved.append(expression)
        case nil: break
        }
        return letter
    }

    /// Sends one message to an address of one's own.
    ///
    /// - Returns: what became of it, in a sentence.
    /// - Throws: `CampaignError` where the address or the message is none.
    package func test(
        _ campaign: Campaign, _ letter: CampaignLetter, lead: RowKey, to address: String
    ) throws -> String {
        guard letter.unresolved.isEmpty else {
            throw CampaignError(
                .content, "`${\(letter.unresolved[0])}` comes to nothing for this lead",
                help: "`${\(letter.unresolved[0]) ?? \"there\"}`, or another lead")
        }
        let transport = try surroundings.transport(campaign.channel, campaign.name)
        var recipient = address
        if campaign.channel.isByPhone {
            guard let number = NANPNumber(address) else {
                throw CampaignError(.content, "`\(address)` is no number", help: "`to \"+1 480 555 0156\"`")
            }
            if transport.isReal { try refuse(number, campaign.channel) }
            recipient = String(number.digits)
        } else if campaign.channel == .email, let problem = EmailAddress.problem(address) {
            throw CampaignError(.content, problem.message, help: problem.help)
        }
        let message = OutgoingMessage(
            id: "test\(surroundings.now().milliseconds)", channel: campaign.channel, campaign: campaign.name,
            lead: lead,
            recipient: recipient, subject: letter.subject, body: letter.body, isTest: true)
        transport.start(message, tag: 0)
        while transport.inFlight > 0 {
            guard let (_, result) = transport.wait(milliseconds: 200).first else {
                if surroundings.isInterrupted() { return "interrupted: nobody knows whether it was sent" }
                continue
            }
            try transport.flush()
            return ([Self.sentence(result, transport)] + transport.finish(campaign.name)).joined(
                separator: "; ")
        }
        return "nothing was sent"
    }

    private func refuse(_ number: NANPNumber, _ channel: Channel) throws {
        let check = ComplianceCheck(try compliance.rules(), at: surroundings.now())
        var facts = ContactFacts(channel)
        facts.number = number
        if number.isFictional { facts.add(.fictional) }
        if let mark = try doNotCall?.marks(on: [number], at: check.moment)[number]?.first {
            facts.add(mark.isOptOut ? .optOut : .houseList)
        }
        if let objection = check.check(facts).first {
            throw CampaignError(
                .content, objection.sentence, help: "\(objection.origin.id): \(objection.origin.source)")
        }
    }

    private static func sentence(_ result: SendResult, _ transport: any Transport) -> String {
        switch result {
        case .sent(let id):
            transport.isReal
                ? "sent by \(transport.name)\(id.map { " as \($0)" } ?? "")"
                : "put into the outbox; nothing left the machine"
        case .refused(let reason): "refused: \(reason)"
        case .failed(let reason, _): "not sent: \(reason)"
        case .stopped(let reason): "not sent: \(reason)"
        case .uncertain(let reason): "nobody knows whether it was sent: \(reason)"
        }
    }
}
