import CvxDomain
import CvxServices
import Testing

@testable import CvxStores

@Suite struct JournalStoreTests {
    @Test func runs() throws {
        let it = try JournaledWorkspace()
        let runs = JournalRuns(it.transactions)
        #expect(try runs.runs(limit: nil).isEmpty)
        var first = ScriptRun(
            id: "r1", script: "nightly.cvx", started: Instant(milliseconds: 1_000), actor: "ana@example.com",
            parameters: #"{"min_score": 80}"#)
        try runs.begin(first)
        try runs.begin(
            ScriptRun(
                id: "r2", script: "other.cvx", started: Instant(milliseconds: 2_000), actor: "ben@example.com"
            ))
        try runs.end("r1", at: Instant(milliseconds: 3_000), effects: #"{"update": 5}"#, exit: 0)
        first.ended = Instant(milliseconds: 3_000)
        first.effects = #"{"update": 5}"#
        first.exit = 0
        #expect(try runs.run("r1") == first)
        #expect(try runs.runs(limit: nil).map(\.id) == ["r2", "r1"])
        #expect(try runs.runs(limit: 1).map(\.exit) == [nil])
        #expect(try runs.run("r3") == nil)
    }

    @Test func locks() throws {
        let it = try JournaledWorkspace()
        let other = JournalLocks(
            StoreTransactions(stores: it.workspace.open(), journalPath: it.workspace.folder + "/data/cvx.db"))
        let locks = JournalLocks(it.transactions)
        var held: AnyObject? = try locks.acquire("nightly", holder: "process 17, nightly.cvx")
        for locks in [locks, other] {
            let error = #expect(throws: JournalError.self) {
                try locks.acquire("nightly", holder: "a second")
            }
            #expect(error?.kind == .lockHeld("nightly"))
            #expect(error?.message.contains("process 17, nightly.cvx") == true)
        }
        let second = try other.acquire("weekly", holder: "process 18")
        held = nil
        held = try other.acquire("nightly", holder: "a second")
        #expect(throws: JournalError.self) { try locks.acquire("nightly", holder: "a third") }
        withExtendedLifetime((held, second)) {}
    }

    @Test func retention() throws {
        let it = try JournaledWorkspace()
        #expect(try it.transactions.prune(olderThan: SystemUser.now) == 0)
        let entry = try #require(try it.change([.leadflow], "UPDATE leadflow.leads SET lead_score = 0"))
        #expect(try it.transactions.prune(olderThan: entry.at) == 0)
        #expect(try it.transactions.prune(olderThan: Instant(milliseconds: entry.at.milliseconds + 1)) == 1)
        #expect(try it.transactions.prune(olderThan: SystemUser.now) == 0)
        let kept = try #require(try it.reader.entry(entry.id))
        #expect(kept.isPruned)
        #expect(kept.counts == entry.counts)
        let error = #expect(throws: JournalError.self) {
            try it.transactions.undo([entry.id], draft: JournaledWorkspace.draft)
        }
        #expect(error?.kind == .pastRetention(entry.id))
        try it.reader.rows(of: entry.id) { _ in
            Issue.record("its rows are gone")
            return false
        }
    }
}
