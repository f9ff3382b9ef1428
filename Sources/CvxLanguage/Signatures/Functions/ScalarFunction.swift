/// A function of the language that works on single values, lists and records; what each takes and gives is in the
/// tables beside this file.
package enum ScalarFunction: String, Sendable, CaseIterable {
    // Text
    case lower, upper, trim, length, left, right, replace, split, join, index, slice, `repeat`, capitalize
    case padLeft = "pad_left"
    case padRight = "pad_right"
    case lines, words
    // Numbers
    case abs, round, floor, ceil, least, greatest, sqrt, power, sign
    // Moments
    case date, datetime, year, quarter, month, day, weekday, hour, minute
    case startOf = "start_of"
    // Other kinds, and texts of them
    case text, int, decimal, money, percent, bool, phone, format, json
    case parseJSON = "parse_json"
    case typeOf = "type_of"
    case digits
    case areaCode = "area_code"
    // Lists
    case sort, reverse, unique, flatten, chunk, column
    // Records
    case keys, values, put, without
    case hasKey = "has_key"
    // Surroundings
    case env

    package struct Shape: Sendable {
        package var parameters: [Parameter]
        /// How many of the last may be left out.
        package var optional: Int
        package var result: Result
        package var summary: String
        package var example: String
        /// What the example gives, as `print` writes it.
        package var gives: String
        /// Works on values in memory, not on rows of a store.
        package var isInMemory: Bool
        /// Null among the arguments is a value like any other; else it makes the result null.
        package var takesNull: Bool

        init(
            _ parameters: [Parameter], optional: Int = 0, _ result: Result, _ summary: String,
            _ example: String, _ gives: String, isInMemory: Bool = false, takesNull: Bool = false
        ) {
            self.parameters = parameters
            self.optional = optional
            self.result = result
            self.summary = summary
            self.example = example
            self.gives = gives
            self.isInMemory = isInMemory
            self.takesNull = takesNull
        }
    }

    package enum Parameter: Sendable {
        case text, number, int, moment, phone, any, list, record, textOrList, listOrText, textOrMoment
    }

    package enum Result: Sendable {
        case type(Type)
        /// The first argument's type.
        case same
        /// Of the first argument's elements, which are lists.
        case elements
        /// A list of lists like the first argument.
        case listsOfSame
        /// What the record's values are together, as a list.
        case fields
    }

    package var shape: Shape { Self.table[self] ?? Shape([], .type(.unknown), "", "", "") }

    package static func named(_ name: String) -> ScalarFunction? { byName[name.foldedWord] }

    private static let byName: [String: ScalarFunction] = {
        var table: [String: ScalarFunction] = [:]
        for function in allCases { table[function.rawValue.foldedWord] = function }
        return table
    }()

    package static let table: [ScalarFunction: Shape] = [
        textShapes, numberShapes, momentShapes, kindShapes, listShapes, recordShapes,
    ].reduce(into: [:]) { $0.merge($1) { first, _ in first } }
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
