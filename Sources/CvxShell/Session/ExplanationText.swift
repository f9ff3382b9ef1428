import CvxDomain
import CvxRuntime

/// What `explain` prints: the statement as it can be pasted into sqlite3, its values, and SQLite's plan of it.
enum ExplanationText {
    static func render(_ explanation: QueryExplanation) -> String {
        var text = "SQL\n" + indented(explanation.sql)
        if !explanation.parameters.isEmpty {
            text += "values\n"
            for (index, value) in explanation.parameters.enumerated() {
                text += "  ?\(index + 1) = \(bound(value))\n"
            }
        }
        text += "plan\n" + explanation.plan.map { "  \($0)\n" }.joined()
        text += "pushed down: all of it, in one statement\n"
        if !explanation.functions.isEmpty {
            text += "row by row, in functions of cvx: \(explanation.functions.joined(separator: ", "))\n"
        }
        return text
    }

    private static func indented(_ sql: String) -> String {
        sql.split(separator: "\n").map { "  \($0)\n" }.joined()
    }

    /// As SQLite is given it.
    private static func bound(_ value: Scalar) -> String {
        switch value {
        case .instant(let instant): "\(instant.milliseconds)  (\(value.text))"
        case .date(let day): "\(day.number)  (\(value.text))"
        case .duration(let span): "\(span.nominalMilliseconds)  (\(value.text))"
        case .money(let money): "\(Scalar.decimal(money.dollars).text)"
        case .percent(let fraction): "\(fraction)"
        case .text(let text), .symbol(_, let text), .phone(let text):
            "'\(text.count > 200 ? text.prefix(200) + "…" : text[...])'"
        default: value.text
        }
    }
}
