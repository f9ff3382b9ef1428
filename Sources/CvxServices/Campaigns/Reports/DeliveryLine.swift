package import CvxDomain

/// One row of a provider's report.
package struct DeliveryLine: Hashable, Sendable {
    /// In the file, from 1.
    package var line: Int
    /// Names of the message, cvx's own or the provider's, whichever are there.
    package var ids: [String]
    /// A number or an address, as it is written.
    package var recipient: String?
    /// The provider's word.
    package var status: String?
    package var at: Instant?
    package var error: String?
    /// What the reader answered.
    package var answer: String?

    /// - Parameter field: what stands under a name; nil where nothing does. Case and signs of names do not count.
    init(line: Int, _ field: (String) -> String?) {
        self.line = line
        func first(_ names: [String]) -> String? { names.lazy.compactMap(field).first }
        ids = Self.idNames.compactMap(field)
        recipient = first(Self.recipientNames)
        status = first(Self.statusNames)
        at = first(Self.timeNames).flatMap(Self.instant)
        error = first(Self.errorNames)
        answer = first(Self.answerNames)
    }

    private static let idNames = [
        "cvx_id", "message_id", "message_sid", "sms_sid", "sms_message_sid", "sid", "sg_message_id", "id",
    ]
    private static let recipientNames = [
        "to", "recipient", "number", "phone", "phone_number", "to_number", "email", "email_address", "rcpt",
        "rcpt_to", "address",
    ]
    private static let statusNames = [
        "event", "event_type", "status", "message_status", "sms_status", "delivery_status", "state", "result",
        "type",
    ]
    private static let timeNames = [
        "time", "timestamp", "at", "event_time", "occurred_at", "date_sent", "date_updated", "date",
    ]
    private static let errorNames = [
        "error", "error_message", "error_code", "reason", "description", "diagnostic", "bounce_reason",
    ]
    private static let answerNames = ["answer", "reply", "reply_text", "response"]

    /// Seconds or milliseconds since 1970, or as text.
    private static func instant(_ text: String) -> Instant? {
        if let number = Double(text) {
            return Instant(
                milliseconds: Int64(exactly: (number < 1e11 ? number * 1_000 : number).rounded()) ?? 0)
        }
        return Array(text.utf8).withUnsafeBufferPointer { InstantText.milliseconds($0) }
            .map(Instant.init(milliseconds:))
    }

    /// What became of the message; nil for a word that nobody knows.
    package var event: DeliveryEvent? { status.flatMap { DeliveryEvent(word: $0) } }

    /// Its reader wants no more. A carrier that blocks for that says so in the error alone: Twilio's 21610, or words.
    package var isOptOut: Bool {
        if event == .complained || event == .unsubscribed { return true }
        guard let error = error?.lowercased() else { return false }
        return ["21610", "unsubscribed recipient", "opted out"].contains { error.contains($0) }
    }
}
