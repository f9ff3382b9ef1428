package import CvxDomain

/// Something that the clock opens and closes.
package enum TimeLimit: Hashable, Sendable {
    /// Hours of one place, of which those count that hold on the day.
    case hours([HoursRule])
    case quiet(QuietHours)
    /// Not before this moment.
    case after(Instant)

    /// The minutes of a day that are open, in order.
    fileprivate func open(on day: Day) -> [Range<Int>] {
        switch self {
        case .hours(let rules):
            var open = 0..<1_440
            for rule in rules where rule.period.contains(day) {
                open = open.clamped(to: rule.week[day])
            }
            return open.isEmpty ? [] : [open]
        case .quiet(let hours): return hours.open
        case .after: return [0..<1_440]
        }
    }
}

/// When limits of time let a contact through. All zones count, as it is not known in which of them somebody is.
package enum Openings {
    /// What does not open within so many days opens never.
    static let horizon: Int64 = 15

    package static func isOpen(_ limit: TimeLimit, in zone: any Zone, at instant: Instant) -> Bool {
        if case .after(let first) = limit { return instant >= first }
        let (day, minute) = wallClock(instant, zone)
        return limit.open(on: day).contains { $0.contains(minute) }
    }

    /// The first moment, from `start` on, at which all limits are open in all zones; nil where none comes.
    package static func next(_ limits: [TimeLimit], in zones: [any Zone], from start: Instant) -> Instant? {
        let end = Instant(milliseconds: start.milliseconds + horizon * 86_400_000)
        var moment = start
        while moment <= end {
            var later = moment
            for limit in limits {
                for zone in zones {
                    guard let open = next(limit, in: zone, from: later) else { return nil }
                    later = open
                }
            }
            if later == moment { return moment }
            moment = later
        }
        return nil
    }

    /// The stretch of the day around a moment in which all limits are open in all zones; nil where one of them is not.
    package static func window(
        _ limits: [TimeLimit], in zones: [any Zone], at moment: Instant
    ) -> Range<Instant>? {
        var window = Instant(milliseconds: .min)..<Instant(milliseconds: .max)
        for limit in limits {
            for zone in zones {
                let (day, minute) = wallClock(moment, zone)
                guard isOpen(limit, in: zone, at: moment) else { return nil }
                guard let open = limit.open(on: day).first(where: { $0.contains(minute) }) else { continue }
                func instant(_ minute: Int) -> Instant {
                    zone.instant(local: day.number * 86_400_000 + Int64(minute) * 60_000)
                }
                window = window.clamped(to: instant(open.lowerBound)..<instant(open.upperBound))
            }
        }
        return window.isEmpty ? nil : window
    }

    /// For one limit in one zone.
    private static func next(_ limit: TimeLimit, in zone: any Zone, from start: Instant) -> Instant? {
        if case .after(let first) = limit { return max(first, start) }
        if isOpen(limit, in: zone, at: start) { return start }
        let (today, _) = wallClock(start, zone)
        for number in today.number...(today.number + horizon + 1) {
            for hours in limit.open(on: Day(number: number)) {
                let target = number * 86_400_000 + Int64(hours.lowerBound) * 60_000
                let moment = instant(target, in: zone, from: start)
                // Where the clock jumps over the beginning it may jump over the end as well.
                if moment >= start, isOpen(limit, in: zone, at: moment) { return moment }
            }
        }
        return nil
    }

    /// When the wall clock shows this next. An hour that comes twice is the one that is still to come.
    private static func instant(_ local: Int64, in zone: any Zone, from start: Instant) -> Instant {
        let first = zone.instant(local: local)
        if first >= start { return first }
        let second = Instant(milliseconds: local - zone.offset(at: start) * 1_000)
        return second >= start && zone.localMilliseconds(second) == local ? second : first
    }

    private static func wallClock(_ instant: Instant, _ zone: any Zone) -> (Day, minute: Int) {
        let local = zone.localMilliseconds(instant)
        let day = zone.day(of: instant)
        return (day, Int((local - day.number * 86_400_000) / 60_000))
    }
}
