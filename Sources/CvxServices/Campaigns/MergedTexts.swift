import CvxDomain

/// Reads what a message's expressions come to for leads.
final class MergedTexts {
    private let text: MergeText
    /// The question for its expressions; nil where there are none.
    private let question: QueryPlan?
    private let queries: any QueryEngine

    /// - Parameter plan: makes a plan of a question in the language
    /// - Throws: where an expression is wrong, a diagnostic that says so
    init(_ text: String, queries: any QueryEngine, plan: (String) throws -> QueryPlan) throws {
        self.text = MergeText(text)
        self.queries = queries
        question = try self.text.question(over: "leads").map { try plan($0).takingBlanksAsMissing }
    }

    /// A lead's text; where an expression came to nothing, which one.
    enum Merged {
        case text(String)
        case unresolved(String)

        /// Nil where an expression came to nothing.
        var text: String? { if case .text(let text) = self { text } else { nil } }
    }

    /// By the lead's id.
    func merge(_ leads: [RowKey]) throws -> [String: Merged] {
        guard var plan = question else {
            let plain = text.merged([])
            return Dictionary(leads.map { ($0.id, .text(plain)) }) { first, _ in first }
        }
        plan.source = .rows(entity: "leads", leads)
        if case .project(let columns)? = plan.operations.last {
            let id = QueryPlan.Column(
                name: "id", value: PlanExpression(.field(.init(relations: [], name: "id")), .text))
            plan.operations[plan.operations.count - 1] = .project([id] + columns)
        }
        let sink = Sink()
        try queries.run(plan, withKeys: false, into: sink)
        var merged: [String: Merged] = [:]
        for row in sink.rows {
            let values = row.dropFirst().map(\.text)
            let isEmpty = { (value: String) in value.allSatisfy(\.isWhitespace) }
            if let missing = values.firstIndex(where: isEmpty) {
                merged[row[0].text] = .unresolved(text.expressions[missing])
            } else {
                merged[row[0].text] = .text(text.merged(values))
            }
        }
        return merged
    }

    private final class Sink: RowSink {
        var rows: [[Scalar]] = []
        private var columns: [ResultColumn] = []

        func begin(_ columns: [ResultColumn]) { self.columns = columns }

        func append(_ batch: borrowing RowBatch) {
            for row in 0..<batch.rowCount {
                rows.append(columns.indices.map { batch.scalar(row, $0, columns[$0].type) })
            }
        }

        func end() {}
    }
}
