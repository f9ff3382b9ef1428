/// A pipeline with its operations in the order in which they work.
package struct CheckedPipeline: Sendable {
    package var source: Source
    package var operations: [Operation]
    package var type: Type
    package var span: Span
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

/// A verb that the command table carries out.
package struct CheckedCommand: Sendable {
    package var verb: String
    package var subverb: String?
    package var target: CheckedExpression?
    package var arguments: [CheckedExpression]
    /// Bare words (`describe leads`).
    package var words: [Name]
    package var span: Span
    package init(
        verb: String, subverb: String?, target: CheckedExpression?, arguments: [CheckedExpression],
        words: [Name], span: Span
    ) {
        self.verb = verb
        self.subverb = subverb
        self.target = target
        self.arguments = arguments
        self.words = words
        self.span = span
    }
}

package struct CheckedStatement: Sendable {
    package enum Kind: Sendable {
        case pipeline(CheckedPipeline)
        /// Membership is frozen, fields are read fresh.
        case bind(String, CheckedPipeline)
        /// Live.
        case view(String, CheckedPipeline)
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

/// A program that may run.
package struct CheckedProgram: Sendable {
    package var statements: [CheckedStatement]
    /// Some statement reads `$_` or `@3`: results must be kept.
    package var readsLastResult: Bool
    package init(statements: [CheckedStatement], readsLastResult: Bool) {
        self.statements = statements
        self.readsLastResult = readsLastResult
    }
}
