import Testing

@testable import CvxLanguage

@Suite struct ErrorTests {
    /// Code, line:column, and a part of the help.
    @Test(arguments: [
        (
            "delete leads",
            [
                "E110 1:1 [delete leads] `delete` needs a condition | add `where …`; for every row say `delete all leads`"
            ]
        ),
        (
            "update leads set a = 1",
            [
                "E110 1:1 [update leads] `update` needs a condition | add `where …`; for every row say `update all leads`"
            ]
        ),
        ("assert 1 < a < 5", ["E112 1:14 [<] comparisons do not chain | write `1 < a and a < 5`"]),
        ("wait 5m", ["E106 1:6 [5m] `5m` could be minutes or months | write `5min` or `5mo`"]),
        ("print 2025-02-30", ["E105 1:7 [2025-02-30] there is no day 30 in that month | its last day is 28"]),
        (
            "print 2025-9-1",
            [
                "E105 1:7 [2025-9-1] `2025-9-1` is not a date | dates are written `2025-09-01`, with a time `2025-09-01T09:00`"
            ]
        ),
        (
            "print 99999999999999999999",
            [
                "E104 1:7 [99999999999999999999] this number is too large | whole numbers go up to 9_223_372_036_854_775_807"
            ]
        ),
        (
            "print \"a\\q\"",
            [
                "E107 1:9 [\\q] `\\q` is not an escape | escapes are \\n \\t \\\" \\\\ \\$ \\u{…}; raw text goes in '…'"
            ]
        ),
        (
            "select * from leads",
            [
                "E100 1:1 [select] this is SQL; cvx asks with `find` | `find leads`, with `| select …` for some columns"
            ]
        ),
        ("fnd leads", ["E204 1:1 [fnd] there is no verb `fnd` | did you mean `find`?"]),
        (
            "find leads where a && !b",
            [
                "E100 1:20 [&&] `&&` is not an operator here | write `and`",
                "E100 1:23 [!] `!` is not an operator here | write `not`",
            ]
        ),
        (
            "find leads where a where b",
            ["E111 1:20 [where] `where` is there twice | join the conditions with `and`"]
        ),
        (
            "print (1, 2\nlet x = )\nprint 3 +\nlet y = 1",
            [
                "E103 1:9 [,] expected `)`, found `,` | close it with `)`",
                "E115 2:9 [)] expected a value, found `)` | ",
                "E115 3:10 [] expected a value, found the end of the line | ",
            ]
        ),
        ("print (1 + 2", ["E103 1:13 [] expected `)`, found the end | close it with `)`"]),
        (
            "if $a {\n  find\n  fnd leads\n}\n)",
            [
                "E116 2:7 [] expected an entity: leads, calls, notes …, found the end of the line | ",
                "E204 3:3 [fnd] there is no verb `fnd` | did you mean `find`?",
                "E115 5:1 [)] expected a value, found `)` | ",
            ]
        ),
        (
            "use \"a\nundo",
            ["E102 1:5 [\"a] this text is not closed | close it with `\"`; over several lines use `\"\"\"`"]
        ),
        ("find leads limit 1,000", ["E100 1:19 [,] unexpected `,` | write `1_000`"]),
        (
            "let where = 5",
            [
                "E113 1:5 [where] `where` is a word of the language | choose another name, or write `` `where` ``"
            ]
        ),
        ("find leads by a", ["E117 1:12 [by] `by` goes with `count` | `group by …`, or `count leads by …`"]),
        (
            "skiptrace @1 usin local",
            ["E207 1:14 [usin] `skiptrace` has no option `usin` | did you mean `using`?"]
        ),
        (
            "print \u{0}",
            ["E108 1:7 [\u{0}] a NUL byte; this is not a text file | save the file as UTF-8 text"]
        ),
    ]) func reports(_ text: String, _ expected: [String]) {
        #expect(listed(parse(text), text) == expected.joined(separator: "\n"))
    }

    @Test func spellsOutTheOpener() {
        let labels = parse("print (1 + 2").diagnostics.first?.labels
        #expect(labels == [Diagnostic.Label(span: Span(6, 7), text: "opened here")])
    }

    @Test func badBytes() {
        let bytes = Array("print \"".utf8) + [0xFF, 0xC0] + Array("\"".utf8)
        let output = Parser.parse(SourceText(name: "x", bytes: bytes), door: .file, shapes: testShapes)
        #expect(output.diagnostics.map(\.code) == [.invalidUTF8])
        #expect(output.diagnostics.first?.span == Span(7, 9))
    }
}
