extension Instant {
    private var parts: (day: Day, milliseconds: Int64) {
        let day = milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
        return (Day(number: day), milliseconds - day * 86_400_000)
    }

    private func clock(_ milliseconds: Int64) -> String {
        [milliseconds / 3_600_000, milliseconds / 60_000 % 60, milliseconds / 1_000 % 60]
            .map { $0.padded(2) }.joined(separator: ":")
    }

    /// `2025-09-16T02:18:31.644Z`
    package var isoText: String {
        let (day, rest) = parts
        return "\(day.isoText)T\(clock(rest)).\((rest % 1_000).padded(3))Z"
    }

    /// `2025-09-16 02:18:31`, as CURRENT_TIMESTAMP writes it; parts of a second are lost.
    package var spacedText: String {
        let (day, rest) = parts
        return "\(day.isoText) \(clock(rest))"
    }
}

extension Int64 {
    fileprivate func padded(_ width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
    }
}
