import CvxDomain

/// What a run does once nothing more is to be sent.
extension TraceRun {
    /// Milliseconds after which it is asked again whether somebody gave the batch up.
    private static let pace: Int64 = 250

    /// Another process may have cancelled the batch while this one waits.
    func lookForCancel() throws {
        let uptime = surroundings.uptime()
        guard !isCancelled, uptime - askedAt >= Self.pace else { return }
        askedAt = uptime
        isCancelled = try service.ledger.isCancelled(batch.id)
    }

    /// Takes back what waits for its time, or for a place at the provider's: of all calls that were written down only those
    /// go on that are on their way.
    func putBack() {
        for tag in client?.takeBack() ?? [] {
            guard let flight = flying.removeValue(forKey: tag) else { continue }
            reserved -= flight.call.price.tenThousandths
            if flight.work.mayBeCharged { shelve(flight.work) } else { note(unsent: flight) }
        }
        for work in delayed.map(\.work) + ready { shelve(work) }
        delayed = []
        ready = []
    }

    /// A call that was sent before, and is not now: where the provider charges an id once it stays open for a later run,
    /// unless there will be none; else its lead goes back to the queue, as it is known to have cost nothing.
    func shelve(_ work: Work, _ answer: ContactAnswer? = nil) {
        guard let call = work.call, work.attempts > 0 || work.mayBeCharged,
            let provider = service.providers[call.provider]
        else { return }
        if work.mayBeCharged {
            if isCancelled { note(uncertain: call, answer?.message, began: surroundings.now()) }
            return
        }
        let flight = Flight(work: work, call: call, provider: provider, began: surroundings.now())
        giveUp(flight, answer ?? ContactAnswer(.providerError, mayHaveBeenCharged: false), .queued)
    }

    /// The call is as if it had never been written down, and its lead is in the queue.
    private func note(unsent flight: Flight) {
        var call = flight.call
        call.item.state = .queued
        step.answers.append(
            AnsweredCall(
                call: call, state: .unsent, answer: ContactAnswer(.providerError, mayHaveBeenCharged: false),
                cost: Money(tenThousandths: 0), began: flight.began, ended: surroundings.now()))
    }
}
