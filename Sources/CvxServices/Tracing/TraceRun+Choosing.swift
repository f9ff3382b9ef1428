import CvxDomain

/// Which leads are asked about next.
extension TraceRun {
    /// What becomes of a lead when its turn comes.
    private enum Turn {
        case settled
        case send(Flight)
        /// Not now, and nothing after it either.
        case hold
    }

    /// Calls of an earlier process whose answer was never written are asked again where that costs nothing, else left as
    /// uncertain; answers that it could not bring into the stores are brought there.
    func takeUp() throws {
        unapplied = try service.ledger.unapplied(of: batch.id)
        let there = try unapplied.isEmpty ? [] : service.store.applied(unapplied)
        step.applied += there
        unapplied.removeAll { there.contains($0.call.id) }
        for call in try service.ledger.openCalls(of: batch.id) {
            if !isCancelled, service.providers[call.provider]?.remote.honoursRequestID == true {
                let place = order.providers.firstIndex(of: call.provider) ?? 0
                ready.append(Work(item: call.item, place: place, call: call, mayBeCharged: true))
            } else {
                note(uncertain: call, "its process ended before the answer came", began: surroundings.now())
            }
        }
    }

    /// Takes the next page of the queue up.
    func refill() throws {
        guard !isRead, ready.count < TraceService.width, delayed.count < TraceService.page else {
            if chooser == nil { chooser = try TraceChooser(service, order, ready.map(\.item)) }
            return
        }
        let items = try service.ledger.items(
            of: batch.id, in: [.queued], from: nextPosition, limit: TraceService.page)
        isRead = items.count < TraceService.page
        nextPosition = (items.last?.position ?? nextPosition) + 1
        let waiting = ready.map(\.item) + delayed.map(\.work.item) + flying.values.map(\.work.item)
        chooser = try TraceChooser(service, order, waiting + items)
        ready += items.map { Work(item: $0) }
    }

    /// Takes as many leads as may be asked about now; those that need no call are settled on the way.
    func choose() throws -> [Flight] {
        let uptime = surroundings.uptime()
        ready += delayed.filter { $0.at <= uptime }.map(\.work)
        delayed.removeAll { $0.at <= uptime }
        var flights: [Flight] = []
        var taken = 0
        loop: while taken < ready.count, flights.count < TraceService.width,
            step.items.count + step.answers.count < TraceService.page
        {
            switch try turn(ready[taken], sending: flights) {
            case .settled: break
            case .send(let flight): flights.append(flight)
            case .hold: break loop
            }
            taken += 1
        }
        ready.removeFirst(taken)
        return flights
    }

    private func turn(_ work: Work, sending: [Flight]) throws -> Turn {
        var work = work
        if let call = work.call, let provider = service.providers[call.provider] {
            guard try admits(provider, sending: sending) else { return .hold }
            return .send(Flight(work: work, call: call, provider: provider, began: surroundings.now()))
        }
        guard let chooser else { return .hold }
        switch chooser.choose(work.item, from: &work.place) {
        case .finish(let outcome, let provider, let message):
            settle(work.item, outcome, provider, message)
            return .settled
        case .answer(let answer, let provider):
            settle(work.item, answer, provider, chooser)
            return .settled
        case .ask(let provider, let contact):
            guard try admits(provider, sending: sending) else { return .hold }
            let question = TraceQuestion(contact, id: surroundings.newID())
            work.item.provider = provider.name
            work.item.state = .inFlight
            let call = TraceCall(
                id: question.id, item: work.item, provider: provider.name, question: question.key,
                request: question.json, price: provider.settings.price ?? Money(tenThousandths: 0))
            work.call = call
            return .send(Flight(work: work, call: call, provider: provider, began: surroundings.now()))
        }
    }

    /// Whether a call to the provider may be added to those that are sent; stops the run where none may for long.
    private func admits(_ provider: TraceProvider, sending: [Flight]) throws -> Bool {
        guard flying.count + sending.count < room(provider) else { return false }
        var breaker = breakers[provider.name]
        if breaker == nil {
            breaker = CircuitBreaker(opened: try service.ledger.circuitOpened(provider.name))
            breakers[provider.name] = breaker
        }
        let isAlone = flying.isEmpty && sending.isEmpty
        switch breaker?.state(at: surroundings.now()) {
        case .open?:
            stop = .circuitOpen
            return false
        case .probing? where !isAlone: return false
        default: break
        }
        guard let budget = order.budget else { return true }
        let promised = sending.reduce(reserved) { $0 + $1.call.price.tenThousandths }
        let price = provider.settings.price?.tenThousandths ?? 0
        let used = batch.spent.tenThousandths + batch.uncertain.tenThousandths
        if used + promised + price <= budget.tenThousandths { return true }
        // What is on its way may turn out to cost less.
        if isAlone { stop = .budget }
        return false
    }

    /// Calls that may be on their way or wait for a place. Where the provider charges an id once, the next ones are written
    /// down before a place is free, so that no place waits for the disk: those that a kill finds unsent are sent later.
    private func room(_ provider: TraceProvider) -> Int {
        let isAhead = provider.remote.honoursRequestID && answering.contains(provider.name)
        return isAhead ? 2 * TraceService.width : TraceService.width
    }

    /// A lead that is through without a call.
    private func settle(_ item: TraceItem, _ outcome: TraceOutcome, _ provider: String?, _ message: String?) {
        var item = item
        item.outcome = outcome
        item.provider = provider ?? item.provider
        item.message = message
        item.state = outcome == .uncertain ? .failed : .done
        step.items.append(item)
        count(item)
    }

    /// A lead that is answered by what is known already, at no cost.
    private func settle(
        _ item: TraceItem, _ answer: ContactAnswer, _ provider: String, _ chooser: TraceChooser
    ) {
        var item = item
        item.outcome = provider == localProvider ? answer.outcome : .cached
        item.provider = provider
        item.message = answer.message
        item.state = .done
        let now = surroundings.now()
        let contact = chooser.lead(item.lead)?.contact ?? ContactRequest(street: "")
        let question = TraceQuestion(contact, id: surroundings.newID())
        let call = TraceCall(
            id: question.id, item: item, provider: provider, question: question.key, request: question.json,
            price: Money(tenThousandths: 0))
        let answered = AnsweredCall(
            call: call, state: .answered, answer: answer, cost: Money(tenThousandths: 0), began: now,
            ended: now)
        step.answers.append(answered)
        unapplied.append(answered)
        count(item)
    }
}
