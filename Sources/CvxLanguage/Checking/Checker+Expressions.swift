extension Checker {
    mutating func check(_ expression: Expression) throws -> CheckedExpression {
        let span = expression.span
        switch expression.kind {
        case .literal(let literal): return CheckedExpression(.literal(literal), literal.type, span)
        case .interpolation(let parts):
            let outer = isInterpolating
            isInterpolating = true
            defer { isInterpolating = outer }
            let checked = try parts.map { part -> CheckedExpression.Part in
                switch part {
                case .text(let text): .text(text)
                case .expression(let inner): .value(try check(inner))
                }
            }
            return CheckedExpression(.interpolation(checked), .text, span)
        case .variable(let name): return variable(name)
        case .reference(let text, let exact): return try reference(text, exact: exact, span)
        case .name(let field): return try name(field)
        case .rowField(let field): return try rowField(field)
        case .member(let left, let name): return try member(left, name, span: span)
        case .index(let base, let index): return try checkIndex(base, index, span)
        case .call(let callee, let arguments): return try checkCall(callee, arguments, span)
        case .pipeline(let pipeline):
            let checked = try check(pipeline)
            return CheckedExpression(.pipeline(checked), checked.type, span)
        case .list(let items):
            let checked = try items.map { try check($0) }
            let element = checked.reduce(Type.null) { $0.joined($1.type) }
            return CheckedExpression(.list(checked), .list(element), span)
        case .range(let low, let high):
            let (first, last) = (try check(low), try check(high))
            expect(first, [.int], "a whole number")
            expect(last, [.int], "a whole number")
            return CheckedExpression(.range(first, last), .list(.int), span)
        case .record(let entries) where entries.isEmpty:
            // To be filled: what is in it is known when it is there.
            return CheckedExpression(.record([]), .unknown, span)
        case .record(let entries):
            let values = try entries.map { (name: $0.key.text, value: try check($0.value)) }
            return CheckedExpression(
                .record(values), .record(values.map { .init(name: $0.name, type: $0.value.type) }), span)
        case .conditional(let condition, let then, let otherwise):
            let test = try checkCondition(condition)
            let (left, right) = harmonize(try check(then), try check(otherwise))
            let type = left.type == .null ? right.type : left.type
            return CheckedExpression(.conditional(test, then: left, else: right), type, span)
        case .negate(let operand):
            let value = try check(operand)
            if !value.type.isNumeric, value.type != .duration, value.type != .unknown {
                return invalid(.typeMismatch, "\(value.type.phrase) has no negative", at: operand.span)
            }
            return CheckedExpression(.negate(value), value.type, span)
        case .not(let operand):
            return CheckedExpression(.not(try checkCondition(operand)), .bool, span)
        case .binary(let op, let left, let right): return try checkBinary(op, left, right, span)
        case .membership(let value, let set, let negated):
            return negate(try checkMembership(value, set, span), if: negated)
        case .between(let value, let low, let high, let negated):
            let subject = try check(value)
            let above = compare(.greaterOrEqual, subject, try check(low, beside: subject.type), at: low.span)
            let below = compare(.lessOrEqual, subject, try check(high, beside: subject.type), at: high.span)
            return negate(CheckedExpression(.and(above, below), .bool, span), if: negated)
        case .textTest(let test, let value, let pattern, let negated):
            let subject = try check(value)
            let text = try check(pattern)
            expect(subject, [.text, .phone, .json], "text", orEnumeration: true)
            expect(text, [.text], "text")
            return negate(CheckedExpression(.textTest(test, subject, text), .bool, span), if: negated)
        case .isTest(let value, let test, let negated):
            return negate(try checkIs(value, test, span), if: negated)
        case .quantified(let quantifier, let path, let condition):
            return try checkQuantified(quantifier, path, condition, span)
        case .missing: return CheckedExpression(.invalid, .unknown, span)
        }
    }

    private func negate(_ expression: CheckedExpression, if negated: Bool) -> CheckedExpression {
        negated ? CheckedExpression(.not(expression), .bool, expression.span) : expression
    }

    mutating func checkCondition(_ expression: Expression) throws -> CheckedExpression {
        let checked = try check(expression)
        if checked.type != .bool, checked.type != .unknown {
            return invalid(
                .notBoolean, "\(checked.type.phrase) is no condition", at: expression.span,
                help: checked.type == .int || checked.type.isTextual
                    ? "compare it, as in `… is not null`" : nil)
        }
        return checked
    }

    mutating func checkInt(_ expression: Expression, _ what: String) throws -> CheckedExpression {
        let checked = try check(expression)
        expect(checked, [.int], what)
        if case .literal(.int(let value)) = checked.kind, value < 0 {
            report(.badArgument, "\(what) cannot be negative", at: expression.span)
        }
        if case .negate = checked.kind {
            report(.badArgument, "\(what) cannot be negative", at: expression.span)
        }
        return checked
    }

    mutating func expect(
        _ value: CheckedExpression, _ types: [Type], _ what: String, orEnumeration: Bool = false
    ) {
        if value.type == .unknown || types.contains(value.type) { return }
        if orEnumeration, case .enumeration = value.type { return }
        report(.typeMismatch, "expected \(what), found \(value.type.phrase)", at: value.span)
    }

    private mutating func checkIs(
        _ value: Expression, _ test: IsTest, _ span: Span
    ) throws -> CheckedExpression {
        let subject = try check(value)
        switch test {
        case .null: return CheckedExpression(.isNull(subject), .bool, span)
        case .empty: return CheckedExpression(.isEmpty(subject), .bool, span)
        case .isTrue, .isFalse:
            expect(subject, [.bool], "a condition")
            return CheckedExpression(test == .isTrue ? .isTrue(subject) : .isFalse(subject), .bool, span)
        }
    }

    private mutating func checkIndex(
        _ base: Expression, _ index: Expression, _ span: Span
    ) throws -> CheckedExpression {
        let list = try check(base)
        switch list.type {
        case .unknown: return CheckedExpression(.index(list, try check(index)), .unknown, span)
        case .list(let element):
            let position = try check(index)
            expect(position, [.int], "a position, counted from 0")
            return CheckedExpression(.index(list, position), element, span)
        case .record:
            let key = try check(index)
            expect(key, [.text], "a field's name")
            return CheckedExpression(.index(list, key), .unknown, span)
        default:
            return invalid(.typeMismatch, "\(list.type.phrase) has no parts to index", at: span)
        }
    }

    private mutating func checkMembership(
        _ value: Expression, _ set: MembershipSet, _ span: Span
    ) throws -> CheckedExpression {
        let subject = try check(value)
        switch set {
        case .values(let items):
            let members = try items.map { item -> CheckedExpression in
                let member = try check(item, beside: subject.type)
                return comparable(.equal, subject, member, at: item.span) ?? member
            }
            // A span of days among single values is a comparison of its own.
            if members.contains(where: {
                $0.type == .period || ($0.type == .date && subject.type == .datetime)
            }) {
                let tests = members.map { CheckedExpression(.compare(.equal, subject, $0), .bool, $0.span) }
                return tests.dropFirst().reduce(tests[0]) { CheckedExpression(.or($0, $1), .bool, span) }
            }
            return membership(subject, members, span)
        case .range(let low, let high):
            let above = compare(.greaterOrEqual, subject, try check(low, beside: subject.type), at: low.span)
            let below = compare(.lessOrEqual, subject, try check(high, beside: subject.type), at: high.span)
            return CheckedExpression(.and(above, below), .bool, span)
        case .expression(let expression):
            let set = try check(expression, beside: subject.type)
            if case .list(let element) = set.type {
                if case .record = element, element != .unknown {
                    return invalid(
                        .typeMismatch, "a list of records has no single value to compare",
                        at: expression.span,
                        help: "select one column and use its values")
                }
                return membership(subject, [set], span)
            }
            if set.type == .unknown { return membership(subject, [set], span) }
            if set.type == .period || set.type == .date {
                return compare(.equal, subject, set, at: expression.span)
            }
            return invalid(
                .typeMismatch, "`in` needs a list, a range or a period, found \(set.type.phrase)",
                at: expression.span, help: "write `in (a, b)`, `in 1..5` or `in last month`")
        }
    }

    /// `any l.phones(…)` speaks of the phones of `$l` where the row has no `l` itself.
    private mutating func rowVariable(
        _ names: [Name]
    ) throws -> (variable: CheckedExpression, entity: EntitySignature)? {
        guard names.count > 1, case .entity(let name)? = typeOfVariable(names[0].text) else { return nil }
        if case .entity(let entity) = row, entity.member(names[0].text) != nil { return nil }
        guard let entity = try schema.entity(name) else { return nil }
        return (variable(names[0]), entity)
    }

    private func membership(
        _ subject: CheckedExpression, _ members: [CheckedExpression], _ span: Span
    ) -> CheckedExpression {
        CheckedExpression(
            .membership(subject, members, ignoringCase: ignoresCase(subject)), .bool, span)
    }

    private mutating func checkQuantified(
        _ quantifier: Quantifier, _ names: [Name], _ condition: QuantifiedCondition?, _ span: Span
    ) throws -> CheckedExpression {
        if let base = try rowVariable(names) {
            let outer = row
            defer { row = outer }
            row = .entity(base.entity)
            let test = try checkQuantified(quantifier, Array(names.dropFirst()), condition, span)
            return CheckedExpression(
                .onRow(base.variable, entity: base.entity.name, test), .bool, span)
        }
        guard case .entity(var entity) = row else {
            return invalid(
                .notARelation, "there is no row of an entity here", at: span,
                help: "of a variable: `\(quantifier.rawValue) lead.\(names.first?.text ?? "notes")`")
        }
        var relations: [String] = []
        for (index, name) in names.enumerated() {
            guard let relation = entity.relation(name.text) else {
                let candidates = entity.relations.map(\.name)
                return invalid(
                    .notARelation, "`\(name.text)` is not something \(entity.name) have many of",
                    at: name.span,
                    help: suggestion(
                        name.text, in: candidates,
                        otherwise: "relations: " + candidates.joined(separator: ", ")))
            }
            guard let target = try schema.entity(relation.target) else { break }
            if target.homes.isEmpty {
                return invalid(
                    .entityNotInStores, "no open store holds \(target.name)", at: name.span,
                    help: "`describe` shows the stores that are open")
            }
            relations.append(relation.name)
            entity = target
            if index < names.count - 1, relation.isToMany {
                return invalid(
                    .toManyPath, "`\(name.text)` is many already: test its rows in parentheses",
                    at: name.span,
                    help: "any \(name.text)(…)")
            }
            if index == names.count - 1, !relation.isToMany, quantifier != .has, quantifier != .hasNo {
                return invalid(
                    .notARelation, "there is only one \(name.text)", at: name.span,
                    help: "write `\(name.text).…` without `\(quantifier.rawValue)`")
            }
        }
        let outer = row
        row = .entity(entity)
        defer { row = outer }
        let test: CheckedExpression? =
            switch condition {
            case .row(let expression)?, .field(let expression)?: try checkCondition(expression)
            case nil: nil
            }
        if quantifier == .every, test == nil {
            return invalid(
                .notBoolean, "`every` needs a condition that every row must meet", at: span,
                help: "every \(names.last?.text ?? "notes")(…)")
        }
        let kind: Quantification.Kind =
            switch quantifier {
            case .any, .has: .any
            case .every: .every
            case .no, .hasNo: .no
            }
        return CheckedExpression(
            .quantified(
                Quantification(kind: kind, relations: relations, target: entity.name, condition: test)),
            .bool, span)
    }
}
