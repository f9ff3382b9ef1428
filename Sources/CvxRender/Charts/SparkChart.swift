/// All values in one line, one cell each; more values than cells are averaged.
struct SparkChart {
    let data: ChartData

    func render(_ frame: ChartFrame) -> String {
        let known = data.values.compactMap { $0 }
        let scale = ChartScale(known)
        let low = ChartData.text(known.min() ?? 0, data.unit)
        let high = ChartData.text(known.max() ?? 0, data.unit)
        let bounds = "\(low) \(frame.unicode ? "…" : "..") \(high)"
        let values = resampled(to: max(8, frame.width - bounds.count - 2))
        let levels = Array(frame.unicode ? "▁▂▃▄▅▆▇█" : "_.:-=+*#")
        let line = values.map { value -> Character in
            guard let value else { return " " }
            return levels[min(levels.count - 1, Int(scale.place(value) * Double(levels.count)))]
        }
        return frame.style.cyan(String(line)) + "  " + frame.style.dim(bounds) + "\n"
    }

    private func resampled(to count: Int) -> [Double?] {
        guard data.values.count > count else { return data.values }
        return (0..<count).map { index in
            let start = index * data.values.count / count
            let end = max(start + 1, (index + 1) * data.values.count / count)
            let part = data.values[start..<end].compactMap { $0 }
            return part.isEmpty ? nil : part.reduce(0, +) / Double(part.count)
        }
    }

    func svg() -> String {
        let scale = ChartScale(data.values.compactMap { $0 })
        let step = 312.0 / Double(max(1, data.values.count - 1))
        let points = data.values.enumerated().compactMap { index, value in
            value.map { (4 + Double(index) * step, 36 - scale.place($0) * 32) }
        }
        return SVG(title: nil, width: 320, height: 40).polyline(points).document
    }
}
