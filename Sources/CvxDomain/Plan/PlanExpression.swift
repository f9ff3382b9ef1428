/// An expression over a row. Null is two-valued: comparisons are false where they cannot be true, `not` is the complement.
package struct PlanExpression: Sendable {
    package var type: ColumnType
    package var kind: Kind

    package init(_ kind: Kind, _ type: ColumnType) {
        self.kind = kind
        self.type = type
    }

    package indirect enum Kind: Sendable {
        case constant(Scalar)
        case field(Field)
        /// A column that an earlier operation made.
        case column(String)
        case and(PlanExpression, PlanExpression)
        case or(PlanExpression, PlanExpression)
        case not(PlanExpression)
        case compare(Comparison, PlanExpression, PlanExpression)
        /// `low <= e < high` in instants or days; nil is open.
        case within(PlanExpression, from: Scalar?, to: Scalar?)
        case membership(PlanExpression, [PlanExpression])
        case textTest(TextTest, PlanExpression, PlanExpression)
        case isNull(PlanExpression)
        case isEmpty(PlanExpression)
        /// True, or false, and not null.
        case isBool(PlanExpression, Bool)
        case arithmetic(Arithmetic, PlanExpression, PlanExpression)
        case negate(PlanExpression)
        case coalesce(PlanExpression, PlanExpression)
        case conditional(PlanExpression, then: PlanExpression, else: PlanExpression)
        case concatenation([PlanExpression])
        /// A function of the language, by its name there.
        case call(String, [PlanExpression])
        case aggregate(Aggregate, PlanExpression?)
        /// Some related row meets the condition.
        case exists(relations: [String], condition: PlanExpression?)
    }

    /// To-one relations to walk, then the field.
    package struct Field: Hashable, Sendable {
        package var relations: [String]
        package var name: String
        package init(relations: [String], name: String) {
            self.relations = relations
            self.name = name
        }
    }

    package enum Comparison: String, Sendable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    package enum TextTest: String, Sendable {
        case like, contains, matches, startsWith, endsWith, equalFolded
    }

    package enum Arithmetic: String, Sendable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case modulo = "%"
    }

    package enum Aggregate: String, Sendable {
        case count, sum, avg, min, max, countDistinct
    }

    /// True where one of the tests is. In halves: thousands of tests one in the other would be too deep.
    package static func any(_ tests: some RandomAccessCollection<PlanExpression>) -> PlanExpression {
        guard let first = tests.first else { return .constant(.bool(false), .bool) }
        if tests.count == 1 { return first }
        let half = tests.count / 2
        return PlanExpression(.or(any(tests.prefix(half)), any(tests.dropFirst(half))), .bool)
    }

    package static func constant(_ value: Scalar, _ type: ColumnType) -> PlanExpression {
        PlanExpression(.constant(value), type)
    }
}
