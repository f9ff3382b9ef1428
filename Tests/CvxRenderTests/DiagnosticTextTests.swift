import CvxLanguage
import CvxRender
import Testing

/// The span of `part` in `text`, its first occurrence.
private func span(_ part: String, in text: String) -> Span {
    let bytes = Array(text.utf8)
    let wanted = Array(part.utf8)
    for start in 0...(bytes.count - wanted.count) where Array(bytes[start..<start + wanted.count]) == wanted {
        return Span(start, start + wanted.count)
    }
    return .none
}

@Suite("Diagnostic text")
struct DiagnosticTextTests {
    private func render(
        _ text: String, name: String = "repl", _ code: DiagnosticCode, _ message: String, at part: String,
        help: String? = nil, labels: [Diagnostic.Label] = [], notes: [String] = [], width: Int = 100
    ) -> String {
        let diagnostic = Diagnostic(
            code, message, at: span(part, in: text), help: help, labels: labels, notes: notes)
        return DiagnosticText(source: SourceText(name: name, text: text), width: width).render([diagnostic])
    }

    @Test func documentedExamples() {
        #expect(
            render(
                "find leads where temperature = HTO", .unknownEnumValue, "`HTO` is not a temperature",
                at: "HTO",
                help: "did you mean HOT?  values: DEAD, WARM, HOT, ON_FIRE") == """
                    error[E203]: `HTO` is not a temperature
                     --> repl:1:32
                    1 | find leads where temperature = HTO
                      |                                ^^^ did you mean HOT?  values: DEAD, WARM, HOT, ON_FIRE

                    """)
        #expect(
            render(
                "find leads where created > 7 days", .dateAgainstDuration,
                "cannot compare a date with a length of time", at: "7 days", help: "add `ago`: `7 days ago`")
                    == """
                    error[E301]: cannot compare a date with a length of time
                     --> repl:1:28
                    1 | find leads where created > 7 days
                      |                            ^^^^^^ add `ago`: `7 days ago`

                    """)
        #expect(
            render(
                "find leads where phones.is_dnc", .toManyPath, "a lead has many phones; say which must match",
                at: "phones.is_dnc", help: "any phones.is_dnc, every … or no …") == """
                    error[E303]: a lead has many phones; say which must match
                     --> repl:1:18
                    1 | find leads where phones.is_dnc
                      |                  ^^^^^^^^^^^^^ any phones.is_dnc, every … or no …

                    """)
        #expect(
            render(
                "\n\n\ndelete leads\n", name: "old.cvx", .conditionRequired, "`delete` needs a condition",
                at: "delete leads", help: "add `where …`; for every row say `delete all leads`") == """
                    error[E110]: `delete` needs a condition
                     --> old.cvx:4:1
                    4 | delete leads
                      | ^^^^^^^^^^^^ add `where …`; for every row say `delete all leads`

                    """)
        #expect(
            render(
                String(repeating: "\n", count: 13) + "      let r = skiptrace $lead using batchdata\n",
                name: "trace.cvx", .effectNotAllowed, "this script may spend money but does not allow it",
                at: "skiptrace", help: "add `allow spend $25` at the top, and `max cost` here") == """
                    error[E402]: this script may spend money but does not allow it
                      --> trace.cvx:14:15
                    14 |       let r = skiptrace $lead using batchdata
                       |               ^^^^^^^^^ add `allow spend $25` at the top, and `max cost` here

                    """)
        #expect(
            render(
                "\n\n\n\nlet lead = find one leads where phone = $old", name: "fix.cvx", .cardinality,
                "expected one lead, found 3", at: "find one", help: "@clx9f2  @clx9g7  @clxa01",
                notes: ["$old was \"+12125550100\"; 0 changes made"]) == """
                    error[R501]: expected one lead, found 3
                     --> fix.cvx:5:12
                    5 | let lead = find one leads where phone = $old
                      |            ^^^^^^^^ @clx9f2  @clx9g7  @clxa01
                      = $old was "+12125550100"; 0 changes made

                    """)
    }

    @Test func tabsWideAndHarmfulCharacters() {
        #expect(
            render("\tfind 李小龙\u{1b} = X", .unknownField, "no \u{1b}[1m", at: "X") == """
                error[E201]: no \\u{1b}[1m
                 --> repl:1:14
                1 |     find 李小龙\\u{1b} = X
                  |                         ^

                """)
    }

    @Test func labelsOnTheSameAndOtherLines() {
        let text = "let a = 1\nlet b = 2\nlet c = 3\nlet a = a + a\n"
        let labels = [
            Diagnostic.Label(span: Span(4, 5), text: "first here"),
            Diagnostic.Label(span: Span(38, 39), text: "used"),
        ]
        let diagnostic = Diagnostic(
            .duplicateName, "`a` twice", at: Span(34, 35), help: "rename", labels: labels)
        let shown = DiagnosticText(source: SourceText(name: "x", text: text)).render([diagnostic])
        #expect(
            shown == """
                error[E210]: `a` twice
                 --> x:4:5
                1 | let a = 1
                  |     - first here
                  ...
                4 | let a = a + a
                  |     ^ rename
                  |         - used

                """)
    }

    @Test func spansAtTheEndOfSeveralLinesAndNowhere() {
        let source = SourceText(name: "x", text: "find (\nleads")
        let text = DiagnosticText(source: source)
        #expect(
            text.render(Diagnostic(.unclosedBracket, "open", at: Span(5, 12))) == """
                error[E103]: open
                 --> x:1:6
                1 | find (
                  |      ^

                """)
        #expect(
            text.render(Diagnostic(.unexpectedToken, "end", at: Span(12, 12), help: "type")) == """
                error[E100]: end
                 --> x:2:6
                2 | leads
                  |      ^ type

                """)
        #expect(text.render(Diagnostic(.unexpectedToken, "far", at: Span(900, 950))).contains("--> x:2:6"))
        #expect(
            text.render(Diagnostic(.unusedVariable, "none", help: "do", notes: ["a\nb"])) == """
                warning[W802]: none
                  = do
                  = a
                    b

                """)
        let empty = DiagnosticText(source: SourceText(name: "x", text: ""))
        #expect(
            empty.render(Diagnostic(.unexpectedToken, "end", at: Span(0, 0))) == """
                error[E100]: end
                 --> x:1:1
                1 |
                  | ^

                """)
    }

    @Test func longLinesAreShownAroundTheCaret() {
        let text = String(repeating: "a", count: 200) + "FAULT" + String(repeating: "李", count: 200)
        #expect(
            render(text, .unknownField, "m", at: "FAULT", width: 48) == """
                error[E201]: m
                 --> repl:1:201
                1 | …aaaaaaaaaaaaaaaaaaaFAULT李李李李李李李…
                  |                     ^^^^^

                """)
    }

    @Test func colour() {
        let diagnostic = Diagnostic(.unknownField, "m", at: Span(0, 1), help: "h")
        let shown = DiagnosticText(source: SourceText(name: "x", text: "a"), color: true).render(diagnostic)
        #expect(shown.hasPrefix("\u{1b}[1;31merror[E201]\u{1b}[0m: \u{1b}[1mm\u{1b}[0m\n"))
        #expect(shown.contains("\u{1b}[1;31m^ h\u{1b}[0m\n"))
    }
}

@Suite("Diagnostic JSON")
struct DiagnosticJSONTests {
    @Test func oneObjectALine() {
        let source = SourceText(name: "a \"b\".cvx", text: "x\nfind é HTO")
        let diagnostics = [
            Diagnostic(
                .unknownEnumValue, "`HTO`\n", at: Span(10, 13), help: "HOT",
                labels: [.init(span: Span(0, 1), text: "here")], notes: ["n"]),
            Diagnostic(.unusedVariable, "w"),
        ]
        #expect(
            DiagnosticJSON(source: source).render(diagnostics) == """
                {"code":"E203","severity":"error","message":"`HTO`\\n","file":"a \\"b\\".cvx","line":2,"column":8,\
                "end":{"line":2,"column":11},"help":"HOT","labels":[{"line":1,"column":1,\
                "end":{"line":1,"column":2},"text":"here"}],"notes":["n"],"calls":[]}
                {"code":"W802","severity":"warning","message":"w","file":"a \\"b\\".cvx","line":null,\
                "column":null,"end":null,"help":null,"labels":[],"notes":[],"calls":[]}

                """)
    }
}
