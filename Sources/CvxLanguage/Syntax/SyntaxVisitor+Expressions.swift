// Inside an expression.
extension SyntaxVisitor {
    package mutating func visitChildren(of expression: Expression) {
        switch expression.kind {
        case .literal, .reference, .missing: break
        case .interpolation(let parts):
            for case .expression(let value) in parts { visit(value) }
        case .variable(let name), .rowField(let name), .name(let name): visit(name)
        case .member(let base, let name):
            visit(base)
            visit(name)
        case .index(let base, let index):
            visit(base)
            visit(index)
        case .call(let callee, let arguments):
            visit(callee)
            for argument in arguments { visit(argument) }
        case .pipeline(let pipeline): visit(pipeline)
        case .list(let elements): for element in elements { visit(element) }
        case .range(let low, let high):
            visit(low)
            visit(high)
        case .record(let entries):
            for entry in entries {
                visit(entry.key)
                visit(entry.value)
            }
        case .conditional(let condition, let then, let other):
            visit(condition)
            visit(then)
            visit(other)
        case .negate(let value), .not(let value): visit(value)
        case .binary(_, let left, let right):
            visit(left)
            visit(right)
        case .membership(let value, let set, _):
            visit(value)
            visit(set)
        case .between(let value, let low, let high, _):
            visit(value)
            visit(low)
            visit(high)
        case .textTest(_, let value, let other, _):
            visit(value)
            visit(other)
        case .isTest(let value, _, _): visit(value)
        case .quantified(_, let path, let condition):
            for name in path { visit(name) }
            switch condition {
            case .row(let inner), .field(let inner): visit(inner)
            case nil: break
            }
        }
    }

    private mutating func visit(_ set: MembershipSet) {
        switch set {
        case .values(let values): for value in values { visit(value) }
        case .expression(let value): visit(value)
        case .range(let low, let high):
            visit(low)
            visit(high)
        }
    }
}
