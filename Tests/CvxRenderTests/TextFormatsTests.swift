import CvxDomain
import CvxRender
import Testing

@Suite("TSV, list, Markdown and HTML")
struct TextFormatsTests {
    private let columns = [ResultColumn("na|me", .text), ResultColumn("n", .money, unit: "$")]
    private let rows: [[TestCell]] = [
        [.text("a\tb\\c\r\nd|e<f>&'\" *x* _y_ lead_score"), .money(2_500_000_000)], [.text(""), .null],
        [.null, .money(700)],
    ]

    @Test func tsv() throws {
        #expect(
            try render(.tsv, columns, rows) == """
                na|me\tn
                a\\tb\\\\c\\r\\nd|e<f>&'" *x* _y_ lead_score\t250000
                \t\\N
                \\N\t0.07

                """)
    }

    @Test func list() throws {
        #expect(
            try render(.list, columns, [[.text("a"), .money(700)], [.null, .null]]) == "a|0.07\n|\n")
        #expect(try render(.list, [ResultColumn("a", .text)], [[.text("x")], [.text("y z")]]) == "x\ny z\n")
    }

    @Test func markdown() throws {
        #expect(
            try render(.md, columns, rows) == """
                | na\\|me | n ($) |
                | --- | ---: |
                | a\tb\\\\c<br>d\\|e&lt;f>&amp;'" \\*x\\* \\_y\\_ lead_score | $250,000 |
                |  | |
                | | $0.07 |

                """)
    }

    @Test func html() throws {
        #expect(
            try render(.html, columns, rows) == """
                <table>
                <thead>
                <tr><th>na|me</th><th>n ($)</th></tr>
                </thead>
                <tbody>
                <tr><td>a\tb\\c\r\nd|e&lt;f&gt;&amp;&#39;&quot; *x* _y_ lead_score</td>\
                <td class="number">$250,000</td></tr>
                <tr><td></td><td class="null"></td></tr>
                <tr><td class="null"></td><td class="number">$0.07</td></tr>
                </tbody>
                </table>

                """)
    }

    @Test func everyFormatTakesEveryKindAndNoRows() throws {
        for format in OutputFormat.allCases {
            let text = try render(format, Sample.columns, [Sample.full, Sample.nulls, Sample.odd])
            #expect(text.hasSuffix("\n"), "\(format)")
            _ = try render(format, Sample.columns, [])
            _ = try render(format, [], [])
        }
    }

    @Test func formatsByFileName() {
        #expect(OutputFormat(fileExtension: "JSON") == .json)
        #expect(OutputFormat(fileExtension: "ndjson") == .jsonl)
        #expect(OutputFormat(fileExtension: "exe") == nil)
    }
}
