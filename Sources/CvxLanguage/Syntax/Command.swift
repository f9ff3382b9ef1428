/// A statement that does something: its words are data (`CommandShape`), its tree is this.
package struct Command: Sendable {
    package var kind: Kind
    package var span: Span
    /// Of the verb alone.
    package var verbSpan: Span
    /// `because "…"`, kept with the change; of a verb with options it is one of those.
    package var reason: Expression?
    package init(_ kind: Kind, reason: Expression? = nil, span: Span, verbSpan: Span) {
        self.kind = kind
        self.reason = reason
        self.span = span
        self.verbSpan = verbSpan
    }

    package indirect enum Kind: Sendable {
        case set(Target?, [Assignment])
        case update(all: Bool, EntityName, condition: Expression?, [Assignment])
        case delete(DeleteTarget?)
        /// `add leads {…}`, `add leadflow.leads {…}`
        case addRecord(EntityName, Expression)
        /// `add note to @1 "…" type call`
        case addTo(EntityName, Target?, Expression, type: Name?)
        case importData(EntityName, path: Expression, mapping: Expression?, onConflict: Name?)
        case sql(Expression, parameters: Expression?)
        /// `explain PIPELINE`
        case explain(Pipeline)
        case verb(VerbCall)
    }
}

package indirect enum Target: Sendable {
    /// `$x`, `$x.phone`, `$x[0]`, `@3`, `"text"`
    case expression(Expression)
    case pipeline(Pipeline)
    case rows(EntityName, condition: Expression, span: Span)
}

package indirect enum DeleteTarget: Sendable {
    case target(Target)
    case all(EntityName)
}

package struct Assignment: Sendable {
    package var field: Name
    package var value: Expression
    package init(field: Name, value: Expression) {
        self.field = field
        self.value = value
    }
}

/// `VERB [SUBVERB] [target] [expr {"," expr}] {OPTION [value]}`
package struct VerbCall: Sendable {
    package var verb: Name
    package var subverb: Name?
    package var target: Target?
    package var arguments: [Expression]
    /// A bare word among the arguments is a name (`describe leads`), not a field.
    package var argumentsAreNames: Bool
    package var options: [OptionUse]
    package init(
        verb: Name, subverb: Name?, target: Target?, arguments: [Expression], argumentsAreNames: Bool,
        options: [OptionUse]
    ) {
        self.verb = verb
        self.subverb = subverb
        self.target = target
        self.arguments = arguments
        self.argumentsAreNames = argumentsAreNames
        self.options = options
    }
}

package struct OptionUse: Sendable {
    /// The words of the option, as its shape spells them: `max cost`.
    package var name: Name
    package var values: [Expression]
    /// Its values are bare words.
    package var takesNames: Bool
    /// The entity over whose rows the `${…}` of its text are worked out; nil for any other option.
    package var templateEntity: String?
    package init(
        name: Name, values: [Expression], takesNames: Bool = false, templateEntity: String? = nil
    ) {
        self.name = name
        self.values = values
        self.takesNames = takesNames
        self.templateEntity = templateEntity
    }
}
