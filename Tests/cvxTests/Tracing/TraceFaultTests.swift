import CvxTestSupport
import Foundation
import Testing

/// What goes wrong at a provider or on the way to it: what becomes of it, what it may have cost, and that nothing is lost.
@Suite(.serialized) struct TraceFaultTests {
    struct Fault: CustomStringConvertible, Sendable {
        var kind: String
        /// Of each lead; nil where they stay in the queue.
        var outcome: String?
        /// The provider says that it charged it.
        var isCharged = false
        var isSpent = false
        var says: String
        var description: String { kind }

        var isUncertain: Bool { outcome == "uncertain" }
    }

    private static let faults = [
        Fault(kind: "400", outcome: "provider_error", says: "HTTP 400: Bad request"),
        Fault(kind: "401", says: "the provider refused the key"),
        Fault(kind: "403", says: "the provider refused the key"),
        Fault(kind: "404", outcome: "provider_error", says: "HTTP 404: Not found"),
        Fault(kind: "balance", says: "the account is empty"),
        Fault(kind: "429", says: "the provider wants to be left alone"),
        Fault(kind: "retry-after", says: "the provider wants to be left alone"),
        Fault(kind: "retry-date", says: "the provider wants to be left alone"),
        Fault(kind: "503", outcome: "provider_error", says: "HTTP 503: Try again later"),
        Fault(kind: "500", outcome: "uncertain", says: "HTTP 500: Internal error"),
        Fault(kind: "502", outcome: "uncertain", says: "HTTP 502: Internal error"),
        Fault(kind: "refused", outcome: "uncertain", says: "127.0.0.1"),
        Fault(kind: "500-charged", outcome: "uncertain", isCharged: true, says: "HTTP 500: Internal error"),
        Fault(kind: "lost", outcome: "uncertain", isCharged: true, says: "127.0.0.1"),
        Fault(kind: "half", outcome: "uncertain", isCharged: true, says: "127.0.0.1"),
        Fault(kind: "timeout", outcome: "uncertain", isCharged: true, says: "127.0.0.1"),
        Fault(kind: "slow", outcome: "uncertain", isCharged: true, says: "127.0.0.1"),
        Fault(kind: "garbage", outcome: "uncertain", isCharged: true, says: "the answer is not what"),
        Fault(kind: "huge", outcome: "uncertain", isCharged: true, says: "127.0.0.1"),
        Fault(kind: "null", outcome: "no_match", isCharged: true, isSpent: true, says: ""),
    ]

    private static func settings(_ sandbox: SandboxProcess, _ more: String = "", isIdempotent: Bool = false)
        -> String
    {
        sandbox.settings.replacing("idempotent = true", with: "idempotent = \(isIdempotent)\n\(more)")
    }

    private static let trace = "skiptrace (find leads) using batchdata"

    @Test(arguments: faults) func everyFault(_ fault: Fault) throws {
        let sandbox = try SandboxProcess(["--fault", fault.kind, "--hit-rate", "100%"])
        let folder = try TracedFolder(leads: 3, settings: Self.settings(sandbox, "timeout = \"1s\""))
        let result = try folder.run(Self.trace + " retry 0", "-f", "csv")
        let said = result.output + result.errors
        #expect(fault.says.isEmpty || said.contains(fault.says), "\(said)")
        let batch = try #require(try folder.batch(of: Self.trace))
        if let outcome = fault.outcome {
            #expect(result.status == 0 && batch.state == "done", "\(said)")
            #expect(try folder.ledger("SELECT DISTINCT outcome FROM items") == [outcome])
        } else {
            #expect(result.status == 1 && batch.state == "paused", "\(said)")
            #expect(said.contains("batch resume @\(batch.id)"), "\(said)")
            #expect(try folder.ledger("SELECT DISTINCT state FROM items") == ["queued"])
        }
        let account = try SandboxAccount(sandbox)
        #expect(account.charged == (fault.isCharged ? 3 : 0))
        for (place, sum) in try folder.sums() { #expect(sum == (fault.isSpent ? 21 : 0), "\(place)") }
        let price = try folder.number(
            "data/cvx_ledger.db", "SELECT sum(price) FROM calls WHERE state = 'uncertain'")
        #expect(price == (fault.isUncertain ? 2_100 : 0))
        #expect(try folder.ledger("SELECT id FROM calls WHERE state = 'open'") == [])
        try expectNoKey(folder, said)
        try expectNothingLost(folder, fault, batch.id)
    }

    /// With a provider that is well again, every lead is found; only what may have been charged needs `force`.
    private func expectNothingLost(_ folder: TracedFolder, _ fault: Fault, _ batch: String) throws {
        let well = try SandboxProcess(["--hit-rate", "100%"])
        try folder.configure(Self.settings(well))
        if fault.isUncertain || fault.isSpent {
            #expect(try folder.run(Self.trace).status == 0)
            #expect(try SandboxAccount(well).charged == 0)
            #expect(try folder.run(Self.trace + " force").status == 0)
        } else {
            let resumed = try folder.run("batch resume @\(batch)")
            #expect(resumed.status == 0, "\(resumed.errors)")
        }
        #expect(try SandboxAccount(well).charged == 3)
        #expect(
            try folder.number(
                "data/skip_trace.db", "SELECT count(DISTINCT lead_id) FROM skip_trace_results WHERE cost > 0")
                == 3)
    }

    private func expectNoKey(_ folder: TracedFolder, _ said: String) throws {
        #expect(!said.contains(TracedFolder.key))
        let files = FileManager.default.enumerator(atPath: folder.path)
        while let name = files?.nextObject() as? String {
            guard let bytes = FileManager.default.contents(atPath: folder.path + "/" + name) else { continue }
            #expect(bytes.range(of: Data(TracedFolder.key.utf8)) == nil, "\(name)")
        }
    }

