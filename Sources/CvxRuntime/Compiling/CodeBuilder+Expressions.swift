import CvxDomain
import CvxLanguage

extension CodeBuilder {
    /// The register of a variable; nil where it has to be fetched.
    func register(of variable: CheckedVariable) -> Int? {
        switch place {
        case .program: variable.isGlobal ? variable.slot : firstLocal + variable.slot
        case .function: variable.isGlobal ? nil : variable.slot
        case .expression: nil
        }
    }

    /// A register with the value: the variable's own, or a temporary one.
    mutating func operand(_ expression: CheckedExpression) throws -> Int {
        if case .variable(let variable) = expression.kind, let register = register(of: variable) {
            return register
        }
        let register = try temporary()
        try compile(expression, into: register)
        return register
    }

    /// Two operands; what the second may change of the first is read before.
    mutating func operands(_ left: CheckedExpression, _ right: CheckedExpression) throws -> (Int, Int) {
        if case .variable(let variable) = left.kind, variable.isGlobal, right.containsCall {
            let first = try temporary()
            try compile(left, into: first)
            return (first, try operand(right))
        }
        return (try operand(left), try operand(right))
    }

    /// The values side by side in registers of their own; gives the first.
    mutating func consecutive(_ expressions: [CheckedExpression]) throws -> Int {
        let first = mark
        for expression in expressions {
            let register = try temporary()
            try compile(expression, into: register)
        }
        return first
    }

    mutating func compile(_ expression: CheckedExpression, into target: Int) throws {
        let outer = mark
        defer { release(to: outer) }
        switch expression.kind {
        case .literal(let literal): compile(literal, into: target)
        case .symbol(let word):
            if case .enumeration(let vocabulary) = expression.type {
                emit(.constant, target, d: constant(.scalar(.symbol(vocabulary, word))))
            } else {
                emit(.constant, target, d: constant(.text(word)))
            }
        case .variable(let variable): read(variable, into: target)
        case .lastResult: emit(.lastResult, target)
        case .reference(let text, let exact):
            references.append(
                .init(text: text, isExact: exact, entity: expression.type.entityName, span: expression.span))
            emit(.reference, target, d: references.count - 1)
        case .field(let path): field(path.field, expression, into: target)
        case .column(let name): field(name, expression, into: target)
        case .member(let base, let name):
            let register = try operand(base)
            members.append(.init(name: name, type: expression.type, span: expression.span))
            emit(.member, target, register, d: members.count - 1)
        case .index(let base, let index):
            let (list, place) = try operands(base, index)
            emit(.index, target, list, place, d: typeSite(expression))
        case .call(let function, let arguments):
            let first = try consecutive(arguments)
            functions.append(.init(function: function, type: expression.type, span: expression.span))
            emit(.function, target, first, arguments.count, d: functions.count - 1)
        case .callFunction(let function, let arguments):
            let first = try consecutive(arguments)
            let outer = span
            span = expression.span
            emit(.call, target, arguments.count, first, d: function)
            span = outer
        case .onRow(let base, let entity, let body):
            let row = try operand(base)
            rowBodies.append(try RowBody(entity: entity, expression: body, in: self))
            emit(.onRow, target, row, d: rowBodies.count - 1)
        case .aggregate:
            // Of a group: worked out before the rest of the expression.
            emit(.move, target, aggregateRegisters.isEmpty ? target : aggregateRegisters.removeFirst())
        case .listAggregate(let function, let list):
            let register = try operand(list)
            aggregates.append(.init(function: function, element: list.type.element ?? .unknown))
            emit(.aggregate, target, register, d: aggregates.count - 1)
        case .pipeline(let pipeline): try compile(pipeline, into: target)
        case .list(let items): try compile(list: items, into: target)
        case .range(let low, let high):
            let (first, last) = try operands(low, high)
            emit(.range, target, first, last, d: typeSite(expression))
        case .record(let entries):
            let first = try consecutive(entries.map(\.value))
            shapes.append(Shape(entries.map(\.name)))
            emit(.record, target, first, entries.count, d: shapes.count - 1)
        case .convert(let inner):
            let value = try operand(inner)
            types.append(.init(type: expression.type, span: inner.span))
            emit(.convert, target, value, d: types.count - 1)
        case .conditional(let test, let then, let otherwise):
            let (other, end) = (label(), label())
            try branch(test, ifFalse: other)
            try compile(then, into: target)
            jump(.jump, to: end)
            place(other)
            try compile(otherwise, into: target)
            place(end)
        case .negate(let inner): emit(.negate, target, try operand(inner))
        case .not(let inner): emit(.not, target, try operand(inner))
        case .isNull(let inner): emit(.isNull, target, try operand(inner))
        case .isEmpty(let inner): emit(.isEmpty, target, try operand(inner))
        case .isTrue(let inner): emit(.isTrue, target, try operand(inner))
        case .isFalse(let inner): emit(.isFalse, target, try operand(inner))
        case .and, .or: try compileTruth(expression, into: target)
        case .compare(let comparison, let left, let right):
            let (first, second) = try operands(left, right)
            emit(.compare, target, first, second, d: comparison.number)
        case .arithmetic(let op, let left, let right):
            try compile(op, left, right, expression, into: target)
        case .coalesce(let left, let right):
            let value = isTemporary(target) ? target : try temporary()
            let end = label()
            try compile(left, into: value)
            jump(.jumpUnlessNull, 0, value, to: end)
            try compile(right, into: value)
            place(end)
            if value != target { emit(.move, target, value) }
        case .membership(let subject, let members, let ignoringCase):
            try compileMembership(subject, members, ignoringCase: ignoringCase, into: target)
        case .textTest(let test, let subject, let pattern):
            let (text, part) = try operands(subject, pattern)
            tests.append(.init(test: test, span: pattern.span))
            emit(.textTest, target, text, part, d: tests.count - 1)
        case .equalFolded(let left, let right):
            let (first, second) = try operands(left, right)
            emit(.equalFolded, target, first, second)
        case .interpolation(let parts):
            let first = mark
            for part in parts {
                let register = try temporary()
                switch part {
                case .text(let text): emit(.constant, register, d: constant(.text(text)))
                case .value(let inner): try compile(inner, into: register)
                }
            }
            emit(.concatenate, target, first, parts.count)
        case .quantified, .invalid: emit(.clear, target)
        }
    }

