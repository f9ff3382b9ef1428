/// An expression whose names are resolved and whose types fit.
package struct CheckedExpression: Sendable {
    package var type: Type
    package var span: Span
    package var kind: Kind

    package init(_ kind: Kind, _ type: Type, _ span: Span) {
        self.kind = kind
        self.type = type
        self.span = span
    }

    package indirect enum Kind: Sendable {
        case literal(Literal)
        /// A word of the vocabulary in its canonical spelling.
        case symbol(String)
        case interpolation([Part])
        case variable(CheckedVariable)
        /// `$_`
        case lastResult
        case reference(String, exact: Bool)
        /// A field of the current row, perhaps of a row that it belongs to.
        case field(FieldPath)
        /// A column of the current record.
        case column(String)
        case member(CheckedExpression, String)
        case index(CheckedExpression, CheckedExpression)
        case call(ScalarFunction, [CheckedExpression])
        /// A function of the program, by its number, with an argument for each of its parameters.
        case callFunction(Int, [CheckedExpression])
        /// The body with a row of the entity as its current row; on null every field is null.
        case onRow(CheckedExpression, entity: String, CheckedExpression)
        /// Only in `aggregate` items, `by` items and over lists.
        case aggregate(AggregateFunction, CheckedExpression?)
        case listAggregate(AggregateFunction, CheckedExpression)
        case pipeline(CheckedPipeline)
        case list([CheckedExpression])
        /// The whole numbers from one to another, both included.
        case range(CheckedExpression, CheckedExpression)
        /// A value made to be of this expression's type; refused at run time where it is of another kind.
        case convert(CheckedExpression)
        case record([(name: String, value: CheckedExpression)])
        case conditional(CheckedExpression, then: CheckedExpression, else: CheckedExpression)
        case negate(CheckedExpression)
        case not(CheckedExpression)
        case and(CheckedExpression, CheckedExpression)
        case or(CheckedExpression, CheckedExpression)
        case compare(Comparison, CheckedExpression, CheckedExpression)
        case arithmetic(Arithmetic, CheckedExpression, CheckedExpression)
        case coalesce(CheckedExpression, CheckedExpression)
        /// `e in (a, b)`; `e in $list` has one member of list type. Ignoring case only where all are text.
        case membership(CheckedExpression, [CheckedExpression], ignoringCase: Bool)
        case textTest(TextTest, CheckedExpression, CheckedExpression)
        case equalFolded(CheckedExpression, CheckedExpression)
        case isNull(CheckedExpression)
        case isEmpty(CheckedExpression)
        case isTrue(CheckedExpression)
        case isFalse(CheckedExpression)
        case quantified(Quantification)
        /// Reported already.
        case invalid
    }

    package enum Part: Sendable {
        case text(String)
        case value(CheckedExpression)
    }

    package enum Comparison: String, Sendable {
        case equal = "="
        case notEqual = "!="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    package enum Arithmetic: String, Sendable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case modulo = "mod"
    }
}

/// A variable by its place: the program's own are seen by its functions too, the others live in one block.
package struct CheckedVariable: Hashable, Sendable {
    package var name: String
    package var slot: Int
    package var isGlobal: Bool
    package init(name: String, slot: Int, isGlobal: Bool) {
        self.name = name
        self.slot = slot
        self.isGlobal = isGlobal
    }
}

/// To-one relations to walk from the current row, then the field there.
package struct FieldPath: Hashable, Sendable {
    package var relations: [String]
    /// The entity that has the field.
    package var entity: String
    package var field: String
    package init(relations: [String], entity: String, field: String) {
        self.relations = relations
        self.entity = entity
        self.field = field
    }
}

/// `any phones(…)`: to-one relations, then a to-many relation whose rows are tested.
package struct Quantification: Sendable {
    package enum Kind: Sendable { case any, every, no }
    package var kind: Kind
    package var relations: [String]
    package var target: String
    package var condition: CheckedExpression?
    package init(kind: Kind, relations: [String], target: String, condition: CheckedExpression?) {
        self.kind = kind
        self.relations = relations
        self.target = target
        self.condition = condition
    }
}
