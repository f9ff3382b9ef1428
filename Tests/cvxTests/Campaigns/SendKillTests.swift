import CvxDomain
import CvxHTTP
import CvxServices
import CvxTestSupport
import Foundation
import GRDB
import Testing

/// Sends campaigns of texts to the sandbox in processes that are killed at random moments.
private final class KilledSending {
    static let recipients = 30
    let scratch = try? Scratch()
    let sandbox: SandboxProcess
    private let client: CurlClient
    private let folder: String

    /// - Parameter isIdempotent: whether cvx is told that the service knows a message that comes again
    init(isIdempotent: Bool) throws {
        sandbox = try SandboxProcess(["--latency", "5ms"])
        client = try CurlClient(connections: 1)
        folder = try #require(scratch).path
        let made = try runner.run("init", folder)
        try #require(made.status == 0, "\(made.errors)")
        try #require(scratch).write(
            """
            [transports.sms]
            kind = "twilio"
            account = "AC1"
            key_env = "CVX_TEST_KEY"
            from = "+14805550100"
            url = "\(sandbox.url)"
            idempotent = \(isIdempotent)
            [compliance]
            rules = "rules.toml"
            """, to: "cvx.toml")
        // The people of tests have numbers of fiction, and these go to a service of fiction.
        try #require(scratch).write(
            """
            [rules.fictional]
            channels = ["direct_mail"]
            source = "a test"
            date = "2026-11-25"
            """, to: "rules.toml")
        let rows = (0..<Self.recipients).map {
            "('l\($0)', '\($0) Oak St', 'AZ', '(480) 555-01\($0 + 10)', 'tax_lien', '\(NoonZone.name)', 'o', 0)"
        }
        try write(
            """
            INSERT INTO "Organization" (id, name, updatedAt) VALUES ('o', 'Acme', 0);
            INSERT INTO "Lead" (id, address, state, phone, sourceType, timezone, organizationId, updatedAt)
              VALUES \(rows.joined(separator: ", "));
            """)
    }

    private var runner: CommandRunner {
        CommandRunner(folder: folder, environment: ["CVX_TEST_KEY": "k"])
    }

    private func write(_ sql: String) throws {
        let queue = try DatabaseQueue(path: folder + "/prisma/dev.db")
        try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
        try queue.close()
    }

    /// Several at once, as each start of the program takes longer than all the rest.
    func create(_ names: [String]) throws {
        let rows = names.map { "('\($0)', '\($0)', 'sms', 'draft', '\($0)', 'o', 0)" }
        try write(
            """
            INSERT INTO "Campaign" (id, name, type, status, message, organizationId, updatedAt)
              VALUES \(rows.joined(separator: ", "))
            """)
        let edits = names.map { "campaign edit \"\($0)\" to (find leads)" }
        let edit = try runner.run("-c", edits.joined(separator: "\n"), "--yes")
        try #require(edit.status == 0, "\(edit.errors)")
    }

    func start(_ name: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandRunner.program)
        process.arguments = ["-c", "campaign send \"\(name)\"", "--yes"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": folder, "TZ": "UTC", "CVX_TEST_KEY": "k"]
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try process.run()
        return process
    }

    /// - Parameter after: seconds until it is killed; nil: it may come to its end
    /// - Returns: its exit status; nil where it was killed.
    func send(_ name: String, killedAfter after: Double?) throws -> Int32? {
        let process = try start(name)
        if let after {
            usleep(UInt32(after * 1_000_000))
            kill(process.processIdentifier, SIGKILL)
        }
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal ? nil : process.terminationStatus
    }

    /// What the service says that it sent.
    private func messages() throws -> [JSONValue] {
        client.start(HTTPRequest("GET", sandbox.url + "/messages"), tag: 0)
        let response = try #require(client.wait(milliseconds: 20_000).first?.result).get()
        return try #require(JSONValue(json: response.body)?["messages"]?.array)
    }

    /// The same as a report on one campaign, a line of JSON each.
    func report(_ name: String) throws -> String {
        try messages().filter { $0["body"]?.string == name }.map { message in
            "{\"sid\": \"\(message["sid"]?.string ?? "")\", \"to\": \"\(message["to"]?.string ?? "")\", \"status\": \"delivered\"}\n"
        }.joined()
    }

    func note(_ report: String, on name: String) throws -> CommandRunner.Result {
        try #require(scratch).write(report, to: "report.jsonl")
        return try runner.run("--yes", "-c", "campaign report \"\(name)\" from \"report.jsonl\"")
    }

    /// How often the service sent each campaign's text to each number.
    func delivered() throws -> [String: [String: Int]] {
        var found: [String: [String: Int]] = [:]
        for message in try messages() {
            guard let body = message["body"]?.string, let to = message["to"]?.string else { continue }
            found[body, default: [:]][to, default: 0] += 1
        }
        return found
    }

    /// Numbers by the state of their messages, as the service writes them.
    func ledger(_ name: String) throws -> [String: [String]] {
        let queue = try DatabaseQueue(path: folder + "/data/cvx_ledger.db")
        let rows = try queue.read {
            try Row.fetchAll(
                $0, sql: "SELECT state, recipient FROM sends WHERE campaign = ?", arguments: [name])
        }
        return Dictionary(grouping: rows) { $0["state"] as String }.mapValues { rows in
            rows.map { "+1" + ($0["recipient"] as String? ?? "").filter(\.isNumber) }
        }
    }

    func logged(_ name: String) throws -> Int {
        let queue = try DatabaseQueue(path: folder + "/prisma/dev.db")
        return try queue.read {
            try Int.fetchOne(
                $0, sql: #"SELECT count(*) FROM "CampaignLog" WHERE campaignId = ?"#, arguments: [name]) ?? 0
        }
    }
}