    private mutating func typeSite(_ expression: CheckedExpression) -> Int {
        types.append(.init(type: expression.type, span: expression.span))
        return types.count - 1
    }

    private mutating func compile(_ literal: Literal, into target: Int) {
        switch literal {
        case .null: emit(.clear, target)
        case .bool(let flag): emit(.constant, target, d: constant(.bool(flag)))
        case .int(let number): emit(.constant, target, d: constant(.int(number)))
        case .decimal(let number): emit(.constant, target, d: constant(.decimal(number)))
        case .money(let amount):
            emit(.constant, target, d: constant(.money(Money(tenThousandths: amount))))
        case .percent(let fraction): emit(.constant, target, d: constant(.percent(fraction)))
        case .text(let text): emit(.constant, target, d: constant(.text(text)))
        default:
            literals.append(literal)
            emit(.moment, target, d: literals.count - 1)
        }
    }

    mutating func read(_ variable: CheckedVariable, into target: Int) {
        if let register = register(of: variable) {
            if register != target { emit(.move, target, register) }
        } else if variable.isGlobal {
            emit(.global, target, d: variable.slot)
        } else if case .expression(let outerFirstLocal) = place {
            emit(.outer, target, d: outerFirstLocal + variable.slot)
        }
    }

    private mutating func field(_ name: String, _ expression: CheckedExpression, into target: Int) {
        members.append(.init(name: name, type: expression.type, span: expression.span))
        emit(.field, target, 0, d: members.count - 1)
    }

    /// Long lists one by one: registers are for what is worked on.
    private mutating func compile(list items: [CheckedExpression], into target: Int) throws {
        if items.count <= 16 {
            let first = try consecutive(items)
            emit(.list, target, first, items.count)
            return
        }
        let list = try temporary()
        emit(.list, list, list, 0)
        for item in items {
            let inner = mark
            let register = try temporary()
            try compile(item, into: register)
            emit(.append, list, register)
            release(to: inner)
        }
        emit(.move, target, list)
        emit(.clear, list)
    }

    private mutating func compile(
        _ op: CheckedExpression.Arithmetic, _ left: CheckedExpression, _ right: CheckedExpression,
        _ expression: CheckedExpression, into target: Int
    ) throws {
        let isPlain: Bool =
            switch expression.type {
            case .int, .decimal, .text, .list, .record, .unknown: true
            default: false
            }
        arithmetic.append(
            .init(op: op, type: expression.type, span: right.span, isOfRow: isOfRow))
        let site = arithmetic.count - 1
        if isPlain, op == .add || op == .subtract, case .literal(.int(let number)) = right.kind,
            let small = Int16(exactly: op == .add ? number : -number)
        {
            // The site keeps the operation as it was written, for what is no whole number.
            let register = try operand(left)
            emit(.addSmall, target, register, Int(UInt16(bitPattern: small)), d: site)
            return
        }
        let (first, second) = try operands(left, right)
        let opcode: Opcode =
            switch op {
            case .add where isPlain: .add
            case .subtract where isPlain: .subtract
            case .multiply where isPlain: .multiply
            case .divide where isPlain: .divide
            case .modulo where isPlain: .modulo
            default: .arithmetic
            }
        emit(opcode, target, first, second, d: site)
    }

    private mutating func compileMembership(
        _ subject: CheckedExpression, _ members: [CheckedExpression], ignoringCase: Bool, into target: Int
    ) throws {
        let value = isTemporary(target) ? target : try temporary()
        let wanted = try operand(subject)
        let end = label()
        emit(.constant, value, d: constant(.bool(false)))
        for member in members {
            let inner = mark
            let found = try operand(member)
            if !member.isScalar {
                emit(.contains, value, wanted, found, d: ignoringCase ? 1 : 0)
            } else if ignoringCase {
                emit(.equalFolded, value, wanted, found)
            } else {
                emit(.compare, value, wanted, found, d: CheckedExpression.Comparison.equal.number)
                // Null is in no list.
                let next = label()
                jump(.jumpUnlessNull, 0, wanted, to: next)
                emit(.constant, value, d: constant(.bool(false)))
                place(next)
            }
            release(to: inner)
            jump(.jumpIf, 0, value, to: end)
        }
        place(end)
        if value != target { emit(.move, target, value) }
    }
}

extension CheckedExpression {
    /// A value by itself, not a list to look in.
    var isScalar: Bool {
        switch kind {
        case .literal, .symbol, .interpolation, .field, .column, .arithmetic, .call: true
        default: false
        }
    }

    /// Calls a function of the program, which may assign to the program's variables.
    var containsCall: Bool { contains { if case .callFunction = $0.kind { true } else { false } } }
}

extension CheckedExpression.Comparison {
    /// As `Opcode.compare` has it.
    var number: Int {
        switch self {
        case .equal: 0
        case .notEqual: 1
        case .less: 2
        case .lessOrEqual: 3
        case .greater: 4
        case .greaterOrEqual: 5
        }
    }

    static let all: [Self] = [.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual]
}
