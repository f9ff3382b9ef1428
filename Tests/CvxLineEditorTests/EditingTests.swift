import CvxTestSupport
import Foundation
import Testing

@Suite(.serialized) struct EditingTests {
    let probe: Probe

    init() throws { probe = try Probe() }

    @Test func typesAndRuns() throws {
        let terminal = try probe.start()
        terminal.send("find leads\r")
        try terminal.expect("got [find leads]")
        try terminal.expect("probe> ")
        terminal.send("quit\r")
        #expect(try terminal.wait() == 0)
    }

    @Test func editsWithArrowsAndEmacsKeys() throws {
        let terminal = try probe.start()
        terminal.send(
            "acd" + Keys.left + Keys.left + "b" + Keys.control("A") + ">" + Keys.control("E") + "<\r")
        try terminal.expect("got [>abcd<]")
        try terminal.expect("probe> ")
        terminal.send("abc" + Keys.backspace + Keys.control("A") + Keys.control("D") + "\r")
        try terminal.expect("got [b]")
        try terminal.expect("probe> ")
        terminal.send("one two" + Keys.control("W") + "three\r")
        try terminal.expect("got [one three]")
        try terminal.expect("probe> ")
    }

    @Test func obeysEditrc() throws {
        try probe.write("probe:bind -v\n", to: ".editrc")
        let terminal = try probe.start()
        terminal.send("abc" + Keys.left + "X")
        // ESC has to be a key of its own here: wait until it is not taken for the start of a sequence.
        terminal.send(Keys.escape)
        usleep(100_000)
        terminal.send("0iY" + Keys.escape)
        usleep(100_000)
        terminal.send("A!\r")
        try terminal.expect("got [YabXc!]")
        try terminal.expect("probe> ")
    }

    @Test func continuesAndRecallsWholeStatements() throws {
        let terminal = try probe.start()
        terminal.send("count (\r")
        try terminal.expect("...>")
        terminal.send("a\r")
        try terminal.expect("...>")
        terminal.send("b)\r")
        try terminal.expect("got [count (\\na\\nb)]")
        try terminal.expect("probe> ")
        terminal.send(Keys.up + Keys.backspace + "c)\r")
        try terminal.expect("got [count (\\na\\nbc)]")
        try terminal.expect("probe> ")
        terminal.send(Keys.up + Keys.up + Keys.control("E") + "!" + Keys.control("A") + "?\r")
        try terminal.expect("got [count (\\n?a!\\nbc)]")
        try terminal.expect("probe> ")
    }

    @Test func joinsLinesAtTheGutter() throws {
        let terminal = try probe.start()
        terminal.send("f(\r")
        try terminal.expect("...>")
        terminal.send(Keys.backspace + "x)\r")
        try terminal.expect("got [f(x)]")
        try terminal.expect("probe> ")
        terminal.send("g(\r")
        try terminal.expect("...>")
        terminal.send("y)" + Keys.left + Keys.left + Keys.left + Keys.control("D") + "\r")
        try terminal.expect("got [g(y)]")
        try terminal.expect("probe> ")
    }

    @Test func deletesToTheEndOfTheLineAlone() throws {
        let terminal = try probe.start()
        let start = Keys.control("A")
        let kill = Keys.control("K")
        // On the first of two lines: the second stays, then joins.
        terminal.send("f(one\r")
        try terminal.expect("...>")
        terminal.send("two)" + Keys.up + start + Keys.right + Keys.right + kill + "1\r")
        try terminal.expect("got [f(1\\ntwo)]")
        try terminal.expect("probe> ")
        terminal.send("f(one\r")
        try terminal.expect("...>")
        terminal.send("two)" + Keys.up + start + Keys.right + Keys.right + kill + kill + "\r")
        try terminal.expect("got [f(two)]")
        try terminal.expect("probe> ")
        // On the last, and where nothing is left; what was taken comes back.
        terminal.send("g(\r")
        try terminal.expect("...>")
        terminal.send("x)y" + start + kill + kill + Keys.control("Y") + Keys.control("Y") + "\r")
        try terminal.expect("got [g(\\nx)yx)y]")
        try terminal.expect("probe> ")
    }

    @Test func recallsByPrefix() throws {
        let terminal = try probe.start()
        for statement in ["find a", "count b", "find c", "show d"] {
            terminal.send(statement + "\r")
            try terminal.expect("got [\(statement)]")
            try terminal.expect("probe> ")
        }
        terminal.send("find" + Keys.up + Keys.up + "!\r")
        try terminal.expect("got [find a!]")
        try terminal.expect("probe> ")
        terminal.send("dra" + Keys.up + Keys.down + "ft\r")
        try terminal.expect("got [draft]")
        try terminal.expect("probe> ")
        terminal.send(Keys.control("R") + "coun\r")
        try terminal.expect("got [count b]")
        try terminal.expect("probe> ")
    }

    @Test func keepsTheHistory() throws {
        let first = try probe.start()
        first.send("find (\rx)\r")
        try first.expect("got [find (\\nx)]")
        try first.expect("probe> ")
        first.send(" hidden\r")
        try first.expect("got [ hidden]")
        try first.expect("probe> ")
        first.send("key s3cret\r")
        try first.expect("got [key s3cret]")
        try first.expect("probe> ")
        #expect(try first.leave(Keys.control("D")) == 0)
        let kept = try String(contentsOfFile: probe.historyPath, encoding: .utf8)
        #expect(kept.contains("\"key ***\"") && !kept.contains("s3cret") && !kept.contains("hidden"))
        let attributes = try FileManager.default.attributesOfItem(atPath: probe.historyPath)
        #expect(attributes[.posixPermissions] as? Int == 0o600)

        let second = try probe.start()
        second.send(Keys.up + Keys.up + "!" + Keys.backspace + "\r")
        try second.expect("got [find (\\nx)]")
        try second.expect("probe> ")
    }

    @Test func warnsOnceWhenHistoryCannotBeKept() throws {
        try probe.write("a file where a folder should be", to: ".local")
        let terminal = try probe.start()
        terminal.send("a\r")
        try terminal.expect("got [a]")
        try terminal.expect("probe> ")
        #expect(terminal.output.contains("history is not kept"))
        terminal.send("b\r")
        let text = try terminal.expect("got [b]")
        try terminal.expect("probe> ")
        #expect(!text.contains("history is not kept"))
    }

    @Test func completes() throws {
        let terminal = try probe.start()
        terminal.send("find no\t\r")
        try terminal.expect("got [find notes ]")
        try terminal.expect("probe> ")
        terminal.send("le\t")
        try terminal.expect("ad")
        terminal.send("\t")
        try terminal.expect("people who may sell")
        try terminal.expect("0 to 100")
        try terminal.expect("probe> lead")
        terminal.send("s\t李\t\r")
        try terminal.expect("got [leads 李明 ]")
        try terminal.expect("probe> ")
    }
}
