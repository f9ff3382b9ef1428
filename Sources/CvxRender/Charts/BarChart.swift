/// A bar for each value beside its label; negative values grow to the left of a common axis.
struct BarChart {
    let data: ChartData

    func render(_ frame: ChartFrame) -> String {
        let texts = data.values.map {
            $0.map { ChartData.text($0, data.unit) } ?? (frame.unicode ? "∅" : "NULL")
        }
        let labelWidth = min(
            data.values.indices.reduce(0) { max($0, DisplayWidth.of(data.label($1))) }, frame.width / 3)
        let textWidth = texts.reduce(0) { max($0, $1.count) }
        let known = data.values.compactMap { $0 }
        let lowest = min(0, known.min() ?? 0)
        let highest = max(0, known.max() ?? 0)
        let room = max(8, frame.width - labelWidth - textWidth - 4)
        let extent = highest - lowest
        let left = extent > 0 ? Int((-lowest / extent * Double(room)).rounded()) : 0
        let perCell = extent > 0 && extent.isFinite ? Double(room) / extent : 0
        var lines = ""
        for (index, value) in data.values.enumerated() {
            let clipped = Fitting.clip(data.label(index), to: labelWidth, ellipsis: frame.unicode ? "…" : "~")
            let label = Fitting.pad(clipped, to: labelWidth)
            let axis = frame.style.dim(frame.unicode ? "│" : "|")
            let number = value ?? 0
            let cells = number.magnitude * perCell
            // Eighths of a block grow to the right only.
            let before = number < 0 ? min(left, Int(cells.rounded())) : 0
            let negative = String(repeating: frame.unicode ? "█" : "#", count: before)
            let bar = number > 0 ? frame.bar(cells) : ""
            let space = bar.isEmpty ? "" : " "
            lines +=
                label + (labelWidth > 0 ? " " : "") + String(repeating: " ", count: left - before)
                + frame.style.cyan(negative) + axis + frame.style.cyan(bar) + space + texts[index] + "\n"
        }
        return lines
    }

    func svg() -> String {
        let rowHeight = 24.0
        let known = data.values.compactMap { $0 }
        let lowest = min(0, known.min() ?? 0)
        let extent = max(max(0, known.max() ?? 0) - lowest, .leastNormalMagnitude)
        var svg = SVG(title: data.title, width: 640, height: 40 + rowHeight * Double(data.values.count))
        let axis = 160 + -lowest / extent * 380
        for (index, value) in data.values.enumerated() {
            let y = 30 + rowHeight * Double(index)
            svg = svg.text(150, y + 14, data.label(index), anchor: "end")
            guard let value else { continue }
            let length = value.magnitude / extent * 380
            svg = svg.rect(value < 0 ? axis - length : axis, y, length, rowHeight - 6)
            svg = svg.text(
                max(axis, axis + value / extent * 380) + 6, y + 14, ChartData.text(value, data.unit),
                anchor: "start")
        }
        return svg.line(axis, 24, axis, 30 + rowHeight * Double(data.values.count)).document
    }
}
