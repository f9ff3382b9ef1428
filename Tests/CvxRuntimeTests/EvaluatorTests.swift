import CvxCommands
import CvxDomain
import CvxLanguage
import CvxRuntime
import Testing

/// Expressions without a store, at a fixed moment: Tuesday 2025-03-11 12:00 UTC, in a zone five hours behind.
@Suite struct EvaluatorTests {
    private struct NoEntities: Schema {
        let homes: [String] = []
        func entity(_ name: String) -> EntitySignature? { nil }
        func entityNames() -> [String] { [] }
        func vocabulary(_ name: String) -> [String]? { nil }
        func entity(ofRow id: String, exact: Bool) -> String? { nil }
    }

    private func evaluate(_ text: String) throws -> String {
        let source = SourceText(name: "test", text: text)
        let parsed = Parser.parse(source, door: .shell, shapes: VerbTable.shapes)
        let output = try Checker.check(
            parsed.program, source: source, schema: NoEntities(), verbs: [:], environment: CheckEnvironment())
        let errors = parsed.diagnostics + output.diagnostics
        guard errors.isEmpty, case .pipeline(let pipeline)? = output.program?.statements.first?.kind else {
            return errors.map { "\($0.code)" }.joined(separator: " ")
        }
        let moments = Moments(
            now: Instant(milliseconds: 1_741_694_400_000), zone: FixedZone(seconds: -5 * 3_600))
        let evaluator = Evaluator(moments: moments)
        return try PipelineRunner(evaluator).value(of: pipeline).summary
    }

    @Test(arguments: [
        ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("7 / 2", "3.5"), ("7 mod 3", "1"), ("-7 mod 3", "-1"),
        ("9_223_372_036_854_775_807 + 1", "9.223372036854776e+18"), ("2.5 + 1", "3.5"),
        ("$250k - $1.25", "$249998.75"), ("$10 / 4", "$2.50"), ("$10 / $4", "2.5"), ("$200 * 5%", "$10"),
        ("50% + 20%", "70%"), ("\"a\" + \"b\"", "ab"), ("\"n: ${1 + 1}\"", "n: 2"),
        ("null ?? 5", "5"), ("(if 1 < 2 { \"y\" } else { \"n\" })", "y"),
        ("[1, 2, 3] | where value > 1 | count", "2"), ("sum([1, 2, 3])", "6"), ("avg([1, 2])", "1.5"),
        ("count([])", "0"), ("[1, 2, 3][-1]", "3"), ("{a: 1, b: \"x\"}.b", "x"),
        ("[{a: 2}, {a: 1}] | sort by a | first 1", "[{a: 1}]"),
        ("[{k: 1, v: 2}, {k: 1, v: 3}] | group by k | aggregate s: sum(v)", "[{k: 1, s: 5}]"),
    ])
    func values(_ text: String, _ expected: String) throws { #expect(try evaluate(text) == expected) }

    @Test(arguments: [
        ("today", "2025-03-11"), ("yesterday", "2025-03-10"), ("now", "2025-03-11T12:00:00Z"),
        ("2025-01-31 + 1mo", "2025-02-28"), ("2024-02-29 + 1y", "2025-02-28"),
        ("2025-03-11 - 2025-03-01", "10d"),
        ("7 days ago", "2025-03-04T12:00:00Z"), ("2h from now", "2025-03-11T14:00:00Z"),
        ("this month", "2025-03-01T05:00:00Z..2025-04-01T05:00:00Z"),
        ("last week", "2025-03-03T05:00:00Z..2025-03-10T05:00:00Z"),
        ("next 2 quarters", "2025-04-01T05:00:00Z..2025-10-01T05:00:00Z"),
        ("2025-03-11T09:00 > 2025-03-11", "false"), ("2025-03-11T09:00 = 2025-03-11", "true"),
        ("2025-03-11T09:00 in 2025-03", "true"), ("weekday(2025-03-11)", "2"), ("hour(now)", "7"),
        ("date(2025-03-11T03:00Z)", "2025-03-10"), ("1h + 30min", "90min"),
    ])
    func moments(_ text: String, _ expected: String) throws { #expect(try evaluate(text) == expected) }

    @Test(arguments: [
        ("upper(\"é\")", "É"), ("length(\"né\")", "2"), ("left(\"abc\", 2)", "ab"), ("right(\"abc\", 0)", ""),
        ("replace(\"a-b-c\", \"-\", \"+\")", "a+b+c"), ("round(2.345, 2)", "2.35"), ("round(-2.5)", "-3"),
        ("floor(-1.5)", "-2"), ("int(\"12\")", "12"), ("int(\"x\") ?? 0", "0"), ("greatest(1, 2.5)", "2.5"),
        ("area_code(\"(480) 555-0156\")", "480"), ("trim(\" a \")", "a"), ("abs(-3)", "3"),
    ])
    func functions(_ text: String, _ expected: String) throws { #expect(try evaluate(text) == expected) }

    @Test(arguments: [
        ("1 + \"a\"", "E300"), ("\"a\" < 1", "E300"), ("not 5", "E302"), ("$missing", "E202"),
        ("foo(1)", "E205"),
        ("today > 7 days", "E301"), ("1 = null", "E307"), ("[1] | select nope", "E201"),
        ("left(1, 2)", "E305"),
        ("$5 > 10%", "E300"), ("true < false", "E304"),
    ])
    func errors(_ text: String, _ code: String) throws { #expect(try evaluate(text) == code) }

    @Test func divisionByZeroIsAnError() {
        #expect(throws: Diagnostic.self) { try evaluate("1 / 0") }
    }

    @Test func functionExamplesRun() throws {
        for function in ScalarFunction.allCases {
            let result = try evaluate(function.shape.example)
            #expect(!result.isEmpty && !result.hasPrefix("E"), "\(function.shape.example): \(result)")
        }
    }
}
