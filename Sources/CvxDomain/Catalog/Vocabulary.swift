/// The words a free-text column is expected to hold. Stores hold others too: those are kept and shown.
package struct Vocabulary: Sendable {
    package var name: String
    /// Canonical spelling, in the order people think of them.
    package var values: [String]

    package init(_ name: String, _ values: [String]) {
        self.name = name
        self.values = values
    }

    package static let all: [Vocabulary] = [
        Vocabulary(
            "status",
            [
                "NEW", "CONTACTED", "QUALIFIED", "NURTURING", "NEGOTIATING", "OFFER_SENT", "UNDER_CONTRACT",
                "CONVERTED", "CLOSED", "DEAD",
            ]),
        Vocabulary("temperature", ["DEAD", "WARM", "HOT", "ON_FIRE"]),
        Vocabulary("role", ["admin", "manager", "user"]),
        Vocabulary("plan", ["free", "starter", "pro", "enterprise"]),
        Vocabulary("note_type", ["general", "call", "email", "sms", "meeting", "system"]),
        Vocabulary("campaign_type", ["sms", "email", "call", "direct_mail"]),
        Vocabulary(
            "campaign_status", ["draft", "scheduled", "running", "paused", "completed", "cancelled"]),
        Vocabulary(
            "message_status",
            ["pending", "sent", "delivered", "opened", "clicked", "replied", "bounced", "failed"]),
        Vocabulary("direction", ["inbound", "outbound"]),
        Vocabulary(
            "outcome",
            [
                "answered", "voicemail", "no_answer", "busy", "wrong_number", "disconnected", "interested",
                "not_interested", "callback", "do_not_call",
            ]),
        Vocabulary("phone_type", ["mobile", "landline", "voip", "unknown"]),
        Vocabulary("email_type", ["personal", "work", "unknown"]),
        Vocabulary("suppression_kind", ["opt_out", "house"]),
    ]

    package static func named(_ name: String) -> Vocabulary? { all.first { $0.name == name } }
}
