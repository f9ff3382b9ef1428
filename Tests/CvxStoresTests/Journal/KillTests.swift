import CvxDomain
import CvxServices
import CvxTestSupport
import Foundation
import Testing

@testable import CvxStores

/// Runs the probe on a workspace of three stores, to which a change adds our own.
private struct Probe {
    struct Result {
        var output: String
        var wasKilled: Bool
    }

    static func start(_ arguments: [String], killAt: String? = nil) throws -> (Process, Pipe) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: PseudoTerminal.products + "/JournalProbe")
        process.arguments = arguments
        process.environment = killAt.map { ["CVX_KILL_AT": $0] } ?? [:]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        return (process, pipe)
    }

    /// How many steps a run has that is not killed.
    static func steps(of verb: String, _ folder: String, torn: Bool = false) throws -> Int {
        let result = try run([verb, folder, "0"] + (torn ? ["torn"] : []))
        let last = result.output.split(separator: "\n").last?.split(separator: " ").last
        return try #require(last.flatMap { Int($0) }, "\(result.output)")
    }

    static func run(_ arguments: [String], killAt: String? = nil) throws -> Result {
        let (process, pipe) = try start(arguments, killAt: killAt)
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return Result(output: output, wasKilled: process.terminationReason == .uncaughtSignal)
    }
}

/// Three small stores, one of them without a write-ahead log, as they are found.
private final class KillWorkspace {
    let workspace: TemporaryWorkspace
    private let original: String

    init() throws {
        workspace = try TemporaryWorkspace(name: "cvx-kill")
        try workspace.make(
            .prisma,
            """
            PRAGMA journal_mode = WAL;
            CREATE TABLE "Lead" (id TEXT NOT NULL PRIMARY KEY, ownerName TEXT, aiScore INTEGER);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
              INSERT INTO "Lead" SELECT 'p' || i, 'Owner ' || i, i FROM n;
            """)
        try workspace.make(
            .leadflow,
            """
            CREATE TABLE leads (id TEXT PRIMARY KEY, owner_name TEXT, lead_score INTEGER);
            CREATE INDEX leads_score ON leads(lead_score);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
              INSERT INTO leads SELECT 'l' || i, 'Owner ' || i, i FROM n;
            """)
        try workspace.make(
            .skipTrace,
            """
            PRAGMA journal_mode = WAL;
            CREATE TABLE phones (id TEXT PRIMARY KEY, phone TEXT);
            WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
              INSERT INTO phones SELECT 'f' || i, '+1480555' || i FROM n;
            """)
        // A journal that has been used, as most have.
        original = workspace.folder + "-original"
        try transactions().journal.store.writing { _ in }
        try FileManager.default.copyItem(atPath: workspace.folder, toPath: original)
    }

    deinit { try? FileManager.default.removeItem(atPath: original) }

    var folder: String { workspace.folder }

    func transactions(busyTimeout: Int = 2_000) -> StoreTransactions {
        StoreTransactions(
            stores: workspace.open(busyTimeout: busyTimeout), journalPath: folder + "/data/cvx.db")
    }

    func reset() throws {
        try FileManager.default.removeItem(atPath: folder)
        try FileManager.default.copyItem(atPath: original, toPath: folder)
    }

    func dump() throws -> [String] { try StoreDump.of(workspace.open()) }

    /// Opens the workspace after an interruption and sees that the change is whole or absent, and that the journal says
    /// so.
    func check(before: [String], after: [String], _ place: String) throws -> Bool {
        let it = transactions()
        _ = it.settleInterrupted()
        let now = try dump()
        #expect(now == before || now == after, "\(place): neither whole nor absent")
        #expect(!it.doubt.isRaised, "\(place): still in doubt")
        let reader = JournalReader(it)
        let entries = try reader.entries(JournalFilter())
        let isWhole = now == after
        if isWhole {
            #expect(entries.map(\.state) == [.done, .done], "\(place)")
            let undo = JournalDraft(actor: "test", statement: "undo")
            #expect(try it.undo(entries.map(\.id), draft: undo).conflictCount == 0, "\(place)")
            #expect(try dump() == before, "\(place): undone")
        } else {
            #expect(entries.allSatisfy { $0.state == .abandoned }, "\(place)")
        }
        return isWhole
    }
}

