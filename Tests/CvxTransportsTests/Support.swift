import CvxDomain
import CvxServices
import CvxTransports
import Glibc
import Testing

/// A folder that is gone with its last holder.
final class ScratchFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/cvx-transports-XXXXXX".utf8CString)
        path = try String(cString: #require(mkdtemp(&template)))
    }

    deinit { Self.remove(path) }

    private static func remove(_ path: String) {
        if unlink(path) == 0 { return }
        for name in names(path) { remove("\(path)/\(name)") }
        rmdir(path)
    }

    static func names(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    func names(_ folder: String) -> [String] { Self.names("\(path)/\(folder)") }

    func bytes(_ name: String) throws -> [UInt8] {
        let file = try #require(fopen("\(path)/\(name)", "r"))
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
        return bytes
    }

    func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    func write(_ text: String, to name: String, mode: mode_t = 0o644) throws {
        let file = open("\(path)/\(name)", O_WRONLY | O_CREAT | O_TRUNC, mode)
        let bytes = Array(text.utf8)
        #expect(Glibc.write(file, bytes, bytes.count) == bytes.count)
        close(file)
    }
}

struct NoNetwork: Error {}

func factory(
    _ folder: ScratchFolder, _ settings: [String: TransportSettings] = [:],
    _ compliance: ComplianceSettings = ComplianceSettings(), secret: String? = nil,
    day: Day = Day(number: 20_418), client: @escaping () throws -> any HTTPClient = { throw NoNetwork() }
) -> TransportFactory {
    TransportFactory(
        settings: settings, compliance: compliance, folder: folder.path,
        surroundings: .init(
            now: { Instant(milliseconds: 1_764_151_449_000) }, today: { day }, client: client,
            secret: { _ in secret },
            environment: { ["PATH": "/usr/bin:/bin"] }))
}

func message(
    _ id: String = "m1", _ channel: Channel = .email, to recipient: String = "ana@example.com",
    name: String? = nil, subject: String = "Your house", body: String = "Hello", isTest: Bool = false
) -> OutgoingMessage {
    OutgoingMessage(
        id: id, channel: channel, campaign: "spring", lead: RowKey(store: .prisma, id: "l1"),
        recipient: recipient, recipientName: name, subject: subject, body: body, isTest: isTest)
}

/// Hands messages over and waits for all of them; results in the order of the messages.
func send(_ messages: [OutgoingMessage], by transport: any Transport) -> [SendResult?] {
    var results = [SendResult?](repeating: nil, count: messages.count)
    var next = 0
    var patience = 2_000
    while next < messages.count || transport.inFlight > 0, patience > 0 {
        while next < messages.count, transport.inFlight < transport.width {
            transport.start(messages[next], tag: next)
            next += 1
        }
        for (tag, result) in transport.wait(milliseconds: 100) { results[tag] = result }
        patience -= 1
    }
    return results
}
