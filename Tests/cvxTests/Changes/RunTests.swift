import Foundation
import Testing

/// Runs of scripts in the journal, and the lock that keeps two of them apart.
@Suite(.serialized) struct RunTests {
    private let scratch: Scratch
    private let runner: CommandRunner

    init() throws {
        scratch = try Scratch()
        try Fixture.make(in: scratch)
        runner = CommandRunner(folder: scratch.path)
    }

    private func write(_ script: String) throws { try scratch.write(script, to: "job.cvx") }

    @Test func aRunIsWrittenDownAndTakenBackWhole() throws {
        try write(
            """
            params { name: text = "X", api_key: text = "" }
            allow update 10, add 10
            update leads where id in ("l1", "p1") set owner_name = $name
            add note to (find one prisma.leads where id = "p1") "by ${name}"
            """)
        #expect(try runner.run("job.cvx", "--name", "Run", "--api-key", "s3cret-value").status == 0)
        let runs = try runner.run(
            "-f", "jsonl", "-c", "history runs | select run, script, parameters, did, exit")
        #expect(runs.output.contains(#""script":"job.cvx""#), "\(runs.output)")
        #expect(
            runs.output.contains(#""update": 2"#) || runs.output.contains(#"update\": 2"#), "\(runs.output)")
        #expect(!runs.output.contains("s3cret-value"))
        let id =
            try runner.run("-f", "csv", "-c", "history runs | select run").output
            .split(separator: "\n").last.map(String.init) ?? ""
        let undo = try runner.run("--yes", "-c", "undo run \"\(id)\"")
        #expect(undo.status == 0, "\(undo.errors)")
        #expect(try runner.run("-c", "count leads where owner_name = \"Run\"").output == "0\n")
        #expect(try runner.run("-c", "count notes where content = \"by Run\"").output == "0\n")
        let again = try runner.run("--yes", "-c", "undo run \"\(id)\"")
        #expect(again.status == 1)
        #expect(again.errors.contains("R523"))
    }

    @Test func aFailureIsWrittenDownToo() throws {
        try write("allow update 10\nset (find one leads where id = \"l1\") owner_name = \"Y\"\nfail \"no\"\n")
        #expect(try runner.run("job.cvx").status == 1)
        #expect(try runner.run("-c", "history runs | select exit").output == "exit\n1\n")
    }

    @Test func aScriptThatOnlyReadsLeavesNoJournal() throws {
        try write("count leads\n")
        #expect(try runner.run("job.cvx").output == "7\n")
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/data/cvx.db"))
    }

    @Test func oneRunOfAJobAtATime() throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandRunner.program)
        process.arguments = ["--lock", "job", "-c", "print \"held\"; wait 60s"]
        process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = Pipe()
        try process.run()
        // Once it prints, it has the lock.
        #expect(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) == "held\n")
        let second = try runner.run("--lock", "job", "-c", "count leads")
        #expect(second.status == 75)
        #expect(second.errors.contains("`job`"))
        #expect(try runner.run("--lock", "other", "-c", "count leads").status == 0)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try runner.run("--lock", "job", "-c", "count leads").status == 0)
    }
}
