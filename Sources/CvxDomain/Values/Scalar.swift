/// A single value of the domain, outside a row.
package enum Scalar: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case decimal(Double)
    case money(Money)
    /// As a fraction: 0.7 is 70%.
    case percent(Double)
    case text(String)
    /// A word of a vocabulary in its canonical spelling: `symbol("temperature", "HOT")`.
    case symbol(String, String)
    case date(Day)
    case instant(Instant)
    case duration(TimeSpan)
    case phone(String)

    package var isNull: Bool { self == .null }
}

/// Dollars in ten-thousandths, so that sums are exact to the cent and prices below it keep their worth.
package struct Money: Hashable, Comparable, Sendable {
    package static let scale: Int64 = 10_000
    package var tenThousandths: Int64

    package init(tenThousandths: Int64) { self.tenThousandths = tenThousandths }

    /// Rounds half away from zero; nil where it does not fit or is not a number.
    package init?(dollars: Double) {
        let scaled = (dollars * Double(Self.scale)).rounded(.toNearestOrAwayFromZero)
        guard let value = Int64(exactly: scaled) else { return nil }
        tenThousandths = value
    }

    package var dollars: Double { Double(tenThousandths) / Double(Self.scale) }

    package static func < (left: Money, right: Money) -> Bool {
        left.tenThousandths < right.tenThousandths
    }
}

/// Milliseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Sendable {
    package var milliseconds: Int64
    package init(milliseconds: Int64) { self.milliseconds = milliseconds }
    package static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
package struct Day: Hashable, Comparable, Sendable {
    package var number: Int64
    package init(number: Int64) { self.number = number }

    /// Nil for a day that does not exist.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...12).contains(month), day >= 1, (-9999...9999).contains(year) else { return nil }
        let candidate = Day(number: Self.number(year: year, month: month, day: day))
        guard candidate.civil == (year, month, day) else { return nil }
        self = candidate
    }

    package static func < (left: Day, right: Day) -> Bool { left.number < right.number }

    /// Howard Hinnant's days_from_civil.
    package static func number(year: Int, month: Int, day: Int) -> Int64 {
        let y = Int64(month <= 2 ? year - 1 : year)
        let era = (y >= 0 ? y : y - 399) / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * Int64(month + (month > 2 ? -3 : 9)) + 2) / 5 + Int64(day) - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Howard Hinnant's civil_from_days.
    package var civil: (year: Int, month: Int, day: Int) {
        let z = number + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let day = Int(dayOfYear - (153 * shifted + 2) / 5 + 1)
        let month = Int(shifted < 10 ? shifted + 3 : shifted - 9)
        let year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
        return (year, month, day)
    }

    /// `2026-11-25`
    package var isoText: String {
        let (year, month, day) = civil
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(abs(number))
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(year < 0 ? "-" : "")\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// Monday is 0.
    package var weekday: Int { Int(((number + 3) % 7 + 7) % 7) }

    /// The same day of another month, or its last day where that one is shorter.
    package func adding(months: Int) -> Day {
        let (year, month, day) = civil
        let total = year * 12 + (month - 1) + months
        let newYear = total >= 0 ? total / 12 : (total - 11) / 12
        let newMonth = total - newYear * 12 + 1
        let first = Self.number(year: newYear, month: newMonth, day: 1)
        let following =
            newMonth == 12
            ? Self.number(year: newYear + 1, month: 1, day: 1)
            : Self.number(year: newYear, month: newMonth + 1, day: 1)
        return Day(number: first + min(Int64(day), following - first) - 1)
    }
}

/// A length of time: calendar months and milliseconds are kept apart, as a month has no fixed length.
package struct TimeSpan: Hashable, Sendable {
    package var months: Int64
    package var milliseconds: Int64
    package init(months: Int64 = 0, milliseconds: Int64 = 0) {
        self.months = months
        self.milliseconds = milliseconds
    }

    /// For ordering and for comparing with stored seconds: a month counts as 30 days.
    package var nominalMilliseconds: Int64 {
        milliseconds.addingReportingOverflow(
            months.multipliedReportingOverflow(by: 2_592_000_000).partialValue
        )
        .partialValue
    }
}
