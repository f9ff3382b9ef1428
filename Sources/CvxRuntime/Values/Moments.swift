package import CvxDomain
import CvxLanguage

/// What literals of time mean at one moment in one zone. `now` is read once for a statement, so that two uses agree.
package struct Moments: Sendable {
    package var now: Instant
    package var zone: any Zone

    package init(now: Instant, zone: any Zone) {
        self.now = now
        self.zone = zone
    }

    var today: Day { zone.day(of: now) }

    func day(_ date: CalendarDate) -> Day {
        Day(number: Day.number(year: date.year, month: date.month, day: date.day))
    }

    func span(_ literal: DurationLiteral) -> TimeSpan {
        let whole = Int64(exactly: literal.count)
        switch (literal.unit, whole) {
        case (.month, let count?): return TimeSpan(months: count)
        case (.quarter, let count?): return TimeSpan(months: Self.product(count, 3))
        case (.year, let count?): return TimeSpan(months: Self.product(count, 12))
        default:
            let milliseconds = (literal.count * literal.unit.nominalMilliseconds).rounded()
            return TimeSpan(
                milliseconds: Int64(exactly: milliseconds) ?? (milliseconds < 0 ? .min / 4 : .max / 4))
        }
    }

    private static func product(_ left: Int64, _ right: Int64) -> Int64 {
        let (value, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? Int64.max / 4 : value
    }

    /// Months go by the calendar, whole days by the wall clock, the rest by the second.
    package func adding(_ span: TimeSpan, to instant: Instant, sign: Int64 = 1) -> Instant {
        var local = zone.localMilliseconds(instant)
        var rest = span.milliseconds.multipliedReportingOverflow(by: sign).partialValue
        guard span.months != 0 || rest % 86_400_000 == 0 else {
            return Instant(milliseconds: instant.milliseconds.addingReportingOverflow(rest).partialValue)
        }
        if span.months != 0 {
            let day = Day(number: local >= 0 ? local / 86_400_000 : (local - 86_399_999) / 86_400_000)
            let time = local - day.number * 86_400_000
            let months = Int(max(-240_000, min(240_000, span.months))) * Int(sign)
            local = day.adding(months: months).number * 86_400_000 + time
        }
        let days = rest - rest % 86_400_000
        rest -= days
        let moved = zone.instant(local: local.addingReportingOverflow(days).partialValue)
        return Instant(milliseconds: moved.milliseconds + rest)
    }

    func period(_ period: Literal.Period) -> Value {
        let count = max(1, period.count ?? 1)
        let start = startOfUnit(period.unit)
        func shifted(_ units: Int) -> Instant { add(units, period.unit, to: start) }
        switch period.direction {
        case .this: return .period(from: shifted(0), to: shifted(count))
        case .last: return .period(from: shifted(-count), to: shifted(0))
        case .next: return .period(from: shifted(1), to: shifted(1 + count))
        }
    }

    /// The local start of the unit that holds now; weeks begin on Monday.
    private func startOfUnit(_ unit: TimeUnit) -> Instant {
        let (year, month, _) = today.civil
        func first(_ month: Int) -> Instant {
            zone.startOfDay(Day(number: Day.number(year: year, month: month, day: 1)))
        }
        switch unit {
        case .second: return Instant(milliseconds: now.milliseconds - now.milliseconds % 1_000)
        case .minute: return Instant(milliseconds: now.milliseconds - now.milliseconds % 60_000)
        case .hour: return Instant(milliseconds: now.milliseconds - now.milliseconds % 3_600_000)
        case .day: return zone.startOfDay(today)
        case .week: return zone.startOfDay(Day(number: today.number - Int64(today.weekday)))
        case .month: return first(month)
        case .quarter: return first((month - 1) / 3 * 3 + 1)
        case .year: return first(1)
        }
    }

    private func add(_ units: Int, _ unit: TimeUnit, to instant: Instant) -> Instant {
        adding(
            span(DurationLiteral(count: Double(abs(units)), unit: unit)), to: instant,
            sign: units < 0 ? -1 : 1)
    }

    /// The whole day, or the span, that a temporal value stands for beside an instant.
    package func bounds(_ value: Value) -> (from: Instant, to: Instant)? {
        switch value.kind {
        case .period(let from, let to): (from, to)
        case .scalar(.date(let day)):
            (zone.startOfDay(day), zone.startOfDay(Day(number: day.number + 1)))
        case .scalar(.instant(let instant)): (instant, Instant(milliseconds: instant.milliseconds + 1))
        default: nil
        }
    }

    func value(_ literal: Literal) -> Value {
        switch literal {
        case .null: return .null
        case .bool(let flag): return .bool(flag)
        case .int(let number): return .int(number)
        case .decimal(let number): return .decimal(number)
        case .money(let amount): return .money(Money(tenThousandths: amount))
        case .percent(let fraction): return .percent(fraction)
        case .text(let text): return .text(text)
        case .date(let date): return .date(day(date))
        case .month(let year, let month):
            let first = Day(number: Day.number(year: year, month: month, day: 1))
            return .period(from: zone.startOfDay(first), to: zone.startOfDay(first.adding(months: 1)))
        case .dateTime(let time):
            let clock = Int64(
                time.hour * 3_600_000 + time.minute * 60_000 + time.second * 1_000 + time.millisecond)
            let local = day(time.date).number * 86_400_000 + clock
            if let offset = time.offset {
                return .instant(Instant(milliseconds: local - Int64(offset) * 60_000))
            }
            return .instant(zone.instant(local: local))
        case .duration(let length): return .scalar(.duration(span(length)))
        case .relative(let length, let ago):
            return .instant(adding(span(length), to: now, sign: ago ? -1 : 1))
        case .now: return .instant(now)
        case .today: return .date(today)
        case .yesterday: return .date(Day(number: today.number - 1))
        case .tomorrow: return .date(Day(number: today.number + 1))
        case .period(let period): return self.period(period)
        }
    }
}
