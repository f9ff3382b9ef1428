package import CvxDomain

/// One question to one provider about one lead, written down before it is sent.
package struct TraceCall: Hashable, Sendable {
    /// What the provider is given to know the call by, and the id of the trace that it becomes.
    package var id: String
    package var item: TraceItem
    package var provider: String
    /// Equal for questions that have the same answer.
    package var question: String
    /// The question as it is kept: JSON without a secret.
    package var request: String
    /// What it may cost at most.
    package var price: Money

    package init(
        id: String, item: TraceItem, provider: String, question: String, request: String, price: Money
    ) {
        self.id = id
        self.item = item
        self.provider = provider
        self.question = question
        self.request = request
        self.price = price
    }
}

/// What the ledger says of a call that is about to be sent.
package enum TraceReservation: Hashable, Sendable {
    /// It is on disk: send it.
    case made
    /// The day's attempts are used up.
    case quota
    /// The provider's rate, whichever process uses it, has no place before then.
    case later(Instant)
    /// A batch has asked about this lead, or has asked the same of another, since then, and has no answer yet.
    case taken(by: String, since: Instant)
    /// Somebody has cancelled the batch.
    case cancelled
    /// Another batch has asked in the meantime, or the same was asked about another lead: look again at what is known.
    case known
}

/// What bounds the calls to a provider, all processes together.
package struct TraceLimits: Hashable, Sendable {
    /// Attempts a day, in UTC; nil: no bound.
    package var quota: Int?
    /// Requests a second, more than 0.
    package var rate: Double
    /// Answers that are not older still hold; nil: none does.
    package var since: Instant?

    package init(quota: Int?, rate: Double, since: Instant? = nil) {
        self.since = since
        self.quota = quota
        self.rate = rate
    }
}

/// A call with its answer.
package struct AnsweredCall: Sendable {
    package enum State: String, Sendable {
        /// It stays open: it is sent again.
        case open
        case answered
        /// It came to nothing and cost nothing.
        case failed
        /// It was written down, and nothing of it was sent.
        case unsent
        /// Nobody knows whether it was charged, and it is not sent again by itself.
        case uncertain
    }

    package var call: TraceCall
    package var state: State
    package var answer: ContactAnswer
    package var cost: Money
    package var began: Instant
    package var ended: Instant

    package init(
        call: TraceCall, state: State, answer: ContactAnswer, cost: Money, began: Instant, ended: Instant
    ) {
        self.call = call
        self.state = state
        self.answer = answer
        self.cost = cost
        self.began = began
        self.ended = ended
    }
}
