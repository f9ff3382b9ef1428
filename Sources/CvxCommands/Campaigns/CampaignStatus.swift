import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// `campaign show`, `campaign status` and `campaign skipped`.
struct CampaignStatus {
    private let invocation: VerbInvocation

    init(_ invocation: VerbInvocation) { self.invocation = invocation }

    static let columns = [
        ResultColumn("campaign", .text), ResultColumn("status", .text), ResultColumn("queued", .int),
        ResultColumn("sent", .int), ResultColumn("delivered", .int), ResultColumn("opened", .int),
        ResultColumn("clicked", .int), ResultColumn("replied", .int), ResultColumn("bounced", .int),
        ResultColumn("skipped", .int), ResultColumn("failed", .int), ResultColumn("uncertain", .int),
    ]

    static let skippedColumns = [
        ResultColumn("lead", .text), ResultColumn("state", .text), ResultColumn("to", .text),
        ResultColumn("rule", .text), ResultColumn("reason", .text), ResultColumn("opens", .instant),
    ]

    static let reasonColumns = [
        ResultColumn("state", .text), ResultColumn("rule", .text), ResultColumn("leads", .int),
        ResultColumn("reason", .text),
    ]

    func status() throws -> VerbOutcome {
        let service = try CampaignWords.service(invocation)
        let campaign = try CampaignWords.campaign(invocation, service)
        if campaign.status == .running,
            try invocation.host.locks?.isHeld(CampaignStart.lockName(campaign)) == false
        {
            let next = campaign.channel == .call ? "call" : "resume"
            invocation.host.say(
                "no cvx works on `\(campaign.name)` now: `campaign \(next) \"\(campaign.name)\"` goes on where one ended"
            )
        }
        return .records(Self.columns, [try Self.record(campaign, service)])
    }

    /// What was delivered, opened and so on is counted in the store's log, which other programs write as well; what is
    /// still to come and what was left out, in the ledger.
    static func record(_ campaign: Campaign, _ service: CampaignService) throws -> Record {
        let log = try service.store.counts(of: campaign.key.id)
        let ledger = try service.ledger.counts(of: campaign.key.id)
        func logged(_ words: String...) -> Int { words.reduce(0) { $0 + (log[$1] ?? 0) } }
        let (clicked, replied) = (logged("clicked"), logged("replied"))
        let opened = logged("opened") + clicked
        let failed = max(logged("failed"), ledger[.failed])
        let delivered = logged("delivered") + opened + replied
        let sent = max(ledger[.sent], logged("sent", "bounced") + delivered)
        let numbers = [
            ledger[.queued] + ledger[.inFlight], sent, delivered, opened, clicked, replied, logged("bounced"),
            ledger[.skipped], failed, ledger[.uncertain],
        ]
        return Record(
            names: columns.map(\.name),
            values: [.text(campaign.name), .text(campaign.status?.rawValue ?? "")]
                + numbers.map { .int(Int64($0)) })
    }

    func show() throws -> VerbOutcome {
        let service = try CampaignWords.service(invocation)
        let campaign = try CampaignWords.campaign(invocation, service)
        let plan = campaign.plan
        var lines = [
            "\(campaign.name)  (\(campaign.channel.rawValue), \(campaign.status?.rawValue ?? "unknown"), @\(campaign.key.id))"
        ]
        if let moment = campaign.scheduledAt { lines.append("at        \(Scalar.instant(moment).text)") }
        if let question = plan.audience {
            lines.append("to        \(question)")
        } else {
            lines.append("to        \(plan.listed == 0 ? "nobody yet" : "a list of \(plan.listed) leads")")
        }
        if let throttle = plan.throttle {
            lines.append("throttle  \(Scalar.decimal(throttle).text) a second")
        }
        if let most = plan.most { lines.append("max       \(most)") }
        if let from = plan.from, let until = plan.until {
            lines.append("window    \(clock(from))-\(clock(until))")
        }
        if !campaign.subject.isEmpty { lines.append("subject   \(campaign.subject)") }
        lines.append("message   \(campaign.message)")
        return .text(lines)
    }

    private func clock(_ minutes: Int) -> String {
        [minutes / 60, minutes % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    /// Everybody whom it did not reach, with the reason.
    func skipped() throws -> VerbOutcome {
        let service = try CampaignWords.service(invocation)
        let campaign = try CampaignWords.campaign(invocation, service)
        let items = try service.ledger.items(
            of: campaign.key.id, in: [.skipped, .failed, .uncertain, .queued, .inFlight], from: 0, limit: .max
        ).filter { $0.state != .queued || $0.reason != nil }
        guard invocation.command.has("by") else {
            return .records(Self.skippedColumns, items.map(Self.record))
        }
        var reasons: [[String]: (count: Int, reason: String)] = [:]
        for item in items {
            let key = [Self.word(item.state), item.rule ?? ""]
            reasons[key] = ((reasons[key]?.count ?? 0) + 1, reasons[key]?.reason ?? item.reason ?? "")
        }
        let records = reasons.sorted { ($1.value.count, $0.key.joined()) < ($0.value.count, $1.key.joined()) }
            .map {
                Record(
                    names: Self.reasonColumns.map(\.name),
                    values: [
                        .text($0.key[0]), .text($0.key[1]), .int(Int64($0.value.count)),
                        .text($0.value.reason),
                    ])
            }
        return .records(Self.reasonColumns, records)
    }

    static let overrideColumns = [
        ResultColumn("at", .instant), ResultColumn("by", .text), ResultColumn("rule", .text),
        ResultColumn("because", .text), ResultColumn("lead", .text), ResultColumn("to", .text),
        ResultColumn("local_time", .text), ResultColumn("known_by", .text), ResultColumn("source", .text),
        ResultColumn("date", .date),
    ]

    /// The rules that were set aside, by whom and why.
    func overrides() throws -> VerbOutcome {
        let service = try CampaignWords.service(invocation)
        let campaign = try CampaignWords.campaign(invocation, service)
        let records = try service.ledger.overrides(of: campaign.key.id).map { override in
            Record(
                names: Self.overrideColumns.map(\.name),
                values: [
                    .instant(override.at), .text(override.actor), .text(override.rule.id),
                    .text(override.reason), .text(override.lead), override.address.map(Value.text) ?? .null,
                    .text(override.localTime), .text(override.zoneSource.rawValue),
                    .text(override.rule.source), .date(override.rule.date),
                ])
        }
        return .records(Self.overrideColumns, records)
    }

    private static func word(_ state: SendItem.State) -> String {
        state == .queued ? "waiting" : state.rawValue
    }

    private static func record(_ item: SendItem) -> Record {
        Record(
            names: skippedColumns.map(\.name),
            values: [
                .text(item.lead.id), .text(word(item.state)), item.recipient.map(Value.text) ?? .null,
                item.rule.map(Value.text) ?? .null, item.reason.map(Value.text) ?? .null,
                item.opens.map(Value.instant) ?? .null,
            ])
    }
}
