/// A literal as it was read; what it means in a time zone is decided when it is used.
package enum Literal: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int64)
    case decimal(Double)
    /// In ten-thousandths of a dollar.
    case money(Int64)
    /// As a fraction: `70%` is 0.7.
    case percent(Double)
    case text(String)
    case date(CalendarDate)
    case month(year: Int, month: Int)
    case dateTime(LocalDateTime)
    case duration(DurationLiteral)
    /// `7 days ago`, `3mo from now`
    case relative(DurationLiteral, ago: Bool)
    case now, today, yesterday, tomorrow
    /// `last month`, `this week`, `last 3 months`: the span of time, not an instant.
    case period(Period)

    package struct Period: Hashable, Sendable {
        package enum Direction: String, Sendable { case this, last, next }
        package var direction: Direction
        /// Nil for `last month`, 3 for `last 3 months`.
        package var count: Int?
        package var unit: TimeUnit
        package init(direction: Direction, count: Int?, unit: TimeUnit) {
            self.direction = direction
            self.count = count
            self.unit = unit
        }
    }
}

/// A day of the proleptic Gregorian calendar; always a day that exists.
package struct CalendarDate: Hashable, Sendable {
    package var year: Int
    package var month: Int
    package var day: Int
    package init(year: Int, month: Int, day: Int) {
        self.year = year
        self.month = month
        self.day = day
    }
}

/// `2025-09-01T09:00[:ss[.mmm]][Z|±hh:mm]`
package struct LocalDateTime: Hashable, Sendable {
    package var date: CalendarDate
    package var hour: Int
    package var minute: Int
    package var second: Int
    package var millisecond: Int
    /// Minutes east of UTC; nil: the session's time zone.
    package var offset: Int?
    package init(date: CalendarDate, hour: Int, minute: Int, second: Int, millisecond: Int, offset: Int?) {
        self.date = date
        self.hour = hour
        self.minute = minute
        self.second = second
        self.millisecond = millisecond
        self.offset = offset
    }
}

package enum TimeUnit: String, Sendable, CaseIterable {
    case second, minute, hour, day, week, month, quarter, year

    /// The singular, plural and short spellings.
    package var spellings: [String] {
        switch self {
        case .second: ["second", "seconds", "sec", "secs", "s"]
        case .minute: ["minute", "minutes", "min", "mins"]
        case .hour: ["hour", "hours", "h", "hr", "hrs"]
        case .day: ["day", "days", "d"]
        case .week: ["week", "weeks", "w"]
        case .month: ["month", "months", "mo"]
        case .quarter: ["quarter", "quarters"]
        case .year: ["year", "years", "y"]
        }
    }

    /// A month counts as 30 days, a year as 365.
    package var nominalMilliseconds: Double {
        switch self {
        case .second: 1_000
        case .minute: 60_000
        case .hour: 3_600_000
        case .day: 86_400_000
        case .week: 604_800_000
        case .month: 2_592_000_000
        case .quarter: 7_776_000_000
        case .year: 31_536_000_000
        }
    }
}

/// `7 days`, `2h`, `1.5 h`. A calendar length (month, year) is not a number of seconds until it is added to a date.
package struct DurationLiteral: Hashable, Sendable {
    package var count: Double
    package var unit: TimeUnit
    package init(count: Double, unit: TimeUnit) {
        self.count = count
        self.unit = unit
    }
}
