/// Reads the value of a number, amount, length of time or date from its text.
enum LiteralReader {
    enum Fault: Error {
        case badNumber(String, help: String)
        case badDate(String, help: String)
    }

    private static let units: [String: TimeUnit] = {
        var units: [String: TimeUnit] = [:]
        for unit in TimeUnit.allCases { for spelling in unit.spellings { units[spelling] = unit } }
        return units
    }()

    static func unit(_ lowercased: String) -> TimeUnit? { units[lowercased] }

    static func int(_ text: String) throws(Fault) -> Int64 {
        guard let value = Int64(text.filter { $0 != "_" }) else {
            throw .badNumber(
                "this number is too large", help: "whole numbers go up to 9_223_372_036_854_775_807")
        }
        return value
    }

    static func decimal(_ text: String) throws(Fault) -> Double {
        guard let value = Double(text.filter { $0 != "_" }), value.isFinite else {
            throw .badNumber("this number is too large", help: "write a smaller number")
        }
        return value
    }

    static func percent(_ text: String) throws(Fault) -> Double {
        try decimal(String(text.dropLast())) / 100
    }

    /// Ten-thousandths of a dollar, exactly.
    static func money(_ text: String) throws(Fault) -> Int64 {
        var scale: Int64 = 10_000
        var digits = Array(text.utf8.dropFirst())
        if let last = digits.last, last | 0x20 >= 0x61, last != 0x5F {
            switch last | 0x20 {
            case 0x6B: scale *= 1_000
            case 0x6D: scale *= 1_000_000
            default: scale *= 1_000_000_000
            }
            digits.removeLast()
        }
        var value: Int64 = 0
        var unit = scale
        var isFraction = false
        for digit in digits where digit != 0x5F {
            if digit == 0x2E {
                isFraction = true
                continue
            }
            let amount = Int64(digit) - 0x30
            if isFraction {
                guard unit % 10 == 0 || amount == 0 else {
                    throw .badNumber(
                        "this amount is finer than a hundredth of a cent", help: "write at most four decimals"
                    )
                }
                unit /= 10
                let (sum, overflow) = value.addingReportingOverflow(amount * unit)
                if overflow { throw tooMuchMoney }
                value = sum
            } else {
                let (shifted, first) = value.multipliedReportingOverflow(by: 10)
                let (sum, second) = shifted.addingReportingOverflow(amount * scale)
                if first || second { throw tooMuchMoney }
                value = sum
            }
        }
        return value
    }

    private static let tooMuchMoney = Fault.badNumber(
        "this amount is too large", help: "amounts go up to $922_000b")

    static func duration(_ text: String) throws(Fault) -> DurationLiteral {
        let number = text.prefix { $0.isNumber || $0 == "_" || $0 == "." }
        guard let unit = unit(text.dropFirst(number.count).lowercased()) else {
            throw .badNumber("`\(text)` is not a length of time", help: "write `30s`, `5min`, `2h`, `7d`")
        }
        return DurationLiteral(count: try decimal(String(number)), unit: unit)
    }

    /// `2025-09` or `2025-09-01`; the lexer has seen to the shape.
    static func date(_ text: String) throws(Fault) -> Literal {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        if parts.count == 2 {
            guard (1...12).contains(parts[1]), parts[0] > 0 else {
                throw .badDate(
                    "there is no month \(parts[1])",
                    help:
                        "a month is written `2025-09`; a subtraction has spaces: `\(parts[0]) - \(parts[1])`")
            }
            return .month(year: parts[0], month: parts[1])
        }
        return .date(try day(parts))
    }

    static func day(_ parts: [Int]) throws(Fault) -> CalendarDate {
        guard parts.count == 3, parts[0] > 0, (1...12).contains(parts[1]) else {
            throw .badDate("there is no such date", help: "year, month and day: `2025-09-01`")
        }
        let days = daysIn(month: parts[1], year: parts[0])
        guard (1...days).contains(parts[2]) else {
            throw .badDate(
                "there is no day \(parts[2]) in that month", help: "its last day is \(days)")
        }
        return CalendarDate(year: parts[0], month: parts[1], day: parts[2])
    }

    static func daysIn(month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    static func dateTime(_ text: String) throws(Fault) -> LocalDateTime {
        let bad = Fault.badDate(
            "`\(text)` is not a date and time",
            help: "write `2025-09-01T09:00`, with `Z` or `-07:00` for a zone")
        let date = try day(text.prefix(10).split(separator: "-").compactMap { Int($0) })
        var rest = text.dropFirst(11)
        var offset: Int?
        if let last = rest.last, last == "Z" || last == "z" {
            offset = 0
            rest = rest.dropLast()
        } else if let sign = rest.firstIndex(where: { $0 == "+" || $0 == "-" }) {
            let zone = rest[rest.index(after: sign)...].split(
                separator: ":", omittingEmptySubsequences: false)
            guard zone.count == 2, zone.allSatisfy({ $0.count == 2 }), let hours = Int(zone[0]),
                let minutes = Int(zone[1]), hours <= 23, minutes <= 59
            else { throw bad }
            offset = (rest[sign] == "-" ? -1 : 1) * (hours * 60 + minutes)
            rest = rest[..<sign]
        }
        var millisecond = 0
        if let dot = rest.firstIndex(of: ".") {
            let digits = rest[rest.index(after: dot)...].prefix(3)
            let padded = String(digits) + String(repeating: "0", count: 3 - digits.count)
            guard let value = Int(padded) else { throw bad }
            millisecond = value
            rest = rest[..<dot]
        }
        let fields = rest.split(separator: ":", omittingEmptySubsequences: false)
        guard fields.count == 2 || fields.count == 3, fields.allSatisfy({ $0.count == 2 }) else { throw bad }
        let numbers = fields.compactMap { Int($0) }
        guard numbers.count == fields.count, numbers[0] <= 23, numbers[1] <= 59,
            numbers.count == 2 || numbers[2] <= 59
        else { throw bad }
        return LocalDateTime(
            date: date, hour: numbers[0], minute: numbers[1], second: numbers.count == 3 ? numbers[2] : 0,
            millisecond: millisecond, offset: offset)
    }
}
