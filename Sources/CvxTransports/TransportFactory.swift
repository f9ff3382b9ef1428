package import CvxDomain
package import CvxServices

/// Makes the transports that the settings describe, each when it is first needed.
package struct TransportFactory {
    /// What transports need of the process around them.
    package struct Surroundings {
        package var now: () -> Instant
        /// At the place of the workspace.
        package var today: () -> Day
        /// A client of its own for each transport.
        package var client: () throws -> any HTTPClient
        /// Nil where nothing is at the place.
        package var secret: (SecretSource) throws -> String?
        /// Of the programs that are run.
        package var environment: () -> [String: String]

        package init(
            now: @escaping () -> Instant, today: @escaping () -> Day,
            client: @escaping () throws -> any HTTPClient,
            secret: @escaping (SecretSource) throws -> String?, environment: @escaping () -> [String: String]
        ) {
            self.now = now
            self.today = today
            self.client = client
            self.secret = secret
            self.environment = environment
        }
    }

    private let settings: [String: TransportSettings]
    private let compliance: ComplianceSettings
    private let folder: String
    private let surroundings: Surroundings

    /// - Parameters:
    ///   - settings: by type of campaign
    ///   - folder: the workspace's
    package init(
        settings: [String: TransportSettings], compliance: ComplianceSettings, folder: String,
        surroundings: Surroundings
    ) {
        self.settings = settings
        self.compliance = compliance
        self.folder = folder
        self.surroundings = surroundings
    }

    /// Requests of one client that are on their way at the same time.
    package static let connections = HTTPTransport.connections

    /// What keeps messages of a channel from leaving, as the settings are; empty: nothing is known to.
    package func problems(_ channel: Channel) -> [TransportProblem] {
        let settings = settings(channel)
        let section = "[transports.\(channel.rawValue)]"
        guard settings.kind.isReal else { return [] }
        var problems: [TransportProblem] = []
        switch (channel, settings.from) {
        case (.email, nil):
            problems.append(
                TransportProblem(
                    "nobody is said to send emails",
                    help: "`from = \"Ana <ana@example.com>\"` below `\(section)`"))
        case (.email, let from?) where Mailbox(from) == nil:
            problems.append(
                TransportProblem(
                    "`\(from)` is no email address to send from",
                    help: "`from = \"Ana <ana@example.com>\"` below `\(section)`"))
        case (.sms, nil) where settings.kind == .twilio:
            problems.append(
                TransportProblem(
                    "no number is said to send texts from", help: "`from = \"+1…\"` below `\(section)`"))
        default: break
        }
        if channel == .email, compliance.sender == nil {
            problems.append(
                TransportProblem(
                    "no email may leave without a postal address",
                    help: "`sender = \"Name, street, city\"` below `[compliance]`"))
        }
        if channel == .email, compliance.unsubscribe == nil {
            problems.append(
                TransportProblem(
                    "no email may leave without a way to opt out",
                    help: "`unsubscribe = \"https://…\"` below `[compliance]`"))
        }
        if needsKey(settings), (try? settings.key.flatMap(surroundings.secret)) == nil {
            problems.append(
                TransportProblem(
                    "`\(section)` has no key",
                    help: "`key_env` names a variable that holds it, `key_file` a file"))
        }
        return problems
    }

    package func make(_ channel: Channel) -> any Transport {
        let settings = settings(channel)
        let outbox = "\(folder)/data/outbox"
        switch settings.kind {
        case .outbox where channel == .email:
            return OutboxTransport(EmailKeeper(composer(settings), path: "\(outbox)/email"))
        case .outbox:
            return OutboxTransport(
                LineKeeper(path: "\(outbox)/\(channel.rawValue).jsonl", now: surroundings.now))
        case .list: return papers("call", [.diallerList])
        case .print:
            return papers(
                "mail", [.addresses, .letters(from: compliance.sender)], .letters(from: compliance.sender))
        case .sendmail:
            return SendmailTransport(
                command: settings.command, composer: composer(settings),
                environment: surroundings.environment(), timeout: settings.timeout)
        case .twilio:
            return network(
                TwilioAPI(
                    base: settings.request.url?.start ?? TwilioAPI.publicAddress,
                    account: settings.account ?? "", from: settings.from ?? "", timeout: settings.timeout,
                    honoursMessageID: settings.isIdempotent), settings)
        case .http:
            return network(
                TemplateAPI(
                    template: settings.request, answer: settings.answer, from: settings.from, foot: foot,
                    timeout: settings.timeout, honoursMessageID: settings.isIdempotent), settings)
        }
    }

    private func papers(
        _ prefix: String, _ kinds: [CampaignFiles.Kind], _ summary: CampaignFiles.Summary? = nil
    ) -> any Transport {
        OutboxTransport(
            CampaignFiles(
                outbox: "\(folder)/data/outbox", prefix: prefix, kinds: kinds, summary: summary,
                today: surroundings.today),
            name: prefix == "call" ? "dialler list" : "letters")
    }

    private func settings(_ channel: Channel) -> TransportSettings {
        settings[channel.rawValue] ?? TransportSettings()
    }

    private func network(_ api: any MessageAPI, _ settings: TransportSettings) -> any Transport {
        let secret = surroundings.secret
        let isNeeded = needsKey(settings)
        return HTTPTransport(api, client: surroundings.client) {
            let key = try settings.key.flatMap(secret)
            if key == nil, isNeeded { throw TransportProblem("there is no key where the settings say") }
            return key
        }
    }

    private func needsKey(_ settings: TransportSettings) -> Bool {
        settings.kind == .twilio || settings.kind == .http && settings.request.slots.contains(.key)
    }

    private func composer(_ settings: TransportSettings) -> EmailComposer {
        // What stays here needs a sender only to be a whole email; the name is one that nobody has (RFC 2606).
        let from = settings.from.flatMap { Mailbox($0) } ?? Mailbox(name: nil, address: "outbox@cvx.invalid")
        return EmailComposer(from: from, foot: foot, now: surroundings.now)
    }

    private var foot: EmailFoot {
        EmailFoot(
            sender: compliance.sender,
            unsubscribe: compliance.unsubscribe.flatMap { try? TextTemplate<MessageSlot>($0) })
    }
}

/// What a transport lacks, for a person.
package struct TransportProblem: Error, Hashable, CustomStringConvertible {
    package var message: String
    /// What would mend it; empty where nobody can say.
    package var help: String

    package init(_ message: String, help: String = "") {
        self.message = message
        self.help = help
    }

    package var description: String { message }
}
