/// A way to draw numbers.
package enum ChartKind: String, CaseIterable, Sendable {
    case bar, hist, line, spark, scatter

    /// The chart for a terminal, every line ended.
    ///
    /// - Parameters:
    ///   - width: Terminal cells to a line.
    ///   - unicode: False draws with plain ASCII.
    package func render(_ data: ChartData, width: Int, color: Bool = false, unicode: Bool = true) -> String {
        let canvas = ChartFrame(width: max(20, width), style: Style(color: color), unicode: unicode)
        let points = data.points
        let body: String
        if points.isEmpty {
            body = "no values\n"
        } else {
            body =
                switch self {
                case .bar: BarChart(data: data).render(canvas)
                case .hist: HistogramChart(data: data).render(canvas)
                case .line: LineChart(data: data).render(canvas)
                case .spark: SparkChart(data: data).render(canvas)
                case .scatter: ScatterChart(data: data).render(canvas)
                }
        }
        guard let title = data.title else { return body }
        return canvas.style.bold(Escaping.visible(title)) + "\n" + body
    }

    /// The chart as a document of its own.
    package func svg(_ data: ChartData) -> String {
        guard !data.points.isEmpty else {
            return SVG(title: data.title, width: 640, height: 80).text(320, 50, "no values", anchor: "middle")
                .document
        }
        return switch self {
        case .bar: BarChart(data: data).svg()
        case .hist: HistogramChart(data: data).svg()
        case .line: LineChart(data: data).svg()
        case .spark: SparkChart(data: data).svg()
        case .scatter: ScatterChart(data: data).svg()
        }
    }
}

/// What a chart is drawn on in a terminal.
struct ChartFrame {
    var width: Int
    var style: Style
    var unicode: Bool

    /// A bar of `cells` width in eighths.
    func bar(_ cells: Double) -> String {
        guard unicode else { return String(repeating: "#", count: max(0, Int(cells.rounded()))) }
        let eighths = max(0, Int((cells * 8).rounded()))
        let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
        return String(repeating: "█", count: eighths / 8) + part
    }
}
