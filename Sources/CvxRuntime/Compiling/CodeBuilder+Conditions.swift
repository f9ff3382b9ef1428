import CvxDomain
import CvxLanguage

// Conditions that decide where to go on need no value.
extension CodeBuilder {
    /// Goes on behind where the condition is true, else at the label.
    mutating func branch(_ condition: CheckedExpression, ifFalse label: Label) throws {
        let outer = mark
        defer { release(to: outer) }
        switch condition.kind {
        case .literal(.bool(true)): break
        case .literal(.bool(false)): jump(.jump, to: label)
        case .not(let inner): try branch(inner, ifTrue: label)
        case .and(let left, let right):
            try branch(left, ifFalse: label)
            try branch(right, ifFalse: label)
        case .or(let left, let right):
            let yes = self.label()
            try branch(left, ifTrue: yes)
            try branch(right, ifFalse: label)
            place(yes)
        case .compare(let comparison, let left, let right):
            try jumpUnless(comparison, left, right, to: label)
        default:
            let register = try operand(condition)
            jump(.jumpUnless, 0, register, to: label)
        }
    }

    /// Goes to the label where the condition is true, else on behind.
    mutating func branch(_ condition: CheckedExpression, ifTrue label: Label) throws {
        let outer = mark
        defer { release(to: outer) }
        switch condition.kind {
        case .literal(.bool(true)): jump(.jump, to: label)
        case .literal(.bool(false)): break
        case .not(let inner): try branch(inner, ifFalse: label)
        case .or(let left, let right):
            try branch(left, ifTrue: label)
            try branch(right, ifTrue: label)
        case .and(let left, let right):
            let no = self.label()
            try branch(left, ifFalse: no)
            try branch(right, ifTrue: label)
            place(no)
        default:
            let register = try operand(condition)
            jump(.jumpIf, 0, register, to: label)
        }
    }

    private mutating func jumpUnless(
        _ comparison: CheckedExpression.Comparison, _ left: CheckedExpression, _ right: CheckedExpression,
        to label: Label
    ) throws {
        if case .literal(.int(let number)) = right.kind, let small = Int16(exactly: number) {
            let register = try operand(left)
            let opcode: Opcode =
                switch comparison {
                case .equal: .jumpUnlessEqualSmall
                case .notEqual: .jumpUnlessNotEqualSmall
                case .less: .jumpUnlessLessSmall
                case .lessOrEqual: .jumpUnlessLessOrEqualSmall
                case .greater: .jumpUnlessGreaterSmall
                case .greaterOrEqual: .jumpUnlessGreaterOrEqualSmall
                }
            return jump(opcode, Int(UInt16(bitPattern: small)), register, to: label)
        }
        let (first, second) = try operands(left, right)
        let opcode: Opcode =
            switch comparison {
            case .equal: .jumpUnlessEqual
            case .notEqual: .jumpUnlessNotEqual
            case .less: .jumpUnlessLess
            case .lessOrEqual: .jumpUnlessLessOrEqual
            case .greater: .jumpUnlessGreater
            case .greaterOrEqual: .jumpUnlessGreaterOrEqual
            }
        jump(opcode, 0, first, second, to: label)
    }

    /// `and` and `or` as a value: true or false, never null.
    mutating func compileTruth(_ condition: CheckedExpression, into target: Int) throws {
        let (no, end) = (label(), label())
        try branch(condition, ifFalse: no)
        emit(.constant, target, d: constant(.bool(true)))
        jump(.jump, to: end)
        place(no)
        emit(.constant, target, d: constant(.bool(false)))
        place(end)
    }
}
