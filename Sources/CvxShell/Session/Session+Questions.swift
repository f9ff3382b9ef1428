import CvxCommands
package import CvxDomain
package import CvxLanguage
import CvxRuntime

/// Questions that are kept as text and asked later.
extension Session {
    package func text(of span: CvxLanguage.Span) -> String { source.text(span) }

    package func plan(of query: String, named name: String) throws -> QueryPlan {
        guard case .plan(let plan, _, nil) = try prepared(query, named: name) else {
            throw Diagnostic(.badArgument, "\(name) cannot be asked of the stores alone: \(query)")
        }
        return plan
    }

    package func moment(written text: String) -> Instant? {
        guard case .value(let value)? = try? prepared(text, named: "the moment") else {
            return nil
        }
        return moment(value)
    }

    /// A text that is one pipeline, with nothing run yet but what is no row of a store.
    private func prepared(_ text: String, named name: String) throws -> PipelineRunner.Prepared {
        let source = SourceText(name: name, text: text)
        let parsed = Parser.parse(source, door: .shell, shapes: [])
        if let fault = parsed.diagnostics.first(where: { $0.severity == .error }) {
            throw Self.fault(fault, in: source)
        }
        let checked = try Checker.check(
            parsed.program, source: source, schema: schema, verbs: [:], environment: CheckEnvironment())
        if let fault = checked.diagnostics.first(where: { $0.severity == .error }) {
            throw Self.fault(fault, in: source)
        }
        guard parsed.program.statements.count == 1,
            case .pipeline(let pipeline)? = checked.program?.statements.first?.kind
        else {
            throw Diagnostic(.badArgument, "\(name) is no one question: \(text)")
        }
        let evaluator = Evaluator(
            moments: Moments(now: Self.now(), zone: services.zone), engine: services.engine)
        return try PipelineRunner(evaluator).prepare(pipeline)
    }

    /// The fault with its place in words, as the text is none that the person has before them.
    private static func fault(_ fault: Diagnostic, in source: SourceText) -> Diagnostic {
        let place = fault.span.map { ", at `\(source.text($0))`" } ?? ""
        return Diagnostic(fault.code, "\(source.name): \(fault.message)\(place)", help: fault.help)
    }
}
