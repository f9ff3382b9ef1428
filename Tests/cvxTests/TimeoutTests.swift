import CvxTestSupport
import Foundation
import GRDB
import Testing

/// `--timeout` ends what runs, wherever it is.
@Suite(.serialized) struct TimeoutTests {
    private let scratch: Scratch
    private let runner: CommandRunner
    private static let endless =
        "sql \"with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c\""

    init() throws {
        scratch = try Scratch()
        try Fixture.make(in: scratch)
        runner = CommandRunner(folder: scratch.path)
    }

    @Test(arguments: [
        endless, "while true { let x = 1 }", "while true { count leads | save \"out.csv\" }",
        "try { \(endless) } catch e { print \"caught\" }\nprint \"after\"",
    ])
    func endsWhatRuns(_ program: String) throws {
        try scratch.write(program, to: "s.cvx")
        let result = try runner.run("--timeout", "0.5s", "s.cvx")
        #expect(result.status == 130 && result.output == "", "\(result)")
        #expect(result.errors.contains("error[R513]: this ran longer than 0.5s"), "\(result.errors)")
    }

    @Test func endsAWaitForALock() throws {
        let queue = try DatabaseQueue(path: scratch.path + "/data/leadflow.db")
        try queue.inDatabase { database in
            try database.execute(sql: "BEGIN EXCLUSIVE")
            let result = try runner.run("--timeout", "0.5s", "--lock-timeout", "1h", "-c", "count leads")
            #expect(result.status == 130 && result.errors.contains("error[R513]"), "\(result.errors)")
            try database.execute(sql: "ROLLBACK")
        }
    }

    @Test func endsAWaitForStandardInput() throws {
        let terminal = try PseudoTerminal(
            PseudoTerminal.products + "/cvx", ["-w", scratch.path, "--timeout", "0.5s", "-"],
            environment: ["HOME": scratch.path, "TERM": "xterm"])
        try terminal.expect("error[R513]: standard input has not ended in time")
        #expect(try terminal.wait() == 130)
    }

    @Test func aVariableAndTheSettingsSayItToo() throws {
        try scratch.write(Self.endless, to: "s.cvx")
        try scratch.write("[session]\ntimeout = \"0.5s\"\n", to: "cvx.toml")
        #expect(try runner.run("s.cvx").status == 130)
        try scratch.write("", to: "cvx.toml")
        var other = runner
        other.environment["CVX_TIMEOUT"] = "0.5s"
        #expect(try other.run("s.cvx").status == 130)
    }

    @Test func whatEndsInTimeIsLeftAlone() throws {
        let result = try runner.run("--timeout", "10min", "-c", "count leads")
        #expect(result.status == 0 && result.output == "7\n" && result.errors == "")
    }

    @Test func inTheShellItIsAStatementsOwn() throws {
        let terminal = try PseudoTerminal(
            PseudoTerminal.products + "/cvx", ["-w", scratch.path, "--timeout", "3s"],
            environment: ["HOME": scratch.path, "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"])
        try terminal.expect("> ")
        terminal.send(Self.endless + "\r")
        try terminal.expect("error[R513]: this ran longer than 3s")
        terminal.send("count leads\r")
        try terminal.expect("7\r\n")
        #expect(try terminal.leave("\u{4}") == 0)
    }

    @Test func theShellIsNotOpenedWhereNothingMayBeAsked() throws {
        let terminal = try PseudoTerminal(
            PseudoTerminal.products + "/cvx", ["-w", scratch.path, "--no-input"],
            environment: ["HOME": scratch.path, "TERM": "xterm"])
        try terminal.expect("--no-input")
        #expect(try terminal.wait() == 2)
        #expect(try runner.run("--no-input", input: "count leads\n").output == "7\n")
    }
}
