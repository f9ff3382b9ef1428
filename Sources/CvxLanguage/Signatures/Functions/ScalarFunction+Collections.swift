// What the functions of lists and records take and give. `where`, `select`, `sort by` and the other stages work on lists
// too, and count, sum, avg, min and max take one.
extension ScalarFunction {
    static let listShapes: [ScalarFunction: Shape] = [
        .sort: Shape(
            [.list], .same, "a list in order; `| sort by …` orders records", "sort([3, 1, 2])", "[1, 2, 3]",
            isInMemory: true),
        .reverse: Shape(
            [.textOrList], .same, "a list or text from its end to its start", "reverse([1, 2])", "[2, 1]",
            isInMemory: true),
        .unique: Shape(
            [.list], .same, "a list with each value once, where it came first", "unique([1, 2, 1])", "[1, 2]",
            isInMemory: true),
        .flatten: Shape(
            [.list], .elements, "the values of the lists in a list", "flatten([[1], [2, 3]])", "[1, 2, 3]",
            isInMemory: true),
        .chunk: Shape(
            [.list, .int], .listsOfSame, "a list in lists of at most so many", "chunk([1, 2, 3], 2)",
            "[[1, 2], [3]]", isInMemory: true),
        .column: Shape(
            [.list, .text], .type(.list(.unknown)), "one field of each record of a list",
            "column([{a: 1}, {a: 2}], \"a\")", "[1, 2]", isInMemory: true),
    ]

    static let recordShapes: [ScalarFunction: Shape] = [
        .keys: Shape(
            [.record], .type(.list(.text)), "the names of a record's values", "keys({a: 1, b: 2})", "[a, b]",
            isInMemory: true),
        .values: Shape(
            [.record], .fields, "a record's values", "values({a: 1, b: 2})", "[1, 2]", isInMemory: true),
        .hasKey: Shape(
            [.record, .text], .type(.bool), "whether a record has a value of a name",
            "has_key({a: null}, \"a\")",
            "true", isInMemory: true),
        .put: Shape(
            [.record, .text, .any], .type(.unknown), "a record with a value of a name, which need not be new",
            "put({a: 1}, \"b\", 2)", "{a: 1, b: 2}", isInMemory: true, takesNull: true),
        .without: Shape(
            [.record, .text], .type(.unknown), "a record without the value of a name",
            "without({a: 1, b: 2}, \"a\")", "{b: 2}", isInMemory: true),
    ]
}
