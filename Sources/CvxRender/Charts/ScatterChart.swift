/// A dot for each point.
struct ScatterChart {
    let data: ChartData

    func render(_ frame: ChartFrame) -> String {
        PlotArea(data: data).render(frame) { canvas, xs, ys in
            for point in data.points { canvas.plot(xs.place(point.x), ys.place(point.y)) }
        }
    }

    func svg() -> String {
        PlotArea(data: data).svg { svg, x, y in
            for point in data.points { svg = svg.circle(x(point.x), y(point.y), 3) }
        }
    }
}
