package import CvxDomain

/// A campaign as its store has it, with what cvx keeps of it beside.
package struct Campaign: Hashable, Sendable {
    package enum Status: String, Sendable {
        case draft, scheduled, running, paused, completed, cancelled
    }

    package var key: RowKey
    package var name: String
    package var channel: Channel
    /// Nil where its store has a word that cvx does not know.
    package var status: Status?
    package var subject: String
    package var message: String
    package var scheduledAt: Instant?
    package var plan = CampaignPlan()

    package init(
        key: RowKey, name: String, channel: Channel, status: Status?, subject: String, message: String
    ) {
        self.key = key
        self.name = name
        self.channel = channel
        self.status = status
        self.subject = subject
        self.message = message
    }
}

/// What the documented table has no place for: kept in the ledger.
package struct CampaignPlan: Hashable, Sendable {
    /// Whom it goes to, as a question; nil for a list of leads, which the ledger has.
    package var audience: String?
    /// Leads of a list, as they were chosen; 0 for a question.
    package var listed = 0
    /// Messages a second, more than 0; nil: as fast as the transport takes them.
    package var throttle: Double?
    /// The most that are sent in all; nil: no bound.
    package var most: Int?
    /// Minutes of the day in the session's zone between which it is sent; nil: whenever the rules allow.
    package var from: Int?
    package var until: Int?

    package init() {}
}

/// One lead of a campaign, as the ledger keeps it.
package struct SendItem: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable {
        case queued
        /// Written down as about to be handed over, and nothing of what became of it.
        case inFlight = "in_flight"
        case sent
        /// A rule stands in the way, or the message cannot be made.
        case skipped
        /// The transport refused it, or failed again and again.
        case failed
        /// Nobody knows whether the transport took it; it is not sent again by itself.
        case uncertain
    }

    /// What transports know the message by.
    package var id: String
    package var campaign: String
    package var position: Int
    package var lead: RowKey
    package var state: State
    /// The rule that stands in the way; nil where none does.
    package var rule: String?
    /// For a person: why it was not sent.
    package var reason: String?
    /// When the reason no longer stands in the way; nil where time does not mend it.
    package var opens: Instant?
    /// Where it went, or would.
    package var recipient: String?
    package var transport: String?
    /// What the transport calls it.
    package var transportID: String?
    /// What is known to have become of it, a word of `message_status`; nil: that it left.
    package var result: String?
    package var attempts = 0
    package var at: Instant?

    package init(id: String, campaign: String, position: Int, lead: RowKey, state: State = .queued) {
        self.id = id
        self.campaign = campaign
        self.position = position
        self.lead = lead
        self.state = state
    }
}

/// How far a campaign is, by the ledger.
package struct SendCounts: Hashable, Sendable {
    package var states: [SendItem.State: Int] = [:]

    package init() {}

    package var total: Int { states.values.reduce(0, +) }
    package subscript(_ state: SendItem.State) -> Int { states[state, default: 0] }
}
