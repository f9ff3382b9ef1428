import CvxTestSupport
import Foundation
import GRDB
import Testing

/// Calls that are guided at a real terminal.
@Suite(.serialized) struct CallSessionTests {
    private let scratch: Scratch
    private var runner: CommandRunner { CommandRunner(folder: scratch.path) }

    /// Ann, Bo, Cy and Di may be called, at Ed's it is late in the evening.
    init() throws {
        scratch = try Scratch()
        let zones = (0..<4).map { _ in NoonZone.name } + [NoonZone.name(hours: 11)]
        let rows = zip(zones, ["Ann", "Bo", "Cy", "Di", "Ed"]).enumerated().map { index, lead in
            """
            ('l\(index + 1)', '\(index + 1) Oak St', 'Phoenix', 'AZ', '(480) 555-011\(index)', '\(lead.1)', 'tax_lien',
              '\(lead.0)', 'o', 0)
            """
        }
        try #require(try runner.run("init", scratch.path).status == 0)
        try Fixture.execute(
            scratch.path + "/prisma/dev.db",
            """
            INSERT INTO "Organization" (id, name, updatedAt) VALUES ('o', 'Acme', 0);
            INSERT INTO "Lead" (id, address, city, state, phone, ownerName, sourceType, timezone, organizationId, updatedAt)
              VALUES \(rows.joined(separator: ", "));
            """)
        let made = try runner.run(
            "--yes", "-c",
            #"""
            add note to @l1 "Wants \u{1b}[31m$5k less" type call
            campaign create "Calls" type call message "Hello ${.owner_name}!" to (find leads sort by id)
            """#)
        try #require(made.status == 0, "\(made.errors)")
    }

    private func start() throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            PseudoTerminal.products + "/cvx", ["-w", scratch.path],
            environment: ["HOME": scratch.path, "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"])
        try terminal.expect("> ")
        return terminal
    }

    /// Answers one question.
    private func answer(_ terminal: PseudoTerminal, _ question: String, _ text: String) throws {
        try terminal.expect(question)
        terminal.send(text + "\r")
    }

    /// One line a row, the columns between bars.
    private func asked(_ question: String) throws -> [String] {
        let result = try runner.run("-f", "csv", "-c", question)
        #expect(result.status == 0, "\(result.errors)")
        return result.output.split(separator: "\n").dropFirst().map(String.init)
    }

    private let states =
        "campaign status \"Calls\" | select queued, sent, delivered, replied, bounced, uncertain"

    @Test func eachLeadOnceWithWhatFollowsFromTheCall() throws {
        let terminal = try start()
        terminal.send("campaign call \"Calls\"\r")
        try terminal.expect("5 leads: 4 can be reached now; 1 later")
        let card = try terminal.expect("Hello Ann!")
        #expect(card.contains("1 Oak St, Phoenix, AZ") && card.contains("(480) 555-0110 · it is 12:"))
        #expect(card.contains("until 21:00"))
        // What stands in a store draws nothing.
        #expect(card.contains("note: (call) Wants \\u{1b}[31m$5k less"))
        try answer(terminal, "how did it go? ", "anwsered")
        try terminal.expect("did you mean answered?")
        try answer(terminal, "how did it go? ", "Call back")
        try answer(terminal, "note", "in spring")
        try answer(terminal, "call again", "tomorow")
        try terminal.expect("is no day or moment")
        try answer(terminal, "call again", "3 days from now")
        try terminal.expect("Hello Bo!")
        try answer(terminal, "how did it go? ", "w")
        try answer(terminal, "note", "a bakery")
        try terminal.expect("Hello Cy!")
        // The person's word counts, whatever the caller calls it.
        try answer(terminal, "how did it go? ", "t")
        try answer(terminal, "note", "Stop!")
        try terminal.expect("Hello Di!")
        try answer(terminal, "how did it go? ", "s")
        try terminal.expect("3 calls made, 2 left")
        try terminal.expect("> ")
        #expect(try terminal.leave("\u{4}") == 0)
        #expect(
            try asked("find calls sort by lead_id select lead_id, outcome, notes_text") == [
                "l1,callback,in spring", "l2,wrong_number,a bakery", "l3,do_not_call,Stop!",
            ])
        #expect(try asked("find calls where follow_up > 2 days from now select lead_id") == ["l1"])
        #expect(
            try asked("find suppressions sort by number select number, kind") == [
                "+14805550111,house", "+14805550112,opt_out",
            ])
        #expect(try asked("why @l3 for call | select rule").contains("opt_out"))
        #expect(try asked("find leads where dnc select id") == ["l3"])
        #expect(
            try asked("find messages sort by lead_id select lead_id, status") == [
                "l1,replied", "l2,bounced", "l3,replied",
            ])
        #expect(try asked(states) == ["2,3,2,2,1,0"])
        #expect(
            try asked("campaign skipped \"Calls\" | select lead, state, rule") == [
                "l4,waiting,caller", "l5,waiting,hours.federal",
            ])
    }

    /// Whatever the way of leaving, who was on the screen is first the next time, and nobody comes twice.
    @Test(arguments: ["q\r", "\u{4}", "\u{3}"])
    func leavingLosesNobody(_ key: String) throws {
        let terminal = try start()
        terminal.send("campaign call \"Calls\"\r")
        try answer(terminal, "how did it go? ", "n")
        try answer(terminal, "note", "")
        try answer(terminal, "call again", "")
        try terminal.expect("Hello Bo!")
        try terminal.expect("how did it go? ")
        terminal.send(key)
        try terminal.expect("1 call made, 4 left")
        try terminal.expect("> ")
        #expect(try asked(states + ", status") == ["4,1,0,0,0,0,paused"])
        terminal.send("campaign call \"Calls\" max 1\r")
        let first = try terminal.expect("how did it go? ")
        #expect(first.contains("Hello Bo!") && !first.contains("Hello Ann!"))
        // Leaving at a later question loses nothing of what was said.
        terminal.send("v\r")
        try terminal.expect("note")
        terminal.send(key == "q\r" ? "\u{3}" : key)
        try terminal.expect("1 call made, 3 left")
        #expect(
            try asked("find calls sort by lead_id select lead_id, outcome") == [
                "l1,no_answer", "l2,voicemail",
            ])
        #expect(try asked(states) == ["3,2,1,0,0,0"])
        terminal.signal(SIGKILL)
    }

    /// What happens while a lead is on the screen counts for the next one.
    @Test func whatOthersDoMeanwhileCounts() throws {
        let terminal = try start()
        terminal.send("campaign call \"Calls\"\r")
        try terminal.expect("Hello Ann!")
        let added = try runner.run("-c", "dnc add \"(480) 555-0111\" reason \"asked by letter\"")
        #expect(added.status == 0, "\(added.errors)")
        let other = try runner.run("--yes", "-c", "campaign send \"Calls\"")
        #expect(other.status == 75 && other.errors.contains("campaign call Calls"), "\(other.errors)")
        try answer(terminal, "how did it go? ", "n")
        try answer(terminal, "note", "")
        try answer(terminal, "call again", "")
        let card = try terminal.expect("how did it go? ")
        #expect(card.contains("Hello Cy!") && !card.contains("Hello Bo!"))
        terminal.send("q\r")
        try terminal.expect("1 call made")
        #expect(
            try asked("campaign skipped \"Calls\" | where state = \"skipped\" | select lead, rule") == [
                "l2,opt_out"
            ])
        terminal.signal(SIGKILL)
    }

    /// A killed session: what was logged counts, what was on the screen is nobody's guess.
    @Test func aKilledSessionRepeatsNobody() throws {
        let terminal = try start()
        terminal.send("campaign call \"Calls\"\r")
        try answer(terminal, "how did it go? ", "b")
        try answer(terminal, "note", "")
        try answer(terminal, "call again", "")
        try terminal.expect("Hello Bo!")
        try terminal.expect("how did it go? ")
        terminal.signal(SIGKILL)
        _ = try terminal.wait()
        // As if it had ended after the call was logged, before the ledger heard of it.
        try Fixture.execute(
            scratch.path + "/data/cvx_ledger.db",
            "UPDATE sends SET state = 'in_flight', result = NULL, at = at - 60000 WHERE lead = 'l1'")
        let status = try runner.run("-c", "campaign status \"Calls\"")
        #expect(status.errors.contains("no cvx works on `Calls` now"), "\(status.errors)")
        let again = try start()
        again.send("campaign call \"Calls\"\r")
        try again.expect("1 lead was on the screen when an earlier session ended")
        let card = try again.expect("how did it go? ")
        #expect(card.contains("Hello Cy!") && !card.contains("Hello Bo!"))
        again.send("q\r")
        try again.expect("0 calls made, 3 left")
        #expect(try asked(states) == ["3,1,0,0,0,1"])
        #expect(
            try asked("campaign skipped \"Calls\" | where state = \"uncertain\" | select lead") == ["l2"])
        again.signal(SIGKILL)
    }
}
