// Comparisons, `in`, `between`, tests of text, `is`, and quantifiers.
extension Parser {
    mutating func parseComparison() -> Expression {
        if current.kind == .name, !isPanicking, let quantifier = quantifierHere {
            return parseQuantified(quantifier)
        }
        let left = parseCoalesce()
        guard !isPanicking, let compared = parseTail(left) else { return left }
        return rejectChain(compared)
    }

    /// `a < b < c`: reported, and read as `a < b and b < c`.
    private mutating func rejectChain(_ compared: Expression) -> Expression {
        var result = compared
        var isReported = false
        while !isPanicking, continues, current.kind.isComparison {
            let op = source.text(current.span)
            let opSpan = current.span
            let middle = result.kind.rightmost ?? result
            guard let next = parseTail(middle), !isPanicking else { return result }
            // One report a chain, however long it is.
            if !isReported { noteChain(result, middle, op, next, at: opSpan) }
            isReported = true
            guard grow(height) else { return result }
            result = Expression(.binary(.and, result, next), span: result.span.union(next.span))
        }
        return result
    }

    private mutating func noteChain(
        _ left: Expression, _ middle: Expression, _ op: String, _ next: Expression, at span: Span
    ) {
        let first = source.text(left.span)
        let last = next.kind.rightmost.map { source.text($0.span) } ?? "…"
        let second = "\(source.text(middle.span)) \(op) \(last)"
        let isShort = first.utf8.count + second.utf8.count <= 80
        note(
            .comparisonChain, "comparisons do not chain", at: span,
            help: isShort ? "write `\(first) and \(second)`" : "write `a < b and b < c`")
    }

    /// Nil where no comparison follows.
    mutating func parseTail(_ left: Expression) -> Expression? {
        guard !isPanicking, continues else { return nil }
        let before = height
        let kind: Expression.Kind
        if current.kind.isComparison {
            let op = Self.comparison(current.kind)
            advance()
            let right = parseCoalesce()
            kind = .binary(op, left, right)
        } else {
            guard current.kind == .name, let word = parseWordTail(left) else { return nil }
            kind = word
        }
        _ = grow(max(before, height))
        return Expression(kind, span: Span(start: left.span.start, end: max(left.span.end, previous.end)))
    }

    private static func comparison(_ kind: Token.Kind) -> BinaryOperator {
        switch kind {
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterOrEqual
        case .equalFolded: .equalFolded
        case .notEqualFolded: .notEqualFolded
        default: .equal
        }
    }

    private mutating func parseWordTail(_ left: Expression) -> Expression.Kind? {
        var negated = false
        var word = current.keyword
        if word == .not {
            word = peek().keyword
            guard [.in, .between, .like, .contains, .matches, .starts, .ends].contains(word) else {
                return nil
            }
            negated = true
        }
        switch word {
        case .in, .between, .like, .contains, .matches, .is: break
        case .starts, .ends: guard negated || peek().keyword == .with else { return nil }
        default: return nil
        }
        if negated { advance() }
        advance()
        switch word {
        case .in: return .membership(left, parseSet(), negated: negated)
        case .between:
            let low = parseCoalesce()
            expect(.and, "write `between 1 and 5`")
            return .between(left, low, parseCoalesce(), negated: negated)
        case .is: return parseIs(left)
        case .starts, .ends:
            expect(.with)
            let test: TextTest = word == .starts ? .startsWith : .endsWith
            return .textTest(test, left, parseCoalesce(), negated: negated)
        default:
            let test: TextTest = word == .like ? .like : word == .contains ? .contains : .matches
            return .textTest(test, left, parseCoalesce(), negated: negated)
        }
    }

    private mutating func parseIs(_ left: Expression) -> Expression.Kind {
        let negated = accept(.not)
        let test: IsTest
        switch current.keyword {
        case .null: test = .null
        case .empty: test = .empty
        case .true: test = .isTrue
        case .false: test = .isFalse
        default:
            unexpected(
                .words("`null`, `empty`, `true` or `false` after `is`"), help: "to compare a value write `=`")
            return .isTest(left, .null, negated: negated)
        }
        advance()
        return .isTest(left, test, negated: negated)
    }

    private mutating func parseSet() -> MembershipSet {
        guard at(.leftParen) else {
            let first = parseCoalesce()
            return accept(.range) ? .range(first, parseCoalesce()) : .expression(first)
        }
        let start = position
        let outer = open()
        let pipeline = parsePipeline(.parenthesis)
        guard case .expression(let first) = pipeline.source, pipeline.stages.isEmpty else {
            close(.rightParen, restoring: outer)
            return .expression(Expression(.pipeline(pipeline), span: span(from: start)))
        }
        if case .range(let low, let high) = first.kind {
            close(.rightParen, restoring: outer)
            return .range(low, high)
        }
        var values = [first]
        while accept(.comma), current.kind != .rightParen { values.append(parseExpression()) }
        close(.rightParen, restoring: outer)
        // `in (a + 1)..b`: the parentheses were of the first bound.
        if values.count == 1, accept(.range) { return .range(first, parseCoalesce()) }
        return .values(values)
    }

    private var quantifierHere: Quantifier? {
        let next = peek()
        guard next.isWord, next.kind == .quotedName || !next.keyword.isInfix else { return nil }
        switch current.keyword {
        case .any: return .any
        case .every: return .every
        case .no: return .no
        case .has: return next.keyword == .no ? .hasNo : .has
        default: return nil
        }
    }

    private mutating func parseQuantified(_ quantifier: Quantifier) -> Expression {
        let start = position
        advance()
        if quantifier == .hasNo { advance() }
        var path = [parseWord("a relation: phones, notes, calls …")]
        while !isPanicking, current.kind == .dot, !current.spaceBefore, path.count < Self.depthLimit {
            advance()
            path.append(parseWord("a field"))
        }
        var condition: QuantifiedCondition?
        height = 1
        if at(.leftParen) {
            let outer = open()
            condition = .row(parseExpression())
            close(.rightParen, restoring: outer)
        } else if let field = path.last {
            let operand = Expression(.name(field), span: field.span)
            if let test = parseTail(operand) {
                condition = .field(rejectChain(test))
            } else if path.count > 1, quantifier != .has, quantifier != .hasNo {
                condition = .field(operand)
            }
            if case .field = condition { path.removeLast() }
        }
        _ = grow(height)
        return Expression(.quantified(quantifier, path: path, condition: condition), span: span(from: start))
    }
}

extension Expression.Kind {
    /// The right operand of a comparison.
    fileprivate var rightmost: Expression? {
        switch self {
        case .binary(.and, _, let right): right.kind.rightmost
        case .binary(_, _, let right): right
        case .between(_, _, let high, _): high
        case .textTest(_, _, let right, _): right
        default: nil
        }
    }
}