/// Whatever moment a process ends at, nobody gets a message twice.
@Suite struct SendKillTests {
    /// Made beforehand: in most runs enough for all kills.
    private static let campaigns = 60

    @Test(arguments: [true, false])
    func nobodyIsSentToTwice(_ isIdempotent: Bool) throws {
        let it = try KilledSending(isIdempotent: isIdempotent)
        try it.create(["whole"] + (1...Self.campaigns).map { "c\($0)" })
        let start = Date()
        let whole = try it.send("whole", killedAfter: nil)
        try #require(whole == 0)
        var length = Date().timeIntervalSince(start)
        var kills = 0
        var campaigns = 0
        var uncertain = 0
        while kills < 100 {
            campaigns += 1
            let name = "c\(campaigns)"
            if campaigns > Self.campaigns { try it.create([name]) }
            var status: Int32?
            repeat {
                let began = Date()
                status = try it.send(name, killedAfter: kills < 100 ? .random(in: 0...length) : nil)
                if status == nil {
                    kills += 1
                } else {
                    // What else runs on the machine changes: a kill that comes too late is none.
                    length = max(Date().timeIntervalSince(began), length * 0.9)
                }
            } while status == nil
            #expect(status == 0)
            let ledger = try it.ledger(name)
            let sent = ledger["sent"] ?? []
            let unknown = ledger["uncertain"] ?? []
            let delivered = try it.delivered()[name] ?? [:]
            #expect(Set(sent + unknown).count == KilledSending.recipients && ledger.count <= 2)
            #expect(delivered.values.allSatisfy { $0 == 1 }, "twice: \(delivered.filter { $0.value > 1 })")
            #expect(Set(sent).isSubset(of: delivered.keys))
            #expect(Set(delivered.keys).isSubset(of: sent + unknown))
            #expect(try it.logged(name) == sent.count)
            if isIdempotent { #expect(delivered.count == KilledSending.recipients && unknown.isEmpty) }
            uncertain += unknown.count
        }
        if !isIdempotent { #expect(uncertain > 0) }
    }

    /// Of messages whose answers were lost nobody knows the service's names; their numbers tell them.
    @Test func theServicesReportSettlesWhatWasUncertain() throws {
        let it = try KilledSending(isIdempotent: false)
        let names = (1...20).map { "c\($0)" }
        try it.create(["whole"] + names)
        let start = Date()
        try #require(try it.send("whole", killedAfter: nil) == 0)
        let length = Date().timeIntervalSince(start)
        for name in names {
            var kills = 0
            while try it.send(name, killedAfter: kills < 20 ? .random(in: length / 3...length) : nil) == nil {
                kills += 1
            }
            let delivered = Set(try it.delivered()[name]?.keys.map { $0 } ?? [])
            guard try it.ledger(name)["uncertain"]?.contains(where: delivered.contains) == true else {
                continue
            }
            let noted = try it.note(try it.report(name), on: name)
            #expect(noted.status == 0, "\(noted.errors)")
            let ledger = try it.ledger(name)
            #expect(Set(ledger["sent"] ?? []) == delivered)
            #expect(try it.logged(name) == delivered.count)
            #expect(try it.note(try it.report(name), on: name).errors.contains("0 messages noted"))
            return
        }
        Issue.record("no answer was lost")
    }

    @Test func oneSendAtATime() throws {
        let it = try KilledSending(isIdempotent: true)
        try it.create(["both"])
        let processes = try (0..<3).map { _ in try it.start("both") }
        for process in processes { process.waitUntilExit() }
        #expect(processes.contains { $0.terminationStatus == 0 })
        #expect(try it.delivered()["both"]?.values.allSatisfy { $0 == 1 } == true)
        #expect(try it.logged("both") == KilledSending.recipients)
    }
}
