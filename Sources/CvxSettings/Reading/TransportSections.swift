import CvxLanguage
import CvxServices

// The keys of `[transports.…]` and of `[transports.….answer]`, and what each kind of transport needs of them.

extension [SettingKey<TransportSettings>] {
    static var transport: Self {
        [
            .word("kind", \.kind),
            SettingKey("command") { (value, _, transport) throws(SettingFault) in
                transport.command = try value.texts("command")
            },
        ] + SettingKey.request(\.request) + [.text("account", \.account)] + SettingKey.secret(\.key) + [
            .text("from", \.from),
            SettingKey("rate") { (value, _, transport) throws(SettingFault) in
                transport.rate = try value.rate("rate")
            },
            .length("timeout", \.timeout),
            SettingKey("idempotent") { (value, _, transport) throws(SettingFault) in
                transport.isIdempotent = try value.flag("idempotent")
            },
        ]
    }
}

extension [SettingKey<TransportSettings.Answer>] {
    static var messageAnswer: Self {
        [.path("id", \.id), .path("accepted", \.accepted), .path("message", \.message)]
    }
}

extension SettingsReader {
    /// - Parameter name: the type of campaign
    mutating func read(
        _ table: TOMLTable, of name: String, at span: Span, into transport: inout TransportSettings
    ) {
        let before = diagnostics.count
        read(
            table, "transports.\(name)", .transport, headers: \.request.headers,
            answer: (.messageAnswer, \.answer), into: &transport)
        if diagnostics.count == before, let channel = Channel(rawValue: name) {
            checkWhole(transport, channel, table, at: span)
        }
    }

    private mutating func checkWhole(
        _ transport: TransportSettings, _ channel: Channel, _ table: TOMLTable, at span: Span
    ) {
        let section = "[transports.\(channel.rawValue)]"
        func place(_ key: String) -> Span {
            table.entries.first { $0.key.text == key }?.value.span ?? span
        }
        guard transport.kind.takes(channel) else {
            let kinds = TransportSettings.Kind.allCases.filter { $0.takes(channel) }.map(\.rawValue)
            return report(
                .settingValue, "`\(channel.rawValue)` cannot leave by the kind \(transport.kind.rawValue)",
                at: place("kind"), help: "for `\(section)` there are \(kinds.joined(separator: ", "))")
        }
        if let from = transport.from {
            if channel == .email, Mailbox(from) == nil {
                report(
                    .settingValue, "`\(from)` is not an email address", at: place("from"),
                    help: "write \"Ana <ana@example.com>\"")
            }
            if transport.kind == .twilio, !Self.isNumber(from) {
                report(
                    .settingValue, "`\(from)` is not a number to send from", at: place("from"),
                    help: "write it with its country, as \"+1…\"")
            }
        }
        switch transport.kind {
        case .sendmail where transport.command.isEmpty:
            report(
                .settingValue, "`\(section)` has no `command` to hand messages to", at: span,
                help: "add `command = [\"msmtp\", \"-t\"]`")
        case .http where transport.request.url == nil:
            report(
                .settingValue, "`\(section)` has no `url` to post messages to", at: span,
                help: "add `url = \"https://…\"`")
        case .http where !transport.request.slots.contains(.to):
            report(
                .settingValue, "the request of `\(section)` does not say whom a message goes to", at: span,
                help: "`body = '{\"to\": ${to}, \"text\": ${body}}'`")
        case .http where transport.isIdempotent && !transport.request.slots.contains(.messageID):
            report(
                .settingValue, "`\(section)` is idempotent, and its request has no `${message_id}`",
                at: place("idempotent"),
                help: "without one the service cannot know that a message comes again")
        case .twilio where transport.account == nil:
            report(
                .settingValue, "`\(section)` has no `account` to send by", at: span,
                help: "add `account = \"AC…\"`")
        case .twilio where transport.request.url?.slots.isEmpty == false:
            report(
                .settingValue, "`url` of the kind twilio is where the API begins, without `${…}`",
                at: place("url"))
        case .outbox, .sendmail, .http, .twilio, .list, .print: break
        }
    }

    /// With its country, or a short code.
    private static func isNumber(_ text: String) -> Bool {
        let digits = text.hasPrefix("+") ? text.dropFirst() : text[...]
        return digits.utf8.count >= 3 && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
