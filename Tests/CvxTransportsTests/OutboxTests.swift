import CvxDomain
import CvxServices
import CvxTestSupport
import Glibc
import Testing

@testable import CvxTransports

@Suite struct OutboxTests {
    @Test func anEmailComesInOnceWhereverItsReaderPutIt() throws {
        let folder = try ScratchFolder()
        let mail = "data/outbox/email"
        #expect(
            send([message("a"), message("b"), message("a")], by: factory(folder).make(.email)).count == 3)
        #expect(folder.names("\(mail)/new") == ["a.eml", "b.eml"])
        #expect(rename("\(folder.path)/\(mail)/new/a.eml", "\(folder.path)/\(mail)/cur/a.eml:2,S") == 0)
        #expect(
            send([message("a"), message("b")], by: factory(folder).make(.email)) == [
                .sent(id: nil), .sent(id: nil),
            ])
        #expect(folder.names("\(mail)/new") == ["b.eml"])
        #expect(folder.names("\(mail)/tmp").isEmpty)
        #expect(
            send(
                [message(""), message(String(repeating: "x", count: 300))], by: factory(folder).make(.email)
            )
            .allSatisfy { $0 == .refused("its id is too long, or empty") })
    }

    private static func sms(_ id: String, body: String = "Hi", isTest: Bool = false) -> OutgoingMessage {
        message(id, .sms, to: "4805550101", name: "Bo", subject: "", body: body, isTest: isTest)
    }

    @Test func aTextIsALineOfJSON() throws {
        let folder = try ScratchFolder()
        let transport = factory(folder).make(.sms)
        #expect(!transport.isReal)
        let odd = "a\"b\\,\n"
        #expect(send([Self.sms("a", body: "1\n2"), Self.sms(odd, isTest: true)], by: transport).count == 2)
        try transport.flush()
        let text = try folder.text("data/outbox/sms.jsonl")
        let lines = text.split(separator: "\n")
        #expect(
            lines.first
                == #"{"id":"a","at":"2025-11-26T10:04:09.000Z","channel":"sms","campaign":"spring","lead":{"store":"prisma","id":"l1"},"to":"+14805550101","name":"Bo","body":"1\n2"}"#
        )
        let second = try #require(lines.count == 2 ? JSONValue(json: Array(lines[1].utf8)) : nil)
        #expect(second["id"] == .string(odd))
        #expect(second["test"] == true)
        // Again, by the same transport and by another.
        _ = send([Self.sms(odd), Self.sms("a")], by: transport)
        _ = send([Self.sms(odd), Self.sms("a")], by: factory(folder).make(.sms))
        #expect(try folder.text("data/outbox/sms.jsonl") == text)
    }

    @Test func twoProcessesShareAFile() throws {
        let folder = try ScratchFolder()
        let (one, two) = (factory(folder).make(.sms), factory(folder).make(.sms))
        for id in 0..<20 {
            _ = send([Self.sms("\(id)"), Self.sms("\(id + 1)")], by: id % 2 == 0 ? one : two)
        }
        #expect(try folder.text("data/outbox/sms.jsonl").split(separator: "\n").count == 21)
        // Somebody empties the outbox while a campaign runs.
        #expect(unlink("\(folder.path)/data/outbox/sms.jsonl") == 0)
        #expect(send([Self.sms("1"), Self.sms("99")], by: one) == [.sent(id: nil), .sent(id: nil)])
        #expect(try folder.text("data/outbox/sms.jsonl").split(separator: "\n").count == 2)
    }

    @Test func halfALineIsCutOff() throws {
        let folder = try ScratchFolder()
        _ = send((0..<3).map { Self.sms("\($0)") }, by: factory(folder).make(.sms))
        let whole = try folder.text("data/outbox/sms.jsonl")
        for cut in stride(from: 1, to: whole.utf8.count, by: 7) {
            try folder.write(String(whole.prefix(cut)), to: "data/outbox/sms.jsonl")
            _ = send((0..<3).map { Self.sms("\($0)") }, by: factory(folder).make(.sms))
            #expect(try folder.text("data/outbox/sms.jsonl") == whole)
        }
    }

    @Test func aFullDiskStopsAndLeavesNothingHalf() throws {
        let file = RecordFile(path: "/dev/full", format: .jsonLines)
        file.add(Array("{\"id\":\"a\"}\n".utf8))
        #expect(throws: FileFault(path: "/dev/full", code: ENOSPC)) { try file.write() }
        let folder = try ScratchFolder()
        try folder.write("", to: "data")
        for channel in Channel.allCases {
            let results = send([message(channel.rawValue, channel)], by: factory(folder).make(channel))
            guard case .stopped(let reason)? = results[0] else {
                #expect(results == [.stopped("")])
                continue
            }
            #expect(reason.hasSuffix("cannot be written: Not a directory"))
        }
    }

    /// Kills a process that fills the outbox, at moments that differ, and hands everything over again.
    @Test(arguments: ["email", "sms"])
    func aKilledRunIsMadeWholeByTheNext(_ channel: String) throws {
        let folder = try ScratchFolder()
        let count = 3_000
        for round in 0..<6 {
            let probe = try PseudoTerminal(
                "\(PseudoTerminal.products)/OutboxProbe", [folder.path, channel, "\(count)"], environment: [:]
            )
            if round < 5 {
                usleep(UInt32(5_000 + 17_000 * round))
                probe.signal(SIGKILL)
                _ = try probe.wait(seconds: 60)
            } else {
                #expect(try probe.wait(seconds: 120) == 0)
            }
        }
        if channel == "email" {
            let names = folder.names("data/outbox/email/new")
            #expect(names.count == count)
            let size = try folder.bytes("data/outbox/email/new/m0.eml").count
            for name in names {
                let bytes = try folder.bytes("data/outbox/email/new/\(name)")
                // They differ by the digits of their number, which stands there three times.
                #expect(bytes.count == size + 3 * (name.utf8.count - "m0.eml".utf8.count))
            }
        } else {
            let lines = try folder.text("data/outbox/sms.jsonl").split(separator: "\n")
            let ids = lines.map { JSONValue(json: Array($0.utf8))?["id"]?.string }
            #expect(Set(ids) == Set((0..<count).map { "m\($0)" }))
            #expect(ids.count == count)
        }
    }
}
