import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// `campaign preview` and `campaign test`.
struct CampaignPreview {
    private let invocation: VerbInvocation

    init(_ invocation: VerbInvocation) { self.invocation = invocation }

    func preview() throws -> VerbOutcome {
        let service = try CampaignWords.service(invocation)
        let campaign = try CampaignWords.campaign(invocation, service)
        try service.check(campaign)
        var lines: [String] = []
        if invocation.options["as"] == nil {
            lines = CampaignSending.lines(try service.outlook(campaign, at: invocation.host.now), campaign)
        }
        guard let lead = try lead(service, campaign) else { return .text(lines + ["its audience is empty"]) }
        let letter = try service.message(campaign, to: lead, id: "preview", at: invocation.host.now)
        if !lines.isEmpty { lines.append("") }
        lines.append("to        \(letter.way?.shown ?? "nobody: there is no way to reach it") (@\(lead.id))")
        if !campaign.subject.isEmpty { lines.append("subject   \(letter.subject)") }
        lines += letter.body.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
            ($0.offset == 0 ? "message   " : "          ") + $0.element
        }
        if campaign.channel == .sms {
            let segments = TextSegments(letter.body)
            let costly = segments.costly.map { ", because of `\($0)`" } ?? ""
            lines.append(
                "segments  \(segments.count) of \(segments.encoding.rawValue)\(costly), \(segments.rest) left"
            )
        }
        for missing in letter.unresolved {
            lines.append("missing   ${\(missing)} comes to nothing for this lead")
        }
        for objection in letter.way?.objections ?? [] {
            lines.append(
                "stands in the way: \(objection.sentence) (\(objection.origin.id), \(objection.origin.source))"
            )
        }
        if let way = letter.way, way.onlyWaits, let opens = way.opens {
            lines.append("opens     \(Scalar.instant(opens).text)")
        }
        return .text(lines)
    }

    /// A message to oneself, marked as a test and counted nowhere.
    func test() throws -> VerbOutcome {
        let service = try CampaignWords.service(invocation)
        let campaign = try CampaignWords.campaign(invocation, service)
        try service.check(campaign)
        guard case .text(let address)? = invocation.options["to"]?.scalar else {
            throw Diagnostic(
                .badArgument, "a test goes to a number or an address of your own",
                at: invocation.command.span,
                help: "`campaign test \"\(campaign.name)\" as @1 to \"me@example.com\"`")
        }
        guard let lead = try lead(service, campaign) else {
            throw CampaignError(
                .content, "its audience is empty, and a test is made for one of its leads", help: "`as @1`")
        }
        let host = invocation.host
        let letter = try service.message(campaign, to: lead, id: "test", at: host.now)
        let lines = ["a test of `\(campaign.name)` to \(address), as @\(lead.id) would get it"]
        if host.isDryRun { return .text(lines) }
        if let refusal = invocation.people?.refusal(.send, count: 1) { throw refusal }
        guard try host.agrees(to: lines, question: "send it?", at: invocation.command.span) else {
            host.say("nothing sent")
            return .nothing
        }
        try host.use(.send, 1, at: invocation.command.span)
        let result = try service.test(campaign, letter, lead: lead, to: address)
        return .text([result])
    }

    /// Leads of the audience among which one is looked for that can be reached.
    private static let looked = 100

    /// The lead that was named, or the first of the audience that can be reached, or the first.
    private func lead(_ service: CampaignService, _ campaign: Campaign) throws -> RowKey? {
        switch invocation.options["as"]?.kind {
        case .row("leads", let key)?: return key
        case nil:
            var plan = try service.audience(of: campaign)
            plan.operations.append(.slice(offset: 0, limit: Int64(Self.looked)))
            let leads = try service.leads(plan)
            let ways = try service.survey(campaign, leads, at: invocation.host.now)
            return leads.first { ways[$0.id]?.isOpen == true } ?? leads.first
        default:
            throw Diagnostic(
                .notRows, "`as` takes a lead", at: invocation.command.span(of: "as"),
                help: "`as @1`, `as $lead`")
        }
    }
}
