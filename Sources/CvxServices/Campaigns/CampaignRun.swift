package import CvxDomain

/// What a run is allowed.
package struct CampaignBounds: Hashable, Sendable {
    /// Messages of this run; nil: no bound.
    package var most: Int?
    package var draft: JournalDraft

    package init(most: Int?, draft: JournalDraft) {
        self.most = most
        self.draft = draft
    }
}

/// Why a run ended.
package enum CampaignEnd: Hashable, Sendable {
    case completed
    /// So many were sent as it may.
    case limit
    /// All that are left wait for the rules to let them through; the first at this moment.
    case waiting(until: Instant?)
    /// Outside the campaign's own hours.
    case window
    /// Somebody paused or cancelled it meanwhile.
    case status(Campaign.Status)
    /// Half of the last twenty failed.
    case failures
    /// The transport cannot send as it is set up.
    case stopped(String)
    case interrupted
}

/// One process's work on a campaign.
package final class CampaignRun {
    private struct Flight {
        var item: SendItem
        var message: OutgoingMessage
    }

    /// Leads that are looked at together: few enough that a rule is held against the clock again soon.
    private static let page = 500
    private static let retries = 3

    private let service: CampaignService
    private let campaign: Campaign
    private let bounds: CampaignBounds
    private let transport: any Transport
    private let texts: (message: MergedTexts, subject: MergedTexts)
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
    private var checkedAt: Int64 = 0

    private var surroundings: CampaignSurroundings { service.surroundings }

    package init(
        _ service: CampaignService, _ campaign: Campaign, _ bounds: CampaignBounds,
        progress: @escaping (SendCounts) -> Void
    ) throws {
        self.service = service
        self.campaign = campaign
        self.bounds = bounds
        self.progress = progress
        texts = try service.texts(of: campaign)
        transport = try service.surroundings.transport(campaign.channel, campaign.name)
        counts = try service.ledger.counts(of: campaign.key.id)
        dueAt = service.surroundings.uptime()
    }

    /// Messages that this run sent.
    package private(set) var sent = 0
    /// What it sends goes further than the outbox.
    package var leavesTheMachine: Bool { transport.isReal }
    /// As the ledger has them.
    package private(set) var counts: SendCounts

    package func run() throws -> CampaignEnd {
        try takeUp()
        while true {
            if end == nil { try look() }
            if end == nil { try refill() }
            let flights = end == nil ? choose() : []
            try launch(flights)
            if flying.isEmpty, end != nil { break }
            if flying.isEmpty, ready.isEmpty, delayed.isEmpty, isRead { break }
            try collect()
        }
        try log(all: true)
        return end ?? (opens == nil ? .completed : .waiting(until: opens))
    }

    /// Messages of an earlier process of which nobody knows what became: handed over again where that sends them once,
    /// else left as uncertain.
    private func takeUp() throws {
        let items = try service.ledger.items(of: campaign.key.id, in: [.inFlight], from: 0, limit: .max)
        var left = items
        for index in left.indices {
            if transport.honoursMessageID {
                left[index].state = .queued
            } else {
                left[index].state = .uncertain
                left[index].reason = "its process ended before the transport answered"
            }
        }
        try service.ledger.write(left, at: surroundings.now())
        counts = try service.ledger.counts(of: campaign.key.id)
        try log(all: true)
    }

    /// Whether it may go on.
    private func look() throws {
        if surroundings.isInterrupted() {
            end = .interrupted
            return
        }
        if let most = bounds.most, sent + flying.count >= most {
            end = .limit
            return
        }
        let uptime = surroundings.uptime()
        guard uptime - checkedAt >= 1_000 || checkedAt == 0 else { return }
        checkedAt = max(1, uptime)
        if let from = campaign.plan.from, let until = campaign.plan.until {
            let minute = surroundings.minuteOfDay(surroundings.now())
            let isInside = from <= until ? (from..<until).contains(minute) : minute >= from || minute < until
            if !isInside {
                end = .window
                return
            }
        }
        if let status = try service.store.campaign(campaign.key.id)?.status, status != .running {
            end = .status(status)
        }
    }

    /// Makes the messages of the next page, and settles those that are not to be sent.
    private func refill() throws {
        guard !isRead, ready.count < transport.width else { return }
        let items = try service.ledger.items(
            of: campaign.key.id, in: [.queued], from: position, limit: Self.page)
        isRead = items.count < Self.page
        position = (items.last?.position ?? position) + 1
        guard !items.isEmpty else { return }
        let now = surroundings.now()
        let leads = items.map(\.lead)
        let ways = try service.survey(campaign, leads, at: now)
        let messages = try texts.message.merge(leads)
        let subjects = try texts.subject.merge(leads)
        var settled: [SendItem] = []
        for item in items {
            var item = item
            let way = ways[item.lead.id]
            item.recipient = way?.shown
            if let fault = Self.fault(way, messages[item.lead.id], subjects[item.lead.id]) {
                item.state = .skipped
                (item.rule, item.reason, item.opens) = (fault.rule, fault.reason, nil)
                settled.append(item)
            } else if let way, !way.isOpen {
                let first = way.objections.first
                (item.rule, item.reason, item.opens) = (first?.origin.id, first?.sentence, way.opens)
                settled.append(item)
                if let moment = way.opens { opens = opens.map { min($0, moment) } ?? moment }
            } else if case .text(let body)? = messages[item.lead.id],
                case .text(let subject)? = subjects[item.lead.id], let recipient = way?.recipient
            {
                ready.append(
                    Flight(
                        item: item,
                        message: OutgoingMessage(
                            id: item.id, channel: campaign.channel, campaign: campaign.name, lead: item.lead,
                            recipient: recipient, subject: subject, body: body)))
            }
        }
        try write(settled, from: .queued)
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

    /// Takes as many as may leave now.
    private func choose() -> [Flight] {
        let uptime = surroundings.uptime()
        ready += delayed.filter { $0.at <= uptime }.map(\.flight)
        delayed.removeAll { $0.at <= uptime }
        var room = transport.width - flying.count
        if let most = bounds.most { room = min(room, most - sent - flying.count) }
        if let throttle = campaign.plan.throttle {
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
        let due = campaign.plan.throttle == nil || ready.isEmpty ? 200 : max(1, dueAt - uptime)
        let milliseconds = Int(min(200, min(due, delayed.map { max(1, $0.at - uptime) }.min() ?? 200)))
        guard !flying.isEmpty else {
            if ready.isEmpty || campaign.plan.throttle != nil, end == nil { surroundings.sleep(milliseconds) }
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
        try log(all: false)
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
            failed = false
        case .refused(let reason):
            item.state = .failed
            (item.rule, item.reason) = ("refused", reason)
        case .uncertain(let reason):
            item.state = .uncertain
            item.reason = reason
        case .stopped(let reason):
            item.state = .queued
            item.reason = reason
            end = end ?? .stopped(reason)
        case .failed(let reason, let after):
            item.reason = reason
            if item.attempts <= Self.retries, end == nil,
                let delay = RetryDelay().milliseconds(after: item.attempts, asked: after, using: &random)
            {
                item.state = .queued
                delayed.append((surroundings.uptime() + delay, Flight(item: item, message: flight.message)))
            } else {
                item.state = end == nil ? .failed : .queued
                item.rule = end == nil ? "transport" : nil
            }
        }
        lastResults.append(failed)
        if lastResults.count > 20 { lastResults.removeFirst() }
        if lastResults.count == 20, lastResults.count(where: { $0 }) >= 10 { end = end ?? .failures }
        return item
    }

    private func write(_ items: [SendItem], from state: SendItem.State) throws {
        try service.ledger.write(items, at: surroundings.now())
        counts.states[state, default: 0] -= items.count
        for item in items { counts.states[item.state, default: 0] += 1 }
    }

    /// Brings what was sent into the store's log.
    private func log(all: Bool) throws {
        while true {
            let items = try service.ledger.unlogged(of: campaign.key.id, limit: 1_000)
            guard all ? !items.isEmpty : items.count >= 1_000 else { return }
            let there = try service.store.logged(items)
            let new = items.filter { !there.contains($0.id) }
            var draft = bounds.draft
            draft.outside =
                transport.isReal
                ? "sent \(new.count) message\(new.count == 1 ? "" : "s")"
                : "put \(new.count) message\(new.count == 1 ? "" : "s") into the outbox"
            if !new.isEmpty { try service.store.log(new, draft) }
            try service.ledger.logged(items)
        }
    }
}
