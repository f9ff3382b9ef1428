import CvxTestSupport
import Testing

/// Changes as a person makes them at a terminal: shown, agreed to, taken back.
@Suite(.serialized) struct ChangeShellTests {
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try Fixture.make(in: scratch)
    }

    private func start(_ arguments: String...) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            PseudoTerminal.products + "/cvx", ["-w", scratch.path] + arguments,
            environment: ["HOME": scratch.path, "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"],
            columns: 120)
        try terminal.expect("> ")
        return terminal
    }

    @Test func asksBeforeMoreThanOneRow() throws {
        let terminal = try start()
        terminal.send("update leads where lead_score > 50 set temperature = DEAD\r")
        try terminal.expect("3 leads would change in prisma and leadflow")
        try terminal.expect("hot → DEAD")
        try terminal.expect("change 3 leads? [y/N] ")
        terminal.send("n\n")
        try terminal.expect("nothing changed")
        terminal.send("update leads where lead_score > 50 set temperature = DEAD\r")
        try terminal.expect("[y/N] ")
        terminal.send("y\n")
        try terminal.expect("3 leads changed · `undo 1` takes it back")
        terminal.send("undo\r")
        try terminal.expect("take it back? [y/N] ")
        terminal.send("y\n")
        try terminal.expect("`undo 2` brings it back")
        #expect(try terminal.leave("\u{4}") == 0)
    }

    @Test func rowsThatMovedMeanwhileAreLeftAlone() throws {
        let terminal = try start()
        terminal.send("update leadflow.leads where lead_score > 4 set notes_text = \"seen\"\r")
        try terminal.expect("change 3 leads? [y/N] ")
        try Fixture.execute(
            scratch.path + "/data/leadflow.db",
            "UPDATE leads SET owner_name = 'Another Program' WHERE id = 'l1'; DELETE FROM leads WHERE id = 'l2'"
        )
        terminal.send("y\n")
        try terminal.expect("1 lead changed")
        try terminal.expect("2 changed by another program since they were shown, left alone: ")
        terminal.send("find leadflow.leads where notes_text = \"seen\" | count\r")
        try terminal.expect("1\r\n")
        terminal.send("find leadflow.leads where owner_name = \"Another Program\" | count\r")
        try terminal.expect("1\r\n")
        #expect(try terminal.leave("\u{4}") == 0)
    }

    @Test func anOpenTransactionIsAskedAbout() throws {
        let terminal = try start()
        terminal.send("begin\r")
        try terminal.expect("*> ")
        terminal.send("set (find one leads where id = \"l1\") owner_name = \"Within\"\r")
        try terminal.expect("1 lead changed")
        terminal.send("exit\r")
        try terminal.expect("commit, rollback, or stay? [c/r/S] ")
        terminal.send("\n")
        try terminal.expect("*> ")
        terminal.send("rollback\r")
        try terminal.expect("rolled back")
        terminal.send("find leads where owner_name = \"Within\" | count\r")
        try terminal.expect("0\r\n")
        terminal.send("begin\r")
        try terminal.expect("*> ")
        terminal.send("set (find one leads where id = \"l1\") owner_name = \"Kept\"\r")
        try terminal.expect("1 lead changed")
        terminal.send("exit\r")
        try terminal.expect("[c/r/S] ")
        terminal.send("c\n")
        #expect(try terminal.wait() == 0)
        let again = try start()
        again.send("find leads where owner_name = \"Kept\" | count\r")
        try again.expect("1\r\n")
        #expect(try again.leave("\u{4}") == 0)
    }
}
