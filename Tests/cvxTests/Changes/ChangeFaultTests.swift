import Foundation
import GRDB
import Testing

/// Changes under faults: stores that are locked, read-only, gone, a journal that cannot be written.
@Suite(.serialized) struct ChangeFaultTests {
    private let scratch: Scratch
    private let runner: CommandRunner
    private var leadflow: String { scratch.path + "/data/leadflow.db" }
    private var journal: String { scratch.path + "/data/cvx.db" }

    init() throws {
        scratch = try Scratch()
        try Fixture.make(in: scratch)
        runner = CommandRunner(folder: scratch.path)
    }

    private let change = "update leadflow.leads where lead_score > 50 set owner_name = \"Changed\""

    private func changed() throws -> Int {
        try DatabaseQueue(path: leadflow).read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM leads WHERE owner_name = 'Changed'") ?? -1
        }
    }

    @Test func aLongLockIsSaidAndChangesNothing() throws {
        let other = try DatabaseQueue(path: leadflow)
        try other.inDatabase { database in
            try database.execute(sql: "BEGIN IMMEDIATE")
            let result = try runner.run("--lock-timeout", "1s", "-c", change)
            #expect(result.status == 75)
            #expect(result.errors.contains("S705"))
            try database.execute(sql: "ROLLBACK")
        }
        #expect(try changed() == 0)
    }

    @Test func aShortLockIsWaitedFor() throws {
        var settings = Configuration()
        settings.allowsUnsafeTransactions = true
        let other = try DatabaseQueue(path: leadflow, configuration: settings)
        try other.inDatabase { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let release = DispatchQueue(label: "release")
        release.asyncAfter(deadline: .now() + 0.5) {
            try? other.inDatabase { try $0.execute(sql: "ROLLBACK") }
        }
        let result = try runner.run("--lock-timeout", "20s", "-c", change)
        #expect(result.status == 0, "\(result.errors)")
        #expect(try changed() == 1)
    }

    @Test func aReadOnlySessionChangesNothing() throws {
        let result = try runner.run("--read-only", "-c", change)
        #expect(result.status == 1)
        #expect(result.errors.contains("S706"))
        #expect(try changed() == 0)
    }

    @Test func withoutAJournalNothingIsChanged() throws {
        try Data(repeating: 0x41, count: 8_192).write(to: URL(fileURLWithPath: journal))
        let result = try runner.run("-c", change)
        #expect(result.status == 1)
        #expect(result.errors.contains("cvx.db"))
        #expect(try changed() == 0)
    }

    @Test func aFolderWhereTheJournalShouldBe() throws {
        try FileManager.default.createDirectory(atPath: journal, withIntermediateDirectories: true)
        let result = try runner.run("-c", change)
        #expect(result.status == 1)
        #expect(result.errors.contains("cvx.db"))
        #expect(try changed() == 0)
    }

    @Test func aConstraintInTheMiddleTakesTheStatementBack() throws {
        try Fixture.execute(leadflow, "CREATE UNIQUE INDEX only_one ON leads(owner_name)")
        let result = try runner.run("--yes", "-c", "update all leadflow.leads set owner_name = \"Changed\"")
        #expect(result.status == 1)
        #expect(result.errors.contains("R524"))
        #expect(try changed() == 0)
        #expect(try runner.run("-c", "history | count").output == "0\n")
    }

    @Test func aTableWithoutAKeyIsRefused() throws {
        try Fixture.execute(leadflow, "ALTER TABLE leads RENAME TO old")
        try Fixture.execute(leadflow, "CREATE TABLE leads AS SELECT * FROM old; DROP TABLE old")
        let result = try runner.run("-c", change)
        #expect(result.status == 1)
        #expect(result.errors.contains("primary key"))
        #expect(try changed() == 0)
    }

    @Test func moreThanOneRowWantsAgreement() throws {
        let many = "update all leadflow.leads set owner_name = \"Changed\""
        let refused = try runner.run("-c", many)
        #expect(refused.status == 3)
        #expect(refused.errors.contains("--yes"))
        #expect(try runner.run("-n", "-c", many).output.contains("4 leads would change"))
        #expect(try changed() == 0)
        #expect(try runner.run("--yes", "--because", "spring", "-c", many).status == 0)
        #expect(try changed() == 4)
        #expect(try runner.run("-c", "history | select because").output == "because\nspring\n")
    }
}
