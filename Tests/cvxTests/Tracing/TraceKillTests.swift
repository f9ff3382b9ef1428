import CvxTestSupport
import Foundation
import Testing

/// Batches whose process is killed at moments left to chance, and resumed: what the provider charged is what is recorded,
/// and every lead is asked about once.
@Suite(.serialized) struct TraceKillTests {
    private static let leads = 40
    private static let kills = 105
    private static let runs = 130
    private static let cents = 7

    /// The same moments again: `CVX_KILL_SEED=…`.
    private struct Chance: RandomNumberGenerator {
        let seed: UInt64
        private var state: UInt64

        init() {
            let given = ProcessInfo.processInfo.environment["CVX_KILL_SEED"].flatMap { UInt64($0) }
            seed = given ?? UInt64.random(in: 1...1_000_000)
            state = seed
        }

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var bits = state
            bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
            bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
            return bits ^ (bits >> 31)
        }
    }

    private struct Killed {
        var folder: TracedFolder
        var sandbox: SandboxProcess
        /// Leads that were traced.
        var leads = 0
        /// Processes that were killed while a batch of theirs was running.
        var kills = 0
        var seed: UInt64
    }

    private static func statement(_ run: Int, _ rest: String = "") -> String {
        "skiptrace leads where owner_name = \"Run \(run)\" using batchdata\(rest)"
    }

    /// Traces run after run, each killed once, one in three again while it is resumed, twice.
    private static func traceAndKill(isIdempotent: Bool) throws -> Killed {
        var chance = Chance()
        let sandbox = try SandboxProcess(["--latency", "4ms", "--seed", "\(chance.seed)"])
        let settings = sandbox.settings.replacing(
            "idempotent = true", with: "idempotent = \(isIdempotent)")
        let folder = try TracedFolder(leads: runs * leads, inRunsOf: leads, settings: settings)
        var killed = Killed(folder: folder, sandbox: sandbox, seed: chance.seed)
        let began = Date()
        #expect(try folder.run(statement(0)).status == 0)
        var length = Int(Date().timeIntervalSince(began) * 1_000)
        var run = 1
        while run < runs, killed.kills < kills {
            let hint: Comment = "seed \(chance.seed), run \(run)"
            var isRunning = try folder.kill(
                statement(run), after: Int.random(in: length / 3...length, using: &chance))
            let began = Date()
            guard var batch = try folder.batch(of: statement(run)) else {
                // Killed before it asked anybody.
                #expect(try folder.run(statement(run)).status == 0, hint)
                run += 1
                continue
            }
            if isRunning { killed.kills += 1 }
            var again = run % 3 == 0 ? 2 : 0
            while batch.state != "done", again > 0 {
                again -= 1
                isRunning = try folder.kill(
                    "batch resume @\(batch.id)", after: Int.random(in: length / 3...length, using: &chance))
                if isRunning { killed.kills += 1 }
                batch = try #require(try folder.batch(of: statement(run)))
            }
            if batch.state != "done" {
                let result = try folder.run("batch resume @\(batch.id)")
                #expect(result.status == 0, "\(hint): \(result.errors)")
                // A busy machine is slower, and so are kills to be.
                length = (length + Int(Date().timeIntervalSince(began) * 1_000)) / 2
            }
            #expect(try folder.batch(of: statement(run))?.state == "done", hint)
            run += 1
        }
        killed.leads = run * leads
        return killed
    }

    private func expectOneTraceEach(_ it: Killed, _ hint: Comment) throws {
        let folder = it.folder
        #expect(it.kills >= Self.kills, hint)
        #expect(try folder.ledger("SELECT id FROM calls WHERE state = 'open'") == [], hint)
        #expect(try folder.ledger("SELECT lead FROM items WHERE state NOT IN ('done', 'failed')") == [], hint)
        #expect(
            try folder.ledger("SELECT id FROM calls WHERE state = 'answered' AND NOT is_applied") == [], hint)
        #expect(try folder.number("data/cvx_ledger.db", "SELECT count(*) FROM items") == it.leads, hint)
        for (file, table) in [
            ("data/cvx_ledger.db", "items GROUP BY lead"),
            ("data/skip_trace.db", "skip_trace_results GROUP BY lead_id"),
            ("data/leadflow.db", "api_cost_entries GROUP BY json_extract(details, '$.leadId')"),
        ] {
            let twice = try folder.rows(
                file, "SELECT CAST(count(*) AS TEXT) FROM \(table) HAVING count(*) > 1")
            #expect(twice == [], "\(hint): \(table)")
        }
        let check = try folder.run("costs check")
        #expect(
            check.status == 0 && check.errors.contains("agree to the cent"),
            "\(hint): \(check.output)\(check.errors)")
    }

    @Test func whereAnIDIsChargedOnceNothingIsUncertain() throws {
        let it = try Self.traceAndKill(isIdempotent: true)
        let hint: Comment = "seed \(it.seed)"
        try expectOneTraceEach(it, hint)
        let account = try SandboxAccount(it.sandbox)
        #expect(account.charged == it.leads, hint)
        #expect(account.addresses.count == it.leads && account.addresses.values.allSatisfy { $0 == 1 }, hint)
        let spent = Set(try it.folder.ledger("SELECT id FROM calls WHERE state = 'answered'"))
        #expect(spent == Set(account.calls.keys), hint)
        #expect(
            try it.folder.number("data/skip_trace.db", "SELECT count(*) FROM skip_trace_results") == it.leads,
            hint)
        for (place, sum) in try it.folder.sums() {
            #expect(sum == it.leads * Self.cents, "\(hint): \(place)")
        }
        #expect(try it.folder.ledger("SELECT id FROM calls WHERE state = 'uncertain'") == [], hint)
    }

    @Test func whereItIsNotOnlyForceSendsAgain() throws {
        let it = try Self.traceAndKill(isIdempotent: false)
        let hint: Comment = "seed \(it.seed)"
        try expectOneTraceEach(it, hint)
        let folder = it.folder
        let account = try SandboxAccount(it.sandbox)
        let spent = Set(try folder.ledger("SELECT id FROM calls WHERE state = 'answered'"))
        let uncertain = Set(try folder.ledger("SELECT id FROM calls WHERE state = 'uncertain'"))
        #expect(!uncertain.isEmpty, hint)
        // Each was sent once, so none was charged twice, and none that was charged is missing.
        #expect(account.calls.values.allSatisfy { $0.asked == 1 }, hint)
        #expect(account.addresses.values.allSatisfy { $0 == 1 }, hint)
        #expect(Set(account.calls.keys).isSubset(of: spent.union(uncertain)), hint)
        #expect(spent.isSubset(of: account.calls.keys), hint)
        #expect(spent.count + uncertain.count == it.leads, hint)
        let costs = try folder.run("costs by provider | select provider, uncertain, reserved", "-f", "csv")
        let reserved = Double(uncertain.count * Self.cents) / 100
        #expect(
            costs.output.contains("batchdata,\(uncertain.count),\(reserved)\n"), "\(hint): \(costs.output)")
        for (place, sum) in try folder.sums() {
            #expect(sum == spent.count * Self.cents, "\(hint): \(place)")
        }
        try expectOnlyForceSends(it, hint)
    }

    private func expectOnlyForceSends(_ it: Killed, _ hint: Comment) throws {
        let folder = it.folder
        let found = try folder.ledger("SELECT batch FROM calls WHERE state = 'uncertain' ORDER BY id LIMIT 1")
        let id = try #require(found.first)
        let count = try folder.number(
            "data/cvx_ledger.db", "SELECT count(*) FROM calls WHERE state = 'uncertain' AND batch = '\(id)'")
        let shown = try folder.run("batch show @\(id)")
        #expect(
            shown.errors.contains("\(Money.cents(count * Self.cents)) uncertain"), "\(hint): \(shown.errors)")
        let owner = try folder.rows(
            "data/leadflow.db",
            "SELECT owner_name FROM leads WHERE id = '\(try #require(try folder.ledger("SELECT lead FROM items WHERE batch = '\(id)'").first))'"
        )
        let statement = "skiptrace leads where owner_name = \"\(try #require(owner.first))\" using batchdata"
        let before = try SandboxAccount(it.sandbox)
        #expect(try folder.run(statement).status == 0, hint)
        #expect(try SandboxAccount(it.sandbox).charged == before.charged, hint)
        #expect(try folder.run(statement + " force").status == 0, hint)
        #expect(try SandboxAccount(it.sandbox).charged == before.charged + Self.leads, hint)
        for (place, sum) in try folder.sums() {
            let spent = try folder.number(
                "data/cvx_ledger.db", "SELECT count(*) FROM calls WHERE state = 'answered'")
            #expect(sum == spent * Self.cents, "\(hint): \(place)")
        }
    }
}

private enum Money {
    static func cents(_ cents: Int) -> String {
        "$\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
    }
}
