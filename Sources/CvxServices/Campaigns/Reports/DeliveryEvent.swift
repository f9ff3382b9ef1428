/// What a provider says became of a message.
package enum DeliveryEvent: String, Hashable, Sendable, CaseIterable {
    /// It left; nothing is known of where it arrived.
    case sent
    case failed
    case delivered
    /// Its address takes no messages, and is not written to again.
    case bounced
    /// Its reader called it spam.
    case complained
    /// Its reader wants no more.
    case unsubscribed
    case opened
    case clicked
    case replied
    /// The provider goes on trying: nothing is known yet.
    case delayed

    /// A provider's word for it, whatever its case and signs; nil for a word that is none.
    package init?(word: String) {
        guard let event = Self.events[word.lowercased().filter { $0.isLetter || $0.isNumber }] else {
            return nil
        }
        self = event
    }

    private static let events: [String: DeliveryEvent] = words.reduce(into: [:]) { events, entry in
        for word in entry.value { events[word] = entry.key }
    }

    private static let words: [DeliveryEvent: [String]] = [
        .sent: ["sent", "accepted", "processed", "queued", "sending", "submitted", "enroute", "scheduled"],
        .failed: [
            "failed", "failure", "fail", "undelivered", "undeliverable", "undeliv", "rejected", "reject",
            "rejectd", "dropped", "drop", "expired", "blocked", "error", "canceled", "cancelled",
        ],
        .delivered: ["delivered", "delivery", "delivrd", "success", "ok"],
        .bounced: [
            "bounced", "bounce", "hardbounce", "hardbounced", "permanent", "permanentbounce", "returned",
            "returntosender", "invalid", "invalidemail", "invalidaddress",
        ],
        .complained: ["complained", "complaint", "spam", "spamreport", "spamcomplaint", "abuse"],
        .unsubscribed: [
            "unsubscribed", "unsubscribe", "groupunsubscribe", "listunsubscribe", "optout", "optedout",
            "stop",
        ],
        .opened: ["opened", "open", "uniqueopened", "read", "viewed"],
        .clicked: ["clicked", "click"],
        .replied: ["replied", "reply", "responded"],
        .delayed: ["deferred", "deferral", "delayed", "softbounce", "softbounced", "transient", "retry"],
    ]

    /// A word of `message_status`; nil where nothing is known yet. Who complains or wants no more has got it.
    package var status: String? {
        switch self {
        case .delayed: nil
        case .complained, .unsubscribed: DeliveryEvent.delivered.rawValue
        default: rawValue
        }
    }
}

/// The order in which what is known of a message takes the place of what was known before.
package enum MessageRank {
    /// Words of `message_status`: who answered has read, whoever read it got it, and what arrived late had not failed.
    private static let words = [
        "pending", "sent", "failed", "delivered", "bounced", "opened", "clicked", "replied",
    ]

    /// Words that a status takes the place of.
    package static func below(_ status: String) -> [String] {
        Array(words.prefix(words.firstIndex(of: status) ?? 0))
    }

    /// Of two statuses the one that says more; nil says nothing.
    package static func higher(_ first: String?, _ second: String?) -> String? {
        guard let first, let second else { return first ?? second }
        return below(second).contains(first) ? second : first
    }
}
