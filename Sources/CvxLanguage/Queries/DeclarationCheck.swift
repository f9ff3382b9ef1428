/// What a text that runs unasked, and that somebody else may have written, does besides declaring: `let`, `view`
/// and `def` of queries and expressions are all that it may hold.
package struct DeclarationCheck: SyntaxVisitor {
    /// One for each thing that is more, in the order of the text.
    private var diagnostics: [Diagnostic] = []

    package static func diagnostics(of program: Program) -> [Diagnostic] {
        var check = DeclarationCheck()
        check.visit(program)
        return check.diagnostics
    }

    package mutating func visit(_ program: Program) {
        for statement in program.statements {
            switch statement.kind {
            case .let, .view, .define: visit(statement)
            case .invalid: break
            default: refuse(statement.span)
            }
        }
    }

    /// Verbs change, send, spend, log in; none of them declares.
    package mutating func visit(_ command: Command) { refuse(command.span) }

    package mutating func visit(_ stage: Stage) {
        switch stage.kind {
        case .save, .page, .command: refuse(stage.span)
        default: visitChildren(of: stage)
        }
    }

    private mutating func refuse(_ span: Span) {
        diagnostics.append(
            Diagnostic(
                .startupStatement, "a workspace's start-up file only declares", at: span,
                help: "`let`, `view` and `def`; the rest belongs in your own init.cvx"))
    }
}
