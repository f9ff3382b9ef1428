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
    private var open: [String: [RecordFile]] = [:]

    init(outbox: String, prefix: String, kinds: [Kind], today: @escaping () -> Day) {
        self.outbox = outbox
        self.prefix = prefix
        self.kinds = kinds
        self.today = today
    }

    private func files(_ campaign: String) throws(FileFault) -> [RecordFile] {
        if let files = open[campaign] { return files }
        let name = "\(prefix)-\(Self.folderName(campaign))-"
        let own = name + today().isoText
        let earlier = OutboxFiles.names(in: outbox).filter { other in
            other != own && other.hasPrefix(name) && Self.isDay(other.dropFirst(name.count))
        }
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
}
