/// `source | stage | stage`
package struct Pipeline: Sendable {
    package var source: Source
    package var stages: [Stage]
    package var span: Span
    package init(source: Source, stages: [Stage], span: Span) {
        self.source = source
        self.stages = stages
        self.span = span
    }

    package indirect enum Source: Sendable {
        case query(Query)
        case command(Command)
        case expression(Expression)
        /// A line of the shell that starts with `|` or a clause word: `$_`.
        case lastResult
    }
}

/// `leads`, `prisma.leads`
package struct EntityName: Sendable {
    package var home: Name?
    package var name: Name
    package init(home: Name?, name: Name) {
        self.home = home
        self.name = name
    }
    package var span: Span { home.map { $0.span.union(name.span) } ?? name.span }
}

package struct Query: Sendable {
    package enum Verb: String, Sendable, CaseIterable {
        case find
        case findOne = "find one"
        case findFirst = "find first"
        case count, exists
    }
    package var verb: Verb
    /// Of the verb's words.
    package var verbSpan: Span
    package var entity: EntityName
    package var clauses: [Clause]
    /// `count leads by status`
    package var by: [Item]?
    package var span: Span
    package init(
        verb: Verb, verbSpan: Span, entity: EntityName, clauses: [Clause], by: [Item]?, span: Span
    ) {
        self.verb = verb
        self.verbSpan = verbSpan
        self.entity = entity
        self.clauses = clauses
        self.by = by
        self.span = span
    }
}

package struct Clause: Sendable {
    package var kind: Kind
    package var span: Span
    package init(_ kind: Kind, span: Span) {
        self.kind = kind
        self.span = span
    }

    package enum Kind: Sendable {
        case `where`(Expression)
        case since(Expression)
        case until(Expression)
        case sort([SortKey])
        case limit(Expression)
        case offset(Expression)
        case select([Item])
        case distinct
        case groupBy([Item])
        case aggregate([Item])
        case having(Expression)
    }
}

package struct SortKey: Sendable {
    package var value: Expression
    package var descending: Bool
    package init(value: Expression, descending: Bool) {
        self.value = value
        self.descending = descending
    }
}

package struct Stage: Sendable {
    package var kind: Kind
    package var span: Span
    package init(_ kind: Kind, span: Span) {
        self.kind = kind
        self.span = span
    }

    package indirect enum Kind: Sendable {
        case clause(Clause)
        /// `first` (nil: one row, unwrapped as `find first` does) or `first 5`.
        case first(Expression?)
        case last(Expression?)
        case count
        case page
        case explain
        case chart(kind: Name, items: [Item])
        case to(Name)
        case save(Expression)
        /// A command that takes its target from the pipe.
        case command(Command)
    }
}
