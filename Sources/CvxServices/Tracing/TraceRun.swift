import CvxDomain

/// One process's work on a batch. Each turn writes down what came back and what is about to be sent, as one step of the
/// ledger, then sends, then brings answers into the stores while the calls are on their way.
final class TraceRun {
    /// A lead that is being worked on.
    struct Work {
        var item: TraceItem
        /// The provider in the order whose turn it is.
        var place = 0
        /// How often the call was sent.
        var attempts = 0
        /// The call that is to be sent again; nil for the first time.
        var call: TraceCall?
        /// The provider may have charged it when it was sent before.
        var mayBeCharged = false
    }

    /// A call that is on its way, or about to be.
    struct Flight {
        var work: Work
        var call: TraceCall
        var provider: TraceProvider
        var began: Instant
    }

    /// Milliseconds after which a call of another process is taken for one that was cut off.
    private static let longestCall: Int64 = 60_000

    let service: TraceService
    private let progress: (TraceBatch) -> Void
    var batch: TraceBatch
    var chooser: TraceChooser?
    var ready: [Work] = []
    /// Not before a moment of `uptime`.
    var delayed: [(at: Int64, work: Work)] = []
    var flying: [Int: Flight] = [:]
    private var nextTag = 0
    var nextPosition = 0
    /// All items of the batch were taken up.
    var isRead = false
    var step: TraceStep
    var unapplied: [AnsweredCall] = []
    var breakers: [String: CircuitBreaker] = [:]
    private var keys: [String: String?] = [:]
    private(set) var client: (any HTTPClient)?
    /// Why no more is sent, beside an interruption.
    var stop: TraceOutcome?
    /// Somebody gave the batch up.
    var isCancelled: Bool
    /// When that was last asked, by `uptime`.
    var askedAt: Int64 = 0
    var failure: (any Error)?
    /// Leads that another batch was quicker with, to be looked at again.
    private var overtaken: [Work] = []
    /// Providers that have given an answer to this run.
    var answering: Set<String> = []
    /// When answers were last brought into the stores, by `uptime`.
    var appliedAt: Int64 = 0
    /// What the calls that are on their way may cost, in ten-thousandths of a dollar.
    var reserved: Int64 = 0
    var random = SystemRandomNumberGenerator()
    private var reportedAt: Int64 = 0

    var order: TraceOrder { batch.order }
    var surroundings: TraceSurroundings { service.surroundings }
    var isStopping: Bool { stop != nil || failure != nil || isCancelled || surroundings.isInterrupted() }

    init(_ service: TraceService, _ batch: TraceBatch, _ progress: @escaping (TraceBatch) -> Void) {
        self.service = service
        self.batch = batch
        self.progress = progress
        step = TraceStep(now: service.surroundings.now())
        isCancelled = batch.state == .cancelled
    }

    func run() throws -> TraceBatch {
        try service.ledger.set(.running, pause: nil, of: batch.id)
        try takeUp()
        while true {
            try lookForCancel()
            if isStopping {
                putBack()
            } else {
                try lookAgain()
                try refill()
            }
            try send(isStopping ? [] : try choose())
            apply()
            if isDone { break }
            report()
            wait()
        }
        return try finish()
    }

    /// Keeps calls on their way while answers are brought into the stores, which must not be read meanwhile.
    func goOn() {
        guard failure == nil else { return }
        receive(milliseconds: 0)
        do { try send(isStopping ? [] : try choose()) } catch { failure = failure ?? error }
        report()
    }

    /// Reads what has become known of leads that others were quicker with.
    private func lookAgain() throws {
        if overtaken.isEmpty { return }
        try chooser?.add(TraceChooser(service, order, overtaken.map(\.item)))
        ready.insert(contentsOf: overtaken, at: 0)
        overtaken = []
    }

    /// Nothing is left that this run could do.
    private var isDone: Bool {
        guard flying.isEmpty, step.isEmpty else { return false }
        return isStopping || (ready.isEmpty && delayed.isEmpty && overtaken.isEmpty && isRead)
    }

