import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// `campaign send`, `resume`, `pause` and `cancel`.
struct CampaignSending {
    private let invocation: VerbInvocation

    init(_ invocation: VerbInvocation) { self.invocation = invocation }

    private var span: Span { invocation.command.span }

    func send() throws -> VerbOutcome {
        let host = invocation.host
        let service = try CampaignWords.service(invocation)
        let campaign = try CampaignWords.campaign(invocation, service)
        let start = CampaignStart(invocation)
        guard try start.isDue(campaign, service) else { return try start.result(campaign, service) }
        let overriding = try start.overriding()
        let outlook = try service.outlook(campaign, at: host.now, overriding: overriding)
        let ledger = try service.ledger.counts(of: campaign.key.id)
        let most = try start.limit(campaign, ledger)
        var lines = Self.lines(outlook, campaign)
        if ledger.total > 0 {
            lines.append(
                "\(ledger[.sent]) sent before, \(ledger[.skipped]) skipped: those are not asked again")
        }
        lines += start.warning(ledger, campaign.channel)
        if let most { lines.append("at most \(CampaignWords.counted(most, campaign.channel.noun)) now") }
        lines.append(try service.transportLine(campaign))
        if host.isDryRun { return .text(["would be sent: `\(campaign.name)`"] + lines) }
        let count = min(most ?? .max, outlook.open + outlook.waiting)
        if let refusal = invocation.people?.refusal(.send, count: count) { throw refusal }
        guard try host.agrees(to: lines, question: "send?", at: span) else {
            host.say("nothing sent")
            return .nothing
        }
        return try run(campaign, service, most, overriding)
    }

    private func run(
        _ campaign: Campaign, _ service: CampaignService, _ most: Int?, _ overriding: Overriding?
    ) throws -> VerbOutcome {
        let host = invocation.host
        let draft = host.draft(reason: invocation.options["because"]?.summary, at: span)
        let start = CampaignStart(invocation)
        return try start.holding(campaign, service, overriding, draft, verb: "campaign send") { running in
            let run: CampaignRun
            let end: CampaignEnd
            do {
                run = try CampaignRun(
                    service, running,
                    CampaignBounds(
                        most: most, draft: draft, overriding: overriding,
                        forcing: start.forcing())
                ) { counts in
                    host.showProgress(
                        "\(counts[.sent]) sent · \(counts[.queued] + counts[.inFlight]) to go · \(counts[.skipped]) skipped"
                            + (counts[.failed] > 0 ? " · \(counts[.failed]) failed" : ""))
                }
                end = try run.run()
            } catch {
                host.showProgress("")
                try? service.store.set(.paused, of: running, draft)
                host.say(
                    "`\(campaign.name)` stopped; nothing is sent twice: `campaign resume \"\(campaign.name)\"` goes on"
                )
                throw error
            }
            host.showProgress("")
            if case .status = end {
            } else {
                try service.store.set(end == .completed ? .completed : .paused, of: running, draft)
            }
            if run.sent > 0 { try host.use(.send, Int64(run.sent), at: span) }
            host.say(summary(run, end, campaign))
            for remark in run.remarks { host.say(remark) }
            if end == .interrupted {
                throw Diagnostic(
                    .cancelled, "interrupted: nothing more was sent", at: span,
                    help: "`campaign resume \"\(campaign.name)\"` goes on")
            }
            return try start.result(try service.campaign(campaign.key.id), service)
        }
    }

    private func summary(_ run: CampaignRun, _ end: CampaignEnd, _ campaign: Campaign) -> String {
        var parts = ["\(CampaignWords.counted(run.sent, campaign.channel.noun)) sent"]
        if run.counts[.skipped] > 0 { parts.append("\(run.counts[.skipped]) skipped") }
        if run.counts[.failed] > 0 { parts.append("\(run.counts[.failed]) failed") }
        if run.counts[.uncertain] > 0 { parts.append("\(run.counts[.uncertain]) uncertain") }
        let left = run.counts[.queued]
        if left > 0 { parts.append("\(left) left") }
        if !run.leavesTheMachine, run.sent > 0 {
            parts.append("all of them in the outbox: nothing left this machine")
        }
        let goesOn = "`campaign resume \"\(campaign.name)\"` goes on"
        let why = CampaignWords.why(end, campaign, goesOn: goesOn)
        return ([parts.joined(separator: ", ")] + [why].compactMap(\.self)).joined(separator: " · ")
    }

    /// `1,204 leads: 900 can be reached now, 200 later, 104 not`, with the reasons.
    static func lines(_ outlook: CampaignOutlook, _ campaign: Campaign) -> [String] {
        var parts = ["\(outlook.open) can be reached now"]
        if outlook.waiting > 0 {
            parts.append(
                "\(outlook.waiting) later"
                    + (outlook.opens.map { ", the first at \(Scalar.instant($0).text)" } ?? ""))
        }
        let skipped = outlook.skipped.values.reduce(0, +)
        if skipped > 0 { parts.append("\(skipped) not") }
        var lines = ["\(CampaignWords.counted(outlook.leads, "lead")): \(parts.joined(separator: "; "))"]
        for (rule, count) in outlook.skipped.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            lines.append("  \(count) \(rule)")
        }
        return lines
    }

    /// `pause` and `cancel`.
    func set(_ status: Campaign.Status) throws -> VerbOutcome {
        let service = try CampaignWords.service(invocation)
        let campaign = try CampaignWords.campaign(invocation, service)
        let allowed: [Campaign.Status] =
            status == .paused ? [.running, .scheduled] : [.draft, .scheduled, .running, .paused]
        guard let known = campaign.status, allowed.contains(known) else {
            throw CampaignError(
                .status,
                "`\(campaign.name)` is \(campaign.status?.rawValue ?? "in a state that cvx does not know")",
                help:
                    "only \(allowed.map(\.rawValue).joined(separator: ", ")) ones can be \(status == .paused ? "paused" : "cancelled")"
            )
        }
        if invocation.host.isDryRun { return .text(["`\(campaign.name)` would be \(status.rawValue)"]) }
        let draft = invocation.host.draft(reason: invocation.options["because"]?.summary, at: span)
        try service.store.set(status, of: campaign, draft)
        return .text(["`\(campaign.name)` is \(status.rawValue)"])
    }
}
