package import CvxDomain

/// What campaigns ask of the process and of the session that they run in.
package struct CampaignSurroundings {
    package var now: () -> Instant
    /// Milliseconds that no change of the clock moves.
    package var uptime: () -> Int64
    package var sleep: (_ milliseconds: Int) -> Void
    package var isInterrupted: () -> Bool
    /// Of the session's zone.
    package var minuteOfDay: (Instant) -> Int
    /// A question in the language as a plan, with its name for who reads what is wrong with it.
    package var plan: (_ question: String, _ name: String) throws -> QueryPlan
    /// How messages of a channel leave.
    package var transport: (Channel, _ campaign: String) throws -> any Transport
    /// Messages a second that a channel's transport is to get at most; nil: no bound.
    package var rate: (Channel) -> Double?

    package init(
        now: @escaping () -> Instant, uptime: @escaping () -> Int64, sleep: @escaping (Int) -> Void,
        isInterrupted: @escaping () -> Bool, minuteOfDay: @escaping (Instant) -> Int,
        plan: @escaping (String, String) throws -> QueryPlan,
        transport: @escaping (Channel, String) throws -> any Transport,
        rate: @escaping (Channel) -> Double? = { _ in nil }
    ) {
        self.now = now
        self.uptime = uptime
        self.sleep = sleep
        self.isInterrupted = isInterrupted
        self.minuteOfDay = minuteOfDay
        self.plan = plan
        self.transport = transport
        self.rate = rate
    }
}

