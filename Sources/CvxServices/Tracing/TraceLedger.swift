package import CvxDomain

/// Where traces are written down before they cost anything. What its methods wrote is on disk when they return.
package protocol TraceLedger: AnyObject {
    /// A batch with a queued item for each lead.
    func begin(_ order: TraceOrder, leads: [RowKey], at now: Instant) throws -> String
    /// By the whole id, or a beginning that only one has; nil where there is none.
    func batch(_ id: String) throws -> TraceBatch?
    /// Newest first.
    func batches(limit: Int) throws -> [TraceBatch]
    /// A batch that was cancelled stays so.
    func set(_ state: TraceBatch.State, pause: TraceOutcome?, of batch: String) throws
    func isCancelled(_ batch: String) throws -> Bool
    /// Keeps other processes from working on the batch until the result is gone, or this process ends; nil where one does.
    func hold(_ batch: String) throws -> AnyObject?
    /// Whether a process works on the batch.
    func isHeld(_ batch: String) throws -> Bool
    /// What failed for the provider's reasons alone is to be tried again.
    func requeueFailed(of batch: String) throws
    /// More money, or another number of attempts, for what is left.
    func change(_ order: TraceOrder, of batch: String) throws

    /// Items in the order of their positions, from `position` on.
    func items(of batch: String, in states: Set<TraceItem.State>, from position: Int, limit: Int) throws
        -> [TraceItem]
    /// Each lead of a batch with its last answer, in order.
    func results(of batch: String, _ body: (TraceItem, ContactAnswer?) throws -> Void) throws

    /// Calls that were written down and whose answer was not: their process was killed.
    func openCalls(of batch: String) throws -> [TraceCall]
    /// Calls whose answer is not in the stores yet.
    func unapplied(of batch: String) throws -> [AnsweredCall]

    /// Of all batches: calls that may yet turn out to have cost something, and answers whose cost is not in the stores.
    func unsettled() throws -> [UnsettledCall]

    /// Writes one step of a run down as a whole.
    ///
    /// - Returns: for each of the step's calls, whether it may be sent.
    func write(_ step: TraceStep) throws -> [TraceReservation]

    /// The newest answers that are not older than `since`, by question.
    func answers(_ questions: Set<String>, of provider: String, since: Instant) throws
        -> [String: ContactAnswer]
    /// Of the leads, those about which a provider was asked since then, or whose call's end is not known.
    func earlier(_ leads: [RowKey], of provider: String, since: Instant) throws -> [RowKey: EarlierCall]

    /// When the provider's circuit opened last and was not closed again; nil where it is closed.
    func circuitOpened(_ provider: String) throws -> Instant?
    func setCircuit(_ opened: Instant?, of provider: String) throws
    /// Attempts of the day that `now` is in, in UTC.
    func attempts(of provider: String, on now: Instant) throws -> Int
}

/// A call whose cost the stores do not tell.
package struct UnsettledCall: Sendable {
    /// Open or uncertain, and then its price is what it may have cost; or answered.
    package var call: AnsweredCall
    /// Who asked for its batch.
    package var actor: String

    package init(call: AnsweredCall, actor: String) {
        self.call = call
        self.actor = actor
    }
}

/// What an earlier call about a lead came to.
package enum EarlierCall: Hashable, Sendable {
    /// - Parameter found: somebody with a contact
    case answered(at: Instant, found: Bool)
    case uncertain
}

/// What a run writes down at once.
package struct TraceStep: Sendable {
    package var now: Instant
    /// Items that are through without a call, or back in the queue.
    package var items: [TraceItem] = []
    /// Answers, each with its item as it stands after it.
    package var answers: [AnsweredCall] = []
    /// Calls whose answers are in the stores now.
    package var applied: [String] = []
    /// Calls that are about to be sent.
    package var calls: [TraceCall] = []
    /// By the provider's name.
    package var limits: [String: TraceLimits] = [:]

    package init(now: Instant) { self.now = now }

    package var isEmpty: Bool { items.isEmpty && answers.isEmpty && applied.isEmpty && calls.isEmpty }
}
