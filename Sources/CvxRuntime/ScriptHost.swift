package import CvxLanguage

/// What a running program asks of the session around it. The evaluator walks statements, variables and control
/// flow; whatever is shown, changes a store or reaches outside is the host's.
///
/// Every call is made on the program's own thread, one at a time. The evaluator handed over sees the variables of
/// the statement that runs and is good during the call only. What is thrown passes through the program, which rolls
/// back and leaves what is open on the way; `try` catches what `diagnostic(of:)` gives.
package protocol ScriptHost: AnyObject {
    /// Before the first statement of a file: what its `allow` grants. Not called by the shell and `-c`, which ask.
    func allow(_ ceilings: Ceilings)

    /// A pipeline as a statement: carry it out and show what it gives. A command as its source is performed.
    /// - Parameter source: the value of its source where that is an expression: it is worked out already
    func run(_ statement: CheckedPipeline, source: Value?, _ evaluator: Evaluator) throws

    /// `print`: a line, its end included, for standard output.
    func print(_ line: String) throws

    /// A command whose value is used: `let r = skiptrace $lead`. It shows nothing.
    func perform(_ command: CheckedCommand, _ evaluator: Evaluator) throws -> Value

    /// A change whose value is used: `let n = update leads …` is how many rows changed, `let note = add note …` the row.
    func perform(_ change: CheckedChange, _ evaluator: Evaluator) throws -> Value

    /// `transaction { … }`: `begin`, then `commit` where the block was left without an error, by `return`, `break`
    /// and `continue` too, else `rollback`. Blocks nest; the inner ones are savepoints or an error, as the host says.
    func begin(at span: CvxLanguage.Span) throws
    func commit() throws
    func rollback()

    /// `dry run { … }` and `preview STATEMENT`: until it is left, changes are counted and shown, none is made.
    func enterDryRun(at span: CvxLanguage.Span) throws
    func leaveDryRun()

    /// A failure of a store or an output as a diagnostic; nil for what no `try` may catch.
    func diagnostic(of error: any Error) -> Diagnostic?

    /// Asked before each turn of a loop and each call: true ends the program with `R506`.
    var isInterrupted: Bool { get }
}
