import CvxTestSupport
import Foundation
import Testing

/// A store that cannot be read takes no question down that another can answer, and is never left out in silence.
@Suite(.serialized) struct BrokenStoreTests {
    private let scratch: Scratch
    private let runner: CommandRunner

    init() throws {
        scratch = try Scratch()
        try Fixture.make(in: scratch)
        runner = CommandRunner(folder: scratch.path)
    }

    enum Break: String, CaseIterable { case folder, text, truncated }

    private func spoil(_ store: String, _ kind: Break = .text) throws {
        let path = scratch.path + "/" + store
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        try FileManager.default.removeItem(atPath: path)
        switch kind {
        case .folder: try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        case .text: try scratch.write("this is a letter, not a database at all", to: store)
        case .truncated: try whole.prefix(5_000).write(to: URL(fileURLWithPath: path))
        }
    }

    /// Of the seven leads four are in the Prisma store and four in leadflow, one of them in both.
    @Test(arguments: ["prisma/dev.db", "data/leadflow.db"], Break.allCases)
    func theOtherHomeAnswers(_ store: String, _ kind: Break) throws {
        try spoil(store, kind)
        let result = try runner.run("-c", "count leads; count leads where score >= 0; exists leads")
        #expect(result.status == 0 && result.output == "4\n4\ntrue\n", "\(result)")
        let code = kind == .truncated ? "is damaged" : kind == .folder ? "is a folder" : "is not an SQLite"
        #expect(result.errors.components(separatedBy: "warning[W803]").count == 2, "\(result.errors)")
        #expect(result.errors.contains(scratch.path + "/" + store + " " + code), "\(result.errors)")
    }

    @Test func whatBothHaveIsThenTheOthers() throws {
        let question = "find leads where id = \"both\" select owner_name, store"
        #expect(try runner.run("-c", question).output == "owner_name,store\nPrisma Wins,prisma\n")
        try spoil("prisma/dev.db")
        let result = try runner.run("-c", question)
        #expect(result.output == "owner_name,store\nLeadflow Loses,leadflow\n" && result.status == 0)
        #expect(result.errors.contains("warning[W803]"))
    }

    @Test func aStoreThatIsNamedIsNeverLeftOut() throws {
        try spoil("data/leadflow.db")
        for question in [
            "count leadflow.leads", "find leadflow.leads select id", "count costs", "count lead_tags",
        ] {
            let result = try runner.run("-c", question)
            #expect(result.status == 1 && result.output == "", "\(question): \(result)")
            #expect(result.errors.contains("error[S703]"), "\(question): \(result.errors)")
            #expect(!result.errors.contains("W803"), "\(question): \(result.errors)")
        }
        // Nor is a word said of it where it was not asked.
        for question in ["count prisma.leads", "count users"] {
            let result = try runner.run("-c", question)
            #expect(result.status == 0 && result.errors == "", "\(question): \(result)")
        }
    }

    @Test func aConditionThatLooksIntoItSaysSo() throws {
        try spoil("data/skip_trace.db")
        let result = try runner.run("-c", "count prisma.leads where any phones(is_mobile)")
        #expect(result.status == 0 && result.output == "0\n")
        #expect(result.errors.contains("warning[W803]: the skip_trace store"), "\(result.errors)")
    }

    @Test func nothingIsLeftToAnswer() throws {
        try spoil("prisma/dev.db")
        try spoil("data/leadflow.db")
        let result = try runner.run("-c", "count leads")
        #expect(result.status == 1 && result.output == "" && result.errors.contains("error[S703]"))
    }

    @Test func quietAndJSONSayItToo() throws {
        try spoil("data/leadflow.db")
        #expect(try runner.run("-q", "-c", "count leads").errors.contains("warning[W803]"))
        let json = try runner.run("--errors", "json", "-c", "count leads")
        #expect(json.errors.hasPrefix("{\"code\":\"W803\",\"severity\":\"warning\""), "\(json.errors)")
    }

    @Test func whoIsStrictGetsAnError() throws {
        try spoil("data/leadflow.db")
        func fails(_ result: CommandRunner.Result) -> Bool {
            result.status == 1 && result.output == "" && result.errors.contains("error[S703]")
        }
        #expect(fails(try runner.run("--strict", "-c", "count leads")))
        var other = runner
        other.environment["CVX_STRICT"] = "1"
        #expect(fails(try other.run("-c", "count leads")))
        try scratch.write("[session]\nstrict = true\n", to: "cvx.toml")
        #expect(fails(try runner.run("-c", "count leads")))
    }

