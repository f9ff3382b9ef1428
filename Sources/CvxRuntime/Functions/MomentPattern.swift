import CvxDomain
import CvxLanguage

/// How a day or moment is written: `D MMM YYYY`, `MM/DD/YY hh:mm`. Letters that are no part stand for themselves, and so
/// does what is in quotes.
struct MomentPattern {
    private enum Part {
        case year, shortYear, month, paddedMonth, monthName, shortMonthName, day, paddedDay
        case weekdayName, shortWeekdayName, hour, paddedHour, minute, second
        case text(String)
    }

    private static let words: [(String, Part)] = [
        ("YYYY", .year), ("YY", .shortYear), ("MMMM", .monthName), ("MMM", .shortMonthName),
        ("MM", .paddedMonth),
        ("M", .month), ("DD", .paddedDay), ("D", .day), ("dddd", .weekdayName), ("ddd", .shortWeekdayName),
        ("hh", .paddedHour), ("h", .hour), ("mm", .minute), ("ss", .second),
    ]
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]
    private static let weekdays = [
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    ]

    private let parts: [Part]
    private let text: String
    private let span: CvxLanguage.Span

    init(_ pattern: String, at span: CvxLanguage.Span) throws {
        var rest = pattern[...]
        var parts: [Part] = []
        while let first = rest.first {
            if first == "'", let end = rest.dropFirst().firstIndex(of: "'") {
                parts.append(.text(String(rest[rest.index(after: rest.startIndex)..<end])))
                rest = rest[rest.index(after: end)...]
            } else if let (word, part) = Self.words.first(where: { rest.hasPrefix($0.0) }) {
                parts.append(part)
                rest = rest.dropFirst(word.count)
            } else {
                parts.append(.text(String(first)))
                rest = rest.dropFirst()
            }
        }
        self.parts = parts
        text = pattern
        self.span = span
    }

    /// - Parameter milliseconds: of the wall clock within the day
    func write(_ day: Day, _ milliseconds: Int64) -> String {
        let (year, month, number) = day.civil
        let hour = Int(milliseconds / 3_600_000)
        return parts.map { part in
            switch part {
            case .year: Self.padded(year, 4)
            case .shortYear: Self.padded(year % 100, 2)
            case .month: String(month)
            case .paddedMonth: Self.padded(month, 2)
            case .monthName: Self.months[month - 1]
            case .shortMonthName: String(Self.months[month - 1].prefix(3))
            case .day: String(number)
            case .paddedDay: Self.padded(number, 2)
            case .weekdayName: Self.weekdays[day.weekday]
            case .shortWeekdayName: String(Self.weekdays[day.weekday].prefix(3))
            case .hour: String(hour)
            case .paddedHour: Self.padded(hour, 2)
            case .minute: Self.padded(Int(milliseconds / 60_000 % 60), 2)
            case .second: Self.padded(Int(milliseconds / 1_000 % 60), 2)
            case .text(let text): text
            }
        }.joined()
    }

    /// The day that a text written so names; nil where it is not written so, or names no day that exists.
    func day(in text: String) throws -> Day? {
        var rest = text[...]
        var (year, month, day): (Int?, Int?, Int?) = (nil, nil, nil)
        for part in parts {
            switch part {
            case .year:
                year = Self.number(4, &rest)
            case .shortYear:
                // As people write it: up to 69 is this century.
                year = Self.number(2, &rest).map { $0 < 70 ? 2000 + $0 : 1900 + $0 }
            case .month, .paddedMonth: month = Self.number(2, &rest)
            case .day, .paddedDay: day = Self.number(2, &rest)
            case .monthName: month = Self.name(of: Self.months, &rest)
            case .shortMonthName: month = Self.name(of: Self.months.map { String($0.prefix(3)) }, &rest)
            case .weekdayName: guard Self.name(of: Self.weekdays, &rest) != nil else { return nil }
            case .shortWeekdayName:
                guard Self.name(of: Self.weekdays.map { String($0.prefix(3)) }, &rest) != nil else {
                    return nil
                }
            case .hour, .paddedHour, .minute, .second: guard Self.number(2, &rest) != nil else { return nil }
            case .text(let wanted):
                guard rest.hasPrefix(wanted) else { return nil }
                rest = rest.dropFirst(wanted.count)
            }
        }
        guard
            parts.contains(where: {
                if case .day = $0 { true } else if case .paddedDay = $0 { true } else { false }
            })
        else {
            throw Diagnostic(
                .badArgument, "`\(self.text)` does not say where the day is", at: span,
                help: "as in \"M/D/YYYY\" or \"D MMM YYYY\"")
        }
        guard rest.isEmpty, let year, let month, let day else { return nil }
        return Day(year: year, month: month, day: day)
    }

    private static func number(_ width: Int, _ rest: inout Substring) -> Int? {
        let digits = rest.prefix(width).prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        return Int(digits)
    }

    private static func name(of names: [String], _ rest: inout Substring) -> Int? {
        guard
            let index = names.firstIndex(where: { rest.lowercased().hasPrefix($0.lowercased()) })
        else { return nil }
        rest = rest.dropFirst(names[index].count)
        return index + 1
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
