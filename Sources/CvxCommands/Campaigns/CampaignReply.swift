import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// `campaign reply`: what somebody answered, with an opt-out honoured at once.
struct CampaignReply {
    private let invocation: VerbInvocation

    init(_ invocation: VerbInvocation) { self.invocation = invocation }

    func record() throws -> VerbOutcome {
        let host = invocation.host
        let command = invocation.command
        let service = try CampaignWords.service(invocation)
        let campaign = try CampaignWords.campaign(invocation, service)
        guard case .row("leads", let lead)? = invocation.options["as"]?.kind else {
            throw Diagnostic(
                .notRows, "an answer is a lead's", at: command.span,
                help: "`campaign reply \"\(campaign.name)\" as @3 text \"STOP\"`")
        }
        guard case .text(let text)? = invocation.options["text"]?.scalar else {
            throw Diagnostic(
                .badArgument, "an answer has a text", at: command.span,
                help: "`campaign reply \"\(campaign.name)\" as @3 text \"STOP\"`")
        }
        let place = ChangePlace(statement: command.span, verb: command.span)
        let reason = invocation.options["because"]?.summary
        let messages = try messages(of: campaign, lead)
        if !messages.isEmpty {
            _ = try host.change(
                ChangePlan(
                    entity: "messages", store: nil,
                    rows: QueryPlan(source: .rows(entity: "messages", messages)),
                    kind: .update([
                        .init(
                            field: "status",
                            value: .constant(
                                .symbol("message_status", "replied"), .vocabulary("message_status"))),
                        .init(field: "response", value: .constant(.text(text), .text)),
                    ])), reason: reason, at: place)
        } else {
            host.say(
                "the log has no message of `\(campaign.name)` to @\(lead.id); its answer is looked at all the same"
            )
        }
        guard let meaning = try host.compliance?.rules().meaning(of: text) else { return .nothing }
        guard let recipient = try service.ledger.item(of: campaign.key.id, lead: lead)?.recipient else {
            host.say(
                "the ledger does not know where the message went: `dnc add @\(lead.id)` puts all of its numbers on the list"
            )
            return .nothing
        }
        switch meaning {
        case .stop:
            let number = NANPNumber(recipient)
            let suppression = Suppression(
                numbers: number.map { [$0] } ?? [], addresses: number == nil ? [recipient] : [],
                isOptOut: true,
                reason: text, source: campaign.channel.rawValue, expires: nil)
            _ = try host.change(
                ChangePlan(entity: "suppressions", store: nil, rows: nil, kind: .suppress(suppression)),
                reason: reason, at: place)
            host.say("\(recipient) opted out: nothing is sent there any more")
        case .start:
            host.say(
                "\(recipient) takes an opt-out back: `dnc remove \"\(recipient)\" reason \"…\"` if it is theirs"
            )
        }
        return .nothing
    }

    private func messages(of campaign: Campaign, _ lead: RowKey) throws -> [RowKey] {
        func equal(_ field: String, _ text: String) -> PlanExpression {
            PlanExpression(
                .compare(
                    .equal, PlanExpression(.field(.init(relations: [], name: field)), .text),
                    .constant(.text(text), .text)), .bool)
        }
        let test = PlanExpression(
            .and(equal("campaign_id", campaign.key.id), equal("lead_id", lead.id)), .bool)
        let sink = KeyingSink(NothingSink())
        try invocation.host.queries.run(
            QueryPlan(source: .scan(entity: "messages", store: nil), operations: [.filter(test)]),
            withKeys: true,
            into: sink)
        return sink.keys
    }

    private struct NothingSink: RowSink {
        func begin(_ columns: [ResultColumn]) {}
        func append(_ batch: borrowing RowBatch) {}
        func end() {}
    }
}