    @Test func aChangeIsNeverMadeOfAPart() throws {
        try spoil("data/leadflow.db")
        for change in [
            "update leads where score > 50 set city = \"X\"", "delete leads where score > 50",
            "update prisma.leads where any phones(is_mobile) set city = \"X\"",
            "add lead {address: \"1 Main St\"}",
        ] {
            let result = try runner.run("--yes", "-c", change)
            #expect(result.status != 0 && result.errors.contains("error[S703]"), "\(change): \(result)")
        }
        #expect(try runner.run("-q", "-c", "count leads where city = \"X\"").output == "0\n")
        let named = try runner.run("--yes", "-c", "update prisma.leads where score > 50 set city = \"X\"")
        #expect(named.status == 0, "\(named.errors)")
        #expect(try runner.run("-c", "count prisma.leads where city = \"X\"").output == "3\n")
    }

    @Test func sqlNamesWhatItReads() throws {
        try spoil("data/leadflow.db")
        let other = try runner.run("-c", "sql \"select count(*) as n from prisma.Lead\"")
        #expect(other.status == 0 && other.output == "n\n4\n" && other.errors.contains("warning[W803]"))
        for text in ["select count(*) from leadflow.leads", "select count(*) from leads"] {
            let result = try runner.run("-c", "sql \"\(text)\"")
            #expect(result.status == 1 && result.errors.contains("error[S703]"), "\(text): \(result)")
        }
    }

    @Test func describeAndReferencesGoOn() throws {
        try spoil("data/leadflow.db")
        let described = try runner.run("-c", "describe")
        #expect(described.status == 0 && described.output.contains("leads,prisma.Lead"))
        #expect(described.output.contains("costs,(in a store that cannot be read)"))
        #expect(try runner.run("-c", "@\"p1\".city").output == "Phoenix\n")
    }

    /// Enough rows that some are out before the damage is met.
    @Test func damageThatIsMetInTheMidst() throws {
        let large = try Scratch()
        let runner = CommandRunner(folder: large.path)
        #expect(try runner.run("init", ".", "--sample=900").status == 0)
        let prisma = try runner.run("-c", "count prisma.leads").output
        let path = large.path + "/data/leadflow.db"
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        for place in stride(from: 8_192, to: bytes.count, by: 1) { bytes[place] = 0xFF }
        try bytes.write(to: URL(fileURLWithPath: path))

        let count = try runner.run("-c", "count leads; count leads where score > 0 | to csv")
        #expect(count.status == 0 && count.output.hasPrefix(prisma), "\(count)")
        #expect(count.errors.components(separatedBy: "warning[W803]").count == 2, "\(count.errors)")
        let sorted = try runner.run("-c", "find leads sort by id select id")
        #expect(
            sorted.status == 0
                && sorted.output.split(separator: "\n").count == 1 + (Int(prisma.dropLast()) ?? 0))
        // What is out cannot be taken back.
        let rows = try runner.run("-c", "find leads select id")
        #expect(rows.status == 1 && rows.errors.contains("error[S704]: the leadflow store"), "\(rows.errors)")
        let strict = try runner.run("--strict", "-c", "count leads")
        #expect(strict.status == 1 && strict.errors.contains("error[S704]: the leadflow store"))
    }

    @Test func onceASessionAndNoMoreWhenItIsMended() throws {
        let path = scratch.path + "/data/leadflow.db"
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        try spoil("data/leadflow.db")
        let terminal = try PseudoTerminal(
            PseudoTerminal.products + "/cvx", ["-w", scratch.path],
            environment: ["HOME": scratch.path, "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"])
        try terminal.expect("> ")
        terminal.send("count leads\r")
        try terminal.expect("warning[W803]")
        try terminal.expect("4\r\n")
        terminal.send("find leads where city = \"Mesa\" select id\r")
        let again = try terminal.expect("1 row")
        #expect(!again.contains("W803"))
        try whole.write(to: URL(fileURLWithPath: path))
        terminal.send("count leads\r")
        try terminal.expect("7\r\n")
        terminal.send("count leadflow.leads\r")
        try terminal.expect("4\r\n")
        #expect(try terminal.leave("\u{4}") == 0)
    }
}
