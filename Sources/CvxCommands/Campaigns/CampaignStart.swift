import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// What `campaign send` and `campaign call` ask before they begin.
struct CampaignStart {
    private let invocation: VerbInvocation

    init(_ invocation: VerbInvocation) { self.invocation = invocation }

    /// Whether the campaign may begin now; where it is due later, that is said.
    ///
    /// - Throws: where it is not ready, what is wrong.
    func isDue(_ campaign: Campaign, _ service: CampaignService) throws -> Bool {
        if campaign.status == .cancelled {
            throw CampaignError(.status, "`\(campaign.name)` was cancelled", help: "create another one")
        }
        try service.check(campaign)
        guard let moment = campaign.scheduledAt, moment > invocation.host.now else { return true }
        invocation.host.say(
            "`\(campaign.name)` is due at \(Scalar.instant(moment).text): nothing is sent before")
        return false
    }

    /// The rules that are to be set aside; nil where there are none.
    func overriding() throws -> Overriding? {
        guard let option = invocation.command.option("override") else { return nil }
        // Rules have dots in their names, which words of the language have not.
        let words = invocation.host.text(of: option.span).split(separator: " ", maxSplits: 1).last ?? ""
        let rules = words.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
        let request = OverrideRequest(rules: rules, reason: invocation.options["because"]?.summary ?? "")
        guard let people = invocation.people, let compliance = invocation.host.compliance else { return nil }
        try request.admit(try compliance.rules(), people)
        return Overriding(request, by: people.actor)
    }

    /// What the command, the campaign and the program allow.
    func limit(_ campaign: Campaign, _ ledger: SendCounts) throws -> Int? {
        var limits: [Int] = []
        if let most = try CampaignWords.count("max", invocation) { limits.append(most) }
        if let left = invocation.host.left(.send) { limits.append(Int(clamping: left)) }
        if let most = campaign.plan.most {
            let uncertain = invocation.command.has("force") ? 0 : ledger[.uncertain]
            limits.append(max(0, most - ledger[.sent] - uncertain))
        }
        return limits.min()
    }

    /// That what is uncertain is sent again, where the command says so; nil elsewhere.
    func forcing() -> Forcing? {
        guard invocation.command.has("force") else { return nil }
        return Forcing(
            by: invocation.people?.actor.name ?? "", because: invocation.options["because"]?.summary ?? "")
    }

    /// What `force` means for these messages, for who is to agree to it.
    func warning(_ ledger: SendCounts, _ channel: Channel) -> [String] {
        let count = ledger[.uncertain] + ledger[.inFlight]
        if count == 0 || !invocation.command.has("force") { return [] }
        return [
            "\(CampaignWords.counted(count, "uncertain \(channel.noun)")) again, on purpose: who got one may get it twice"
        ]
    }

    /// Works on a campaign that is marked as running meanwhile, its audience as it is now. Two processes at once would look
    /// at the same queue, so the second is refused.
    ///
    /// - Parameter verb: as in `campaign send`
    func holding<T>(
        _ campaign: Campaign, _ service: CampaignService, _ overriding: Overriding?, _ draft: JournalDraft,
        verb: String, _ body: (Campaign) throws -> T
    ) throws -> T {
        let lock = try invocation.host.locks?.acquire(
            Self.lockName(campaign), holder: "\(verb) \(campaign.name)")
        return try withExtendedLifetime(lock) {
            _ = try service.fill(campaign)
            if let overriding {
                try service.ledger.requeue(skippedBy: overriding.request.rules, of: campaign.key.id)
            }
            try service.store.set(.running, of: campaign, draft)
            var running = campaign
            running.status = .running
            return try body(running)
        }
    }

    static func lockName(_ campaign: Campaign) -> String { "campaign \(campaign.key.id)" }

    /// How far the campaign is now.
    func result(_ campaign: Campaign, _ service: CampaignService) throws -> VerbOutcome {
        .records(CampaignStatus.columns, [try CampaignStatus.record(campaign, service)])
    }
}
