/// Axes with their bounds written at the ends, and room to draw between them.
struct PlotArea {
    let data: ChartData
    private static let rows = 12

    func render(
        _ frame: ChartFrame, draw: (inout BrailleCanvas, ChartScale, ChartScale) -> Void
    ) -> String {
        let points = data.points
        let xs = ChartScale(points.map(\.x))
        let ys = ChartScale(points.map(\.y))
        let top = ChartData.text(ys.highest, data.unit)
        let bottom = ChartData.text(ys.lowest, data.unit)
        let margin = max(top.count, bottom.count)
        var canvas = BrailleCanvas(
            width: max(8, frame.width - margin - 2), height: Self.rows, unicode: frame.unicode)
        draw(&canvas, xs, ys)
        var text = ""
        for row in 0..<canvas.height {
            let label = row == 0 ? top : row == canvas.height - 1 ? bottom : ""
            let axis = frame.style.dim(frame.unicode ? "│" : "|")
            text +=
                Fitting.pad(label, to: margin, right: true) + " " + axis
                + frame.style.cyan(canvas.row(row)) + "\n"
        }
        let rule =
            (frame.unicode ? "└" : "+") + String(repeating: frame.unicode ? "─" : "-", count: canvas.width)
        text += String(repeating: " ", count: margin + 1) + frame.style.dim(rule) + "\n"
        let (left, right) = bounds(xs)
        let between = canvas.width - DisplayWidth.of(left) - DisplayWidth.of(right)
        guard between > 0, !(left + right).isEmpty else { return text }
        return text + String(repeating: " ", count: margin + 2) + left
            + String(repeating: " ", count: between) + right + "\n"
    }

    /// What stands below the ends of the horizontal axis.
    private func bounds(_ xs: ChartScale) -> (String, String) {
        if data.x.isEmpty, !data.labels.isEmpty {
            return (data.label(0), data.values.count > 1 ? data.label(data.values.count - 1) : "")
        }
        return (ChartData.text(xs.lowest, data.xUnit), ChartData.text(xs.highest, data.xUnit))
    }

    func svg(draw: (inout SVG, (Double) -> Double, (Double) -> Double) -> Void) -> String {
        let points = data.points
        let xs = ChartScale(points.map(\.x))
        let ys = ChartScale(points.map(\.y))
        var svg = SVG(title: data.title, width: 640, height: 360)
        draw(&svg, { 100 + xs.place($0) * 520 }, { 310 - ys.place($0) * 270 })
        let (left, right) = bounds(xs)
        return svg.line(100, 40, 100, 310).line(100, 310, 620, 310)
            .text(94, 46, ChartData.text(ys.highest, data.unit), anchor: "end")
            .text(94, 312, ChartData.text(ys.lowest, data.unit), anchor: "end")
            .text(100, 330, left, anchor: "start").text(620, 330, right, anchor: "end").document
    }
}
