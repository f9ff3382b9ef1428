package import CvxDomain

/// The hours of each weekday within which something may happen, by the wall clock.
package struct WeeklyHours: Hashable, Sendable {
    /// Minutes since midnight: from the first up to the second, not including it. Empty where the day is closed.
    /// Monday is the first.
    package var days: [Range<Int>]

    /// The whole week open.
    package static let always = WeeklyHours(days: .init(repeating: 0..<1_440, count: 7))

    package init(days: [Range<Int>]) { self.days = days }

    package subscript(day: Day) -> Range<Int> { days[day.weekday] }

    package static let dayNames = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
}

/// Hours of a lead's own in which it is not to be disturbed; they may cross midnight.
package struct QuietHours: Hashable, Sendable {
    /// Minutes since midnight: quiet from the first up to the second.
    package var start: Int
    package var end: Int

    package init(start: Int, end: Int) {
        self.start = start
        self.end = end
    }

    /// The hours of every day that are left.
    package var open: [Range<Int>] {
        if start == end { return [0..<1_440] }
        if start > end { return [end..<start] }
        return [0..<start, end..<1_440].filter { !$0.isEmpty }
    }
}

extension Range<Int> {
    /// `08:00 to 20:00`, of minutes since midnight.
    package var clockText: String { "\(Self.clock(lowerBound)) to \(Self.clock(upperBound))" }

    /// `08:00`
    package static func clock(_ minutes: Int) -> String {
        let (hour, minute) = (minutes / 60, minutes % 60)
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }
}
