internal import CvxServices

/// What the rules ask every email to say at its end (CAN-SPAM, 15 U.S.C. 7704): who sends it and from where, and how to
/// get no more of them.
struct EmailFoot {
    /// Name and postal address; nil: nothing is said.
    var sender: String?
    /// `https:` or `mailto:`; nil: no way to opt out is named.
    var unsubscribe: TextTemplate<MessageSlot>?

    /// Where the reader of one message opts out.
    func unsubscribe(_ values: MessageValues) -> String? {
        unsubscribe.map { HeaderField.line($0.text { PercentEncoding.text(values[$0] ?? "") }) }
    }

    /// The message's text with the foot.
    func text(_ body: String, unsubscribe: String?) -> String {
        var lines = sender.map { [$0] } ?? []
        if let unsubscribe { lines.append("To get no more emails from us: \(Self.readable(unsubscribe))") }
        if lines.isEmpty { return body }
        return body + "\n\n--\n" + lines.joined(separator: "\n") + "\n"
    }

    private static func readable(_ address: String) -> String {
        guard address.hasPrefix("mailto:") else { return address }
        return String(address.dropFirst("mailto:".count).prefix { $0 != "?" })
    }
}
