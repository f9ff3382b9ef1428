/// What a check brings: a program only where no error was found.
package struct CheckOutput: Sendable {
    package var program: CheckedProgram?
    package var diagnostics: [Diagnostic]
    /// The variables that stand after the program, for the next line of a shell.
    package var environment: CheckEnvironment
}

/// Names that a program finds when it starts, and leaves when it ends.
package struct CheckEnvironment: Sendable {
    package var variables: [String: Type] = [:]
    package var views: [String: CheckedPipeline] = [:]
    /// Of `$_`; nil before the first result.
    package var lastResult: Type?
    package init() {}
}

/// Resolves the names of a program against a schema and checks its types, before anything of it runs.
package struct Checker {
    let schema: any Schema
    /// Verbs that the command table carries out; the grammar knows more.
    let verbs: Set<String>
    let source: SourceText
    var environment: CheckEnvironment
    var diagnostics: [Diagnostic] = []
    var row = RowScope.none
    var aggregatesAllowed = false
    var readsLastResult = false

    /// What a bare name may mean.
    enum RowScope {
        case none
        case entity(EntitySignature)
        case record([Type.RecordField])
    }

    /// Throws only what the schema throws where a store must be opened to know an entity.
    package static func check(
        _ program: Program, source: SourceText, schema: any Schema, verbs: Set<String>,
        environment: CheckEnvironment
    ) throws -> CheckOutput {
        var checker = Checker(schema: schema, verbs: verbs, source: source, environment: environment)
        var statements: [CheckedStatement] = []
        for statement in program.statements {
            if let checked = try checker.check(statement) { statements.append(checked) }
        }
        let failed = checker.diagnostics.contains { $0.severity == .error }
        return CheckOutput(
            program: failed
                ? nil
                : CheckedProgram(statements: statements, readsLastResult: checker.readsLastResult),
            diagnostics: checker.diagnostics,
            environment: failed ? environment : checker.environment)
    }

    private init(
        schema: any Schema, verbs: Set<String>, source: SourceText, environment: CheckEnvironment
    ) {
        self.schema = schema
        self.verbs = verbs
        self.source = source
        self.environment = environment
    }

    mutating func report(
        _ code: DiagnosticCode, _ message: String, at span: Span, help: String? = nil
    ) {
        diagnostics.append(Diagnostic(code, message, at: span, help: help))
    }

    /// Reports, and gives what stands for the faulty expression: it fits everywhere.
    mutating func invalid(
        _ code: DiagnosticCode, _ message: String, at span: Span, help: String? = nil
    ) -> CheckedExpression {
        report(code, message, at: span, help: help)
        return CheckedExpression(.invalid, .unknown, span)
    }

    private mutating func check(_ statement: Statement) throws -> CheckedStatement? {
        row = .none
        aggregatesAllowed = false
        switch statement.kind {
        case .pipeline(let pipeline):
            let checked = try check(pipeline)
            if checked.givesResult { environment.lastResult = checked.type }
            return CheckedStatement(.pipeline(checked), span: statement.span)
        case .let(let name, _, let pipeline), .assign(let name, let pipeline):
            let checked = try check(pipeline)
            if case .assign = statement.kind, environment.variables[name.text] == nil {
                report(
                    .unknownVariable, "there is no variable `$\(name.text)` to assign to", at: name.span,
                    help: "`let \(name.text) = …` makes one")
            }
            environment.variables[name.text] = checked.type
            environment.views[name.text] = nil
            return CheckedStatement(.bind(name.text, checked), span: statement.span)
        case .view(let name, _, let pipeline):
            let checked = try check(pipeline)
            environment.views[name.text] = checked
            environment.variables[name.text] = checked.type
            return CheckedStatement(.view(name.text, checked), span: statement.span)
        case .assert(let condition, let message):
            let checked = try checkCondition(condition)
            return CheckedStatement(
                .assert(checked, message: try message.map { try check($0) }), span: statement.span)
        case .fail(let value):
            return CheckedStatement(.fail(try check(value)), span: statement.span)
        case .exit(let value):
            return CheckedStatement(.exit(try check(value)), span: statement.span)
        case .invalid:
            return nil
        default:
            report(
                .notSupportedYet, "\(statement.kind.phrase) cannot be run by this version yet",
                at: Span(
                    start: statement.span.start,
                    end: min(
                        statement.span.end, statement.span.start + UInt32(firstWordLength(at: statement.span))
                    )))
            return nil
        }
    }

    private func firstWordLength(at span: Span) -> Int {
        let bytes = source.bytes.dropFirst(Int(span.start))
        return max(1, bytes.prefix { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }.count)
    }
}

extension CheckedPipeline {
    /// Kept as `$_`: what a verb prints is not, nor a single value looked at, so that after `@2` the next row is
    /// still `@3`.
    package var givesResult: Bool {
        switch source {
        case .command: false
        case .value: type.element != nil
        case .scan, .sql: true
        }
    }
}

extension Statement.Kind {
    /// What the statement is called where it cannot be run.
    var phrase: String {
        switch self {
        case .define: "`def`"
        case .parameters: "`params`"
        case .allow: "`allow`"
        case .use: "`use`"
        case .if: "`if`"
        case .for: "`for`"
        case .while: "`while`"
        case .tryCatch: "`try`"
        case .transaction: "`transaction`"
        case .dryRun: "`dry run`"
        case .preview: "`preview`"
        case .return: "`return`"
        case .break: "`break`"
        case .continue: "`continue`"
        default: "this statement"
        }
    }
}
