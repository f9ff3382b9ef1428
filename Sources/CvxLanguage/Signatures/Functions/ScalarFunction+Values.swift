// What the functions of text, numbers, moments and other single values take and give.
extension ScalarFunction {
    static let textShapes: [ScalarFunction: Shape] = [
        .lower: Shape([.text], .type(.text), "text in small letters", "lower(\"ABC\")", "abc"),
        .upper: Shape([.text], .type(.text), "text in capitals", "upper(\"abc\")", "ABC"),
        .capitalize: Shape(
            [.text], .type(.text), "text with the first letter of each word in capitals",
            "capitalize(\"mary lee\")", "Mary Lee", isInMemory: true),
        .trim: Shape([.text], .type(.text), "text without spaces at its ends", "trim(\" a \")", "a"),
        .length: Shape(
            [.textOrList], .type(.int), "number of characters, or of a list's values", "length(\"abc\")", "3"),
        .left: Shape([.text, .int], .type(.text), "the first characters", "left(\"abc\", 2)", "ab"),
        .right: Shape([.text, .int], .type(.text), "the last characters", "right(\"abc\", 2)", "bc"),
        .slice: Shape(
            [.textOrList, .int, .int], optional: 1, .same,
            "the part from a position, counted from 0, up to another or the end", "slice(\"abcd\", 1, 3)",
            "bc",
            isInMemory: true),
        .replace: Shape(
            [.text, .text, .text], .type(.text), "text with each occurrence replaced",
            "replace(\"a-b\", \"-\", \" \")", "a b"),
        .split: Shape(
            [.text, .text], .type(.list(.text)), "the parts of a text between separators",
            "split(\"a,b\", \",\")", "[a, b]", isInMemory: true),
        .lines: Shape(
            [.text], .type(.list(.text)), "the lines of a text", "lines(\"a\\nb\")", "[a, b]",
            isInMemory: true),
        .words: Shape(
            [.text], .type(.list(.text)), "the parts of a text between spaces", "words(\"a  b\")", "[a, b]",
            isInMemory: true),
        .join: Shape(
            [.list, .text], optional: 1, .type(.text),
            "the values of a list as one text, a separator between",
            "join([1, 2], \", \")", "1, 2", isInMemory: true),
        .index: Shape(
            [.listOrText, .any], .type(.int),
            "where a value is in a list, or a text in a text, counted from 0; null where it is not",
            "index(\"abc\", \"c\")", "2", isInMemory: true),
        .repeat: Shape(
            [.text, .int], .type(.text), "text so many times", "repeat(\"ab\", 2)", "abab", isInMemory: true),
        .padLeft: Shape(
            [.any, .int, .text], optional: 1, .type(.text), "text made so long, filled at its left",
            "pad_left(7, 3, \"0\")", "007", isInMemory: true),
        .padRight: Shape(
            [.any, .int, .text], optional: 1, .type(.text), "text made so long, filled at its right",
            "pad_right(\"a\", 3, \".\")", "a..", isInMemory: true),
        .digits: Shape(
            [.phone], .type(.text), "a phone number's digits", "digits(\"(480) 555-0156\")", "4805550156"),
        .areaCode: Shape(
            [.phone], .type(.text), "a number's area code", "area_code(\"(480) 555-0156\")", "480"),
        .env: Shape(
            [.text, .text], optional: 1, .type(.text),
            "a variable of the environment, else the second text or null; not for secrets",
            "env(\"CVX_NOT_SET\", \"none\")", "none", isInMemory: true),
    ]

    static let numberShapes: [ScalarFunction: Shape] = [
        .abs: Shape([.number], .same, "a number without its sign", "abs(-3)", "3"),
        .sign: Shape([.number], .type(.int), "-1, 0 or 1", "sign(-3)", "-1", isInMemory: true),
        .round: Shape(
            [.number, .int], optional: 1, .same, "rounded half away from zero, to so many places",
            "round(2.345, 2)", "2.35"),
        .floor: Shape([.number], .type(.int), "the whole number below", "floor(2.7)", "2"),
        .ceil: Shape([.number], .type(.int), "the whole number above", "ceil(2.1)", "3"),
        .sqrt: Shape(
            [.number], .type(.decimal), "the square root; null of a negative number", "sqrt(9)", "3",
            isInMemory: true),
        .power: Shape(
            [.number, .number], .type(.decimal), "a number to the power of another", "power(2, 10)", "1024",
            isInMemory: true),
        .least: Shape([.any, .any], .same, "the smaller of two", "least(1, 2)", "1"),
        .greatest: Shape([.any, .any], .same, "the greater of two", "greatest(1, 2)", "2"),
    ]

