import CvxCommands
import CvxLanguage
import CvxLineEditor
import CvxRender
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
        return ShellCompletions(
            replacing: Int(context.replace.start)..<Int(context.replace.end),
            candidates: candidates.matching(context).map {
                .init($0.text, note: $0.note, suffix: $0.isRow ? "." : " ")
            })
    }

    /// Whom `login` and what `use org` may name. A store that cannot be read names nobody.
    private func names(_ verb: String) -> [String] {
        let people = session.services.people
        let names = verb == "login" ? try? people?.names() : try? people?.organizationNames()
        return names ?? []
    }
}
