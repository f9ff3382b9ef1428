import CvxCommands
import CvxDomain
package import CvxLanguage
import CvxRender
package import CvxRuntime
import CvxServices

/// What a program that runs asks for: results are shown, commands carried out.
extension Session: ScriptHost {
    package func allow(_ ceilings: Ceilings) { desk.ceilings = ceilings }

    package func run(_ statement: CheckedPipeline, source value: Value?, _ evaluator: Evaluator) throws {
        // An interrupt that came between two statements has stopped neither.
        if isInterrupted { throw Diagnostic(.cancelled, "interrupted", at: statement.span) }
        try PipelineOutput(
            session: self, evaluator: evaluator, source: source, keeps: keeps && statement.givesResult
        ).run(statement, source: value)
        reportNotices()
    }

    package func print(_ line: String) throws { try output.write(line) }

    package func perform(_ command: CheckedCommand, _ evaluator: Evaluator) throws -> Value {
        guard let verb = VerbTable.verb(command.verb)?.run else { return .null }
        switch try verb(try invocation(of: command, evaluator)) {
        case .nothing, .text: return .null
        case .records(_, let records): return .list(records.map(Value.record))
        case .stream(let columns, let rows): return try Self.collect(columns, rows)
        case .value(let value), .silent(let value): return value
        }
    }

    static func collect(
        _ columns: [ResultColumn], _ rows: (inout any RowSink) throws -> Void
    ) throws -> Value {
        let collector = RecordCollector()
        collector.begin(columns)
        var sink: any RowSink = collector
        try rows(&sink)
        return collector.list
    }

    package func begin(at span: CvxLanguage.Span) throws {
        try transactions(at: span).begin(writing: [])
    }

    package func commit() throws { say(JournalWords.committed(try services.transactions?.commit() ?? [])) }

    package func rollback() {
        // The error that led here is what is to be heard of; a rollback that fails leaves nothing to keep.
        try? services.transactions?.rollback()
    }

    package func enterDryRun(at span: CvxLanguage.Span) throws {
        desk.dryRuns += 1
    }

    package func leaveDryRun() { desk.dryRuns -= 1 }

    package func diagnostic(of error: any Error) -> Diagnostic? {
        error is OutputClosed ? nil : diagnose(error)
    }

    package var isInterrupted: Bool { Signals.isInterrupted }
}
