import CvxTestSupport
import Foundation
import Testing

/// A key that somebody types stands in the store and nowhere else that is kept for reading.
@Suite(.serialized) struct SecretTests {
    private static let key = "sk-typed-0000"
    private static let change = "set @\"p1\" raw_data = '{\"county\": \"Pima\", \"apiKey\": \"\(key)\"}'"
    private let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try Fixture.make(in: scratch)
    }

    @Test func theJournalShowsNone() throws {
        let runner = CommandRunner(folder: scratch.path)
        #expect(try runner.run("--yes", "--because", "token: '\(Self.key)'", "-c", Self.change).status == 0)
        for question in [
            "history", "history 1", "find leads where id = \"p1\"", "sql \"select rawData from Lead\"",
        ] {
            let shown = try runner.run("-f", "jsonl", "-c", question)
            #expect(shown.status == 0 && shown.output.contains("[redacted]"), "\(question): \(shown.errors)")
            #expect(!shown.output.contains(Self.key), "\(question)")
        }
        // Nor does what stands in an undo's way.
        let other = #"{"token": "\#(Self.key)"}"#
        let store = scratch.path + "/prisma/dev.db"
        try Fixture.execute(store, "UPDATE \"Lead\" SET rawData = '\(other)' WHERE id = 'p1'")
        let refused = try runner.run("--yes", "-c", "undo")
        #expect(refused.errors.contains("rawData is now") && !refused.errors.contains(Self.key))
        let mine = #"{"county": "Pima", "apiKey": "\#(Self.key)"}"#
        try Fixture.execute(store, "UPDATE \"Lead\" SET rawData = '\(mine)' WHERE id = 'p1'")
        let undone = try runner.run("--yes", "-c", "undo")
        #expect(undone.status == 0 && !(undone.output + undone.errors).contains(Self.key))
        // What is taken back is what was there, not what was shown of it.
        let held = try runner.run(
            "-f", "csv", "-c", "sql \"select count(*) from Lead where rawData like '%k-123%'\"")
        #expect(held.output.hasSuffix("\n1\n"))
    }

    @Test func neitherDoesTheShellsHistory() throws {
        let terminal = try PseudoTerminal(
            PseudoTerminal.products + "/cvx", ["-w", scratch.path],
            environment: ["HOME": scratch.path, "TERM": "xterm", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"])
        try terminal.expect("> ")
        terminal.send(Self.change + "\r")
        try terminal.expect("1 lead changed")
        #expect(try terminal.leave("\u{4}") == 0)
        let kept = try String(
            contentsOfFile: scratch.path + "/.local/state/cvx/history.jsonl", encoding: .utf8)
        #expect(kept.contains("[redacted]") && !kept.contains(Self.key))
    }
}
