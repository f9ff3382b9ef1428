import CvxDomain
import CvxLanguage
import CvxRuntime
import Testing

/// Whole programs on the machine, without stores.
@Suite struct MachineTests {
    private struct NoEntities: Schema {
        let homes: [String] = []
        func entity(_ name: String) -> EntitySignature? { nil }
        func entityNames() -> [String] { [] }
        func vocabulary(_ name: String) -> [String]? { nil }
        func entities(ofRow id: String, exact: Bool) -> [String] { [] }
    }

    /// Keeps what is printed, and what is begun and left.
    private final class Host: ScriptHost {
        var printed = ""
        var events: [String] = []
        /// Asked so often whether to stop, it says yes.
        var patience = Int.max

        func allow(_ ceilings: Ceilings) {}
        func run(_ statement: CheckedPipeline, source: Value?, _ evaluator: Evaluator) throws {
            let runner = PipelineRunner(evaluator)
            guard case .value(let value) = try runner.prepare(statement, source: source) else { return }
            printed += value.summary + "\n"
        }
        func print(_ line: String) { printed += line }
        func perform(_ command: CheckedCommand, _ evaluator: Evaluator) -> Value { .null }
        func perform(_ change: CheckedChange, _ evaluator: Evaluator) -> Value { .null }
        func begin(at span: CvxLanguage.Span) { events.append("begin") }
        func commit() { events.append("commit") }
        func rollback() { events.append("rollback") }
        func enterDryRun(at span: CvxLanguage.Span) { events.append("enter") }
        func leaveDryRun() { events.append("leave") }
        func diagnostic(of error: any Error) -> Diagnostic? { error as? Diagnostic }
        var isInterrupted: Bool {
            patience -= 1
            return patience < 0
        }
    }

    private static let shapes = [
        CommandShape("print", arguments: 1...16), CommandShape("wait", arguments: 1...1),
    ]

    /// - Returns: the exit code; nil where the program does not pass the check.
    @discardableResult
    private func run(_ text: String, on host: Host) throws -> Int32? {
        let source = SourceText(name: "test", text: text)
        let parsed = Parser.parse(source, door: .file, shapes: Self.shapes)
        guard parsed.diagnostics.isEmpty else { return nil }
        let output = try Checker.check(
            parsed.program, source: source, schema: NoEntities(),
            verbs: ["print": VerbSignature(), "wait": VerbSignature()], environment: CheckEnvironment())
        guard let program = output.program else { return nil }
        let machine = Machine(
            engine: nil, zone: FixedZone.utc, clock: { Instant(milliseconds: 1_741_694_400_000) })
        machine.host = host
        return try machine.run(program, source: source) ?? 0
    }

    @Test(arguments: [
        ("transaction { print 1 }", "begin commit"),
        ("transaction { exit 2 }", "begin rollback"),
        ("try { transaction { fail \"x\" } } catch { }", "begin rollback"),
        ("def f() { transaction { return 1 } }\nprint f()", "begin commit"),
        ("for i in 1..2 { transaction { if $i = 1 { continue }; break } }", "begin commit begin commit"),
        ("transaction { dry run { print 1 } }", "begin enter leave commit"),
        ("def f() { transaction { dry run { return 1 } } }\nprint f()", "begin enter leave commit"),
        ("try { dry run { transaction { print 1 / 0 } } } catch { }", "enter begin rollback leave"),
        ("def f() { fail \"x\" }\ntry { transaction { f() } } catch { }", "begin rollback"),
        ("transaction { try { fail \"x\" } catch { } }", "begin commit"),
        ("for i in 1..1 { try { transaction { break } } catch { } }\nprint 2", "begin commit"),
    ])
    func leavesWhatItBegan(_ text: String, _ events: String) throws {
        let host = Host()
        try run(text, on: host)
        #expect(host.events.joined(separator: " ") == events)
    }

    @Test(arguments: [
        ("let a = 1\ndef f() { $a = 5; return 10 }\nprint $a + f()", "11\n"),
        ("let x = null\n$x = $x ?? 3\nprint $x", "3\n"),
        ("let t = true\n$t = $t and not $t\nprint $t", "false\n"),
        ("let x = 5\n$x = if $x > 3 { $x * $x } else { 0 }\nprint $x", "25\n"),
        ("let l = [1]\n$l = $l + [count($l), count($l)]\nprint $l", "[1, 1, 1]\n"),
        ("let l = [1]\ndef g(x: [int]) { $x = $x + [9]; return $x }\nprint g($l), $l", "[1, 9] [1]\n"),
        ("let n = 9_223_372_036_854_775_807\n$n = $n + 1\nprint $n > 5", "true\n"),
        (
            "for i in 9_223_372_036_854_775_806..9_223_372_036_854_775_807 { print $i }",
            "9223372036854775806\n9223372036854775807\n"
        ),
        ("def f(n: int) = if $n > 1 { f($n - 1) + f($n - 2) } else { $n }\nprint f(15)", "610\n"),
        ("let k = 2\nprint count(([1, 2, 3] | where value > $k))", "1\n"),
        ("def above(xs: [int], k: int) = count(($xs | where value > $k))\nprint above([1, 5, 9], 4)", "2\n"),
        ("def f(x: int) { return $x }\nprint ([1, 2] | select y: f(value) + 1)", "[{y: 2}, {y: 3}]\n"),
        ("let r = {a: {b: [1, {c: 7}]}}\nprint $r.a.b[1].c", "7\n"),
        (
            "let s = \"\"\nfor i in 1..3 { for j in 1..2 { if $j = 2 { continue }; $s = $s + text($i) } }\nprint $s",
            "123\n"
        ),
        (
            "try { try { fail \"in\" } catch e { fail \"${e.message} out\" } } catch e { print $e.message }",
            "in out\n"
        ),
    ])
    func prints(_ text: String, _ expected: String) throws {
        let host = Host()
        #expect(try run(text, on: host) == 0)
        #expect(host.printed == expected)
    }

