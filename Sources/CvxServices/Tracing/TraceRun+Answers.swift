import CvxDomain

/// What becomes of an answer.
extension TraceRun {
    /// Takes a call's answer in: the lead is through, or its call is sent again, or the next provider has its turn.
    func take(_ tag: Int, _ answer: ContactAnswer) {
        guard let flight = flying.removeValue(forKey: tag) else { return }
        reserved -= flight.call.price.tenThousandths
        noteHealth(of: flight.provider.name, answer.outcome)
        switch answer.outcome {
        case .matched, .noMatch, .noContacts: settle(flight, answer, cost: cost(of: answer, flight.provider))
        // It was read, and found to be no address.
        case .badAddress where answer.mayHaveBeenCharged:
            settle(flight, answer, cost: cost(of: answer, flight.provider))
        case .auth, .balance:
            stop = answer.outcome
            shelve(flight.work, answer)
        case .rateLimited, .timeout, .providerError: failed(flight, answer)
        default: giveUp(flight, answer, .done)
        }
    }

    private func cost(of answer: ContactAnswer, _ provider: TraceProvider) -> Money {
        let free = Money(tenThousandths: 0)
        switch provider.settings.billing {
        case .request: return provider.settings.price ?? free
        case .match:
            let isFound = answer.outcome == .matched || answer.outcome == .noContacts
            return isFound ? provider.settings.price ?? free : free
        }
    }

    private func noteHealth(of provider: String, _ outcome: TraceOutcome) {
        guard outcome != .rateLimited else { return }
        let failed = outcome == .timeout || outcome == .providerError
        var breaker = breakers[provider] ?? CircuitBreaker()
        let turned = breaker.note(failed: failed, at: surroundings.now())
        breakers[provider] = breaker
        guard turned else { return }
        do { try service.ledger.setCircuit(breaker.opened, of: provider) } catch {
            failure = failure ?? error
        }
        if breaker.opened != nil { stop = .circuitOpen }
    }

    /// The provider answered.
    private func settle(_ flight: Flight, _ answer: ContactAnswer, cost: Money) {
        answering.insert(flight.provider.name)
        var call = flight.call
        call.item.cost.tenThousandths += cost.tenThousandths
        call.item.provider = call.provider
        let hasNext = flight.work.place + 1 < order.providers.count && answer.outcome != .matched
        if hasNext {
            call.item.state = .queued
            var work = flight.work
            work.item = call.item
            work.place += 1
            work.attempts = 0
            work.call = nil
            ready.append(work)
        } else {
            call.item.state = .done
            call.item.outcome = answer.outcome
            call.item.message = answer.message
            count(call.item)
        }
        batch.spent.tenThousandths += cost.tenThousandths
        let answered = AnsweredCall(
            call: call, state: .answered, answer: answer, cost: cost, began: flight.began,
            ended: surroundings.now())
        step.answers.append(answered)
        unapplied.append(answered)
    }

    /// The provider did not do it, for reasons of its own.
    private func failed(_ flight: Flight, _ answer: ContactAnswer) {
        let mayBeCharged = flight.work.mayBeCharged || answer.mayHaveBeenCharged
        if mayBeCharged, isCancelled || !flight.provider.remote.honoursRequestID {
            return note(uncertain: flight.call, answer.message, began: flight.began)
        }
        let delay =
            answer.mayBeRetried && flight.work.attempts <= order.retries
            ? RetryDelay().milliseconds(
                after: flight.work.attempts, asked: answer.retryAfter, using: &random) : nil
        if delay == nil, answer.outcome == .rateLimited { stop = .rateLimited }
        if isStopping {
            // With the same name it can be asked again later; else it cost nothing and goes back to the queue.
            if !mayBeCharged { giveUp(flight, answer, .queued) }
        } else if let delay {
            var work = flight.work
            work.mayBeCharged = mayBeCharged
            delayed.append((surroundings.uptime() + delay, work))
        } else if mayBeCharged {
            note(uncertain: flight.call, answer.message, began: flight.began)
        } else {
            giveUp(flight, answer, .failed)
        }
    }

    /// A call that came to nothing and cost nothing.
    func giveUp(_ flight: Flight, _ answer: ContactAnswer, _ state: TraceItem.State) {
        var call = flight.call
        call.item.message = answer.message
        call.item.state = state
        if state != .queued, flight.work.place + 1 < order.providers.count {
            var work = flight.work
            call.item.state = .queued
            work.item = call.item
            work.place += 1
            work.attempts = 0
            work.call = nil
            ready.append(work)
        } else if state != .queued {
            call.item.outcome = answer.outcome
            count(call.item)
        }
        step.answers.append(
            AnsweredCall(
                call: call, state: .failed, answer: answer, cost: Money(tenThousandths: 0),
                began: flight.began, ended: surroundings.now()))
    }

    /// Nobody knows whether the call was charged: it is not sent again by itself, and its cost stays in view.
    func note(uncertain call: TraceCall, _ message: String?, began: Instant) {
        var call = call
        call.item.state = .failed
        call.item.outcome = .uncertain
        call.item.provider = call.provider
        call.item.message = message
        count(call.item)
        batch.uncertain.tenThousandths += call.price.tenThousandths
        let answer = ContactAnswer(.uncertain, message: message, mayHaveBeenCharged: true)
        step.answers.append(
            AnsweredCall(
                call: call, state: .uncertain, answer: answer, cost: Money(tenThousandths: 0), began: began,
                ended: surroundings.now()))
    }

    /// Keeps the figures that progress shows.
    func count(_ item: TraceItem) {
        batch.counts[.queued, default: 0] -= 1
        batch.counts[item.state, default: 0] += 1
        if let outcome = item.outcome { batch.outcomes[outcome, default: 0] += 1 }
    }

    /// Brings answers into the stores. What fails stays in the ledger, and nothing more is sent.
    func apply() {
        // Only what the ledger has.
        guard failure == nil, step.answers.isEmpty, isTimeToApply else { return }
        let group = unapplied
        do {
            do { try bringIn(group) } catch  where surroundings.isInterrupted() {
                // The wish to stop reached a statement of this very change, which is to be made all the same.
                try bringIn(group)
            }
            // More may have come meanwhile.
            unapplied.removeFirst(group.count)
            step.applied += group.map(\.call.id)
            appliedAt = surroundings.uptime()
        } catch {
            failure = failure ?? error
        }
    }

    private var isTimeToApply: Bool {
        if unapplied.isEmpty { return false }
        if unapplied.count >= TraceService.group || flying.isEmpty || isStopping { return true }
        return surroundings.uptime() - appliedAt >= TraceService.longestGroup
    }

    private func bringIn(_ calls: [AnsweredCall]) throws {
        var draft = order.draft
        let cost = calls.reduce(0) { $0 + $1.cost.tenThousandths }
        if cost > 0 { draft.outside = "spent \(Money(tenThousandths: cost).text)" }
        try service.store.apply(calls, draft) { self.goOn() }
    }
}
