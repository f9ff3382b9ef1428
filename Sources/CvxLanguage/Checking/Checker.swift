/// What a check brings: a program only where no error was found.
package struct CheckOutput: Sendable {
    package var program: CheckedProgram?
    package var diagnostics: [Diagnostic]
    /// The variables that stand after the program, for the next line of a shell.
    package var environment: CheckEnvironment
    /// Of every name that the program declares, by its place; also where an error was found.
    package var declaredTypes: [Span: Type]
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
    /// Functions by their folded names: their places in the table.
    package internal(set) var functionNumbers: [String: Int] = [:]
    /// Every function that there has been; one that is defined again takes a new place.
    package internal(set) var functionTable: [FunctionSignature] = []
    /// Places that variables have taken; one that is declared again takes a new one.
    package internal(set) var slotCount = 0
    package init() {}

    /// Variables and views, sorted.
    package var names: [String] { Set(variables.keys).union(views.keys).sorted() }

    package func function(_ name: String) -> FunctionSignature? {
        functionNumbers[name.foldedWord].map { functionTable[$0] }
    }

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
    /// The file whose statements are being checked.
    var source: SourceText
    let purpose: Purpose
    /// Finds and parses what `use` names; nil where there are no files.
    let files: SourceFiles?
    var environment: CheckEnvironment
    var diagnostics: [Diagnostic] = []
    var row = RowScope.none
    var aggregatesAllowed = false
    /// Inside `${…}`, where a bare word is a variable before it is a field.
    var isInterpolating = false
    /// In the items of a `select`, which may be worked out behind the question.
    var isSelecting = false
    var readsLastResult = false
    /// The blocks that are open, innermost last.
    var scopes: [Scope] = []
    /// Variables declared so far, for those that are never read.
    var declarations: [Declaration] = []
    var declarationOf: [Int: Int] = [:]
    var declaredTypes: [Span: Type] = [:]
    /// Places of the variables of open blocks, and the most that there were at once.
    var localsInUse = 0
    var localCount = 0
    var loopDepth = 0
    var transactionDepth = 0
    /// Where the program does more than read.
    var sites: [EffectSite] = []
    var calls: [FunctionCall] = []
    /// The function whose body is being checked.
    var currentFunction: Int?
    var returning: Returning?
    /// Functions of this file whose bodies are still to be looked at.
    var pending: [String: PendingFunction] = [:]
    /// Functions of the program by their numbers.
    var functions: [Int: CheckedFunction] = [:]
    /// Functions that came with `use`, and from which file.
    var imported: [String: String] = [:]
    /// Files that are being read, outermost first, and what those read give.
    var reading: [String] = []
    var modules: [CheckedModule] = []
    var exports: [String: CheckEnvironment] = [:]
    var allowances: [CheckedAllowance] = []

    /// What a bare name may mean.
    enum RowScope {
        case none
        case entity(EntitySignature)
        case record([Type.RecordField])
        /// Rows whose columns are known when they are there: of `sql`, of a value of type `any`.
        case unknown
    }

    /// - Parameters:
    ///   - arguments: what the program is given for its `params`; nil where it is only looked at
    ///   - files: finds and parses what `use` names
    /// - Throws: only what the schema throws where a store must be opened to know an entity.
    package static func check(
        _ program: Program, source: SourceText, schema: any Schema, verbs: [String: VerbSignature],
        environment: CheckEnvironment, purpose: Purpose = .interactive, arguments: [ProgramArgument]? = nil,
        files: SourceFiles? = nil
    ) throws -> CheckOutput {
        var checker = Checker(
            schema: schema, verbs: verbs, source: source, purpose: purpose, files: files,
            environment: environment)
        let firstFunction = environment.functionTable.count
        let statements = try checker.checkTopLevel(program.statements, arguments)
        let effects = checker.checkEffects()
        checker.warnOfUnused()
        let failed = checker.diagnostics.contains { $0.severity == .error }
        checker.diagnostics.sort { ($0.span?.start ?? 0) < ($1.span?.start ?? 0) }
        return CheckOutput(
            program: failed
                ? nil
                : CheckedProgram(
                    modules: checker.modules, statements: statements,
                    functions: (firstFunction..<checker.environment.functionTable.count).map {
                        checker.functions[$0]
                    }, firstFunction: firstFunction, globalCount: checker.environment.slotCount,
                    localCount: checker.localCount, readsLastResult: checker.readsLastResult,
                    effects: effects,
                    allowances: purpose == .script ? checker.allowances : nil),
            diagnostics: checker.diagnostics,
            environment: failed ? environment : checker.environment, declaredTypes: checker.declaredTypes)
    }

    private init(
        schema: any Schema, verbs: [String: VerbSignature], source: SourceText, purpose: Purpose,
        files: SourceFiles?,
        environment: CheckEnvironment
    ) {
        self.schema = schema
        self.verbs = verbs
        self.source = source
        self.purpose = purpose
        self.files = files
        self.environment = environment
    }

    /// Of what is reported: nil in the program itself.
    var currentSource: SourceText? { reading.isEmpty ? nil : source }

    mutating func report(
        _ code: DiagnosticCode, _ message: String, at span: Span, help: String? = nil
    ) {
        var diagnostic = Diagnostic(code, message, at: span, help: help)
        diagnostic.source = currentSource
        diagnostics.append(diagnostic)
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
