package import CvxDomain
package import CvxLanguage

/// Works expressions of a statement out, with the statement's variables: what lowering, list pipelines and the host's
/// commands ask. The expression is put into code and run on the machine like everything else.
package struct Evaluator {
    package let machine: Machine
    /// The statement's registers; those of block variables begin at `firstLocal`.
    let outer: UnsafeMutablePointer<Value>
    let firstLocal: Int

    init(machine: Machine, outer: UnsafeMutablePointer<Value>, firstLocal: Int) {
        self.machine = machine
        self.outer = outer
        self.firstLocal = firstLocal
    }

    /// For expressions that stand alone, at one moment.
    package init(moments: Moments, engine: (any QueryEngine)? = nil) {
        let machine = Machine(engine: engine, zone: moments.zone, clock: { moments.now })
        self.init(machine: machine, outer: machine.stack, firstLocal: 0)
    }

    package var moments: Moments { machine.moments }
    package var engine: (any QueryEngine)? { machine.engine }

    package func evaluate(_ expression: CheckedExpression) throws -> Value {
        try machine.run(try code(expression), row: .null, outer: outer)
    }

    package func isTrue(_ expression: CheckedExpression) throws -> Bool {
        try evaluate(expression).isTrue
    }

    /// The values of a list, the rows of rows, a single value as a list of its own.
    package func items(_ value: Value) -> [Value] { Machine.items(value) }

    /// An expression's code, with the statement's variables as they will be when it runs.
    func code(_ expression: CheckedExpression, isOfRow: Bool = false) throws -> Code {
        try CodeBuilder.code(
            of: expression, in: .expression(outerFirstLocal: firstLocal),
            source: machine.state.pointee.code._withUnsafeGuaranteedRef { $0.source }, isOfRow: isOfRow)
    }

    @discardableResult
    static func checkPattern(
        _ pattern: String, at span: CvxLanguage.Span
    ) throws -> Regex<AnyRegexOutput> {
        do { return try Regex(pattern) } catch {
            throw Diagnostic(
                .badPattern, "`\(pattern)` is not a regular expression", at: span, help: "\(error)")
        }
    }
}

extension CodeBuilder {
    /// An expression's code: its row is register 0.
    static func code(
        of expression: CheckedExpression, in place: Place, source: SourceText, isOfRow: Bool
    ) throws -> Code {
        var builder = CodeBuilder(place, source: source, localCount: 1)
        builder.isOfRow = isOfRow
        builder.span = expression.span
        let result = try builder.temporary()
        try builder.compile(expression, into: result)
        builder.emit(.halt, result)
        return Code(builder)
    }
}
