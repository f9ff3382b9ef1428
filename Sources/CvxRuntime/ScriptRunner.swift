import CvxDomain
package import CvxLanguage

/// Runs a program's statements; what they show and change is its host's.
package struct ScriptRunner {
    private let host: any ScriptHost
    private let variables: Variables
    /// An evaluator for one statement: `now` is read once for it.
    private let evaluator: () -> Evaluator
    private let source: SourceText

    /// How a block was left.
    private enum Leaving { case atEnd, byBreak, byContinue, byReturn, byExit(Int32) }

    package init(
        host: any ScriptHost, variables: Variables, source: SourceText, evaluator: @escaping () -> Evaluator
    ) {
        self.host = host
        self.variables = variables
        self.source = source
        self.evaluator = evaluator
    }

    /// - Returns: the code of an `exit`; nil where the program came to its end.
    /// - Throws: what the statement that failed threw; a `Diagnostic` has that statement's place if no better.
    package func run(_ program: CheckedProgram) throws -> Int32? {
        if let allowances = program.allowances {
            var ceilings = Ceilings()
            for allowance in allowances {
                switch try evaluator().evaluate(allowance.ceiling).scalar {
                case .int(let count): ceilings[allowance.kind] = count
                case .money(let money): ceilings[allowance.kind] = money.tenThousandths
                default: break
                }
            }
            host.allow(ceilings)
        }
        if case .byExit(let code) = try run(program.statements) { return code }
        return nil
    }

    private func run(_ statements: [CheckedStatement]) throws -> Leaving {
        for statement in statements {
            let leaving: Leaving
            do { leaving = try run(statement) } catch { throw located(error, at: statement.span) }
            if case .atEnd = leaving { continue }
            return leaving
        }
        return .atEnd
    }

    /// A fault that names no place has that of the innermost statement; a file that is missing has none here.
    private func located(_ error: any Error, at span: CvxLanguage.Span) -> any Error {
        guard var diagnostic = host.diagnostic(of: error) else { return error }
        if diagnostic.span == nil, diagnostic.code.family != .store || diagnostic.code == .sqlFailed {
            diagnostic.span = span
        }
        return diagnostic
    }

    private func run(_ statement: CheckedStatement) throws -> Leaving {
        let evaluator = evaluator()
        switch statement.kind {
        case .pipeline(let pipeline): try host.run(pipeline, evaluator)
        case .bind(let variable, let pipeline): variables[variable] = try value(of: pipeline, evaluator)
        case .if(let branches, let otherwise):
            for branch in branches where try evaluator.isTrue(branch.condition, row: nil) {
                return try run(branch.body)
            }
            return try run(otherwise)
        case .for(let variable, let pipeline, let body):
            for item in evaluator.items(try value(of: pipeline, evaluator)) {
                try checkInterrupt(statement.span)
                variables[variable] = item
                switch try run(body) {
                case .atEnd, .byContinue: continue
                case .byBreak: return .atEnd
                case let leaving: return leaving
                }
            }
        case .while(let condition, let body):
            while try self.evaluator().isTrue(condition, row: nil) {
                try checkInterrupt(statement.span)
                switch try run(body) {
                case .atEnd, .byContinue: continue
                case .byBreak: return .atEnd
                case let leaving: return leaving
                }
            }
        case .tryCatch(let body, let variable, let handler):
            do { return try run(body) } catch let error as Diagnostic where error.isCatchable {
                if let variable { variables[variable] = error.caught(in: source) }
                return try run(handler)
            }
        case .transaction(let body):
            try host.begin(at: statement.span)
            do {
                let leaving = try run(body)
                try host.commit()
                return leaving
            } catch {
                host.rollback()
                throw error
            }
        case .dryRun(let body):
            try host.enterDryRun(at: statement.span)
            defer { host.leaveDryRun() }
            return try run(body)
        case .return: return .byReturn
        case .break: return .byBreak
        case .continue: return .byContinue
        case .assert(let condition, let message):
            if try evaluator.isTrue(condition, row: nil) { break }
            let text = try message.map { try evaluator.evaluate($0).summary }
            throw Diagnostic(.assertionFailed, text ?? "the assertion does not hold", at: condition.span)
        case .fail(let value):
            throw Diagnostic(.failed, try evaluator.evaluate(value).summary, at: statement.span)
        case .exit(let value):
            guard case .int(let code) = try evaluator.evaluate(value).scalar, (0...255).contains(code) else {
                throw Diagnostic(.badArgument, "an exit code is a number from 0 to 255", at: value.span)
            }
            return .byExit(Int32(code))
        }
        return .atEnd
    }

    private func value(of pipeline: CheckedPipeline, _ evaluator: Evaluator) throws -> Value {
        let value: Value
        switch pipeline.source {
        case .command(let command): value = try host.perform(command, evaluator)
        case .change(let change): value = try host.perform(change, evaluator)
        default: return try PipelineRunner(evaluator).value(of: pipeline)
        }
        return try MemoryRows(evaluator).apply(pipeline.rowOperations, to: value)
    }

    private func checkInterrupt(_ span: CvxLanguage.Span) throws {
        if host.isInterrupted { throw Diagnostic(.cancelled, "stopped", at: span) }
    }
}

extension Diagnostic {
    /// `try` may go on after it: not after Ctrl-C, nor when the program may do no more.
    var isCatchable: Bool { code != .cancelled }

    /// What `catch e` binds.
    func caught(in source: SourceText) -> Value {
        let line = span.map { Int64(source.line(at: $0.start)) }
        return .record(
            Record(
                names: ["message", "code", "line"],
                values: [
                    .scalar(.text(message)), .scalar(.text(code.description)),
                    line.map { .scalar(.int($0)) } ?? .null,
                ]))
    }
}
