import CvxTestSupport
import Foundation
import Testing

@Suite(.serialized) struct TerminalTests {
    let probe: Probe

    init() throws { probe = try Probe() }

    @Test func controlCDropsTheLine() throws {
        let terminal = try probe.start()
        terminal.send("half (\r")
        try terminal.expect("...>")
        terminal.send("abc" + Keys.control("C"))
        try terminal.expect("^C")
        try terminal.expect("probe> ")
        terminal.send("next\r")
        try terminal.expect("got [next]")
        try terminal.expect("probe> ")
    }

    @Test func controlCStopsAStatement() throws {
        let terminal = try probe.start()
        terminal.send("slow\r")
        try terminal.expect("running")
        terminal.send(Keys.control("C"))
        try terminal.expect("cancelled")
        try terminal.expect("probe> ")
        terminal.send("next\r")
        try terminal.expect("got [next]")
        try terminal.expect("probe> ")
    }

    @Test func aSecondControlCLeaves() throws {
        let terminal = try probe.start()
        terminal.send("stubborn\r")
        try terminal.expect("running")
        terminal.send(Keys.control("C"))
        try terminal.expect("^C")
        #expect(try terminal.leave(Keys.control("C")) == 130)
    }

    @Test func terminationRestoresTheTerminal() throws {
        let terminal = try probe.start()
        terminal.send("abc")
        try terminal.expect("abc")
        terminal.signal(SIGTERM)
        try terminal.expect("[?2004l")
        #expect(try terminal.wait() == 143)
        let running = try probe.start()
        running.send("slow\r")
        try running.expect("running")
        running.signal(SIGHUP)
        #expect(try running.wait() == 129)
        let kept = try String(contentsOfFile: probe.historyPath, encoding: .utf8)
        #expect(kept.contains("\"slow\""))
    }

    @Test func controlDLeavesAnEmptyLineOnly() throws {
        let terminal = try probe.start()
        terminal.send("ab" + Keys.control("D") + "c\r")
        try terminal.expect("got [abc]")
        try terminal.expect("probe> ")
        #expect(try terminal.leave(Keys.control("D")) == 0)
    }

    @Test func exitCodesAreTheSession() throws {
        let terminal = try probe.start()
        terminal.send("exit 3\r")
        #expect(try terminal.wait() == 3)
    }

    @Test(arguments: ["C.UTF-8", "C", "POSIX"]) func readsEveryLetter(locale: String) throws {
        let terminal = try probe.start(["LC_ALL": locale])
        terminal.send("李é" + Keys.left + "x😀\r")
        try terminal.expect("got [李x😀é]")
        try terminal.expect("probe> ")
    }

    @Test func pastesSeveralLines() throws {
        let terminal = try probe.start()
        terminal.send("\u{1B}[200~find a\rfind\tb\u{1B}[31m\rcount\u{1B}[201~")
        try terminal.expect("count")
        terminal.send("!\r")
        try terminal.expect("got [find a\\nfind\tb[31m\\ncount!]")
        try terminal.expect("probe> ")
    }

    @Test func pastesLineEndsOfTwoCharacters() throws {
        let terminal = try probe.start()
        terminal.send("\u{1B}[200~find a\r\nfind b\r\n\r\ncount\r\n\u{1B}[201~!\r")
        try terminal.expect("got [find a\\nfind b\\n\\ncount!]")
        try terminal.expect("probe> ")
        // The terminal is in that mode at the second prompt too, and out of it while a statement runs.
        terminal.send("\u{1B}[200~x\r\ny\u{1B}[201~\r")
        try terminal.expect("got [x\\ny]")
        try terminal.expect("probe> ")
    }

    @Test func pastesInViMode() throws {
        try probe.write("bind -v\n", to: ".editrc")
        let terminal = try probe.start()
        terminal.send("\u{1B}[200~a\nb\u{1B}[201~c\r")
        try terminal.expect("got [a\\nbc]")
        try terminal.expect("probe> ")
    }

    @Test(arguments: [true, false]) func takesALongPaste(bracketed: Bool) throws {
        let terminal = try probe.start()
        let text = String(repeating: "0123456789", count: 10_000)
        terminal.send(bracketed ? "\u{1B}[200~\(text)\u{1B}[201~" : text)
        terminal.send("\r")
        try terminal.expect("got 100000 bytes", seconds: 60)
    }

    @Test func followsTheWindow() throws {
        let terminal = try probe.start(columns: 80)
        terminal.send("abc")
        try terminal.expect("abc")
        terminal.resize(columns: 40, rows: 10)
        try terminal.expect("probe> abc")
        terminal.send(String(repeating: "x", count: 60) + "\r")
        try terminal.expect("got [abc" + String(repeating: "x", count: 60))
    }

    @Test func readsLinesOnADumbTerminal() throws {
        let terminal = try probe.start(["TERM": "dumb"])
        terminal.send("a (\n")
        try terminal.expect("...> ")
        terminal.send("李)\n")
        try terminal.expect("got [a (\\n李)]")
        try terminal.expect("probe> ")
        terminal.send(Keys.control("C"))
        try terminal.expect("probe> ")
        #expect(try terminal.leave(Keys.control("D")) == 0)
        #expect(!terminal.output.contains("\u{1B}"))
    }
}