    /// Writes the step down, with the calls that it sends then.
    private func send(_ flights: [Flight]) throws {
        step.now = surroundings.now()
        step.calls = flights.map(\.call)
        if step.isEmpty { return }
        for flight in flights where step.limits[flight.provider.name] == nil {
            let settings = flight.provider.settings
            let since = Instant(milliseconds: step.now.milliseconds - settings.cache)
            step.limits[flight.provider.name] = TraceLimits(
                quota: settings.quota, rate: settings.rate, since: order.isForced ? nil : since)
        }
        let reservations = try service.ledger.write(step)
        step = TraceStep(now: step.now)
        for (flight, reservation) in zip(flights, reservations) {
            switch reservation {
            case .made: try start(flight)
            case .quota:
                stop = .quota
                giveBack(flight)
            case .cancelled:
                isCancelled = true
                giveBack(flight)
            case .later(let moment):
                let wait = max(1, moment.milliseconds - surroundings.now().milliseconds)
                delayed.append((surroundings.uptime() + wait, flight.work))
            case .taken(let other, let since):
                let age = surroundings.now().milliseconds - since.milliseconds
                guard other != batch.id, age > Self.longestCall else {
                    delayed.append((surroundings.uptime() + 250, flight.work))
                    continue
                }
                var item = flight.work.item
                item.message = "batch \(other) asked and has no answer yet; resume that one first"
                item.state = .failed
                item.outcome = .uncertain
                step.items.append(item)
                count(item)
            case .known:
                var work = flight.work
                work.call = nil
                work.item.state = .queued
                overtaken.append(work)
            }
        }
    }

    /// A call that was not sent: its lead stays in the queue.
    private func giveBack(_ flight: Flight) { ready.append(flight.work) }

    private func start(_ flight: Flight) throws {
        var flight = flight
        flight.work.attempts += 1
        flight.began = surroundings.now()
        nextTag += 1
        reserved += flight.call.price.tenThousandths
        flying[nextTag] = flight
        do {
            guard let contact = chooser?.lead(flight.work.item.lead)?.contact else {
                throw TraceError(.noBatch, "the lead has no address any more", help: "")
            }
            let request = try flight.provider.remote.request(
                for: contact, id: flight.call.id, key: try key(of: flight.provider))
            try http().start(request, tag: nextTag)
        } catch {
            // It never left, so it cost nothing.
            let isKey = error is ProviderProblem
            let message = (error as? TraceError)?.message ?? "the request could not be made"
            take(
                nextTag,
                ContactAnswer(isKey ? .auth : .badAddress, message: message, mayHaveBeenCharged: false))
        }
    }

    private func http() throws -> any HTTPClient {
        if let client { return client }
        let made = try surroundings.client()
        client = made
        return made
    }

    private func key(of provider: TraceProvider) throws -> String? {
        if let known = keys[provider.name] { return known }
        let key = try provider.key()
        keys[provider.name] = .some(key)
        return key
    }

    /// Waits until something can be done.
    private func wait() {
        guard overtaken.isEmpty else { return }
        let next = delayed.map(\.at).min().map { max(0, $0 - surroundings.uptime()) } ?? 200
        let milliseconds = Int(min(next, 200))
        guard !flying.isEmpty else {
            if ready.isEmpty, milliseconds > 0, !isStopping { surroundings.sleep(milliseconds) }
            return
        }
        receive(milliseconds: milliseconds)
    }

    private func receive(milliseconds: Int) {
        guard let client else { return }
        // With leads that are ready, a slot may be free or not; what came back is taken at once.
        for (tag, result) in client.wait(milliseconds: milliseconds) {
            guard let provider = flying[tag]?.provider else { continue }
            take(tag, provider.remote.answer(to: result))
        }
    }

    private func report() {
        let uptime = surroundings.uptime()
        guard uptime - reportedAt >= 100 else { return }
        reportedAt = uptime
        progress(batch)
    }

    private func finish() throws -> TraceBatch {
        let left = try service.ledger.batch(batch.id) ?? batch
        let isThrough = left.open == 0 && unapplied.isEmpty
        try service.ledger.set(isThrough ? .done : .paused, pause: isThrough ? nil : stop, of: batch.id)
        if let failure { throw failure }
        let finished = try service.batch(batch.id)
        progress(finished)
        return finished
    }
}
