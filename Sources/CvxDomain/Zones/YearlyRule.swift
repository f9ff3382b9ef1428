/// When summer time begins and ends in every year, in POSIX's words: `MST7`, `EST5EDT,M3.2.0,M11.1.0`,
/// `<+1030>-10:30<+11>-11,M10.1.0,M4.1.0`.
package struct YearlyRule: Sendable {
    /// Seconds east of UTC.
    let standard: Int64
    private let summer: Summer?

    private struct Summer: Sendable {
        var offset: Int64
        var start: Moment
        var end: Moment
    }

    /// A day of the year and seconds of its wall clock, which may lie days away.
    fileprivate struct Moment: Sendable {
        enum Place: Sendable {
            /// Sunday is 0; week 5 is the month's last.
            case weekday(Int64, week: Int64, month: Int)
            /// From 1, a leap day not counted.
            case withoutLeapDay(Int64)
            /// From 0.
            case number(Int64)
        }
        var day: Place
        var seconds: Int64
    }

    package init?(_ text: ArraySlice<UInt8>) {
        var reader = RuleReader(text)
        guard reader.name(), let west = reader.time() else { return nil }
        standard = -west
        if reader.isAtEnd {
            summer = nil
            return
        }
        guard reader.name() else { return nil }
        var offset = standard + 3_600
        if !reader.isNext(",") {
            guard let west = reader.time() else { return nil }
            offset = -west
        }
        guard reader.skip(","), let start = reader.moment(), reader.skip(","), let end = reader.moment(),
            reader.isAtEnd
        else { return nil }
        summer = Summer(offset: offset, start: start, end: end)
    }

    /// Seconds east of UTC at a number of seconds since 1970.
    func offset(at seconds: Int64) -> Int64 {
        guard let summer else { return standard }
        let day = FixedZone.floorDivide(seconds.addingReportingOverflow(standard).partialValue, by: 86_400)
        let year = Day(number: day).civil.year
        let start = summer.start.seconds(in: year) - standard
        let end = summer.end.seconds(in: year) - summer.offset
        // South of the equator summer time spans the new year.
        let isSummer = start < end ? seconds >= start && seconds < end : seconds < end || seconds >= start
        return isSummer ? summer.offset : standard
    }
}

extension YearlyRule.Moment {
    /// Since 1970, on the wall clock.
    fileprivate func seconds(in year: Int) -> Int64 {
        let newYear = Day.number(year: year, month: 1, day: 1)
        let number: Int64
        switch day {
        case .number(let day): number = newYear + day
        case .withoutLeapDay(let day):
            let march = Day.number(year: year, month: 3, day: 1)
            number = day < 60 ? newYear + day - 1 : march + day - 60
        case .weekday(let weekday, let week, let month):
            let first = Day.number(year: year, month: month, day: 1)
            let next =
                month == 12
                ? Day.number(year: year + 1, month: 1, day: 1)
                : Day.number(year: year, month: month + 1, day: 1)
            let firstWeekday = Int64(Day(number: first).weekday + 1) % 7
            let day = first + (weekday - firstWeekday + 7) % 7 + 7 * (week - 1)
            number = day < next ? day : day - 7
        }
        return number * 86_400 + seconds
    }
}

private struct RuleReader {
    private var rest: ArraySlice<UInt8>

    init(_ text: ArraySlice<UInt8>) { rest = text }

    var isAtEnd: Bool { rest.isEmpty }

    func isNext(_ character: Unicode.Scalar) -> Bool { rest.first == UInt8(ascii: character) }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard isNext(character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// `EST`, `<+03>`
    mutating func name() -> Bool {
        if skip("<") {
            while let byte = rest.popFirst() { if byte == UInt8(ascii: ">") { return true } }
            return false
        }
        let letters = rest.prefix { (0x41...0x5A).contains($0 & 0xDF) }
        rest = rest.dropFirst(letters.count)
        return letters.count >= 3
    }

    mutating func number(upTo limit: Int64) -> Int64? {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard (1...3).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        let value = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - 0x30) }
        return value <= limit ? value : nil
    }

    /// `5`, `-10:30`, `+167:59:59`, in seconds.
    mutating func time() -> Int64? {
        let sign: Int64 = skip("-") ? -1 : 1
        if sign == 1 { _ = skip("+") }
        guard var seconds = number(upTo: 167).map({ $0 * 3_600 }) else { return nil }
        for unit in [Int64(60), 1] where skip(":") {
            guard let part = number(upTo: 59) else { return nil }
            seconds += part * unit
        }
        return sign * seconds
    }

    /// `M3.2.0`, `J60/0`, `59/-1:30`
    mutating func moment() -> YearlyRule.Moment? {
        let day: YearlyRule.Moment.Place
        if skip("M") {
            guard let month = number(upTo: 12), month > 0, skip("."), let week = number(upTo: 5), week > 0,
                skip("."), let weekday = number(upTo: 6)
            else { return nil }
            day = .weekday(weekday, week: week, month: Int(month))
        } else if skip("J") {
            guard let number = number(upTo: 365), number > 0 else { return nil }
            day = .withoutLeapDay(number)
        } else {
            guard let number = number(upTo: 365) else { return nil }
            day = .number(number)
        }
        // Two in the morning unless said.
        guard skip("/") else { return YearlyRule.Moment(day: day, seconds: 7_200) }
        return time().map { YearlyRule.Moment(day: day, seconds: $0) }
    }
}
