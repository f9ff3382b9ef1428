/// A parsed file, `-c` text or shell line, with the comments that the formatter puts back.
package struct Program: Sendable {
    package var statements: [Statement]
    package var comments: [Comment]
    package init(statements: [Statement], comments: [Comment]) {
        self.statements = statements
        self.comments = comments
    }
}

package struct Comment: Hashable, Sendable {
    /// From the `#` to the line's end, without the line end.
    package var span: Span
    /// Something other than white space stands before it on its line.
    package var isTrailing: Bool
    package init(span: Span, isTrailing: Bool) {
        self.span = span
        self.isTrailing = isTrailing
    }
}

package struct Block: Sendable {
    package var statements: [Statement]
    package var span: Span
    package init(statements: [Statement], span: Span) {
        self.statements = statements
        self.span = span
    }
}

package struct Statement: Sendable {
    package var kind: Kind
    package var span: Span
    package init(_ kind: Kind, span: Span) {
        self.kind = kind
        self.span = span
    }

    package indirect enum Kind: Sendable {
        case pipeline(Pipeline)
        case `let`(Name, type: TypeName?, Pipeline)
        case view(Name, type: TypeName?, Pipeline)
        case assign(Name, Pipeline)
        case define(Definition)
        case parameters([Parameter])
        case allow([Allowance])
        case use(String, span: Span)
        case `if`([(condition: Expression, block: Block)], else: Block?)
        case `for`(Name, Pipeline, Block)
        case `while`(Expression, Block)
        case tryCatch(Block, name: Name?, Block)
        case transaction(Block)
        case dryRun(Block)
        case preview(Statement)
        case `return`(Pipeline?)
        case `break`
        case `continue`
        case fail(Expression)
        case exit(Expression)
        case assert(Expression, message: Expression?)
        /// Did not parse; the error has been reported.
        case invalid
    }
}

package struct Definition: Sendable {
    package enum Body: Sendable {
        case expression(Expression)
        case block(Block)
    }
    package var name: Name
    package var parameters: [Parameter]
    package var result: TypeName?
    package var body: Body
    package init(name: Name, parameters: [Parameter], result: TypeName?, body: Body) {
        self.name = name
        self.parameters = parameters
        self.result = result
        self.body = body
    }
}

package struct Parameter: Sendable {
    package var name: Name
    package var type: TypeName
    package var defaultValue: Expression?
    package init(name: Name, type: TypeName, defaultValue: Expression?) {
        self.name = name
        self.type = type
        self.defaultValue = defaultValue
    }
}

/// `int`, `[lead]`, `text?`
package struct TypeName: Sendable {
    package indirect enum Kind: Sendable {
        case named(Name)
        case list(TypeName)
    }
    package var kind: Kind
    package var isOptional: Bool
    package var span: Span
    package init(_ kind: Kind, isOptional: Bool, span: Span) {
        self.kind = kind
        self.isOptional = isOptional
        self.span = span
    }
}

/// `update 5_000` of `allow update 5_000, spend $25`
package struct Allowance: Sendable {
    package var effect: Name
    package var ceiling: Expression
    package init(effect: Name, ceiling: Expression) {
        self.effect = effect
        self.ceiling = ceiling
    }
}