/// Plans and sends campaigns: each lead once, within the rules, every message written down before it leaves.
package final class CampaignService {
    package let ledger: any SendLedger
    package let store: any CampaignStore
    let queries: any QueryEngine
    let catalog: any WorkspaceCatalog
    let compliance: ComplianceSource
    let doNotCall: (any DoNotCallList)?
    let surroundings: CampaignSurroundings

    package init(
        ledger: any SendLedger, store: any CampaignStore, queries: any QueryEngine,
        catalog: any WorkspaceCatalog, compliance: ComplianceSource, doNotCall: (any DoNotCallList)?,
        surroundings: CampaignSurroundings
    ) {
        self.ledger = ledger
        self.store = store
        self.queries = queries
        self.catalog = catalog
        self.compliance = compliance
        self.doNotCall = doNotCall
        self.surroundings = surroundings
    }

    /// - Throws: `CampaignError` where there is none of that name or id.
    package func campaign(_ name: String) throws -> Campaign {
        guard var campaign = try store.campaign(name) else {
            throw CampaignError(
                .noCampaign, "there is no campaign `\(name)`", help: "`find campaigns` shows them")
        }
        campaign.plan = try ledger.plan(of: campaign.key.id) ?? CampaignPlan()
        return campaign
    }

    /// Where what is sent goes, in a sentence.
    package func transportLine(_ campaign: Campaign) throws -> String {
        let transport = try surroundings.transport(campaign.channel, campaign.name)
        return transport.isReal
            ? "by \(transport.name)" : "into the outbox of this workspace: nothing leaves the machine"
    }

    /// The leads that it goes to now.
    ///
    /// - Throws: `CampaignError` where it has no audience.
    package func audience(of campaign: Campaign) throws -> QueryPlan {
        if let question = campaign.plan.audience {
            return try surroundings.plan(question, "the audience of `\(campaign.name)`")
        }
        let list = try ledger.list(of: campaign.key.id)
        guard !list.isEmpty else {
            throw CampaignError(
                .content, "`\(campaign.name)` goes to nobody: it has no audience",
                help: "campaign edit \"\(campaign.name)\" to (find leads where …)")
        }
        return QueryPlan(source: .rows(entity: "leads", list))
    }

    /// Sees that the message can be made for a lead, and that there is one.
    ///
    /// - Throws: a diagnostic that names what is wrong.
    package func check(_ campaign: Campaign) throws {
        guard !campaign.message.allSatisfy(\.isWhitespace) else {
            throw CampaignError(
                .content, "`\(campaign.name)` has no message",
                help: "campaign edit \"\(campaign.name)\" message \"…\"")
        }
        _ = try texts(of: campaign)
        if campaign.channel == .email, campaign.subject.allSatisfy(\.isWhitespace) {
            throw CampaignError(
                .content, "`\(campaign.name)` has no subject, and an email needs a truthful one",
                help: "campaign edit \"\(campaign.name)\" subject \"…\"")
        }
    }

    func texts(of campaign: Campaign) throws -> (message: MergedTexts, subject: MergedTexts) {
        func texts(_ text: String, _ what: String) throws -> MergedTexts {
            try MergedTexts(text, queries: queries) {
                try surroundings.plan($0, "the \(what) of `\(campaign.name)`")
            }
        }
        return (try texts(campaign.message, "message"), try texts(campaign.subject, "subject"))
    }

    func context(of campaign: Campaign) -> SurveyContext {
        var context = compliance.context
        context.campaign = campaign.key.id
        context.isDetailed = true
        return context
    }

    /// Where a message to each of the leads would go, and what stands in its way at a moment.
    package func survey(
        _ campaign: Campaign, _ leads: [RowKey], at moment: Instant, overriding: Overriding? = nil
    ) throws -> [String: Reachability] {
        let check = ComplianceCheck(try compliance.rules(), at: moment)
        let survey = ContactSurvey(
            check, channels: [campaign.channel], queries: queries, catalog: catalog, lists: doNotCall,
            context: context(of: campaign))
        var found: [String: Reachability] = [:]
        try survey.run(QueryPlan(source: .rows(entity: "leads", leads))) { contact in
            let lead = contact.lead
            var way = Reachability(contact, check, overriding)
            if contact.channel == .call, way.isOpen { way.hours = check.hours(of: contact.facts) }
            found[lead] = found[lead].map { $0.better(than: way) ? $0 : way } ?? way
        }
        return found
    }

    /// How many of the leads could be reached at a moment, and what stands in the way of the others.
    package func outlook(
        _ campaign: Campaign, at moment: Instant, overriding: Overriding? = nil
    ) throws -> CampaignOutlook {
        let check = ComplianceCheck(try compliance.rules(), at: moment)
        var context = context(of: campaign)
        context.isDetailed = false
        let survey = ContactSurvey(
            check, channels: [campaign.channel], queries: queries, catalog: catalog, lists: doNotCall,
            context: context)
        var outlook = CampaignOutlook()
        var last: (number: Int, way: Reachability)?
        try survey.run(try audience(of: campaign)) { contact in
            let way = Reachability(contact, check, overriding)
            if let known = last, known.number == contact.leadNumber {
                if !known.way.better(than: way) { last = (known.number, way) }
            } else {
                if let known = last { outlook.add(known.way) }
                last = (contact.leadNumber, way)
            }
        }
        if let known = last { outlook.add(known.way) }
        return outlook
    }

    /// Puts what the audience has and the campaign has not into its queue.
    package func fill(_ campaign: Campaign) throws -> Int {
        let sink = LeadKeys()
        try queries.run(try audience(of: campaign), withKeys: true, into: sink)
        return try ledger.add(sink.keys, to: campaign.key.id, at: surroundings.now())
    }

    /// Leads of an audience, for who wants to see whom it goes to.
    package func leads(_ plan: QueryPlan) throws -> [RowKey] {
        let sink = LeadKeys()
        try queries.run(plan, withKeys: true, into: sink)
        return sink.keys
    }
}

/// Keeps the keys of rows.
final class LeadKeys: RowSink {
    private(set) var keys: [RowKey] = []

    func begin(_ columns: [ResultColumn]) {}

    func append(_ batch: borrowing RowBatch) {
        for row in 0..<batch.rowCount {
            guard let store = StoreRole(rawValue: batch.text(of: batch[row, 0])) else { continue }
            keys.append(RowKey(store: store, id: batch.text(of: batch[row, 1])))
        }
    }

    func end() {}
}
