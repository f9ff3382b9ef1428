/// A name as it was written, without its backticks.
package struct Name: Hashable, Sendable {
    package var text: String
    package var span: Span
    /// Written in backticks: never a keyword.
    package var isQuoted: Bool

    package init(_ text: String, span: Span, isQuoted: Bool = false) {
        self.text = text
        self.span = span
        self.isQuoted = isQuoted
    }
}

/// An expression with its place. Parentheses leave no node of their own.
package struct Expression: Sendable {
    package var span: Span
    package var kind: Kind

    package init(_ kind: Kind, span: Span) {
        self.kind = kind
        self.span = span
    }

    package indirect enum Kind: Sendable {
        case literal(Literal)
        /// Text with `${…}` in it; text without is a literal.
        case interpolation([StringPart])
        /// `$name`
        case variable(Name)
        /// `@3`, `@clx9f2` (exact false) or `@"17"` (exact true).
        case reference(String, exact: Bool)
        /// `.status`: always the current row's field.
        case rowField(Name)
        /// A bare word: an enum value, a field, or a row variable.
        case name(Name)
        case member(Expression, Name)
        case index(Expression, Expression)
        case call(Expression, [Item])
        /// `( pipeline )` that is more than an expression.
        case pipeline(Pipeline)
        case list([Expression])
        /// `1..10` after the `in` of a `for`.
        case range(Expression, Expression)
        case record([RecordEntry])
        case conditional(Expression, then: Expression, else: Expression)
        case negate(Expression)
        case not(Expression)
        case binary(BinaryOperator, Expression, Expression)
        /// `e [not] in (a, b)` or `e [not] in set`
        case membership(Expression, MembershipSet, negated: Bool)
        case between(Expression, Expression, Expression, negated: Bool)
        case textTest(TextTest, Expression, Expression, negated: Bool)
        case isTest(Expression, IsTest, negated: Bool)
        case quantified(Quantifier, path: [Name], condition: QuantifiedCondition?)
        /// What stands where parsing failed; the error has been reported.
        case missing
    }
}

package struct RecordEntry: Sendable {
    package var key: Name
    package var value: Expression
    package init(key: Name, value: Expression) {
        self.key = key
        self.value = value
    }
}

package enum StringPart: Sendable {
    case text(String)
    case expression(Expression)
}

/// `[NAME ":"] expr`: an item of `select`, `by`, `aggregate`, or an argument of a call.
package struct Item: Sendable {
    package var name: Name?
    package var value: Expression
    package init(name: Name?, value: Expression) {
        self.name = name
        self.value = value
    }
    package var span: Span { name.map { $0.span.union(value.span) } ?? value.span }
}

package enum BinaryOperator: String, Sendable, CaseIterable {
    case or, and
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    /// Equal ignoring case.
    case equalFolded = "=~"
    case notEqualFolded = "!~"
    case coalesce = "??"
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case modulo = "mod"
}

package enum TextTest: String, Sendable, CaseIterable {
    case like, contains, matches
    case startsWith = "starts with"
    case endsWith = "ends with"
}

package enum IsTest: String, Sendable, CaseIterable {
    case null, empty
    case isTrue = "true"
    case isFalse = "false"
}

package indirect enum MembershipSet: Sendable {
    /// `in (a, b, c)`
    case values([Expression])
    /// `in last month`, `in $list`, `in [1, 2]`
    case expression(Expression)
    /// `in a..b`, both ends included.
    case range(Expression, Expression)
}

package enum Quantifier: String, Sendable, CaseIterable {
    case any, every, no, has
    case hasNo = "has no"
}

package indirect enum QuantifiedCondition: Sendable {
    /// `any phones(is_mobile and …)`: a condition on one and the same row.
    case row(Expression)
    /// `any phones.is_dnc`, `any phones.number = "…"`: the test of the path's last field, built with
    /// `Expression.name` of that field on the left. The path then ends before the field.
    case field(Expression)
}
