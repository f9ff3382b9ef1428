/// What a chart shows.
package struct ChartData: Sendable, Equatable {
    /// How the numbers of an axis are written.
    package enum Unit: Sendable { case plain, money, percent, seconds, instant }

    package var title: String?
    /// One for each value, or none.
    package var labels: [String]
    /// Nil is a gap.
    package var values: [Double?]
    /// Positions of a line's or scatter's points; empty: 0, 1, 2 …
    package var x: [Double]
    package var unit: Unit
    package var xUnit: Unit

    package init(
        title: String? = nil, labels: [String] = [], values: [Double?], x: [Double] = [], unit: Unit = .plain,
        xUnit: Unit = .plain
    ) {
        self.title = title
        self.labels = labels
        self.values = values.map { $0.flatMap { $0.isFinite ? $0 : nil } }
        self.x = x
        self.unit = unit
        self.xUnit = xUnit
    }

    /// A number as the chart's axes write it; instants in UTC, to the day.
    static func text(_ value: Double, _ unit: Unit) -> String {
        switch unit {
        case .plain: return number(value)
        case .money:
            guard value.magnitude < 9e14 else { return "$" + number(value) }
            return HumanText.money(Int64((value * 10_000).rounded()))
        case .percent: return number((value * 10_000).rounded() / 100) + "%"
        case .seconds:
            guard value.magnitude < 9e14 else { return number(value) + "s" }
            return HumanText.duration(Int64((value * 1_000).rounded()))
        case .instant:
            guard value.magnitude < 9e15 else { return number(value) }
            return HumanText.date(CivilDate.split(milliseconds: Int64(value)).days)
        }
    }

    /// Six significant digits, grouped.
    private static func number(_ value: Double) -> String {
        guard value.magnitude < 9e15, value.magnitude >= 1e-6 || value == 0 else {
            return HumanText.decimal(value)
        }
        var scale = 1.0
        while scale < 1e6, value.magnitude * scale < 1e5 { scale *= 10 }
        let rounded = (value * scale).rounded() / scale
        let whole = rounded.rounded(.towardZero)
        let text = HumanText.decimal(rounded)
        let sign = rounded < 0 ? "-" : ""
        let fraction = text.firstIndex(of: ".").map { String(text[$0...]) } ?? ""
        return sign + HumanText.grouped(whole.magnitude < 9e15 ? UInt64(whole.magnitude) : 0) + fraction
    }

    /// The points that have a value.
    var points: [(x: Double, y: Double)] {
        values.enumerated().compactMap { index, value in
            guard let value else { return nil }
            let place = index < x.count ? x[index] : Double(index)
            return place.isFinite ? (place, value) : nil
        }
    }

    func label(_ index: Int) -> String { index < labels.count ? Escaping.visible(labels[index]) : "" }
}