    @Test(arguments: [
        "while true { }", "def f(n: int) { while true { } }\nf(1)", "let x = 1\nwhile $x > 0 { $x = $x + 1 }",
        "wait 10h", "try { while true { } } catch { }",
        "def f(n: int) { if $n > 1 { f($n - 1); f($n - 1) } }\nf(60)",
        "print (0..9_999_999 | where value < 0)",
    ])
    func stopsWhenAskedTo(_ text: String) {
        let host = Host()
        host.patience = 3
        let thrown = #expect(throws: Diagnostic.self) { try run(text, on: host) }
        #expect(thrown?.code == .cancelled)
    }

    @Test func manyVariables() throws {
        let host = Host()
        let text = (0..<70_000).map { "let v\($0) = \($0)" }.joined(separator: "\n")
        let thrown = #expect(throws: Diagnostic.self) { try run(text, on: host) }
        #expect(thrown?.code == .sourceTooLarge)
        #expect(try run(text.prefix(200_000) + "\nprint $v1000", on: host) == 0)
        #expect(host.printed == "1000\n")
    }

    @Test func longLists() throws {
        let host = Host()
        let items = (0..<70_000).map(String.init).joined(separator: ", ")
        try run("let all = [\(items)]\nprint count($all), $all[-1]", on: host)
        #expect(host.printed == "70000 69999\n")
    }

    /// Programs changed at random end with a value, a diagnostic or an interrupt, never otherwise.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func randomPrograms(_ seed: UInt64) throws {
        var random = Random(state: seed)
        for _ in 0..<300 {
            var program = Self.words(random.pick(Self.programs))
            for _ in 0..<Int.random(in: 1...2, using: &random) {
                let place = Int.random(in: 0..<program.count, using: &random)
                let alike = program.filter { Self.kind($0) == Self.kind(program[place]) }
                switch Int.random(in: 0..<6, using: &random) {
                case 0: program.insert(random.pick(program), at: place)
                case 1: program.remove(at: place)
                default: program[place] = random.pick(alike)
                }
            }
            let host = Host()
            host.patience = 50
            do { try run(program.joined(), on: host) } catch is Diagnostic {}
        }
    }

    private struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }

        mutating func pick<T>(_ items: [T]) -> T { items[Int.random(in: 0..<items.count, using: &self)] }
    }

    /// Words, variables and signs, each with the spaces behind it.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        for character in text {
            if let last = words.last, let end = last.last,
                (character.isLetter && (end.isLetter || end == "$")) || (character.isNumber && end.isNumber)
                    || character == " "
            {
                words[words.count - 1].append(character)
            } else {
                words.append(String(character))
            }
        }
        return words
    }

    private static func kind(_ word: String) -> Int {
        guard let first = word.first else { return 0 }
        return first == "$" ? 1 : first.isLetter ? 2 : first.isNumber ? 3 : 4
    }

    private static let programs = [
        """
        let total = 0
        for i in 1..10 { if $i > 5 { break }; if $i = 2 { continue }; $total = $total + $i }
        while $total > 0 { $total = $total - 1 }
        print $total, "x ${total}"

        """,
        """
        def f(n: int, m: any = 2) { if $n = 0 { return [$m] }; return f($n - 1, $m) + [$n] }
        def g(x: any) = $x ?? f(2)
        let l = g(null)
        $l = $l + [f(3)]
        print $l, g(1), f(2)[0]

        """,
        """
        let r = {a: 1, b: [1, 2, {c: "x"}]}
        $r = put($r, "d", $r) + {e: 1.5}
        try { print $r.d.b[2].c, $r["a"] / 0 } catch e { print $e.message, $e.line }
        print ($r.b | where value = 1 | count), keys($r), json($r)

        """,
        """
        let rows = [{k: 1, v: 2.5}, {k: 2, v: null}, {k: 1, v: 7}]
        print ($rows | group by k | aggregate n: count(), s: sum(v), m: max(v) + 1)
        print ($rows | sort by v desc, k | select x: v * 2, y: "k${.k}" | first 2)
        transaction { dry run { $rows = $rows + [{k: 3, v: 1}] } }
        print ($rows | distinct | last), 5% * $10, today + 3d, not true or 1 in [1, 2] and "a" =~ "A"

        """,
        """
        let s = "a,b"
        for part in split($s, ",") { $s = $s + upper($part); assert length($s) < 100, "long" }
        let t = if $s contains "A" { [1] } else { [] }
        print $s, $t[0], slice($s, 1), format(1234.5, 2), null is empty, $t | where value between 0 and 3

        """,
    ]
}
