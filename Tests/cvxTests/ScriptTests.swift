import Foundation
import Testing

/// Scripts as files: what they are given, what they use, how they end.
@Suite struct ScriptTests {
    private let scratch: Scratch
    private let runner: CommandRunner

    init() throws {
        scratch = try Scratch()
        try Fixture.make(in: scratch)
        runner = CommandRunner(folder: scratch.path, environment: ["CVX_TIME_ZONE": "America/Phoenix"])
    }

    private static let script = """
        #!/usr/bin/env cvx
        # Counts leads
        # above a score.

        params {
          min_score: int = 80   # the least score
          city: text?
          worth: money
          since: date = 2024-01-01, heat: [temperature] = []
        }
        print $min_score, $city ?? "anywhere", $worth, $since, $heat
        find leads where score >= $min_score | count
        """

    @Test func parametersAreTyped() throws {
        try scratch.write(Self.script, to: "s.cvx")
        let usual = try runner.run("s.cvx", "--worth", "5")
        #expect(usual.output == "80 anywhere $5 2024-01-01 []\n2\n")
        let given = try runner.run(
            "s.cvx", "--min-score=-1", "--city", "Mesa", "--worth", "$250k", "--since", "2025-09-01",
            "--heat",
            "hot, WARM")
        #expect(given.output == "-1 Mesa $250000 2025-09-01 [HOT, WARM]\n7\n")
        #expect(given.errors == "")
    }

    @Test(arguments: [
        (["--worth", "5", "--min-scor", "5"], "error[E214]: there is no parameter --min-scor"),
        ([], "error[E215]: `worth` has no value"),
        (["--worth", "much"], "error[E313]: --worth is given `much`, which is not an amount of money"),
        (["--worth", "5", "--min-score", "2.5"], "is given `2.5`, which is not a whole number"),
        (["--worth", "5", "--heat", "hot,tepid"], "is given `hot,tepid`, which is not a list"),
        (["--worth", "5", "--since", "2025-02-30"], "is given `2025-02-30`, which is not a date"),
    ])
    func wrongParametersRunNothing(_ arguments: [String], _ message: String) throws {
        try scratch.write(Self.script, to: "s.cvx")
        let result = try runner.run(arguments: ["s.cvx"] + arguments)
        #expect(result.status == 2)
        #expect(result.output == "")
        #expect(result.errors.contains(message), "\(result.errors)")
    }