    static let momentShapes: [ScalarFunction: Shape] = [
        .date: Shape(
            [.textOrMoment, .text], optional: 1, .type(.date),
            "the day in the session's zone; of text, which may be written as a pattern says, null where it is none",
            "date(\"3/9/2025\", \"M/D/YYYY\")", "2025-03-09"),
        .datetime: Shape(
            [.textOrMoment], .type(.datetime), "the moment; of text null where it is none",
            "datetime(\"2025-09-01T09:00Z\")", "2025-09-01T09:00:00Z", isInMemory: true),
        .year: Shape([.moment], .type(.int), "the year", "year(2025-09-01)", "2025"),
        .quarter: Shape(
            [.moment], .type(.int), "the quarter, 1 to 4", "quarter(2025-09-01)", "3", isInMemory: true),
        .month: Shape([.moment], .type(.int), "the month, 1 to 12", "month(2025-09-01)", "9"),
        .day: Shape([.moment], .type(.int), "the day of the month", "day(2025-09-01)", "1"),
        .weekday: Shape([.moment], .type(.int), "1 is Monday, 7 Sunday", "weekday(2025-09-01)", "1"),
        .hour: Shape([.moment], .type(.int), "the hour, 0 to 23", "hour(2025-09-01T09:30)", "9"),
        .minute: Shape(
            [.moment], .type(.int), "the minute, 0 to 59", "minute(2025-09-01T09:30)", "30", isInMemory: true),
        .startOf: Shape(
            [.text, .moment], .type(.date), "the first day of the week, month, quarter or year of a moment",
            "start_of(\"month\", 2025-09-17)", "2025-09-01", isInMemory: true),
    ]

    static let kindShapes: [ScalarFunction: Shape] = [
        .text: Shape([.any], .type(.text), "as text", "text(12)", "12"),
        .int: Shape([.any], .type(.int), "as a whole number, null where it is none", "int(\"12\")", "12"),
        .decimal: Shape(
            [.any], .type(.decimal), "as a number, null where it is none", "decimal(\"1.5\")", "1.5"),
        .money: Shape(
            [.any], .type(.money), "as an amount of money, null where it is none", "money(\"$1,200.50\")",
            "$1200.50", isInMemory: true),
        .percent: Shape(
            [.any], .type(.percent), "as a percentage, of a number as a fraction; null where it is none",
            "percent(\"12.5%\")", "12.5%", isInMemory: true),
        .bool: Shape(
            [.any], .type(.bool), "true or false, null where it is neither", "bool(\"yes\")", "true",
            isInMemory: true),
        .phone: Shape(
            [.text], .type(.phone), "as a phone number, null where it is none", "phone(\"480-555-0156\")",
            "480-555-0156", isInMemory: true),
        .format: Shape(
            [.any, .any], optional: 1, .type(.text),
            "for people: a number with separators and so many places, a moment by a pattern such as \"D MMM YYYY\"",
            "format(1234.5, 2)", "1,234.50", isInMemory: true),
        .json: Shape(
            [.any], .type(.text), "as JSON", "json({a: [1, null]})", "{\"a\": [1, null]}", isInMemory: true,
            takesNull: true),
        .parseJSON: Shape(
            [.text], .type(.unknown), "the records, lists and values of JSON text; null where it is none",
            "parse_json('{\"a\": [1, 2]}').a", "[1, 2]", isInMemory: true),
        .typeOf: Shape(
            [.any], .type(.text), "the name of a value's type", "type_of($5)", "money", isInMemory: true,
            takesNull: true),
    ]
}
