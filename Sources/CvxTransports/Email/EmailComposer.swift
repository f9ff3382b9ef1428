internal import CvxDomain
internal import CvxServices

/// Makes an email out of a message (RFC 5322): plain text, with the foot that the rules ask for. Lines end with `\n`, as in a Maildir and on a mail program's standard input.
struct EmailComposer {
    var from: Mailbox
    var foot: EmailFoot
    var now: () -> Instant

    /// - Throws: what keeps this message from being an email
    func bytes(_ message: OutgoingMessage) throws(MessageFault) -> [UInt8] {
        guard let name = MessageName.of(message.id) else { throw .noName }
        if let problem = EmailAddress.problem(message.recipient) { throw MessageFault(problem.message) }
        guard let to = Mailbox(message.recipient) else {
            throw MessageFault("the domain of `\(message.recipient)` is to be written as its `xn--` form")
        }
        let address = foot.unsubscribe(MessageValues(message, from: from.address))
        let text = Self.lines(foot.text(message.body, unsubscribe: address))
        let isEncoded = QuotedPrintable.isNeeded(for: text)
        var head = [
            "Date: \(HTTPDate.text(now().milliseconds / 1_000).dropLast(3))+0000",
            Self.mailbox("From", from),
            Self.mailbox("To", Mailbox(name: message.recipientName, address: to.address)),
            HeaderField.unstructured("Subject", message.subject),
            "Message-ID: <\(name)@\(from.domain)>",
        ]
        if let address {
            head.append(HeaderField.folded("List-Unsubscribe: <\(address)>"))
            // One click is a POST (RFC 8058), which only such an address can take.
            if address.hasPrefix("https:") {
                head.append("List-Unsubscribe-Post: List-Unsubscribe=One-Click")
            }
        }
        if message.isTest { head.append("X-Cvx-Test: yes") }
        head += [
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: \(isEncoded ? "quoted-printable" : "7bit")",
        ]
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1_024 + 2 * text.count)
        for field in head {
            bytes += field.utf8
            bytes.append(0x0A)
        }
        bytes.append(0x0A)
        if isEncoded { QuotedPrintable.append(text, to: &bytes) } else { bytes += text }
        return bytes
    }

    private static func mailbox(_ field: String, _ mailbox: Mailbox) -> String {
        let name = mailbox.name.map(HeaderField.line)
        guard let name, name.contains(where: { !$0.isWhitespace }) else {
            return "\(field): \(mailbox.address)"
        }
        return HeaderField.folded("\(field): \(HeaderField.phrase(name)) <\(mailbox.address)>")
    }

    /// UTF-8 with `\n` for every kind of line end, and one at the end.
    private static func lines(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 1)
        var before: UInt8 = 0
        for byte in text.utf8 {
            if byte == 0x0D || byte != 0x0A || before != 0x0D { bytes.append(byte == 0x0D ? 0x0A : byte) }
            before = byte
        }
        if bytes.last != 0x0A { bytes.append(0x0A) }
        return bytes
    }
}
