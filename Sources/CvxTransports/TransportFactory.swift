package import CvxDomain
package import CvxServices

/// Makes the transports that the settings describe, each when it is first needed.
package struct TransportFactory {
    /// What transports need of the process around them.
    package struct Surroundings {
        package var now: () -> Instant
        /// A client of its own for each transport.
        package var client: () throws -> any HTTPClient
        /// Nil where nothing is at the place.
        package var secret: (SecretSource) throws -> String?
        /// Of the programs that are run.
        package var environment: () -> [String: String]

        package init(
            now: @escaping () -> Instant, client: @escaping () throws -> any HTTPClient,
            secret: @escaping (SecretSource) throws -> String?, environment: @escaping () -> [String: String]
        ) {
            self.now = now
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

    package func make(_ channel: Channel) -> any Transport {
        let outbox = "\(folder)/data/outbox"
        switch channel {
        case .email: return OutboxTransport(EmailKeeper(composer(.email), path: "\(outbox)/email"))
        case .sms, .call, .directMail:
            return OutboxTransport(
                LineKeeper(path: "\(outbox)/\(channel.rawValue).jsonl", now: surroundings.now))
        }
    }

    private func composer(_ channel: Channel) -> EmailComposer {
        // What stays here needs a sender only to be a whole email; the name is one that nobody has (RFC 2606).
        let from = settings[channel.rawValue]?.from.flatMap { Mailbox($0) }
        return EmailComposer(
            from: from ?? Mailbox(name: nil, address: "outbox@cvx.invalid"), foot: foot,
            now: surroundings.now)
    }

    private var foot: EmailFoot {
        EmailFoot(
            sender: compliance.sender,
            unsubscribe: compliance.unsubscribe.flatMap { try? TextTemplate<MessageSlot>($0) })
    }
}
