internal import CvxDomain
internal import CvxServices

/// Files that messages are kept in.
protocol MessageKeeper: AnyObject {
    /// - Throws: `MessageFault` where this message cannot be kept, `FileFault` where none can
    func keep(_ message: OutgoingMessage) throws
    /// Writes what was kept since; whole messages, or none.
    func write() throws(FileFault)
    func flush() throws(FileFault)
    /// As `Transport.finish`.
    func finish(_ campaign: String) -> [String]
}

extension MessageKeeper {
    func finish(_ campaign: String) -> [String] { [] }
}

/// Emails in a Maildir.
final class EmailKeeper: MessageKeeper {
    private let composer: EmailComposer
    private let folder: Maildir

    init(_ composer: EmailComposer, path: String) {
        self.composer = composer
        folder = Maildir(path: path)
    }

    func keep(_ message: OutgoingMessage) throws {
        guard let name = MessageName.of(message.id) else { throw MessageFault.noName }
        try folder.deliver(composer.bytes(message), name: name + ".eml")
    }

    func write() {}

    func flush() throws(FileFault) { try folder.flush() }
}

/// Messages as JSON, a line each.
final class LineKeeper: MessageKeeper {
    private let file: RecordFile
    private let now: () -> Instant

    init(path: String, now: @escaping () -> Instant) {
        file = RecordFile(path: path, format: .jsonLines)
        self.now = now
    }

    func keep(_ message: OutgoingMessage) throws {
        var members: JSONObject = [
            "id": .string(message.id), "at": .string(now().isoText),
            "channel": .string(message.channel.rawValue), "campaign": .string(message.campaign),
            "lead": ["store": .string(message.lead.store.rawValue), "id": .string(message.lead.id)],
            "to": .string(message.address),
            "name": message.recipientName.map { .string($0) } ?? .null,
        ]
        if !message.subject.isEmpty { members["subject"] = .string(message.subject) }
        members["body"] = .string(message.body)
        if message.isTest { members["test"] = true }
        file.add(JSONValue.object(members).written() + [0x0A])
    }

    func write() throws(FileFault) { try file.write() }

    func flush() throws(FileFault) { try file.flush() }
}
