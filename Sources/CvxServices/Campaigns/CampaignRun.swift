import CvxDomain

/// One process's work on a campaign.
package final class CampaignRun {
    private struct Flight {
        var item: SendItem
        var message: OutgoingMessage
        var overrides: [RuleOverride]
        /// When it was held against the rules, by `uptime`.
        var checkedAt: Int64
    }

    /// Leads that are looked at together at most.
    private static let page = 500
    /// Milliseconds after which a message that has not left is made, and held against the rules, again.
    private static let freshness: Int64 = 5_000
    private static let retries = 3

    private let service: CampaignService
    private let campaign: Campaign
    private let bounds: CampaignBounds
    private let transport: any Transport
    private let preparation: MessagePreparation
    /// Messages a second, more than 0; nil: as fast as the transport takes them.
    private let rate: Double?
    private let progress: (SendCounts) -> Void
    private var ready: [Flight] = []
    private var delayed: [(at: Int64, flight: Flight)] = []
    private var flying: [Int: Flight] = [:]
    private var nextTag = 0
    private var position = 0
    private var isRead = false
    private var opens: Instant?
    private var lastResults: [Bool] = []
    private var end: CampaignEnd?
    private var dueAt: Int64
    private var random = SystemRandomNumberGenerator()
    private var watch: CampaignWatch

    private var surroundings: CampaignSurroundings { service.surroundings }

    package init(
        _ service: CampaignService, _ campaign: Campaign, _ bounds: CampaignBounds,
        progress: @escaping (SendCounts) -> Void
    ) throws {
        self.service = service
        self.campaign = campaign
        self.bounds = bounds
        self.progress = progress
        watch = CampaignWatch(service, campaign)
        preparation = try MessagePreparation(service, campaign, bounds.overriding)
        transport = try service.surroundings.transport(campaign.channel, campaign.name)
        counts = try service.ledger.counts(of: campaign.key.id)
        rate = [campaign.plan.throttle, service.surroundings.rate(campaign.channel)].compactMap(\.self).min()
        dueAt = service.surroundings.uptime()
    }

    /// Messages that this run sent.
    package private(set) var sent = 0
    /// Of which nobody knows whether they were sent: they count as sent where a number is bounded.
    private var uncertain = 0
    private var unlogged = 0
    /// What the transport has to say at the end.
    package private(set) var remarks: [String] = []
    /// What it sends goes further than the outbox.
    package var leavesTheMachine: Bool { transport.isReal }
    /// As the ledger has them.
    package private(set) var counts: SendCounts

    package func run() throws -> CampaignEnd {
        try takeUp()
        while true {
            if end == nil { try look() }
            if end == nil { try refill() }
            let flights = end == nil ? try choose() : []
            try launch(flights)
            if flying.isEmpty, end != nil { break }
            if flying.isEmpty, ready.isEmpty, delayed.isEmpty, isRead { break }
            try collect()
        }
        try log()
        remarks = transport.finish(campaign.name)
        if end == .limit, counts[.queued] == 0 { end = nil }
        return end ?? (opens == nil ? .completed : .waiting(until: opens))
    }

    /// Messages of an earlier process of which nobody knows what became: handed over again where that sends them once,
    /// else left as uncertain.
    private func takeUp() throws {
        var items = try service.ledger.items(of: campaign.key.id, in: [.inFlight], from: 0, limit: .max)
        for index in items.indices {
            // Another transport cannot know what this one took.
            if transport.honoursMessageID, items[index].transport == transport.name {
                items[index].state = .queued
            } else {
                items[index].state = .uncertain
                items[index].reason = "its process ended before the transport answered"
            }
        }
        try service.ledger.write(items, at: surroundings.now())
        if let forcing = bounds.forcing { try service.requeueUncertain(of: campaign, forcing) }
        counts = try service.ledger.counts(of: campaign.key.id)
        try log()
    }

    /// Whether it may go on.
    private func look() throws {
        if surroundings.isInterrupted() {
            end = .interrupted
            return
        }
        if flying.isEmpty, let most = bounds.most, sent + uncertain >= most {
            end = .limit
            return
        }
        end = try watch.end()
    }

    /// Makes the next messages, and settles those that are not to be sent.
    private func refill() throws {
        // What is made now leaves soon.
        let size = rate.map { min(Self.page, max(1, Int($0 * 5))) } ?? Self.page
        while !isRead, ready.count < min(transport.width, size) {
            let items = try service.ledger.items(
                of: campaign.key.id, in: [.queued], from: position, limit: size)
            isRead = items.count < size
            position = (items.last?.position ?? position) + 1
            ready += try prepare(items)
        }
    }

    private func prepare(_ items: [SendItem]) throws -> [Flight] {
        guard !items.isEmpty else { return [] }
        let uptime = surroundings.uptime()
        let prepared = try preparation.prepare(items, at: surroundings.now())
        try write(prepared.settled, from: .queued)
        if let moment = prepared.opens { opens = opens.map { min($0, moment) } ?? moment }
        return prepared.ready.map {
            Flight(item: $0.item, message: $0.message, overrides: $0.overrides, checkedAt: uptime)
        }
    }

    /// Takes up what waited for another attempt, and holds what has waited for long against the rules again.
    private func refresh(_ uptime: Int64) throws {
        ready += delayed.filter { $0.at <= uptime }.map(\.flight)
        delayed.removeAll { $0.at <= uptime }
        let isStale = { (flight: Flight) in uptime - flight.checkedAt > Self.freshness }
        let stale = ready.filter(isStale).map(\.item)
        if stale.isEmpty { return }
        ready.removeAll(where: isStale)
        ready = try prepare(stale) + ready
    }

    /// Takes as many as may leave now.
    private func choose() throws -> [Flight] {
        let uptime = surroundings.uptime()
        try refresh(uptime)
        var room = transport.width - flying.count
        if let most = bounds.most { room = min(room, most - sent - uncertain - flying.count) }
        if let throttle = rate {
            // One place every so often; those that were not used are lost.
            let gap = Int64(1_000 / throttle)
            let places = uptime < dueAt ? 0 : max(1, (uptime - dueAt) / max(1, gap) + 1)
            room = min(room, Int(clamping: throttle > 10 ? places : min(places, 1)))
            if room > 0, !ready.isEmpty { dueAt = uptime + gap * Int64(min(room, ready.count)) }
        }
        let taken = Array(ready.prefix(max(0, room)))
        ready.removeFirst(taken.count)
        return taken
    }

    /// Writes messages down as about to leave, then hands them over.
    private func launch(_ flights: [Flight]) throws {
        guard !flights.isEmpty else { return }
        var flights = flights
        for index in flights.indices {
            flights[index].item.state = .inFlight
            flights[index].item.attempts += 1
            flights[index].item.transport = transport.name
            (flights[index].item.rule, flights[index].item.reason, flights[index].item.opens) = (
                nil, nil, nil
            )
        }
        try service.ledger.record(flights.flatMap(\.overrides), of: campaign.key.id)
        try write(flights.map(\.item), from: .queued)
        for flight in flights {
            nextTag += 1
            flying[nextTag] = flight
            transport.start(flight.message, tag: nextTag)
        }
    }

    /// Takes in what became of messages.
    private func collect() throws {
        let uptime = surroundings.uptime()
        let due = rate == nil || ready.isEmpty ? 200 : max(1, dueAt - uptime)
        let milliseconds = Int(min(200, min(due, delayed.map { max(1, $0.at - uptime) }.min() ?? 200)))
        guard !flying.isEmpty else {
            if ready.isEmpty || rate != nil, end == nil { surroundings.sleep(milliseconds) }
            return
        }
        let results = transport.wait(milliseconds: milliseconds)
        guard !results.isEmpty else { return }
        try transport.flush()
        var items: [SendItem] = []
        for (tag, result) in results {
            guard let flight = flying.removeValue(forKey: tag) else { continue }
            items.append(settle(flight, result))
        }
        try write(items, from: .inFlight)
        if unlogged >= CampaignService.logged { try log() }
        progress(counts)
    }

    private func settle(_ flight: Flight, _ result: SendResult) -> SendItem {
        var item = flight.item
        item.reason = nil
        var failed = true
        switch result {
        case .sent(let id):
            item.state = .sent
            item.transportID = id
            sent += 1
            unlogged += 1
            failed = false
        case .refused(let reason):
            item.state = .failed
            (item.rule, item.reason) = ("refused", reason)
        case .uncertain(let reason):
            item.reason = reason
            if transport.honoursMessageID, end != nil {
                // Whoever resumes it hands it over again.
                item.state = .inFlight
            } else if !transport.honoursMessageID || !delay(&item, flight, nil) {
                item.state = .uncertain
                uncertain += 1
            }
        case .stopped(let reason):
            item.state = .queued
            item.reason = reason
            end = end ?? .stopped(reason)
        case .failed(let reason, let after):
            item.reason = reason
            if end != nil {
                item.state = .queued
            } else if !delay(&item, flight, after) {
                (item.state, item.rule) = (.failed, "transport")
            }
        }
        lastResults.append(failed)
        if lastResults.count > 20 { lastResults.removeFirst() }
        if lastResults.count == 20, lastResults.count(where: { $0 }) >= 10 { end = end ?? .failures }
        return item
    }

    /// Sees that a message is handed over once more.
    ///
    /// - Parameter after: milliseconds that the transport asked for
    /// - Returns: false where it was tried often enough.
    private func delay(_ item: inout SendItem, _ flight: Flight, _ after: Int64?) -> Bool {
        guard item.attempts <= Self.retries,
            let delay = RetryDelay().milliseconds(after: item.attempts, asked: after, using: &random)
        else { return false }
        item.state = .queued
        var flight = flight
        flight.item = item
        delayed.append((surroundings.uptime() + delay, flight))
        return true
    }

    private func write(_ items: [SendItem], from state: SendItem.State) throws {
        try service.ledger.write(items, at: surroundings.now())
        counts.states[state, default: 0] -= items.count
        for item in items { counts.states[item.state, default: 0] += 1 }
    }

    private func log() throws {
        unlogged = 0
        try service.logSent(campaign, bounds.draft) { count in
            let messages = "\(count) message\(count == 1 ? "" : "s")"
            return transport.isReal ? "sent \(messages)" : "put \(messages) into the outbox"
        }
    }
}