    @Test func parametersInAFile() throws {
        try scratch.write(Self.script, to: "s.cvx")
        try scratch.write("min-score = 5\nworth = 7.5\nheat = [\"HOT\"]\ncity = \"Mesa\"", to: "p.toml")
        let result = try runner.run("--params-file", "p.toml", "s.cvx", "--city", "Dallas")
        #expect(result.output == "5 Dallas $7.50 2024-01-01 [HOT]\n7\n", "\(result.errors)")
        try scratch.write("worth = {a = 1}", to: "p.toml")
        let wrong = try runner.run("--params-file", "p.toml", "s.cvx")
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains(" --> p.toml:1:9"), "\(wrong.errors)")
    }

    @Test func helpListsParameters() throws {
        try scratch.write(Self.script, to: "s.cvx")
        let result = try runner.run("s.cvx", "--help")
        #expect(
            result.output == """
                Counts leads
                above a score.

                usage: cvx s.cvx [--min-score INT] [--city TEXT] --worth MONEY [--since DATE] [--heat [TEMPERATURE]]

                  --min-score INT       the least score (default 80)
                  --city TEXT           optional
                  --worth MONEY         required
                  --since DATE          default 2024-01-01
                  --heat [TEMPERATURE]  default []

                """)
        #expect(result.status == 0)
    }

    @Test func filesAreUsedRelativeToTheirUser() throws {
        try scratch.write(
            """
            use "lib/names.cvx"
            print greet("a"), $greeting
            find leads where hot() | count
            """, to: "s.cvx")
        try scratch.write(
            """
            use "../rules.cvx"
            let greeting = "hello"
            def greet(n: text) = "${greeting} ${n}"
            """, to: "lib/names.cvx")
        try scratch.write("def hot(l: lead) = $l.score > 70", to: "rules.cvx")
        // What the library uses is its own affair.
        let missing = try runner.run("s.cvx")
        #expect(missing.errors.contains("error[E205]: there is no function `hot`"))
        try scratch.write("use \"rules.cvx\"\nfind leads where hot() | count", to: "t.cvx")
        #expect(try runner.run("t.cvx").output == "3\n")
        try scratch.write("use \"lib/names.cvx\"\nprint greet(\"a\"), $greeting", to: "s.cvx")
        #expect(try runner.run("s.cvx").output == "hello a hello\n")
    }

    @Test func faultsOfUse() throws {
        try scratch.write("use \"b.cvx\"", to: "a.cvx")
        try scratch.write("use \"c.cvx\"", to: "b.cvx")
        try scratch.write("use \"b.cvx\"", to: "c.cvx")
        let circle = try runner.run("a.cvx")
        #expect(circle.status == 2)
        #expect(circle.errors.contains("b.cvx → c.cvx → b.cvx"), "\(circle.errors)")
        #expect(circle.errors.contains("--> c.cvx:1:5"))

        try scratch.write("use \"none.cvx\"", to: "d.cvx")
        let missing = try runner.run("d.cvx")
        #expect(missing.status == 2)
        #expect(missing.errors.contains("error[S710]: none.cvx cannot be read"), "\(missing.errors)")

        try scratch.write("use \"lib.cvx\"\nprint f(1)", to: "e.cvx")
        try scratch.write("print 1\ndef f(n: int) = $n + \"x\"", to: "lib.cvx")
        let wrong = try runner.run("e.cvx")
        #expect(wrong.status == 2)
        #expect(wrong.output == "")
        #expect(wrong.errors.contains("error[E117]: a file that others use holds declarations alone"))
        #expect(wrong.errors.contains("--> lib.cvx:2:17"), "\(wrong.errors)")

        try scratch.write("def f(n: int) { return 1 / $n }", to: "lib.cvx")
        try scratch.write("use \"lib.cvx\"\nprint f(0)", to: "e.cvx")
        let failed = try runner.run("e.cvx")
        #expect(failed.status == 1)
        #expect(failed.errors.contains("--> lib.cvx:1:28"), "\(failed.errors)")
        #expect(failed.errors.contains("in f, called from e.cvx:2:7"), "\(failed.errors)")
    }

    @Test func checkSaysWhatAScriptMayDo() throws {
        try scratch.write(
            """
            allow update 10
            def raise(l: lead) { set $l temperature = HOT }
            for l in (find leads) { raise($l) }
            find leads | save "all.csv"
            """, to: "s.cvx")
        let result = try runner.run("check", "s.cvx")
        #expect(result.status == 0)
        #expect(result.errors.contains("s.cvx: updates leads, writes all.csv"), "\(result.errors)")
    }

    @Test func loopsAndCallsEndWhenAskedTo() throws {
        try scratch.write("let i = 0\nwhile true { $i = $i + 1 }", to: "loop.cvx")
        try scratch.write("wait 1h", to: "wait.cvx")
        try scratch.write("try { while true { } } catch { print \"caught\" }", to: "caught.cvx")
        for file in ["loop.cvx", "wait.cvx", "caught.cvx"] {
            let result = try runner.run("--timeout", "0.2s", file)
            #expect(result.status == 130, "\(file) \(result.errors)")
            #expect(result.output == "")
            #expect(result.errors.contains("error[R513]"), "\(file) \(result.errors)")
        }
    }

    @Test func oddBytes() throws {
        let text = "\u{FEFF}let x = 1\r\nif $x = 1 {\r\n  print \"a\"\r\n}\r\n"
        try scratch.write(text, to: "crlf.cvx")
        let crlf = try runner.run("crlf.cvx")
        #expect(crlf.output == "a\n", "\(crlf.errors)")
        try scratch.write("print 1\0 print 2", to: "nul.cvx")
        let nul = try runner.run("nul.cvx")
        #expect(nul.status == 2)
        #expect(nul.errors.contains("error[E108]"), "\(nul.errors)")
    }
}
