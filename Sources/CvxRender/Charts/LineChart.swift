/// Values joined by a line, in the order of their positions. A gap in the values is a gap in the line.
struct LineChart {
    let data: ChartData

    func render(_ frame: ChartFrame) -> String {
        PlotArea(data: data).render(frame) { canvas, xs, ys in
            for run in runs {
                var previous: (x: Double, y: Double)?
                for point in run {
                    let place = (x: xs.place(point.x), y: ys.place(point.y))
                    if let previous {
                        canvas.line(from: previous, to: place)
                    } else {
                        canvas.plot(place.x, place.y)
                    }
                    previous = place
                }
            }
        }
    }

    func svg() -> String {
        PlotArea(data: data).svg { svg, x, y in
            for run in runs {
                if run.count == 1, let point = run.first {
                    svg = svg.circle(x(point.x), y(point.y), 2)
                } else {
                    svg = svg.polyline(run.map { (x($0.x), y($0.y)) })
                }
            }
        }
    }

    /// Points between gaps.
    private var runs: [[(x: Double, y: Double)]] {
        guard data.x.isEmpty else { return [data.points.sorted { $0.x < $1.x }] }
        var runs: [[(x: Double, y: Double)]] = [[]]
        for (index, value) in data.values.enumerated() {
            if let value {
                runs[runs.count - 1].append((Double(index), value))
            } else if runs.last?.isEmpty == false {
                runs.append([])
            }
        }
        return runs.filter { !$0.isEmpty }
    }
}
