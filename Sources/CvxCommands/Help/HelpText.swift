import CvxLanguage

/// What is said of the words of the language: by `help`, `describe functions` and editors.
package enum HelpText {
    /// Of a verb or another word that `help` knows; nil for any other.
    package static func lines(on word: String) -> [String]? {
        if let query = Verb.queries.first(where: { $0.words.contains(word) }) { return query.lines }
        guard let verb = VerbTable.verb(word) else {
            return function(word).map {
                [
                    "\($0.name)  \($0.summary)",
                    "  \($0.example)" + ($0.gives.isEmpty ? "" : "  gives \($0.gives)"),
                ]
            }
        }
        let state = !verb.isAvailable ? ["  (its words are known; this version cannot carry it out)"] : []
        return ["\(verb.shape.name)  \(verb.summary)"] + state + verb.examples.map { "  \($0)" }
    }

    package struct Function: Sendable {
        package var name: String
        package var example: String
        /// What the example gives; empty where that depends on rows.
        package var gives = ""
        package var summary: String
    }

    package static let functions: [Function] =
        ScalarFunction.allCases.map {
            Function(
                name: $0.rawValue, example: $0.shape.example, gives: $0.shape.gives, summary: $0.shape.summary
            )
        } + aggregates

    private static let aggregates: [Function] = [
        Function(
            name: "count", example: "count()",
            summary: "rows of the group; with an argument, those where it is not null"),
        Function(name: "sum", example: "sum(score)", summary: "of money: exact"),
        Function(name: "avg", example: "avg(score)", summary: "also `mean`"),
        Function(name: "min", example: "min(score)", summary: "the least"),
        Function(name: "max", example: "max(score)", summary: "the greatest"),
        Function(name: "count_distinct", example: "count_distinct(status)", summary: "different values"),
    ]

    package static func function(_ name: String) -> Function? {
        functions.first { $0.name.foldedWord == name.foldedWord }
    }
}