    @Test(arguments: ["lost", "half", "500-charged", "503", "retry-after"])
    func askedAgainItGoesBetter(_ kind: String) throws {
        let sandbox = try SandboxProcess(["--errors", "25%", "--fault", kind, "--hit-rate", "100%"])
        let folder = try TracedFolder(leads: 12, settings: Self.settings(sandbox, isIdempotent: true))
        let result = try folder.run(Self.trace + " retry 9")
        #expect(result.status == 0, "\(result.errors)")
        #expect(
            try folder.ledger("SELECT lead FROM items WHERE outcome NOT IN ('matched', 'no_contacts')") == [])
        #expect(try SandboxAccount(sandbox).charged == 12)
        for (place, sum) in try folder.sums() { #expect(sum == 84, "\(place)") }
    }

    @Test(arguments: ["http://nobody.invalid", "http://127.0.0.1:1", "https"])
    func whoCannotBeReachedChargesNothing(_ address: String) throws {
        let sandbox = try SandboxProcess()
        let url = address == "https" ? sandbox.url.replacing("http:", with: "https:") : address
        let folder = try TracedFolder(
            leads: 3, settings: Self.settings(sandbox).replacing(sandbox.url, with: url))
        let result = try folder.run(Self.trace + " retry 0", "-f", "csv")
        let said = result.output + result.errors
        #expect(result.status == 0 && said.contains("3 provider_error"), "\(said)")
        #expect(said.contains(address.hasSuffix("invalid") ? "nobody.invalid" : "127.0.0.1"), "\(said)")
        #expect(try SandboxAccount(sandbox).charged == 0)
        #expect(try folder.ledger("SELECT id FROM calls WHERE state <> 'failed'") == [])
        try expectNoKey(folder, said)
        let batch = try #require(try folder.batch(of: Self.trace))
        try expectNothingLost(folder, Fault(kind: address, outcome: "provider_error", says: ""), batch.id)
    }

    @Test func aHugeAnswerTakesNoMemory() throws {
        let sandbox = try SandboxProcess(["--fault", "huge"])
        let folder = try TracedFolder(leads: 3, settings: Self.settings(sandbox))
        let process = try folder.start(Self.trace + " retry 0")
        var kilobytes = 0
        while process.isRunning {
            let status =
                (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8))
                ?? ""
            let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
            kilobytes = max(kilobytes, peak.flatMap { Int($0.filter(\.isNumber)) } ?? 0)
            usleep(1_000)
        }
        #expect((1...150_000).contains(kilobytes), "\(kilobytes) KB")
    }

    @Test func twoBatchesOnTheSameLeadsPayOnce() throws {
        let sandbox = try SandboxProcess(["--latency", "5ms"])
        let folder = try TracedFolder(leads: 150, settings: Self.settings(sandbox, isIdempotent: true))
        let both = try [folder.start(Self.trace), folder.start(Self.trace)]
        for process in both {
            process.waitUntilExit()
            #expect(process.terminationStatus == 0, "\(folder.errors)")
        }
        let account = try SandboxAccount(sandbox)
        #expect(account.charged == 150 && account.addresses.values.allSatisfy { $0 == 1 })
        for (place, sum) in try folder.sums() { #expect(sum == 150 * 7, "\(place)") }
        #expect(try folder.ledger("SELECT DISTINCT state FROM items") == ["done"])
    }

    @Test func theHistoryListsATraceOnce() throws {
        let sandbox = try SandboxProcess(["--latency", "5ms"])
        let folder = try TracedFolder(leads: 600, settings: Self.settings(sandbox, isIdempotent: true))
        #expect(try folder.run(Self.trace).status == 0)
        let entries = try folder.number("data/cvx.db", "SELECT count(*) FROM entries")
        #expect(entries > 1)
        let history = try folder.run("history | select rows", "-f", "csv")
        let lines = history.output.split(separator: "\n")
        #expect(lines.count == 2, "\(history.output)")
        #expect(history.output.contains("600 leadflow.leads changed"), "\(history.output)")
        #expect(history.output.contains("(1…\(entries))"), "\(history.output)")
    }

    @Test func interruptedItSaysHowToGoOn() throws {
        let sandbox = try SandboxProcess(["--latency", "60ms"])
        let folder = try TracedFolder(
            leads: 4_000, settings: Self.settings(sandbox, isIdempotent: true))
        let terminal = try PseudoTerminal(
            CommandRunner.program, ["--yes", "-c", Self.trace],
            environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path, "TERM": "dumb"]
                .merging(folder.runner.environment) { $1 }, folder: folder.path, columns: 200)
        while try SandboxAccount(sandbox).charged == 0 { usleep(5_000) }
        terminal.signal(SIGINT)
        let status = try terminal.wait()
        let batch = try #require(try folder.batch(of: Self.trace))
        #expect(
            status == 130 && terminal.output.contains("`batch resume @\(batch.id)`"), "\(terminal.output)")
        let charged = try SandboxAccount(sandbox).charged
        #expect(charged < 4_000)
        #expect(try folder.ledger("SELECT id FROM calls WHERE state = 'open'") == [])
        for (place, sum) in try folder.sums() { #expect(sum == charged * 7, "\(place)") }
        // What was written ahead and not sent is no attempt.
        #expect(try folder.number("data/cvx_ledger.db", "SELECT count FROM attempts") == charged)
        #expect(try folder.ledger("SELECT state FROM batches") == ["paused"])
    }
}
