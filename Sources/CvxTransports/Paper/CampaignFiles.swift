internal import CvxDomain
internal import CvxServices

/// Files of each campaign and day below the outbox: what a campaign wrote on an earlier day is not written again.
final class CampaignFiles {
    /// One of the files: its name, and how a message stands in it.
    struct Kind {
        var name: String
        var format: RecordFormat
        var record: (OutgoingMessage) -> [UInt8]
    }

    private let outbox: String
    /// What the folders' names begin with.
    private let prefix: String
    private let kinds: [Kind]
    private let today: () -> Day
    /// What is made of a folder's files when a run ends.
    private let summary: Summary?
    private var open: [String: [RecordFile]] = [:]

    /// A file that is made of another.
    struct Summary {
        var name: String
        var source: String
        /// - Returns: what there is to say of it.
        var make: (_ source: String, _ path: String) throws -> [String]
    }

    init(
        outbox: String, prefix: String, kinds: [Kind], summary: Summary? = nil, today: @escaping () -> Day
    ) {
        self.summary = summary
        self.outbox = outbox
        self.prefix = prefix
        self.kinds = kinds
        self.today = today
    }

    /// What the names of a campaign's folders begin with, up to the day.
    private func start(_ campaign: String) -> String { "\(prefix)-\(Self.folderName(campaign))-" }

    private func folders(_ campaign: String) -> [String] {
        let start = start(campaign)
        return OutboxFiles.names(in: outbox).filter {
            $0.hasPrefix(start) && Self.isDay($0.dropFirst(start.count))
        }
    }

    private func files(_ campaign: String) throws(FileFault) -> [RecordFile] {
        if let files = open[campaign] { return files }
        let own = start(campaign) + today().isoText
        let earlier = folders(campaign).filter { $0 != own }
        var files: [RecordFile] = []
        for kind in kinds {
            let file = RecordFile(path: "\(outbox)/\(own)/\(kind.name)", format: kind.format)
            for folder in earlier { try file.learnIDs(of: "\(outbox)/\(folder)/\(kind.name)") }
            files.append(file)
        }
        open[campaign] = files
        return files
    }

    /// Letters, digits and dashes, the campaign's own where it has them; what another campaign's could be told by stays.
    static func folderName(_ campaign: String) -> String {
        let plain = campaign.lowercased().unicodeScalars.map { scalar in
            ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) ? Character(scalar) : "-"
        }
        let words = String(plain.prefix(60))
        if words == campaign, !words.isEmpty { return words }
        // Two names that look alike now are still two campaigns.
        var print: UInt32 = 0x811C_9DC5
        for byte in campaign.utf8 { print = (print ^ UInt32(byte)) &* 0x0100_0193 }
        return "\(words)-\(String(print, radix: 16))"
    }

    private static func isDay(_ text: Substring) -> Bool {
        text.utf8.count == 10
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-") }
    }
}

extension CampaignFiles: MessageKeeper {
    func keep(_ message: OutgoingMessage) throws {
        for (file, kind) in zip(try files(message.campaign), kinds) { file.add(kind.record(message)) }
    }

    func write() throws(FileFault) {
        for files in open.values { for file in files { try file.write() } }
    }

    func flush() throws(FileFault) {
        for files in open.values { for file in files { try file.flush() } }
    }

    /// Where a run was killed before its end, the next one makes up for it.
    func finish(_ campaign: String) -> [String] {
        guard let summary else { return [] }
        return folders(campaign).sorted().flatMap { folder -> [String] in
            let source = "\(outbox)/\(folder)/\(summary.source)"
            let path = "\(outbox)/\(folder)/\(summary.name)"
            guard OutboxFiles.isNewer(source, than: path) else { return [] }
            do { return try summary.make(source, path) } catch {
                return ["\(summary.name) was not made: \(error)"]
            }
        }
    }
}
