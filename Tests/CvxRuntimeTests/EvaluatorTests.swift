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
        func entities(ofRow id: String, exact: Bool) -> [String] { [] }
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
        ("length([1, 2])", "2"), ("slice([1, 2, 3], -2)", "[2, 3]"), ("slice(\"héllo\", 1, 2)", "é"),
        ("slice(\"abc\", 2, 1)", ""), ("index([1, 2], 3) ?? -1", "-1"), ("index(\"abc\", \"\")", "0"),
        ("split(\"a--b--\", \"--\")", "[a, b, ]"), ("lines(\"a\\u{d}\\nb\\n\")", "[a, b]"),
        ("join([\"a\", null, 2])", "a2"), ("pad_left(\"abcd\", 2)", "abcd"), ("repeat(\"x\", -1)", ""),
        ("capitalize(\"mary-ann o'neil\")", "Mary-Ann O'neil"),
        ("sqrt(-1) ?? 0", "0"), ("power(10, 400) ?? 0", "0"), ("sign(-$5)", "-1"), ("sign(0.0)", "0"),
        ("date(\"2025-03-11T03:00Z\")", "2025-03-10"), ("date(\"2025-02-30\") ?? today", "2025-03-11"),
        ("date(\"9 Mar 25\", \"D MMM YY\")", "2025-03-09"),
        ("date(\"x\", \"D/M/YYYY\") ?? today", "2025-03-11"),
        ("datetime(\"2025-03-11 09:00:00\")", "2025-03-11T09:00:00Z"),
        ("datetime(2025-03-11)", "2025-03-11T05:00:00Z"),
        ("start_of(\"week\", now)", "2025-03-10"), ("start_of(\"quarter\", 2025-12-31)", "2025-10-01"),
        ("minute(now)", "0"), ("quarter(now)", "1"),
        ("money(\"(1,200)\")", "-$1200"), ("money(5)", "$5"), ("money(\"five\") ?? $1", "$1"),
        ("percent(0.25)", "25%"), ("bool(\"off\")", "false"), ("bool(\"maybe\") ?? true", "true"),
        ("phone(\"555-0101\") is null", "true"), ("int(\"1e3\")", "1000"),
        ("format(1234567)", "1,234,567"), ("format(-1234.567, 2)", "-1,234.57"),
        ("format($1234.5)", "$1,234.50"),
        ("format(-$1234)", "-$1,234"), ("format(12.5%)", "12.5%"), ("format(0.005, 2)", "0.01"),
        ("format(power(10, 300))", "1e+300"),
        ("format(now, \"ddd D MMMM 'at' hh:mm\")", "Tue 11 March at 07:00"),
        ("format(today)", "2025-03-11"), ("format(90min)", "1h 30min"), ("format(0s)", "0s"),
        ("json([$5, 50%, today, \"a\\\"b\", true])", "[5.0, 0.5, \"2025-03-11\", \"a\\\"b\", true]"),
        ("parse_json('{\"a\": [1, 2.5, \"\\u00e9\", null]}').a[2]", "é"),
        ("parse_json(\"{\") is null", "true"),
        ("parse_json(\"[1] 2\") is null", "true"), ("type_of([1])", "list"), ("type_of(null)", "null"),
        ("sort([\"b\", \"A\", \"a\"])", "[A, a, b]"), ("sort([2, null, 1.5])", "[1.5, 2, ]"),
        ("reverse(\"abc\")", "cba"), ("unique([1, 1.0, \"1\"])", "[1, 1, 1]"),
        ("flatten([[1], 2, []])", "[1, 2]"),
        ("chunk([], 2)", "[]"), ("put({a: 1}, \"A\", null)", "{a: }"), ("without({a: 1}, \"b\")", "{a: 1}"),
        ("{a: 1} + {b: 2, A: 3}", "{a: 3, b: 2}"), ("has_key({owner_name: 1}, \"ownerName\")", "true"),
        ("env(\"CVX_NOT_SET\") is null", "true"),
    ])
    func functions(_ text: String, _ expected: String) throws { #expect(try evaluate(text) == expected) }

    @Test(arguments: [
        ("1 + \"a\"", "E300"), ("\"a\" < 1", "E300"), ("not 5", "E302"), ("$missing", "E202"),
        ("foo(1)", "E205"),
        ("today > 7 days", "E301"), ("1 = null", "E307"), ("[1] | select nope", "E201"),
        ("left(1, 2)", "E305"), ("env(\"API_KEY\")", "E305"), ("sort(5)", "E305"), ("keys([1])", "E305"),
        ("$5 > 10%", "E300"), ("true < false", "E304"),
    ])
    func errors(_ text: String, _ code: String) throws { #expect(try evaluate(text) == code) }

    @Test(arguments: [
        "1 / 0", "1 mod 0", "chunk([1], 0)", "split(\"a\", \"\")", "repeat(\"ab\", 1_000_000_000)",
        "format(\"x\")", "format(1, 20)", "sort([{a: 1}, {a: 2}])", "start_of(\"hour\", now)", "[1, 2][5]",
        "env(\"MY_\" + \"TOKEN\")", "parse_json(\"[1]\") + 1", "date(\"1\", \"YYYY\")",
    ])
    func faultsAtRunTime(_ text: String) {
        #expect(throws: Diagnostic.self) { try evaluate(text) }
    }

    @Test(arguments: ScalarFunction.allCases)
    func examplesOfFunctions(_ function: ScalarFunction) throws {
        #expect(ScalarFunction.table[function] != nil)
        #expect(try evaluate(function.shape.example) == function.shape.gives, "\(function.shape.example)")
    }
}
