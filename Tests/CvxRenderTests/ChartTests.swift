import CvxDomain
import CvxRender
import Testing

@Suite("Charts")
struct ChartTests {
    @Test func bar() {
        let data = ChartData(
            title: "By status", labels: ["NEW", "李小龙", "x"], values: [8, 4, nil], unit: .plain)
        #expect(
            ChartKind.bar.render(data, width: 29) == """
                By status
                NEW    │██████████████████ 8
                李小龙 │█████████ 4
                x      │∅

                """)
        #expect(
            ChartKind.bar.render(data, width: 32, unicode: false) == """
                By status
                NEW    |################## 8
                李小龙 |######### 4
                x      |NULL

                """)
    }

    @Test func negativeBars() {
        let data = ChartData(labels: ["a", "b"], values: [-5, 5], unit: .money)
        #expect(
            ChartKind.bar.render(data, width: 28) == """
                a ██████████│-$5
                b           │██████████ $5

                """)
    }

    @Test func histogram() {
        let values = (0..<100).map { Double($0 * $0 % 50) as Double? }
        let text = ChartKind.hist.render(ChartData(values: values), width: 40)
        #expect(text.contains("0 – 10 "))
        #expect(text.split(separator: "\n").count == 5)
        #expect(ChartKind.hist.render(ChartData(values: [3, 3]), width: 30).hasPrefix("3 │"))
    }

    @Test func spark() {
        let data = ChartData(values: [1, 2, 3, nil, 8])
        #expect(ChartKind.spark.render(data, width: 40) == "▁▂▃ █  1 … 8\n")
        #expect(ChartKind.spark.render(data, width: 40, unicode: false) == "_.: #  1 .. 8\n")
    }

    @Test func lineAndScatter() {
        let data = ChartData(labels: ["Jan", "Feb", "Mar"], values: [0, 10, 5])
        let line = ChartKind.line.render(data, width: 24, unicode: false)
        #expect(
            line == """
                10 |          *
                   |         ***
                   |        *   **
                   |       *      **
                   |      *         **
                   |      *           *
                   |    **             *
                   |   *
                   |  *
                   |  *
                   | *
                 0 |*
                   +--------------------
                    Jan              Mar

                """)
        let dots = ChartKind.scatter.render(ChartData(values: [1, 2], x: [0, 1]), width: 24)
        #expect(dots.split(separator: "\n").count == 14)
        #expect(dots.contains("2 │"))
    }

    @Test func nothingAndExtremes() {
        for kind in ChartKind.allCases {
            #expect(kind.render(ChartData(values: []), width: 40) == "no values\n")
            #expect(kind.render(ChartData(values: [nil, .nan, .infinity]), width: 40) == "no values\n")
            let extreme = ChartData(
                labels: ["\u{1b}[2J"],
                values: [.greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0, .leastNonzeroMagnitude])
            #expect(!kind.render(extreme, width: 5).contains("\u{1b}"))
            #expect(kind.svg(extreme).hasSuffix("</svg>\n"))
            #expect(kind.svg(ChartData(values: [7])).hasPrefix("<svg xmlns="))
            for unit in [ChartData.Unit.plain, .money, .percent, .seconds, .instant] {
                var data = extreme
                data.unit = unit
                _ = kind.render(data, width: 80)
            }
        }
    }

    @Test func svgEscapes() {
        let svg = ChartKind.bar.svg(ChartData(title: "<&>", labels: ["\"a\""], values: [1]))
        #expect(svg.contains("&lt;&amp;&gt;"))
        #expect(svg.contains("&quot;a&quot;"))
    }

    @Test func collectorPicksColumns() throws {
        let collector = ChartCollector()
        try collector.begin([
            ResultColumn("status", .vocabulary("status")), ResultColumn("day", .date),
            ResultColumn("sum", .money),
        ])
        var batch = RowBatch(width: 3)
        for cell in [TestCell.text("NEW"), .date(1), .money(20_000), .null, .date(2), .null] {
            batch.append(cell)
        }
        try collector.append(batch)
        try collector.end()
        #expect(collector.data.labels == ["NEW", "∅"])
        #expect(collector.data.x == [86_400_000, 172_800_000])
        #expect(collector.data.values == [2, nil])
        #expect(collector.data.unit == .money)
    }
}
