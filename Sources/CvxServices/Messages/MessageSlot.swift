/// What a message is, in a template.
package enum MessageSlot: String, TemplateSlot {
    case to, name, subject, body, from
    case messageID = "message_id"
    case campaign, unsubscribe, key
}

/// What the slots stand for in one message.
package struct MessageValues {
    private let message: OutgoingMessage
    private let from: String?
    /// The message's text, where it is more than its body.
    package var body: String
    package var unsubscribe: String?
    package var key: String?

    package init(_ message: OutgoingMessage, from: String?) {
        self.message = message
        self.from = from
        body = message.body
    }

    /// Nil for what there is none of.
    package subscript(slot: MessageSlot) -> String? {
        let text: String? =
            switch slot {
            case .to: message.address
            case .name: message.recipientName
            case .subject: message.subject
            case .body: body
            case .from: from
            case .messageID: message.id
            case .campaign: message.campaign
            case .unsubscribe: unsubscribe
            case .key: key
            }
        return text?.isEmpty == true ? nil : text
    }
}

extension OutgoingMessage {
    /// Whom it goes to, a number as `+14805550156`.
    package var address: String { channel.isByPhone ? "+1\(recipient)" : recipient }
}
