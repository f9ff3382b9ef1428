package import CvxDomain
package import CvxLanguage

/// Works expressions out. With a record as the current row it is also what list pipelines run on.
package struct Evaluator {
    /// What an expression can reach outside itself.
    package struct Context {
        package var variables: Variables
        package var lastResult: Value?
        package var moments: Moments
        /// Nil where nothing may be read, as in tests of the evaluator itself.
        package var engine: (any QueryEngine)?
        package init(
            variables: Variables = Variables(), lastResult: Value? = nil, moments: Moments,
            engine: (any QueryEngine)? = nil
        ) {
            self.variables = variables
            self.lastResult = lastResult
            self.moments = moments
            self.engine = engine
        }
    }

    package var context: Context
    let arithmetic: Arithmetic

    package init(_ context: Context) {
        self.context = context
        arithmetic = Arithmetic(moments: context.moments)
    }

    package func isTrue(_ expression: CheckedExpression, row: Record?) throws -> Bool {
        try evaluate(expression, row: row) == .scalar(.bool(true))
    }

    package func evaluate(_ expression: CheckedExpression, row: Record? = nil) throws -> Value {
        func value(_ inner: CheckedExpression) throws -> Value { try evaluate(inner, row: row) }
        func scalar(_ inner: CheckedExpression) throws -> Scalar { try value(inner).scalar }
        func bool(_ flag: Bool) -> Value { .scalar(.bool(flag)) }
        switch expression.kind {
        case .literal(let literal): return context.moments.value(literal)
        case .symbol(let word):
            guard case .enumeration(let vocabulary) = expression.type else { return .scalar(.text(word)) }
            return .scalar(.symbol(vocabulary, word))
        case .interpolation(let parts):
            var text = ""
            for part in parts {
                switch part {
                case .text(let piece): text += piece
                case .value(let inner): text += try value(inner).summary
                }
            }
            return .scalar(.text(text))
        case .variable(let variable): return context.variables[variable]
        case .lastResult: return context.lastResult ?? .null
        case .reference(let text, let exact): return try reference(text, exact: exact, expression)
        case .field(let path): return row?[name: path.field] ?? .null
        case .column(let name): return row?[name: name] ?? .null
        case .member(let base, let name): return try member(try value(base), name, expression)
        case .index(let base, let index): return try element(try value(base), try value(index), expression)
        case .call(let function, let arguments):
            return .scalar(try call(function, try arguments.map(scalar), expression))
        case .aggregate: return .null
        case .listAggregate(let function, let list):
            return .scalar(
                self.aggregate(function, items(try value(list)).map(\.scalar), list.type.element ?? .unknown))
        case .pipeline(let pipeline):
            return try PipelineRunner(self).value(of: pipeline)
        case .list(let items): return .list(try items.map(value))
        case .range(let low, let high): return try range(try scalar(low), try scalar(high), expression.span)
        case .convert(let inner): return try convert(try value(inner), to: expression.type, at: inner.span)
        case .record(let entries):
            return .record(
                Record(names: entries.map(\.name), values: try entries.map { try value($0.value) }))
        case .conditional(let test, let then, let otherwise):
            return try isTrue(test, row: row) ? value(then) : value(otherwise)
        case .negate(let inner): return .scalar(Self.negated(try scalar(inner)))
        case .not(let inner): return bool(try !isTrue(inner, row: row))
        case .and(let left, let right):
            return bool(try isTrue(left, row: row) && (try isTrue(right, row: row)))
        case .or(let left, let right):
            return bool(try isTrue(left, row: row) || (try isTrue(right, row: row)))
        case .compare(let comparison, let left, let right):
            return bool(compare(comparison, try value(left), try value(right)))
        case .arithmetic(let op, let left, let right):
            if op == .add, case .list = expression.type {
                return .list(items(try value(left)) + items(try value(right)))
            }
            let (a, b) = (try scalar(left), try scalar(right))
            if op == .divide || op == .modulo, row == nil, !a.isNull, b.number == 0 {
                throw Diagnostic(.arithmetic, "division by zero", at: right.span)
            }
            return .scalar(arithmetic.apply(op, a, b, type: expression.type))
        case .coalesce(let left, let right):
            let first = try value(left)
            return first == .null ? try value(right) : first
        case .membership(let subject, let members):
            let wanted = try value(subject)
            if wanted == .null { return bool(false) }
            return bool(
                try members.contains { member in
                    let found = try value(member)
                    if member.isScalar { return compare(.equal, wanted, found) }
                    return items(found).contains { compare(.equal, wanted, $0) }
                })
        case .textTest(let test, let subject, let pattern):
            let (text, part) = (try scalar(subject), try scalar(pattern))
            if text.isNull || part.isNull { return bool(false) }
            return bool(try Self.test(test, text.text, part.text, at: pattern.span))
        case .equalFolded(let left, let right):
            let (a, b) = (try scalar(left), try scalar(right))
            return bool(!a.isNull && !b.isNull && TextFolding.equal(a.text, b.text))
        case .isNull(let inner): return bool(try value(inner) == .null)
        case .isEmpty(let inner):
            switch try value(inner) {
            case .scalar(let scalar): return bool(scalar.isNull || scalar.text.isEmpty)
            case .list(let items): return bool(items.isEmpty)
            case .rows(_, let keys): return bool(keys.isEmpty)
            default: return bool(false)
            }
        case .isTrue(let inner): return bool(try scalar(inner) == .bool(true))
        case .isFalse(let inner): return bool(try scalar(inner) == .bool(false))
        case .quantified, .invalid: return .null
        }
    }

    func items(_ value: Value) -> [Value] {
        switch value {
        case .list(let items): items
        case .rows(let entity, let keys): keys.map { .row(entity: entity, $0) }
        case .null: []
        default: [value]
        }
    }

    private static func negated(_ value: Scalar) -> Scalar {
        switch value {
        case .int(let number): number == .min ? .decimal(-Double(number)) : .int(-number)
        case .decimal(let number): .decimal(-number)
        case .percent(let number): .percent(-number)
        case .money(let money): .money(Money(tenThousandths: 0 &- money.tenThousandths))
        case .duration(let span):
            .duration(TimeSpan(months: 0 &- span.months, milliseconds: 0 &- span.milliseconds))
        default: .null
        }
    }

    func compare(_ comparison: CheckedExpression.Comparison, _ left: Value, _ right: Value) -> Bool {
        // A day beside a moment is the whole day.
        if let (moment, from, to) = span(left, right) {
            switch comparison {
            case .equal: return from <= moment && moment < to
            case .notEqual: return !(from <= moment && moment < to)
            case .less: return moment < from
            case .lessOrEqual: return moment < to
            case .greater: return moment >= to
            case .greaterOrEqual: return moment >= from
            }
        }
        guard case .scalar(let a) = left, case .scalar(let b) = right else {
            return comparison == .equal ? left == right : comparison == .notEqual && left != right
        }
        if a.isNull || b.isNull {
            switch comparison {
            case .equal: return a.isNull && b.isNull
            case .notEqual: return a.isNull != b.isNull
            default: return false
            }
        }
        guard let order = arithmetic.order(a, b) else { return comparison == .notEqual }
        switch comparison {
        case .equal: return order == 0
        case .notEqual: return order != 0
        case .less: return order < 0
        case .lessOrEqual: return order <= 0
        case .greater: return order > 0
        case .greaterOrEqual: return order >= 0
        }
    }

    private func span(_ left: Value, _ right: Value) -> (Instant, Instant, Instant)? {
        switch (left, right) {
        case (.scalar(.instant(let moment)), .scalar(.date)), (.scalar(.instant(let moment)), .period):
            context.moments.bounds(right).map { (moment, $0.from, $0.to) }
        case (.scalar(.date(let day)), .period):
            context.moments.bounds(right).map { (context.moments.zone.startOfDay(day), $0.from, $0.to) }
        default: nil
        }
    }

    private static func test(
        _ test: TextTest, _ text: String, _ pattern: String, at span: CvxLanguage.Span
    ) throws -> Bool {
        switch test {
        case .contains: return TextFolding.contains(text, pattern)
        case .startsWith: return TextFolding.starts(text, with: pattern)
        case .endsWith: return TextFolding.ends(text, with: pattern)
        case .like: return TextFolding.like(text, pattern)
        case .matches: return try checkPattern(pattern, at: span).firstMatch(in: text) != nil
        }
    }

    @discardableResult
    static func checkPattern(
        _ pattern: String, at span: CvxLanguage.Span
    ) throws -> Regex<AnyRegexOutput> {
        do { return try Regex(pattern) } catch {
            throw Diagnostic(
                .badPattern, "`\(pattern)` is not a regular expression", at: span, help: "\(error)")
        }
    }
}

extension Value {
    package var scalar: Scalar {
        switch self {
        case .scalar(let scalar): scalar
        case .row(_, let key): .text(key.id)
        default: .null
        }
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
}
