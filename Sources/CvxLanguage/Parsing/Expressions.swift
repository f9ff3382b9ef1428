// Expressions from `or` down to unary minus; comparisons are in Comparisons.swift.
extension Parser {
    func missing() -> Expression { Expression(.missing, span: afterPrevious) }

    mutating func parseExpression() -> Expression {
        guard enter() else { return missing() }
        defer { leave() }
        var operands = [parseAnd()]
        var highest = height
        while acceptLogical(.or, .bars) {
            operands.append(parseAnd())
            highest = max(highest, height)
        }
        return chain(.or, operands, highest)
    }

    private mutating func parseAnd() -> Expression {
        var operands = [parseNot()]
        var highest = height
        while acceptLogical(.and, .ampersands) {
            operands.append(parseNot())
            highest = max(highest, height)
        }
        return chain(.and, operands, highest)
    }

    private mutating func acceptLogical(_ keyword: Keyword, _ foreign: Token.Kind) -> Bool {
        if accept(keyword) { return true }
        guard !isPanicking, at(foreign) else { return false }
        note(
            .unexpectedToken, "\(shown(current)) is not an operator here", at: current.span,
            help: "write `\(keyword.text)`")
        advance()
        return true
    }

    /// Short chains lean left; long ones are balanced, which means the same and keeps the tree low.
    private mutating func chain(_ op: BinaryOperator, _ operands: [Expression], _ highest: Int) -> Expression
    {
        guard let first = operands.first else { return missing() }
        guard operands.count > 1 else { return first }
        guard operands.count > 16 else {
            height = highest + operands.count - 1
            return operands.dropFirst().reduce(first) { left, right in
                Expression(.binary(op, left, right), span: left.span.union(right.span))
            }
        }
        height = highest
        var level = operands
        while level.count > 1 {
            var next: [Expression] = []
            for index in stride(from: 0, to: level.count, by: 2) {
                guard index + 1 < level.count else {
                    next.append(level[index])
                    continue
                }
                let (left, right) = (level[index], level[index + 1])
                next.append(Expression(.binary(op, left, right), span: left.span.union(right.span)))
            }
            level = next
            height += 1
        }
        return level.first ?? missing()
    }

    private mutating func parseNot() -> Expression {
        var starts: [UInt32] = []
        while !isPanicking, current.keyword == .not && current.kind == .name || current.kind == .bang {
            if current.kind == .bang {
                note(.unexpectedToken, "`!` is not an operator here", at: current.span, help: "write `not`")
            }
            if starts.count >= Self.depthLimit {
                _ = grow(Self.heightLimit)
                break
            }
            starts.append(current.start)
            advance()
        }
        var result = parseComparison()
        for start in starts.reversed() {
            guard grow(height) else { break }
            result = Expression(.not(result), span: Span(start: start, end: max(start, result.span.end)))
        }
        return result
    }

    mutating func parseCoalesce() -> Expression {
        let left = parseAdditive()
        let leftHeight = height
        guard accept(.coalesce) else { return left }
        guard enter() else { return left }
        defer { leave() }
        let right = parseCoalesce()
        height = max(leftHeight, height) + 1
        return Expression(.binary(.coalesce, left, right), span: left.span.union(right.span))
    }

    mutating func parseAdditive() -> Expression {
        var left = parseMultiplicative()
        while !isPanicking, continues, let op = additiveOperator {
            let leftHeight = height
            advance()
            let right = parseMultiplicative()
            guard grow(max(leftHeight, height)) else { return left }
            left = Expression(.binary(op, left, right), span: left.span.union(right.span))
        }
        return left
    }

    private var additiveOperator: BinaryOperator? {
        switch current.kind {
        case .plus: .add
        case .minus: .subtract
        default: nil
        }
    }

    private mutating func parseMultiplicative() -> Expression {
        var left = parseUnary()
        while !isPanicking, continues, let op = multiplicativeOperator {
            let leftHeight = height
            advance()
            let right = parseUnary()
            guard grow(max(leftHeight, height)) else { return left }
            left = Expression(.binary(op, left, right), span: left.span.union(right.span))
        }
        return left
    }

    private var multiplicativeOperator: BinaryOperator? {
        switch current.kind {
        case .star: .multiply
        case .slash: .divide
        case .name where current.keyword == .mod: .modulo
        default: nil
        }
    }

    private mutating func parseUnary() -> Expression {
        var starts: [UInt32] = []
        while !isPanicking, current.kind == .minus {
            if starts.count >= Self.depthLimit {
                _ = grow(Self.heightLimit)
                break
            }
            starts.append(current.start)
            advance()
        }
        var result = parsePostfix()
        for start in starts.reversed() {
            guard grow(height) else { break }
            result = Expression(.negate(result), span: Span(start: start, end: max(start, result.span.end)))
        }
        return result
    }

    mutating func parsePostfix() -> Expression {
        var result = parsePrimary()
        while !isPanicking, !current.spaceBefore, !current.newlineBefore {
            let before = height
            switch current.kind {
            case .dot:
                advance()
                guard current.isWord, !current.spaceBefore else {
                    fail(
                        .expectedName, "expected a field after `.`", at: previous.span, help: "write `.name`")
                    return result
                }
                let name = name(current)
                advance()
                guard grow(before) else { return result }
                result = Expression(.member(result, name), span: result.span.union(name.span))
            case .leftBracket:
                let outer = open()
                let index = parseExpression()
                close(.rightBracket, restoring: outer)
                guard !isPanicking, grow(max(before, height)) else { return result }
                result = Expression(.index(result, index), span: result.span.union(previous.span))
            case .leftParen where result.kind.isCallable:
                let (arguments, highest) = parseArguments()
                guard !isPanicking, grow(max(before, highest)) else { return result }
                result = Expression(.call(result, arguments), span: result.span.union(previous.span))
            default: return result
            }
        }
        return result
    }

    private mutating func parseArguments() -> ([Item], Int) {
        let outer = open()
        var items: [Item] = []
        var highest = 0
        while !isPanicking, current.kind != .rightParen {
            items.append(parseItem())
            highest = max(highest, height)
            guard accept(.comma) else { break }
        }
        close(.rightParen, restoring: outer)
        return (items, highest)
    }
}

extension Expression.Kind {
    /// `count(…)`, `$f(…)`, `lead.f(…)`: a literal is not called.
    var isCallable: Bool {
        switch self {
        case .literal, .interpolation, .reference, .list, .record, .missing: false
        default: true
        }
    }
}