@Suite(.serialized) struct KillTests {
    @Test func aChangeIsWholeOrAbsentWhereverItsProcessEnds() throws {
        let it = try KillWorkspace()
        let before = try it.dump()
        let steps = try Probe.steps(of: "change", it.folder)
        let after = try it.dump()
        #expect(before != after)
        try it.reset()
        let writes = try Probe.steps(of: "change", it.folder, torn: true)
        var (points, kept, taken) = (0, 0, 0)
        for (count, torn) in [(steps, false), (writes, true)] {
            for step in 1...count {
                try it.reset()
                let result = try Probe.run(["change", it.folder, String(step)] + (torn ? ["torn"] : []))
                #expect(result.wasKilled, "step \(step): \(result.output)")
                points += 1
                if try it.check(before: before, after: after, "\(torn ? "write" : "step") \(step)") {
                    kept += 1
                } else {
                    taken += 1
                }
            }
        }
        for name in ["recorded", "marker-raised", "intent-written", "committed", "settled", "marker-lowered"]
        {
            try it.reset()
            let result = try Probe.run(["change", it.folder], killAt: name)
            #expect(result.wasKilled, "\(name): \(result.output)")
            points += 1
            let isWhole = try it.check(before: before, after: after, name)
            #expect(isWhole == ["committed", "settled", "marker-lowered"].contains(name))
            if isWhole { kept += 1 } else { taken += 1 }
        }
        print(
            "killed at \(points) points of a change of four stores: whole after \(kept), absent after \(taken)"
        )
        #expect(kept > 0 && taken > 0)
    }

    @Test func settlingMayBeInterruptedToo() throws {
        let it = try KillWorkspace()
        let before = try it.dump()
        let steps = try Probe.steps(of: "change", it.folder)
        let after = try it.dump()
        // The steps that leave the stores apart.
        var mixed: [Int] = []
        for step in 1...steps {
            try it.reset()
            _ = try Probe.run(["change", it.folder, String(step)])
            let now = try it.dump()
            if now != before, now != after { mixed.append(step) }
        }
        #expect(!mixed.isEmpty)
        var points = 0
        for step in mixed.prefix(1) {
            var settling = 0
            while true {
                settling += 1
                try it.reset()
                _ = try Probe.run(["change", it.folder, String(step)])
                let result = try Probe.run(["settle", it.folder, String(settling)])
                if !result.wasKilled {
                    #expect(result.output.contains("is whole"), "\(result.output)")
                    break
                }
                points += 1
                _ = try it.check(before: before, after: after, "step \(step), then settling \(settling)")
            }
        }
        print(
            "\(mixed.count) of \(steps) steps leave stores apart; settling them was killed at \(points) points"
        )
    }

    @Test func processesThatWriteAtOnceLoseNothing() throws {
        let it = try KillWorkspace()
        let running = try ["one", "two"].map { try Probe.start(["count", it.folder, $0, "3"]) }
        var done = 0
        for (process, pipe) in running {
            let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            let numbers = output.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
            try #require(numbers.count == 2, "\(output)")
            #expect(numbers[0] > 0)
            done += numbers[0]
        }
        let transactions = it.transactions()
        #expect(transactions.settleInterrupted().isEmpty)
        let entries = try JournalReader(transactions).entries(JournalFilter())
        #expect(entries.count == done)
        #expect(entries.allSatisfy { $0.state == .done })
        // p1 began with 1, and so did l1.
        let stores = it.workspace.open()
        #expect(
            try StoreDump.rows("SELECT aiScore FROM prisma.Lead WHERE id = 'p1'", stores) == [
                String(done + 1)
            ])
        #expect(
            try StoreDump.rows("SELECT lead_score FROM leadflow.leads WHERE id = 'l1'", stores) == [
                String(done + 1)
            ])
        print("\(done) changes of two processes, all accounted for")
        // And all of it can be taken back.
        let undo = JournalDraft(actor: "test", statement: "undo")
        #expect(try transactions.undo(entries.map(\.id), draft: undo).conflictCount == 0)
        #expect(try StoreDump.rows("SELECT aiScore FROM prisma.Lead WHERE id = 'p1'", stores) == ["1"])
    }
}
