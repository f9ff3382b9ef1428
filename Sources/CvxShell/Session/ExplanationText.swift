import CvxDomain
import CvxLanguage
import CvxRuntime

/// What `explain` prints: the statement as it can be pasted into sqlite3, its values, SQLite's plan of it, and
/// which stages are not left to SQLite, and why.
struct ExplanationText {
    let pipeline: CheckedPipeline
    let source: SourceText

    /// - Parameter explanation: nil where no store is asked
    func render(_ explanation: QueryExplanation?, _ outline: PipelineRunner.Outline) -> String {
        var text = explanation.map(Self.statement) ?? ""
        text += askedBefore
        let stages = pipeline.rowOperations.indices.map { StageText(pipeline, source).label($0) }
        switch outline {
        case .plan(_, let single):
            text += "pushed down: all of it, in one statement\n"
            text += rowByRow(explanation?.calls ?? [])
            if case .exactlyOne? = single {
                text +=
                    "in memory\n  find one: at most 6 rows are read, and that there is one is seen from them\n"
            }
        case .split(_, let first):
            text += "pushed down: what the rest needs, in one statement\n"
            text += rowByRow(explanation?.calls ?? [])
            text += inMemory(
                Array(stages[first...]), "lists, records and functions of statements are in no store's SQL")
        case .sql:
            text += "pushed down: the SQL, as it is written\n"
            text += inMemory(stages, "what SQL written by hand gives has no columns that cvx knows")
        case .values:
            text += "pushed down: nothing\n"
            text += inMemory(
                stages.isEmpty ? ["the value"] : stages, "its rows are values of the program, of no store")
        }
        return text
    }

    private func inMemory(_ stages: [String], _ reason: String) -> String {
        if stages.isEmpty { return "" }
        return "in memory, as \(reason)\n" + stages.map { "  \($0)\n" }.joined()
    }

    private func rowByRow(_ calls: [QueryExplanation.Call]) -> String {
        if calls.isEmpty { return "" }
        let lines = calls.map { call in
            let stage = call.operation.map { StageText(pipeline, source).label($0) } ?? "the rows themselves"
            return "  \(stage): \(call.function), as \(Self.reason(call.function))\n"
        }
        return "row by row, in functions of cvx, where no index serves\n" + lines.joined()
    }

    /// Pipelines inside expressions: each is a question of its own, whose answer is bound as a value.
    private var askedBefore: String {
        let inner = StageText(pipeline, source).innerPipelines
        if inner.isEmpty { return "" }
        return "asked before, each by itself\n" + inner.map { "  \($0)\n" }.joined()
    }

    /// What SQLite cannot do by itself.
    private static func reason(_ function: String) -> String {
        switch function {
        case "cvx_matches": "SQLite has no regular expressions"
        case "cvx_contains", "cvx_starts", "cvx_ends", "cvx_like", "cvx_equal":
            "SQLite ignores the case of ASCII letters only, and only of a pattern that is known before"
        case "cvx_lower", "cvx_upper": "SQLite changes the case of ASCII letters only"
        case "cvx_phone", "cvx_digits": "numbers are compared by their digits, however they are written"
        case "cvx_day", "cvx_part": "days and hours are those of the session's time zone"
        case "cvx_int", "cvx_decimal": "text that is no number is null, which SQLite reads as 0"
        default: "SQLite has nothing like it"
        }
    }

    private static func statement(_ explanation: QueryExplanation) -> String {
        var text = "SQL\n" + indented(explanation.sql)
        if !explanation.parameters.isEmpty {
            text += "values\n"
            for (index, value) in explanation.parameters.enumerated() {
                text += "  ?\(index + 1) = \(bound(value))\n"
            }
        }
        return text + "plan\n" + explanation.plan.map { "  \($0)\n" }.joined()
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
