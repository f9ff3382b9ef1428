import CvxDomain
import CvxRender
import Testing

@Suite("Table, card and vertical")
struct TableSinkTests {
    private let columns = [
        ResultColumn("name", .text), ResultColumn("price", .money),
        ResultColumn("took", .duration, unit: "talk"),
    ]

    @Test func wideCombiningAndHarmfulText() throws {
        let rows: [[TestCell]] = [
            [.text("李小龙"), .money(2_500_000_000), .duration(303_000)],
            [.text("e\u{301}te\u{301}"), .money(700), .null],
            [.text("a\n\u{1b}[2J\u{202E}"), .null, .duration(1_500)],
            [.text("👨‍👩‍👧"), .money(-50_000), .duration(0)],
        ]
        #expect(
            try render(.table, columns, rows) == """
                 name                 │    price │ took (talk)
                ──────────────────────┼──────────┼─────────────
                 李小龙               │ $250,000 │     5min 3s
                 e\u{301}te\u{301}                  │    $0.07 │           ∅
                 a\\n\\u{1b}[2J\\u{202e} │        ∅ │        1.5s
                 👨‍👩‍👧                   │      -$5 │          0s
                4 rows

                """)
    }

    @Test func longResultsShowTheirEnds() throws {
        var options = RenderOptions()
        options.maxRows = 4
        let rows = (1...1_204).map { [TestCell.int($0), .text("r\($0)")] }
        let columns = [ResultColumn("n", .int), ResultColumn("t", .text)]
        let expected = """
                n │ t
            ──────┼───────
                1 │ r1
                2 │ r2
                · │ ·
             1203 │ r1203
             1204 │ r1204
            1,204 rows (4 shown)

            """
        for batchSize in [1, 2, 3, 5, 100, 2_000] {
            #expect(try render(.table, columns, rows, options: options, batchSize: batchSize) == expected)
        }
    }

    @Test func asManyRowsAsFitAreAllShown() throws {
        var options = RenderOptions()
        options.maxRows = 4
        let rows = (1...4).map { [TestCell.int($0)] }
        let text = try render(.table, [ResultColumn("n", .int)], rows, options: options)
        #expect(text == " n\n───\n 1\n 2\n 3\n 4\n4 rows\n")
    }

    @Test func manyColumnsFold() throws {
        let columns = (1...38).map { ResultColumn("column\($0)", .text) }
        let rows = [1, 2].map { row in (1...38).map { TestCell.text("value \(row).\($0)") } }
        #expect(
            try render(.table, columns, rows, options: RenderOptions(width: 60)) == """
                 column1   │ column2   │ column3   │ … │ column38
                ───────────┼───────────┼───────────┼───┼────────────
                 value 1.1 │ value 1.2 │ value 1.3 │ … │ value 1.38
                 value 2.1 │ value 2.2 │ value 2.3 │ … │ value 2.38
                2 rows, 38 columns (4 shown)

                """)
    }

    @Test func longTextIsCutOnlyWhereItMust() throws {
        let columns = [ResultColumn("a", .text), ResultColumn("b", .text), ResultColumn("n", .int)]
        let rows: [[TestCell]] = [
            [.text("short"), .text("a very long text that goes on and on"), .int(1_234_567)],
            [.text("李小龙李小龙"), .text("x"), .int(2)],
        ]
        let text = try render(.table, columns, rows, options: RenderOptions(width: 40))
        #expect(
            text == """
                 a            │ b             │       n
                ──────────────┼───────────────┼─────────
                 short        │ a very long … │ 1234567
                 李小龙李小龙 │ x             │       2
                2 rows

                """)
        for line in text.split(separator: "\n") { #expect(DisplayWidth.of(String(line)) <= 40) }
    }

    @Test func neverWiderThanAsked() throws {
        let columns = (1...12).map { ResultColumn("c\($0)", $0 % 3 == 0 ? .int : .text) }
        let row = (1...12).map {
            $0 % 3 == 0 ? TestCell.int(12_345) : .text(String(repeating: "李x", count: $0))
        }
        for width in 20...160 {
            let text = try render(.table, columns, [row, row], options: RenderOptions(width: width))
            for line in text.split(separator: "\n").dropLast() {
                #expect(DisplayWidth.of(String(line)) <= width, "\(width): \(line)")
            }
        }
    }

    @Test func oneRowIsACard() throws {
        var options = RenderOptions(width: 30)
        options.title = "lead clx9f2"
        let row: [TestCell] = [.text("a text that is longer than its line"), .null, .duration(303_000)]
        #expect(
            try render(.table, columns, [row], options: options) == """
                ── lead clx9f2 ───────────────
                name         a text that is
                             longer than its
                             line
                price        ∅
                took (talk)  5min 3s

                """)
    }

    @Test func noRowsAndScalars() throws {
        #expect(try render(.table, columns, []) == "0 rows\n")
        #expect(try render(.vertical, columns, []) == "0 rows\n")
        var options = RenderOptions()
        options.isScalar = true
        #expect(
            try render(.table, [ResultColumn("count", .int)], [[.int(1_204)]], options: options) == "1204\n")
    }

    @Test func timesAreTheSessions() throws {
        var options = RenderOptions()
        options.offset = { _ in -7 * 60 }
        options.isScalar = true
        let columns = [ResultColumn("at", .instant)]
        let text = try render(.table, columns, [[.instant(1_757_989_111_644)]], options: options)
        #expect(text == "2025-09-15 19:18\n")
    }

    @Test func plainASCII() throws {
        var options = RenderOptions(width: 24)
        options.unicode = false
        let columns = [ResultColumn("name", .text), ResultColumn("n", .int)]
        let rows: [[TestCell]] = [[.text("a text too long for it"), .int(1)], [.null, .int(2)]]
        #expect(
            try render(.table, columns, rows, options: options) == """
                 name               | n
                --------------------+---
                 a text too long... | 1
                 NULL               | 2
                2 rows

                """)
    }

    @Test func colourIsRestrained() throws {
        let columns = [ResultColumn("a", .text), ResultColumn("n", .int)]
        let text = try render(
            .table, columns, [[.text("x"), .null], [.text("y"), .int(1)]], options: RenderOptions(color: true)
        )
        #expect(
            text == """
                 \u{1b}[1ma\u{1b}[0m \u{1b}[2m│\u{1b}[0m \u{1b}[1mn\u{1b}[0m
                \u{1b}[2m───┼───\u{1b}[0m
                 x \u{1b}[2m│\u{1b}[0m \u{1b}[2m∅\u{1b}[0m
                 y \u{1b}[2m│\u{1b}[0m 1
                \u{1b}[2m2 rows\u{1b}[0m

                """)
    }

    @Test func vertical() throws {
        let rows: [[TestCell]] = [
            [.text("Ann"), .money(125_000), .null], [.text(""), .money(725), .duration(93_600_000)],
        ]
        #expect(
            try render(.vertical, columns, rows) == """
                ── row 1 ───────────────────────────────
                name         Ann
                price        $12.50
                took (talk)  ∅
                ── row 2 ───────────────────────────────
                name
                price        $0.0725
                took (talk)  1d 2h

                """)
    }
}
