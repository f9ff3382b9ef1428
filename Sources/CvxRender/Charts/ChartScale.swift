/// Maps an axis's values to 0…1.
struct ChartScale {
    let lowest: Double
    let highest: Double

    /// A single value stands in the middle.
    init(_ values: [Double]) {
        let low = values.min() ?? 0
        let high = values.max() ?? 0
        let pad = low == high ? max(low.magnitude, 1) / 2 : 0
        lowest = low - pad
        highest = high + pad
    }

    func place(_ value: Double) -> Double {
        // Halves, so that the whole range of doubles has an extent.
        let extent = highest / 2 - lowest / 2
        guard extent > 0 else { return 0.5 }
        return min(1, max(0, (value / 2 - lowest / 2) / extent))
    }

    /// The next of 1, 2, 2.5, 5 times a power of ten.
    static func roundStep(_ step: Double) -> Double {
        guard step > 0, step.isFinite else { return 0 }
        var power = 1.0
        while power * 10 <= step { power *= 10 }
        while power > step, power > 1e-300 { power /= 10 }
        for factor in [1, 2, 2.5, 5] where factor * power >= step * 0.999_999 { return factor * power }
        return 10 * power
    }
}
