package import CvxDomain

/// One `skiptrace` statement, as the ledger keeps it: what is left of it can be resumed by any later process.
package struct TraceBatch: Hashable, Sendable {
    package enum State: String, Sendable {
        /// A process works on it, or was killed while it did.
        case running
        /// It stopped before its end and waits for `batch resume`.
        case paused
        case done
        case cancelled
    }

    package var id: String
    package var order: TraceOrder
    package var state: State
    /// Why it was paused; nil for an interruption.
    package var pause: TraceOutcome?
    package var created: Instant
    /// Leads by the state of their item.
    package var counts: [TraceItem.State: Int] = [:]
    /// Leads that are through, by outcome.
    package var outcomes: [TraceOutcome: Int] = [:]
    /// What its calls cost.
    package var spent = Money(tenThousandths: 0)
    /// What calls may still come to of which nobody knows whether they were charged.
    package var uncertain = Money(tenThousandths: 0)

    package var leads: Int { counts.values.reduce(0, +) }
    /// Leads that are not through yet.
    package var open: Int { counts[.queued, default: 0] + counts[.inFlight, default: 0] }

    /// What its calls may still come to; nil where it has no bound, or is through.
    package var budgetLeft: Money? {
        guard open > 0, state != .cancelled, let budget = order.budget else { return nil }
        let left = budget.tenThousandths - spent.tenThousandths - uncertain.tenThousandths
        return Money(tenThousandths: max(0, left))
    }

    package init(id: String, order: TraceOrder, state: State, pause: TraceOutcome?, created: Instant) {
        self.id = id
        self.order = order
        self.state = state
        self.pause = pause
        self.created = created
    }
}

/// One lead of a batch.
package struct TraceItem: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        case queued
        /// A call for it was written down as about to be sent, and nothing of its answer.
        case inFlight = "in_flight"
        case done
        /// Through, without an answer of a provider.
        case failed
    }

    package var batch: String
    /// Counts from 0, in the order of the statement's leads.
    package var position: Int
    package var lead: RowKey
    package var state: State
    /// Nil until it is through.
    package var outcome: TraceOutcome?
    /// Who was asked last.
    package var provider: String?
    /// Of all its calls.
    package var cost = Money(tenThousandths: 0)
    /// For a person, why it came to nothing.
    package var message: String?

    package init(batch: String, position: Int, lead: RowKey, state: State = .queued) {
        self.batch = batch
        self.position = position
        self.lead = lead
        self.state = state
    }
}
