/// What a check brings: a program only where no error was found.
package struct CheckOutput: Sendable {
    package var program: CheckedProgram?
    package var diagnostics: [Diagnostic]
    /// The variables that stand after the program, for the next line of a shell.
    package var environment: CheckEnvironment
}

/// Names that a program finds when it starts, and leaves when it ends.
package struct CheckEnvironment: Sendable {
    package struct Variable: Sendable {
        package var type: Type
        package var slot: Int
    }

    package internal(set) var variables: [String: Variable] = [:]
    package internal(set) var views: [String: CheckedPipeline] = [:]
    /// Of `$_`; nil before the first result.
    package internal(set) var lastResult: Type?
    /// Places that variables have taken; one that is declared again takes a new one.
    package internal(set) var slotCount = 0
    package init() {}

    /// Variables and views, sorted.
    package var names: [String] { Set(variables.keys).union(views.keys).sorted() }

    /// Nil where there is no variable or view of this name.
    package func type(of name: String) -> Type? { variables[name]?.type ?? views[name]?.type }
}

/// Resolves the names of a program against a schema and checks its types, before anything of it runs.
package struct Checker {
    /// Who runs the program: files state what they may do and are told of leftovers, a person is asked.
    package enum Purpose: Sendable { case script, interactive }

    let schema: any Schema
    /// Verbs that the command table carries out; the grammar knows more.
    let verbs: [String: VerbSignature]
    let source: SourceText
    let purpose: Purpose
    var environment: CheckEnvironment
    var diagnostics: [Diagnostic] = []
    var row = RowScope.none
    var aggregatesAllowed = false
    /// Inside `${…}`, where a bare word is a variable before it is a field.
    var isInterpolating = false
    var readsLastResult = false
    /// The blocks that are open, innermost last.
    var scopes: [Scope] = []
    /// Variables declared so far, for those that are never read.
    var declarations: [Declaration] = []
    var declarationOf: [Int: Int] = [:]
    /// Places of the variables of open blocks, and the most that there were at once.
    var localsInUse = 0
    var localCount = 0
    var loopDepth = 0
    var transactionDepth = 0
    /// Where the program does more than read.
    var sites: [EffectSite] = []
    var allowances: [CheckedAllowance] = []

    /// What a bare name may mean.
    enum RowScope {
        case none
        case entity(EntitySignature)
        case record([Type.RecordField])
        /// Rows whose columns are known when they are there: of `sql`, of a value of type `any`.
        case unknown
    }

    /// Throws only what the schema throws where a store must be opened to know an entity.
    package static func check(
        _ program: Program, source: SourceText, schema: any Schema, verbs: [String: VerbSignature],
        environment: CheckEnvironment, purpose: Purpose = .interactive
    ) throws -> CheckOutput {
        var checker = Checker(
            schema: schema, verbs: verbs, source: source, purpose: purpose, environment: environment)
        let statements = try checker.checkTopLevel(program.statements)
        let effects = checker.checkEffects()
        checker.warnOfUnused()
        let failed = checker.diagnostics.contains { $0.severity == .error }
        checker.diagnostics.sort { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
        return CheckOutput(
            program: failed
                ? nil
                : CheckedProgram(
                    statements: statements, globalCount: checker.environment.slotCount,
                    localCount: checker.localCount,
                    readsLastResult: checker.readsLastResult, effects: effects,
                    allowances: purpose == .script ? checker.allowances : nil),
            diagnostics: checker.diagnostics,
            environment: failed ? environment : checker.environment)
    }

    private init(
        schema: any Schema, verbs: [String: VerbSignature], source: SourceText, purpose: Purpose,
        environment: CheckEnvironment
    ) {
        self.schema = schema
        self.verbs = verbs
        self.source = source
        self.purpose = purpose
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
}

extension CheckedPipeline {
    /// Kept as `$_`: what a verb prints is not, nor a single value looked at, so that after `@2` the next row is
    /// still `@3`.
    package var givesResult: Bool {
        switch source {
        case .command, .change: false
        case .value: type.element != nil
        case .scan, .sql: true
        }
    }
}
