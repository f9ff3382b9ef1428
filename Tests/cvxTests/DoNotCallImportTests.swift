import CvxTestSupport
import Foundation
import Testing

/// `dnc import` of files, as a user does it.
@Suite struct DoNotCallImportTests {
    private let scratch: Scratch
    private let runner: CommandRunner

    init() throws {
        scratch = try Scratch()
        runner = CommandRunner(folder: scratch.path)
        try Fixture.make(in: scratch)
    }

    private func file(_ name: String, _ text: String) throws {
        try text.write(toFile: scratch.path + "/" + name, atomically: true, encoding: .utf8)
    }

    private func run(_ statement: String, _ options: String...) throws -> CommandRunner.Result {
        try runner.run(arguments: options + ["-c", statement])
    }

    /// Standard output of these runs is a file, as behind `>`.
    @Test func whatLeavesForAFileIsLookedAt() throws {
        try file("n.txt", "480,5550101\n")
        _ = try run("dnc import \"n.txt\"")
        let shown = try run("find leads select phone")
        #expect(shown.status == 0 && shown.errors.contains("warning[W808]"), "\(shown.errors)")
        let saved = try run("find leads select phone", "-o", "leads.csv", "--errors", "json")
        #expect(saved.status == 0 && saved.errors.contains("\"W808\""), "\(saved.errors)")
        #expect(try run("find leads select phone", "-q").errors.isEmpty)
        #expect(try run("find leads select id, city").errors.isEmpty)
        // The list itself is saved on purpose.
        #expect(try run("dnc add \"4805550101\" because \"asked\"", "--yes").status == 0)
        let list = try run("find suppressions select number, reason", "-f", "csv")
        #expect(list.output.contains("+14805550101,asked") && list.errors.isEmpty, "\(list.errors)")
    }

    @Test func importsCountsAndFinds() throws {
        try file("n.txt", "480,5550101\r\n\n480,5550102\nnone\n4805550103\n")
        let made = try run("dnc import \"n.txt\" as of 2024-02-01")
        #expect(made.status == 0)
        #expect(made.errors.contains("3 numbers on the national list, as of 2024-02-01"), "\(made.errors)")
        #expect(made.errors.contains("line 4: `none`"), "\(made.errors)")
        #expect(made.errors.contains("47 CFR 64.1200"), "it is old: \(made.errors)")
        let check = try run("dnc check \"(480) 555-0101\" | select contact, list")
        #expect(check.output == "contact,list\n+14805550101,national\n")
        #expect(check.errors.contains("days old"))
        let counts = try run("dnc check (find leads) | select national")
        #expect(counts.output == "national\n3\n", "\(counts.output)")
        #expect(
            try run("dnc lists | select list, as_of, numbers").output
                == "list,as_of,numbers\nnational,2024-02-01,3\n")
    }

    @Test func addsToAListOrTakesItsPlace() throws {
        try file("a.txt", "480,5550101\n480,5550102\n480,5550103\n480,5550104\n")
        try file("b.txt", "480,5550105\n")
        #expect(try run("dnc import \"a.txt\"").status == 0)
        #expect(try run("dnc import \"b.txt\" add").errors.contains("5 numbers on the national list"))
        #expect(try run("dnc import \"b.txt\" state az").errors.contains("1 numbers on the AZ list"))
        // Much less than is there is more likely a wrong file.
        let asked = try run("dnc import \"b.txt\"")
        #expect(asked.status == 3 && asked.errors.contains("has 5 numbers"), "\(asked.errors)")
        #expect(try run("dnc lists | select numbers").output == "numbers\n5\n1\n")
        #expect(try run("dnc import \"b.txt\"", "--yes").status == 0)
        #expect(try run("dnc lists | select numbers").output == "numbers\n1\n1\n")
        #expect(try run("dnc check \"4805550105\" | select list").output == "list\nnational\nAZ\n")
    }

    @Test(arguments: [
        ("dnc import \"gone.txt\"", "cannot be read"), ("dnc import \"empty.txt\"", "has no number in it"),
        ("dnc import \"words.txt\"", "line 1 is `these are`"), ("dnc import \"prisma\"", "cannot be read"),
        ("dnc import \"n.txt\" as of 2999-01-01", "yet to come"),
        ("dnc import \"n.txt\" state zz", "no state"),
        ("dnc import", "takes a file's name"),
    ])
    func refuses(_ statement: String, _ message: String) throws {
        try file("empty.txt", "\n\n")
        try file("words.txt", "these are\nno numbers\n")
        try file("n.txt", "480,5550101\n")
        let result = try run(statement)
        #expect(result.status != 0 && result.errors.contains(message), "\(result.errors)")
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/data/cvx_dnc.db"))
    }

    @Test func aDryRunImportsNothing() throws {
        try file("n.txt", "480,5550101\n")
        #expect(try run("dnc import \"n.txt\"", "--dry-run").output.contains("1 lines would be imported"))
        #expect(try run("dnc lists | count").output == "0\n")
    }

    /// The old list is there or the new one, whole, whenever the import is killed.
    @Test func aKilledImportLeavesOneListWhole() throws {
        let lines = (0..<120_000).map { "480,\(3_120_000 + $0 * 7)\n" }
        try file("old.txt", lines.prefix(100_000).joined())
        try file("new.txt", lines.joined())
        #expect(try run("dnc import \"old.txt\"").status == 0)
        for _ in 0..<12 {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: CommandRunner.program)
            process.arguments = ["-q", "-c", "dnc import \"new.txt\""]
            process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(.random(in: 0..<250_000))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let count = try run("dnc lists | select numbers").output
            #expect(["numbers\n100000\n", "numbers\n120000\n"].contains(count), "\(count)")
        }
    }
}
