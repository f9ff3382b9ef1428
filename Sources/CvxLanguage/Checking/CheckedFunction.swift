/// What a call has to know of a function of the program.
package struct FunctionSignature: Sendable {
    package struct Parameter: Sendable {
        package var name: String
        package var type: Type
        /// Taken where a call gives nothing.
        package var defaultValue: CheckedExpression?
    }

    /// Its place among the functions of the session.
    package var number: Int
    package var name: String
    package var parameters: [Parameter]
    package var result: Type
    /// The body of a function of one expression, its parameters as the first variables: what calls over the rows of a
    /// store become.
    var inlined: CheckedExpression?
    /// What calling it may do, followed through its own calls.
    package internal(set) var effects = Effects()
}

/// A function as it runs: its parameters are its first variables.
package struct CheckedFunction: Sendable {
    package var name: String
    package var source: SourceText
    package var body: [CheckedStatement]
    /// Places for parameters and the variables of blocks.
    package var localCount: Int
    package var span: Span
}

/// The declarations of a file that another uses: its own variables are set before the program's first statement.
package struct CheckedModule: Sendable {
    package var source: SourceText
    package var statements: [CheckedStatement]
    package var localCount: Int
}
