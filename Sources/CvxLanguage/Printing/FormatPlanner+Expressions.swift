// Expressions.
extension FormatPlanner {
    mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .literal:
            var index = index(expression.span)
            while tokens[index].start < expression.span.end {
                // `Today`, `7 Days`
                if tokens[index].kind == .name { write(index, plan.stream.texts[index].lowercased()) }
                index += 1
            }
        case .member(_, let name): touchDot(before: name)
        case .index(_, let inner):
            let bracket = index(inner.span) - 1
            plan.isTouching[bracket] = true
            settle(bracket)
        case .call(let callee, _): plan.isTouching[plan.stream.index(at: callee.span.end)] = true
        case .record(let entries): record(entries)
        case .conditional: return conditional(expression, newGroup())
        case .negate(let value): plan.isUnary[index(value.span) - 1] = true
        case .binary(let op, let left, let right): binary(op, left, right)
        case .quantified(_, let path, let condition): quantified(path, condition)
        default: break
        }
        visitChildren(of: expression)
    }

    private mutating func record(_ list: [RecordEntry]) {
        guard let first = list.first else { return }
        let group = newGroup()
        enclose(index(first.key.span) - 1, group, rank: .bracket)
        entries(list.map(\.key.span), in: group, rank: .bracket)
    }

    /// All of an `if … else if … else …` breaks together.
    private mutating func conditional(_ expression: Expression, _ group: Int) {
        guard case .conditional(let condition, let then, let other) = expression.kind else { return }
        visit(condition)
        braced(then, group)
        let start = index(other.span)
        if tokens[start - 1].kind == .leftBrace {
            braced(other, group)
        } else {
            conditional(other, group)
        }
    }

    private mutating func braced(_ value: Expression, _ group: Int) {
        let start = index(value.span)
        plan.isSpaced[start - 1] = true
        enclose(start - 1, group, rank: .bracket)
        point(start, .bracket, .beyond(0), group: group)
        visit(value)
    }

    private mutating func binary(_ op: BinaryOperator, _ left: Expression, _ right: Expression) {
        let start = index(right.span)
        switch op {
        case .or, .and:
            // Directly in parentheses the operands stand one below the other.
            let first = index(leftmost(left).span)
            let isAlone = first > 0 && tokens[first - 1].kind == .leftParen && !plan.isTouching[first - 1]
            point(start - 1, op == .or ? .or : .and, .beyond(isAlone ? 0 : 2))
        case .coalesce, .add, .subtract, .multiply, .divide, .modulo: point(start, .operation, .beyond(4))
        default: break
        }
    }

    /// The first operand of the chain of `and` and `or` whose left part is `left`; parentheses end a chain.
    private func leftmost(_ left: Expression) -> Expression {
        var result = left
        while case .binary(let op, let inner, _) = result.kind, op == .and || op == .or,
            inner.span.start == result.span.start
        {
            result = inner
        }
        return result
    }

    private mutating func quantified(_ path: [Name], _ condition: QuantifiedCondition?) {
        for name in path.dropFirst() { touchDot(before: name) }
        switch condition {
        case .row(let inner): plan.isTouching[index(inner.span) - 1] = true
        case .field(let test):
            // The path's last field is the operand on the left of the test.
            let field = index(test.span)
            if !path.isEmpty, tokens[field - 1].kind == .dot { plan.isTouching[field - 1] = true }
        case nil: break
        }
    }
}
