import CvxCommands
import CvxDomain
import CvxLanguage
import CvxLineEditor
import CvxRender
import CvxRuntime
import CvxServices

/// What can stand at the cursor: the language says what kind of thing, the session knows which there are.
struct Completer {
    let session: Session

    func complete(_ text: String, cursor: Int) -> ShellCompletions {
        let context = completionContext(text, at: cursor, shapes: VerbTable.shapes)
        let environment = session.environment
        var candidates = Candidates(
            schema: session.schema, variables: environment.names, typeOf: environment.type(of:),
            lastResult: environment.lastResult, formats: OutputFormat.allCases.map(\.rawValue),
            chartKinds: ChartKind.allCases.map(\.rawValue))
        candidates.namesKnown = names
        candidates.textsKnown = { texts(of: $1, $0) }
        return ShellCompletions(
            replacing: Int(context.replace.start)..<Int(context.replace.end),
            candidates: candidates.matching(context).map {
                .init($0.text, note: $0.note, suffix: $0.isRow ? "." : " ")
            })
    }

    /// What a verb may name: whom `login`, what `use org` and `tag`. A store that cannot be read names nobody.
    private func names(_ verb: String) -> [String] {
        if ["tag", "untag"].contains(verb) { return texts(of: "tag", "tags") }
        let people = session.services.people
        let names = verb == "login" ? try? people?.names() : try? people?.organizationNames()
        return names ?? []
    }

    /// The texts of a field, the most frequent first.
    private func texts(of field: String, _ entity: String) -> [String] {
        let value = PlanExpression(.field(.init(relations: [], name: field)), .text)
        let count = PlanExpression(.aggregate(.count, nil), .int)
        let often = PlanExpression(.column("count"), .int)
        let plan = QueryPlan(
            source: .scan(entity: entity, store: nil),
            operations: [
                .aggregate(
                    keys: [.init(name: "text", value: value)], values: [.init(name: "count", value: count)]),
                .sort([.init(value: often, descending: true)]), .slice(offset: 0, limit: 200),
            ])
        let collector = RecordCollector()
        try? session.services.engine.run(plan, withKeys: false, into: collector)
        return collector.records.filter { !$0.values[0].isNull }.map { $0.values[0].summary }
    }
}
