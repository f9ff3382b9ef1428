import CvxTestSupport
import Foundation
import GRDB
import Testing

/// What a stranger's machine may hold: a clear message, the documented exit code, nothing half-made.
@Suite struct BadInputTests {
    private let scratch: Scratch
    private let runner: CommandRunner

    init() throws {
        scratch = try Scratch()
        try Fixture.make(in: scratch)
        runner = CommandRunner(folder: scratch.path)
    }

    private func script(_ bytes: [UInt8]) throws -> CommandRunner.Result {
        try scratch.write(bytes, to: "s.cvx")
        return try runner.run("s.cvx")
    }

    @Test func emptyScript() throws {
        let result = try script([])
        #expect(result.status == 0 && result.output == "" && result.errors == "")
    }

    @Test func byteOrderMarkAndCarriageReturns() throws {
        let result = try script([0xEF, 0xBB, 0xBF] + Array("count users\r\n# x\r\ncount calls\r\n".utf8))
        #expect(result.output == "1\n2\n", "\(result.errors)")
    }

    @Test func notUTF8() throws {
        let result = try script(Array("find leads where city = \"".utf8) + [0xFF, 0x22, 0x0A])
        #expect(result.status == 2 && result.errors.contains("error[E108]"))
    }

    @Test func nulByte() throws {
        #expect(try script(Array("count\0 leads".utf8)).errors.contains("error[E108]"))
    }

    @Test func tenThousandParentheses() throws {
        let text =
            "find leads where " + String(repeating: "(", count: 10_000) + "true"
            + String(repeating: ")", count: 10_000)
        let result = try script(Array(text.utf8))
        #expect(result.status == 2 && result.errors.contains("error[E109]"))
    }

    @Test func tenMegabytesOfGarbage() throws {
        let result = try script(Array(repeating: UInt8(ascii: "("), count: 10_000_000))
        #expect(result.status == 2)
    }

    @Test func missingScriptAndFolder() throws {
        #expect(try runner.run("nope.cvx").errors.contains("nope.cvx cannot be read"))
        #expect(try runner.run(scratch.path).errors.contains("Is a directory"))
    }

    @Test func unknownOptionIsWrongUsage() throws {
        #expect(try runner.run("--bogus").status == 2)
        #expect(try runner.run("-f", "xml", "-c", "count leads").status == 2)
    }

    @Test func noWorkspace() throws {
        let empty = try Scratch()
        let result = try CommandRunner(folder: empty.path).run("-c", "count leads")
        #expect(result.status == 1 && result.errors.contains("error[S700]"))
    }

    @Test func missingStoresAreNotMissed() throws {
        try FileManager.default.removeItem(atPath: scratch.path + "/prisma/dev.db")
        #expect(try runner.run("-c", "count leads").output == "4\n")
        let notes = try runner.run("-c", "count notes")
        #expect(notes.status == 2 && notes.errors.contains("error[E212]"))
    }

    @Test func nothingKnown() throws {
        let other = try Scratch()
        try Fixture.execute(
            other.path + "/x.db", "CREATE TABLE stars(name TEXT); INSERT INTO stars VALUES ('Vega')")
        let runner = CommandRunner(folder: other.path)
        #expect(try runner.run("--prisma", "x.db", "-c", "count leads").errors.contains("error[E212]"))
        #expect(try runner.run("--prisma", "x.db", "-c", "find stars select name").output == "name\nVega\n")
    }

    @Test func aLockedStoreIsTriedAgainLater() throws {
        let queue = try DatabaseQueue(path: scratch.path + "/data/leadflow.db")
        try queue.inDatabase { database in
            try database.execute(sql: "BEGIN EXCLUSIVE")
            let result = try runner.run("--lock-timeout", "0.2s", "-c", "count leads")
            #expect(result.status == 75 && result.errors.contains("error[S705]"), "\(result.errors)")
            try database.execute(sql: "ROLLBACK")
        }
        #expect(try runner.run("-c", "count leads").status == 0)
    }

    @Test func aFailedSaveLeavesTheOldFile() throws {
        try scratch.write("old", to: "out.csv")
        let result = try runner.run(
            "-c", "find leads where owner_name matches text(city) | save \"out.csv\"; fail \"x\"")
        #expect(result.status != 0)
        let failing = try runner.run("-o", "out.csv", "-c", "count leads; fail \"no\"")
        #expect(failing.status == 1)
        let full = try runner.run("-o", "/dev/full", "-c", "find leads")
        #expect(full.status == 1 && full.errors.contains("error[S712]"), "\(full.errors)")
        let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
        #expect(!names.contains { $0.hasPrefix(".cvx") || $0.hasSuffix(".tmp") }, "\(names)")
    }

    @Test func controlCharactersDoNotReachATerminal() throws {
        let terminal = try PseudoTerminal(
            PseudoTerminal.products + "/cvx",
            ["-w", scratch.path, "-c", "find notes where id = \"n4\" select content"],
            environment: ["HOME": scratch.path, "TERM": "xterm"])
        #expect(try terminal.wait() == 0)
        #expect(terminal.output.contains("legacy\\u{1b}[31m"), "\(terminal.output.debugDescription)")
    }
}
