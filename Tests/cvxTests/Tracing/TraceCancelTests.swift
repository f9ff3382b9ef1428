import CvxTestSupport
import Foundation
import Testing

/// Batches that are cancelled by another process, while one works on them and after one was killed.
@Suite(.serialized) struct TraceCancelTests {
    private static let trace = "skiptrace (find leads) using batchdata"

    private func begin(_ sandbox: SandboxProcess, _ settings: String) throws -> (
        TracedFolder, Process, String
    ) {
        let folder = try TracedFolder(leads: 4_000, settings: settings)
        let process = try folder.start(Self.trace)
        while try SandboxAccount(sandbox).charged < 40, process.isRunning { usleep(5_000) }
        return (folder, process, try #require(try folder.batch(of: Self.trace)).id)
    }

    @Test func aRunningBatchStopsAfterTheCallsInFlight() throws {
        let sandbox = try SandboxProcess(["--latency", "60ms", "--hit-rate", "100%"])
        let (folder, process, batch) = try begin(sandbox, sandbox.settings)
        let again = try folder.run("batch resume @\(batch)")
        #expect(
            again.status == 1 && again.errors.contains("another process works on batch \(batch)"),
            "\(again.errors)")
        let cancel = try folder.run("batch cancel @\(batch)")
        #expect(
            cancel.status == 0 && cancel.output.contains("stops behind the calls"),
            "\(cancel.output)\(cancel.errors)")
        process.waitUntilExit()
        #expect(process.terminationStatus == 1)
        let charged = try SandboxAccount(sandbox).charged
        #expect(charged < 4_000)
        for (place, sum) in try folder.sums() { #expect(sum == charged * 7, "\(place)") }
        #expect(try folder.ledger("SELECT state FROM batches") == ["cancelled"])
        #expect(try folder.ledger("SELECT id FROM calls WHERE state IN ('open', 'uncertain')") == [])
        #expect(try folder.number("data/cvx_ledger.db", "SELECT count FROM attempts") == charged)
        let third = try folder.run("batch cancel @\(batch)")
        #expect(third.status == 1 && third.errors.contains("is cancelled"), "\(third.errors)")
    }

    @Test(arguments: [true, false]) func aKilledOneIsSettled(_ isIdempotent: Bool) throws {
        let sandbox = try SandboxProcess(["--latency", "60ms", "--hit-rate", "100%"])
        let (folder, process, batch) = try begin(
            sandbox, sandbox.settings.replacing("idempotent = true", with: "idempotent = \(isIdempotent)"))
        let states = "batch list | select state"
        #expect(try folder.run(states, "-f", "csv").output == "state\nrunning\n")
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try folder.run(states, "-f", "csv").output == "state\npaused\n")
        let cancel = try folder.run("batch cancel @\(batch)")
        #expect(
            cancel.status == 0 && cancel.output.contains("not asked about"),
            "\(cancel.output)\(cancel.errors)")
        // All that was charged is spent or uncertain, and no answer that came is missing in the stores.
        #expect(try folder.ledger("SELECT id FROM calls WHERE state = 'open'") == [])
        #expect(try folder.ledger("SELECT id FROM calls WHERE state = 'answered' AND NOT is_applied") == [])
        let known = Set(try folder.ledger("SELECT id FROM calls WHERE state IN ('answered', 'uncertain')"))
        for (id, call) in try SandboxAccount(sandbox).calls where call.charged > 0 {
            #expect(known.contains(id), "\(id)")
        }
        let sums = try folder.sums()
        #expect(Set(sums.values).count == 1, "\(sums)")
    }
}
