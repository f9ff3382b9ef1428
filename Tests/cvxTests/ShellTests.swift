import CvxTestSupport
import Testing

/// The shell in a real pseudo-terminal.
@Suite(.serialized) struct ShellTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try Fixture.make(in: scratch)
    }

    private func start() throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            PseudoTerminal.products + "/cvx", ["-w", scratch.path],
            environment: ["HOME": scratch.path, "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"])
        try terminal.expect("> ")
        return terminal
    }

    @Test func asksAndRemembers() throws {
        let terminal = try start()
        terminal.send("count leads\r")
        try terminal.expect("7\r\n")
        terminal.send("find leads where city = \"Dallas\" sort by id select id, owner_name\r")
        try terminal.expect("2 rows")
        terminal.send("@1\r")
        try terminal.expect("McDonald, Ann")
        terminal.send("$_ | count\r")
        try terminal.expect("2\r\n")
        terminal.send("find leads where temperature = HTO\r")
        try terminal.expect("did you mean HOT?")
        terminal.send("find leads where (\rscore > 80)\r| count\r")
        try terminal.expect("2\r\n")
        #expect(try terminal.leave("\u{4}") == 0)
        let again = try start()
        again.send("\u{1B}[A\u{1B}[A\r")
        try again.expect("2 rows")
        #expect(try again.leave("\u{4}") == 0)
    }

    @Test func completes() throws {
        let terminal = try start()
        terminal.send("find leads where temper\t")
        try terminal.expect("ature")
        terminal.send(" = WA\t")
        try terminal.expect("RM")
        terminal.send("select id\r")
        try terminal.expect("p2")
        #expect(try terminal.leave("\u{4}") == 0)
    }

    @Test func controlCStopsTheQueryAndKeepsTheSession() throws {
        let terminal = try start()
        terminal.send(
            "sql \"with recursive c(x) as (select 1 union all select x + 1 from c) select count(*) from c\"\r"
        )
        try terminal.expect("from c\"")
        for _ in 0..<20 {
            terminal.send("\u{3}")
            if (try? terminal.expect("R506", seconds: 2)) != nil { break }
        }
        terminal.send("\rcount users\r")
        try terminal.expect("1\r\n")
        #expect(try terminal.leave("\u{4}") == 0)
    }
}
