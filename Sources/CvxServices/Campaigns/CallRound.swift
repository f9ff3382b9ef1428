package import CvxDomain

/// One person's calls of a campaign. Each lead is held against the rules right before it is shown, and written down as
/// shown before anybody can dial.
package final class CallRound {
    /// A lead that may be called now.
    package struct Sheet {
        fileprivate var item: SendItem
        package var message: OutgoingMessage

        package var lead: RowKey { item.lead }
    }

    /// What the ledger calls this way of calling.
    private static let transport = "call session"
    /// Leads that are looked at together.
    private static let page = 100

    private let service: CampaignService
    private let campaign: Campaign
    private let bounds: CampaignBounds
    private let preparation: MessagePreparation
    private var watch: CampaignWatch
    private var ready: [MessagePreparation.Message] = []
    /// The first of them was held against the rules just now.
    private var isFresh = false
    private var position = 0
    private var opens: Instant?
    /// Some are in the queue that nothing but the caller put there.
    private var hasPutOff = false

    /// Calls that were made.
    package private(set) var made = 0

    package init(_ service: CampaignService, _ campaign: Campaign, _ bounds: CampaignBounds) throws {
        self.service = service
        self.campaign = campaign
        self.bounds = bounds
        preparation = try MessagePreparation(service, campaign, bounds.overriding)
        watch = CampaignWatch(service, campaign)
    }

    package var counts: SendCounts {
        get throws { try service.ledger.counts(of: campaign.key.id) }
    }

    /// Why there is no next one; nil while there may be.
    package private(set) var end: CampaignEnd?

    /// What an earlier process left on the screen: called, where a call was logged since; else nobody knows.
    ///
    /// - Returns: how many stay uncertain.
    package func takeUp() throws -> Int {
        var items = try service.ledger.items(of: campaign.key.id, in: [.inFlight], from: 0, limit: .max)
        for index in items.indices {
            let wasCalled =
                try items[index].transport == Self.transport
                && service.hasCalled(items[index].lead, since: items[index].at)
            items[index].state = wasCalled ? .sent : .uncertain
            items[index].reason = wasCalled ? nil : "its process ended before anybody said how it went"
        }
        try service.ledger.write(items, at: service.surroundings.now())
        try log()
        guard let forcing = bounds.forcing else { return items.count { $0.state == .uncertain } }
        try service.requeueUncertain(of: campaign, forcing)
        return 0
    }

    /// The next lead that may be called now, which is written down; nil where `end` says why there is none.
    package func next() throws -> Sheet? {
        if let most = bounds.most, made >= most, try counts[.queued] > 0 { end = .limit }
        if end == nil { end = try watch.end() }
        while end == nil {
            guard let message = try fresh() else {
                end = hasPutOff ? .left : opens.map { .waiting(until: $0) } ?? .completed
                break
            }
            var item = message.item
            item.state = .inFlight
            item.attempts += 1
            item.transport = Self.transport
            (item.rule, item.reason, item.opens) = (nil, nil, nil)
            try service.ledger.record(message.overrides, of: campaign.key.id)
            try service.ledger.write([item], at: service.surroundings.now())
            return Sheet(item: item, message: message.message)
        }
        return nil
    }

    /// The lead was called and the call logged.
    ///
    /// - Parameter result: a word of `message_status`
    package func settle(_ sheet: Sheet, as result: String) throws {
        var item = sheet.item
        item.state = .sent
        item.result = result
        try service.ledger.write([item], at: service.surroundings.now())
        made += 1
    }

    /// The lead was not called: it comes up again in the next round.
    ///
    /// - Parameter reason: for `campaign skipped`; nil where there is none but the round's end
    package func putBack(_ sheet: Sheet, because reason: String?) throws {
        var item = sheet.item
        item.state = .queued
        item.attempts -= 1
        if let reason { (item.rule, item.reason) = ("caller", reason) }
        try service.ledger.write([item], at: service.surroundings.now())
        hasPutOff = true
    }

    /// - Parameter end: nil where it has one already
    package func finish(_ end: CampaignEnd?) throws {
        self.end = end ?? self.end
        try log()
    }

    private func log() throws {
        try service.logSent(campaign, bounds.draft) { "called \($0) lead\($0 == 1 ? "" : "s")" }
    }

    /// The next message that nothing stood in the way of just now.
    private func fresh() throws -> MessagePreparation.Message? {
        while true {
            if ready.isEmpty {
                let items = try service.ledger.items(
                    of: campaign.key.id, in: [.queued], from: position, limit: Self.page)
                guard let last = items.last else { return nil }
                position = last.position + 1
                try prepare(items)
            }
            guard let first = ready.first else { continue }
            if isFresh {
                isFresh = false
                return ready.removeFirst()
            }
            // The caller took a while: the person may have opted out, or the hours have ended.
            let others = ready.dropFirst()
            try prepare([first.item])
            isFresh = !ready.isEmpty
            ready += others
        }
    }

    private func prepare(_ items: [SendItem]) throws {
        let now = service.surroundings.now()
        let prepared = try preparation.prepare(items, at: now)
        try service.ledger.write(prepared.settled, at: now)
        if let moment = prepared.opens { opens = opens.map { min($0, moment) } ?? moment }
        ready = prepared.ready
        isFresh = true
    }
}

extension CampaignService {
    /// Whether a call with the lead was logged from a moment on.
    fileprivate func hasCalled(_ lead: RowKey, since moment: Instant?) throws -> Bool {
        guard let moment,
            var rows = SurveyRows(
                queries, try catalog.entity("calls"), QueryPlan(source: .scan(entity: "calls", store: nil))),
            rows.has("created_at"), rows.has("lead_id")
        else { return false }
        rows.keep([lead.id])
        // Some stores keep seconds.
        let second = Instant(milliseconds: moment.milliseconds / 1_000 * 1_000)
        rows.filter(PlanExpression(.within(rows.value("created_at"), from: .instant(second), to: nil), .bool))
        _ = rows.column("lead_id")
        var isFound = false
        try rows.read { _ in isFound = true }
        return isFound
    }
}
