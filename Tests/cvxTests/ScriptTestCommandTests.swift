import Foundation
import Testing

/// `cvx test` as a user runs it.
@Suite struct ScriptTestCommandTests {
    private func run(_ text: String, _ arguments: String..., files: [String: String] = [:]) throws -> (
        result: CommandRunner.Result, after: String
    ) {
        let scratch = try Scratch()
        try scratch.write(text, to: "t/a.cvxt")
        for (name, text) in files { try scratch.write(text, to: "t/" + name) }
        let temporary = scratch.path + "/tmp"
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        let runner = CommandRunner(folder: scratch.path, environment: ["TMPDIR": temporary])
        let result = try runner.run(arguments: ["test"] + arguments + ["t/a.cvxt"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
        let after = try String(contentsOfFile: scratch.path + "/t/a.cvxt", encoding: .utf8)
        return (result, after)
    }

    @Test func passes() throws {
        let (result, _) = try run(
            """
            ==== an empty workspace has no leads
            find leads select id | save "x.csv"
            count leads
            ----
            0
            ---- errors 0
            0 rows saved to x.csv
            ==== arguments and files
            sql "select 1 as a"
            ---- arguments -f json
            ---- file lib/a.cvx
            print 1
            ----
            [{"a":1}]
            ==== an error
            fnd leads
            ----
            ---- errors 2
            error[E204]: there is no verb `fnd`
            """)
        #expect(
            result.status == 0 && result.output == "3 passed, 0 failed\n", "\(result.output)\(result.errors)")
        #expect(result.errors == "")
    }

    @Test func showsWhatDiffers() throws {
        let (result, after) = try run(
            """
            ==== two
            print 1
            print 2
            ----
            1
            3
            ==== quiet
            fail "no"
            ----
            ==== loud
            print 1
            ----
            1
            ---- errors 1
            error[R511]: x
            ==== new
            print 1
            """)
        #expect(result.status == 1, "\(result.errors)")
        #expect(
            result.output.contains(
                "t/a.cvxt:1: two\n  what it writes, - expected, + found:\n   1\n  -3\n  +2\n\n"),
            "\(result.output)")
        #expect(result.output.contains("it ends with 1, not with 0"))
        #expect(result.output.contains("it ends with 0, not with 1"))
        #expect(result.output.contains("nothing is recorded yet"))
        #expect(result.output.hasSuffix("\n0 passed, 4 failed\n"))
        #expect(after.hasPrefix("==== two"))
    }

    @Test func recordsAndFailsOnce() throws {
        let scratch = try Scratch()
        try scratch.write("==== a\nprint 1\n\n==== b\nfail \"no\"\n", to: "a.cvxt")
        let runner = CommandRunner(folder: scratch.path)
        let first = try runner.run("test", "--update", "a.cvxt")
        #expect(first.status == 1 && first.output.hasPrefix("a.cvxt: 2 recorded; look"), "\(first.output)")
        #expect(first.output.hasSuffix("0 passed, 2 failed\n"))
        let second = try runner.run("test", "--update", "a.cvxt")
        #expect(second.status == 0 && second.output == "2 passed, 0 failed\n", "\(second.output)")
        #expect(try runner.run("test", "--only", "a", "a.cvxt").output == "1 passed, 0 failed\n")
        #expect(try runner.run("test", "--only", "a", "--update", "a.cvxt").status == 2)
    }

    @Test func workspaces() throws {
        let sample = "workspace: sample 40 seed 3\n==== a\ncount leads\n----\n40\n"
        #expect(try run(sample).result.output == "1 passed, 0 failed\n")
        let sql = """
            sql: rows.sql
            time zone: Asia/Tokyo
            ==== a
            find leads select id, day: date(created)
            ----
            id,day
            l1,2025-01-02
            """
        let rows = """
            -- Nobody real.
            -- store: leadflow
            CREATE TABLE leads (id TEXT PRIMARY KEY, created_at DATETIME);
            INSERT INTO leads VALUES ('l1', '2025-01-01T20:00:00Z');
            """
        #expect(try run(sql, files: ["rows.sql": rows]).result.output == "1 passed, 0 failed\n")
        let copied = "workspace: copy w\nsql: rows.sql\n==== a\ncount leads\n----\n1\n"
        let result = try run(copied, files: ["rows.sql": rows, "w/notes.txt": "x"]).result
        #expect(result.output == "1 passed, 0 failed\n", "\(result.output)\(result.errors)")
    }

    @Test func whatIsWrongIsSaid() throws {
        let wrong = try run("workspce: none\n==== a\n")
        #expect(wrong.result.status == 2)
        #expect(wrong.result.errors.contains("error[S720]") && wrong.result.errors.contains("did you mean"))
        #expect(try run("workspace: copy none\n==== a\n").result.errors.contains("cannot be read"))
        let broken = try run(
            "sql: x.sql\n==== a\n", files: ["x.sql": "-- store: prisma\nCREATE TABL a (b);\n"])
        #expect(broken.result.errors.contains("x.sql, line 1: near \"TABL\""), "\(broken.result.errors)")
        let nowhere = try run("sql: x.sql\n==== a\n", files: ["x.sql": "CREATE TABLE a (b);\n"])
        #expect(nowhere.result.errors.contains("belong to no store"), "\(nowhere.result.errors)")
        #expect(try CommandRunner(folder: "/").run("test", "none.cvxt").status == 1)
        #expect(try CommandRunner(folder: "/").run("test").status == 2)
    }

    @Test func endsWhatDoesNotEnd() throws {
        let (result, _) = try run("==== a\nwhile true { }\n----\n", "--timeout", "1s")
        #expect(
            result.status == 1 && result.output.contains("took too long"), "\(result.output)\(result.errors)")
    }
}
