/// A time zone's rules, as far as days and hours need them.
package protocol Zone: Sendable {
    /// Seconds east of UTC at an instant.
    func offset(at instant: Instant) -> Int64
}

package struct FixedZone: Zone {
    package var seconds: Int64
    package init(seconds: Int64) { self.seconds = seconds }
    package static let utc = FixedZone(seconds: 0)
    package func offset(at instant: Instant) -> Int64 { seconds }
}

extension Zone {
    /// The day on the wall calendar.
    package func day(of instant: Instant) -> Day {
        Day(number: Self.floorDivide(localMilliseconds(instant), by: 86_400_000))
    }

    /// The wall clock as milliseconds since 1970 on a clock without a zone.
    package func localMilliseconds(_ instant: Instant) -> Int64 {
        instant.milliseconds.addingReportingOverflow(offset(at: instant) * 1_000).partialValue
    }

    /// When the wall clock shows this; a time that the clock skips is the moment of the jump, one that comes
    /// twice is its first.
    package func instant(local milliseconds: Int64) -> Instant {
        let early = offset(at: Instant(milliseconds: milliseconds - 86_400_000))
        let late = offset(
            at: Instant(milliseconds: milliseconds.addingReportingOverflow(86_400_000).partialValue))
        let first = Instant(milliseconds: milliseconds - early * 1_000)
        if early == late || offset(at: first) == early { return first }
        let second = Instant(milliseconds: milliseconds - late * 1_000)
        if offset(at: second) == late { return second }
        return jump(between: second, and: first)
    }

    /// Where the offset changes, as a time that is skipped lies before the one and behind the other.
    private func jump(between before: Instant, and behind: Instant) -> Instant {
        var (low, high) = (before.milliseconds, behind.milliseconds)
        let changed = offset(at: behind)
        while low + 1 < high {
            let middle = low + (high - low) / 2
            if offset(at: Instant(milliseconds: middle)) == changed { high = middle } else { low = middle }
        }
        return Instant(milliseconds: high)
    }

    package func startOfDay(_ day: Day) -> Instant {
        instant(local: day.number.multipliedReportingOverflow(by: 86_400_000).partialValue)
    }

    package static func floorDivide(_ value: Int64, by divisor: Int64) -> Int64 {
        value >= 0 ? value / divisor : (value - divisor + 1) / divisor
    }
}

/// Parts of a moment, as the functions `year` … `hour` give them.
package enum MomentPart: String, Sendable {
    case year, month, day, weekday, hour

    package func value(of day: Day, localMilliseconds: Int64) -> Int64 {
        switch self {
        case .year: Int64(day.civil.year)
        case .month: Int64(day.civil.month)
        case .day: Int64(day.civil.day)
        case .weekday: Int64(day.weekday + 1)
        case .hour: (localMilliseconds - day.number * 86_400_000) / 3_600_000
        }
    }
}
