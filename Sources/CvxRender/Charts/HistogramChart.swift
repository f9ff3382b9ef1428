/// How many values fall into each of a few equal ranges.
struct HistogramChart {
    let data: ChartData

    /// Ranges at round numbers, as bars; the last one holds its upper bound.
    var bars: ChartData {
        let values = data.values.compactMap { $0 }
        guard let lowest = values.min(), let highest = values.max() else { return ChartData(values: []) }
        // Sturges' rule, then a step that people would have chosen.
        let wanted = max(1, Int(Double(values.count).exponent) + 1)
        let step = ChartScale.roundStep((highest - lowest) / Double(min(wanted, 20)))
        guard highest > lowest, step > 0, step.isFinite else {
            let text = ChartData.text(lowest, data.unit)
            return ChartData(title: data.title, labels: [text], values: [Double(values.count)])
        }
        let start = (lowest / step).rounded(.down)
        let last = max(start, (highest / step).rounded(.up) - 1)
        let count = min(64, Int(last - start) + 1)
        var counts = Array(repeating: 0.0, count: count)
        for value in values {
            let place = Int(((value / step).rounded(.down) - start))
            counts[min(max(0, place), count - 1)] += 1
        }
        let labels = counts.indices.map { index in
            let low = ChartData.text((start + Double(index)) * step, data.unit)
            let high = ChartData.text((start + Double(index) + 1) * step, data.unit)
            return "\(low) – \(high)"
        }
        return ChartData(title: data.title, labels: labels, values: counts)
    }

    func render(_ frame: ChartFrame) -> String {
        var bars = bars
        if !frame.unicode {
            bars.labels = bars.labels.map { String($0.map { $0 == "–" ? "-" : $0 }) }
        }
        return BarChart(data: bars).render(frame)
    }

    func svg() -> String { BarChart(data: bars).svg() }
}
