/// A pipeline with its operations in the order in which they work.
package struct CheckedPipeline: Sendable {
    package var source: Source
    package var operations: [Operation]
    package var type: Type
    package var span: Span
    /// So many of the first operations are a view's: their spans are of the text that declared it.
    package var viewOperations = 0
    package init(source: Source, operations: [Operation], type: Type, span: Span) {
        self.source = source
        self.operations = operations
        self.type = type
        self.span = span
    }

    package indirect enum Source: Sendable {
        /// All rows of an entity, or of one of its homes.
        case scan(entity: String, home: String?)
        case value(CheckedExpression)
        case sql(CheckedExpression, [CheckedExpression])
        case command(CheckedCommand)
        case change(CheckedChange)
    }

    package indirect enum Operation: Sendable {
        case filter(CheckedExpression)
        case sort([CheckedSortKey])
        case limit(CheckedExpression)
        case offset(CheckedExpression)
        case project([CheckedColumn])
        case distinct
        case aggregate(keys: [CheckedColumn], values: [CheckedColumn])
        case first(CheckedExpression)
        case last(CheckedExpression)
        /// `find one`, `find first`: a row in place of a list.
        case one(Span)
        case firstRow
        case lastRow
        case count
        case exists
        case output(Output)
    }

    /// What ends a pipeline: where its rows go.
    package enum Output: Sendable {
        case format(String)
        case save(CheckedExpression, Span)
        case page
        case explain
        case chart(String, [CheckedColumn])
    }
}

package struct CheckedColumn: Sendable {
    package var name: String
    package var value: CheckedExpression
    package init(name: String, value: CheckedExpression) {
        self.name = name
        self.value = value
    }
}

package struct CheckedSortKey: Sendable {
    package var value: CheckedExpression
    package var descending: Bool
    package init(value: CheckedExpression, descending: Bool) {
        self.value = value
        self.descending = descending
    }
}

/// `max cost $5`, `type call`, `force`
package struct CheckedOption: Sendable {
    /// As the shape spells it.
    package var name: String
    package var values: [CheckedExpression]
    /// Bare words, for an option that takes those.
    package var words: [Name]
    package var span: Span
    package init(name: String, values: [CheckedExpression], words: [Name], span: Span) {
        self.name = name
        self.values = values
        self.words = words
        self.span = span
    }
}

/// A verb that the command table carries out.
package struct CheckedCommand: Sendable {
    package var verb: String
    package var subverb: String?
    package var target: CheckedExpression?
    package var arguments: [CheckedExpression]
    /// Bare words (`describe leads`).
    package var words: [Name]
    package var options: [CheckedOption]
    package var effects: Effects
    package var span: Span
    package init(
        verb: String, subverb: String?, target: CheckedExpression?, arguments: [CheckedExpression],
        words: [Name], options: [CheckedOption] = [], effects: Effects = Effects(), span: Span
    ) {
        self.verb = verb
        self.subverb = subverb
        self.target = target
        self.arguments = arguments
        self.words = words
        self.options = options
        self.effects = effects
        self.span = span
    }
}

extension CheckedCommand {
    /// Nil where it was not written.
    package func option(_ name: String) -> CheckedOption? { options.first { $0.name == name } }
}

package struct CheckedStatement: Sendable {
    package enum Kind: Sendable {
        case pipeline(CheckedPipeline)
        /// `let` and assignment. Membership of rows is frozen, their fields are read fresh.
        case bind(CheckedVariable, CheckedPipeline)
        case `if`([CheckedBranch], else: [CheckedStatement])
        case `for`(CheckedVariable, CheckedPipeline, [CheckedStatement])
        case `while`(CheckedExpression, [CheckedStatement])
        /// The error is bound as a record of `message`, `code` and `line`.
        case tryCatch([CheckedStatement], CheckedVariable?, [CheckedStatement])
        case transaction([CheckedStatement])
        case dryRun([CheckedStatement])
        case `return`(CheckedPipeline?)
        case `break`
        case `continue`
        case assert(CheckedExpression, message: CheckedExpression?)
        case fail(CheckedExpression)
        case exit(CheckedExpression)
    }
    package var kind: Kind
    package var span: Span
    package init(_ kind: Kind, span: Span) {
        self.kind = kind
        self.span = span
    }
}

package struct CheckedBranch: Sendable {
    package var condition: CheckedExpression
    package var body: [CheckedStatement]
    package init(condition: CheckedExpression, body: [CheckedStatement]) {
        self.condition = condition
        self.body = body
    }
}

/// `update 5_000` of an `allow`: the ceiling is a literal or a parameter.
package struct CheckedAllowance: Sendable {
    package var kind: Effects.Kind
    package var ceiling: CheckedExpression
    package init(kind: Effects.Kind, ceiling: CheckedExpression) {
        self.kind = kind
        self.ceiling = ceiling
    }
}

/// A program that may run.
package struct CheckedProgram: Sendable {
    /// The files that it uses, each after those that it uses itself.
    package var modules: [CheckedModule]
    package var statements: [CheckedStatement]
    /// Its functions and those of its files, from the number `firstFunction` on; nil for one that has no body.
    package var functions: [CheckedFunction?]
    package var firstFunction: Int
    /// Places for its own variables, those that were there before it counted.
    package var globalCount: Int
    /// Places for the variables of blocks.
    package var localCount: Int
    /// Some statement reads `$_` or `@3`: results must be kept.
    package var readsLastResult: Bool
    /// What it may do, followed through calls.
    package var effects: Effects
    /// Its `allow`; nil for the shell and `-c`, which ask in its place.
    package var allowances: [CheckedAllowance]?

    /// What may be spent at most, as the program writes it; nil where it may spend nothing.
    package func spending(in source: SourceText) -> String? {
        allowances?.first { $0.kind == .spend }.map { source.text($0.ceiling.span) }
    }

    package init(
        modules: [CheckedModule], statements: [CheckedStatement], functions: [CheckedFunction?],
        firstFunction: Int, globalCount: Int, localCount: Int, readsLastResult: Bool, effects: Effects,
        allowances: [CheckedAllowance]?
    ) {
        self.modules = modules
        self.statements = statements
        self.functions = functions
        self.firstFunction = firstFunction
        self.globalCount = globalCount
        self.localCount = localCount
        self.readsLastResult = readsLastResult
        self.effects = effects
        self.allowances = allowances
    }
}
