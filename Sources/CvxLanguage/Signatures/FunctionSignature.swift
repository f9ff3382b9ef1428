/// A function of the language that works on one row's values.
package enum ScalarFunction: String, Sendable, CaseIterable {
    case lower, upper, trim, length, left, right, replace
    case abs, round, floor, ceil, least, greatest
    case date, year, month, day, weekday, hour
    case text, int, decimal
    case digits
    case areaCode = "area_code"

    package struct Shape: Sendable {
        package var parameters: [Parameter]
        package var optional: Int
        package var result: Result
        package var summary: String
        package var example: String
        /// Works on values in memory, not on rows of a store.
        package var isInMemory = false
    }

    package enum Parameter: Sendable { case text, number, int, moment, phone, any }
    /// `same`: the first argument's type.
    package enum Result: Sendable { case type(Type), same }

    package var shape: Shape {
        func shape(
            _ parameters: [Parameter], optional: Int = 0, _ result: Result, _ summary: String,
            _ example: String
        ) -> Shape {
            Shape(
                parameters: parameters, optional: optional, result: result, summary: summary,
                example: example)
        }
        switch self {
        case .lower: return shape([.text], .type(.text), "text in small letters", "lower(\"ABC\")")
        case .upper: return shape([.text], .type(.text), "text in capitals", "upper(\"abc\")")
        case .trim: return shape([.text], .type(.text), "text without spaces at its ends", "trim(\" a \")")
        case .length: return shape([.text], .type(.int), "number of characters", "length(\"abc\")")
        case .left: return shape([.text, .int], .type(.text), "the first characters", "left(\"abc\", 2)")
        case .right: return shape([.text, .int], .type(.text), "the last characters", "right(\"abc\", 2)")
        case .replace:
            return shape(
                [.text, .text, .text], .type(.text), "text with each occurrence replaced",
                "replace(\"a-b\", \"-\", \" \")")
        case .abs: return shape([.number], .same, "a number without its sign", "abs(-3)")
        case .round:
            return shape(
                [.number, .int], optional: 1, .same, "rounded half away from zero, to so many places",
                "round(2.345, 2)")
        case .floor: return shape([.number], .type(.int), "the whole number below", "floor(2.7)")
        case .ceil: return shape([.number], .type(.int), "the whole number above", "ceil(2.1)")
        case .least: return shape([.any, .any], .same, "the smaller of two", "least(1, 2)")
        case .greatest: return shape([.any, .any], .same, "the greater of two", "greatest(1, 2)")
        case .date: return shape([.moment], .type(.date), "the day, in the session's zone", "date(now)")
        case .year: return shape([.moment], .type(.int), "the year", "year(2025-09-01)")
        case .month: return shape([.moment], .type(.int), "the month, 1 to 12", "month(2025-09-01)")
        case .day: return shape([.moment], .type(.int), "the day of the month", "day(2025-09-01)")
        case .weekday: return shape([.moment], .type(.int), "1 is Monday, 7 Sunday", "weekday(2025-09-01)")
        case .hour: return shape([.moment], .type(.int), "the hour, 0 to 23", "hour(2025-09-01T09:30)")
        case .text: return shape([.any], .type(.text), "as text", "text(12)")
        case .int:
            return shape([.any], .type(.int), "as a whole number, null where it is none", "int(\"12\")")
        case .decimal:
            return shape([.any], .type(.decimal), "as a number, null where it is none", "decimal(\"1.5\")")
        case .digits:
            return shape([.phone], .type(.text), "a phone number's digits", "digits(\"(480) 555-0156\")")
        case .areaCode:
            return shape([.phone], .type(.text), "a number's area code", "area_code(\"(480) 555-0156\")")
        }
    }

    package static func named(_ name: String) -> ScalarFunction? { byName[name.foldedWord] }

    private static let byName: [String: ScalarFunction] = {
        var table: [String: ScalarFunction] = [:]
        for function in allCases { table[function.rawValue.foldedWord] = function }
        return table
    }()
}

/// A function over the rows of a group.
package enum AggregateFunction: String, Sendable, CaseIterable {
    case count, sum, avg, min, max
    case countDistinct = "count_distinct"

    package static func named(_ name: String) -> AggregateFunction? {
        switch name.foldedWord {
        case "mean", "average": .avg
        case let word: allCases.first { $0.rawValue.foldedWord == word }
        }
    }
}
