import CvxDomain
import CvxLanguage

/// Turns a checked expression over a row into a plan's: what does not depend on the row is worked out first, so
/// that it is bound as a value.
struct Lowering {
    let evaluator: Evaluator

    func lower(_ expression: CheckedExpression) throws -> PlanExpression {
        if !expression.dependsOnRow { return try constant(expression) }
        let type = expression.type.columnType
        switch expression.kind {
        case .field(let path):
            return PlanExpression(.field(.init(relations: path.relations, name: path.field)), type)
        case .column(let name): return PlanExpression(.column(name), type)
        case .and(let left, let right): return PlanExpression(.and(try lower(left), try lower(right)), .bool)
        case .or(let left, let right): return PlanExpression(.or(try lower(left), try lower(right)), .bool)
        case .not(let inner): return PlanExpression(.not(try lower(inner)), .bool)
        case .compare(let comparison, let left, let right): return try compare(comparison, left, right)
        case .membership(let subject, let members, let ignoringCase):
            return try membership(subject, members, ignoringCase)
        case .textTest(let test, let subject, let pattern):
            let lowered = try lower(pattern)
            // Inside SQLite a bad pattern could no longer be pointed at.
            if test == .matches, case .constant(.text(let text)) = lowered.kind {
                try Evaluator.checkPattern(text, at: pattern.span)
            }
            return PlanExpression(.textTest(test.plan, try lower(subject), lowered), .bool)
        case .equalFolded(let left, let right):
            return PlanExpression(.textTest(.equalFolded, try lower(left), try lower(right)), .bool)
        case .isNull(let inner): return PlanExpression(.isNull(try lower(inner)), .bool)
        case .isEmpty(let inner): return PlanExpression(.isEmpty(try lower(inner)), .bool)
        case .isTrue(let inner): return PlanExpression(.isBool(try lower(inner), true), .bool)
        case .isFalse(let inner): return PlanExpression(.isBool(try lower(inner), false), .bool)
        case .arithmetic(let op, let left, let right): return try arithmetic(op, left, right, expression)
        case .convert(let inner): return PlanExpression(try lower(inner).kind, type)
        case .negate(let inner): return PlanExpression(.negate(try lower(inner)), type)
        case .coalesce(let left, let right):
            return PlanExpression(.coalesce(try lower(left), try lower(right)), type)
        case .conditional(let test, let then, let otherwise):
            return PlanExpression(
                .conditional(try lower(test), then: try lower(then), else: try lower(otherwise)), type)
        case .interpolation(let parts):
            return PlanExpression(
                .concatenation(
                    try parts.map { part in
                        switch part {
                        case .text(let text): .constant(.text(text), .text)
                        case .value(let inner): try lower(inner)
                        }
                    }), .text)
        case .call(let function, let arguments):
            return PlanExpression(.call(function.rawValue, try arguments.map(lower)), type)
        case .aggregate(let function, let argument):
            return PlanExpression(.aggregate(function.plan, try argument.map(lower)), type)
        case .quantified(let quantification): return try quantified(quantification)
        default:
            throw Diagnostic(
                .notSupportedYet, "this cannot be asked of a row of a store", at: expression.span)
        }
    }

    private func constant(_ expression: CheckedExpression) throws -> PlanExpression {
        let value = try evaluator.evaluate(expression)
        let scalar = value.scalar
        return .constant(scalar, expression.type.columnType)
    }

    private func compare(
        _ comparison: CheckedExpression.Comparison, _ left: CheckedExpression, _ right: CheckedExpression
    ) throws -> PlanExpression {
        guard let plain = PlanExpression.Comparison(rawValue: comparison.rawValue) else {
            throw Diagnostic(.notSupportedYet, "unknown comparison", at: right.span)
        }
        if left.type.isTemporal, right.type.isTemporal {
            if !right.dependsOnRow { return try temporal(comparison, left, try evaluator.evaluate(right)) }
            if !left.dependsOnRow {
                return try temporal(comparison.mirrored, right, try evaluator.evaluate(left))
            }
        }
        return PlanExpression(.compare(plain, try lower(left), try lower(right)), .bool)
    }

    /// A moment, a day or a period as the span that it is.
    private func temporal(
        _ comparison: CheckedExpression.Comparison, _ subject: CheckedExpression, _ value: Value
    ) throws -> PlanExpression {
        let lowered = try lower(subject)
        guard let (from, to) = evaluator.moments.bounds(value) else {
            // Null: equal to null alone, and in no order with anything.
            switch comparison {
            case .equal: return PlanExpression(.isNull(lowered), .bool)
            case .notEqual: return PlanExpression(.not(PlanExpression(.isNull(lowered), .bool)), .bool)
            default: return .constant(.bool(false), .bool)
            }
        }
        func scalar(_ instant: Instant) -> Scalar {
            subject.type == .date ? .date(evaluator.moments.zone.day(of: instant)) : .instant(instant)
        }
        func within(_ from: Instant?, _ to: Instant?) -> PlanExpression {
            PlanExpression(.within(lowered, from: from.map(scalar), to: to.map(scalar)), .bool)
        }
        switch comparison {
        case .equal: return within(from, to)
        case .notEqual: return PlanExpression(.not(within(from, to)), .bool)
        case .less: return within(nil, from)
        case .lessOrEqual: return within(nil, to)
        case .greater: return within(to, nil)
        case .greaterOrEqual: return within(from, nil)
        }
    }

    private func membership(
        _ subject: CheckedExpression, _ members: [CheckedExpression], _ ignoringCase: Bool
    ) throws -> PlanExpression {
        let lowered = try lower(subject)
        var list: [PlanExpression] = []
        for member in members {
            if !member.dependsOnRow, !member.isScalar {
                let values = evaluator.items(try evaluator.evaluate(member))
                list += values.map { .constant($0.scalar, lowered.type) }.filter { $0.kind.isKnownConstant }
            } else {
                list.append(try lower(member))
            }
        }
        guard ignoringCase else { return PlanExpression(.membership(lowered, list), .bool) }
        return .any(list.map { PlanExpression(.textTest(.equalFolded, lowered, $0), .bool) })
    }

    private func arithmetic(
        _ op: CheckedExpression.Arithmetic, _ left: CheckedExpression, _ right: CheckedExpression,
        _ expression: CheckedExpression
    ) throws -> PlanExpression {
        let type = expression.type.columnType
        if expression.type == .date || expression.type == .datetime,
            let span = right.dependsOnRow ? nil : try evaluator.evaluate(right).scalar.span
        {
            guard span.months == 0 else {
                throw Diagnostic(
                    .notSupportedYet, "months cannot be added to a field: they have no fixed length",
                    at: right.span,
                    help: "move them to the other side, as in `created > 3mo ago`, or use days")
            }
            var base = try lower(left)
            if expression.type == .date {
                let days = PlanExpression.constant(.int(span.milliseconds / 86_400_000), .int)
                return PlanExpression(.arithmetic(op.plan, base, days), .date)
            }
            if left.type == .date {
                base = PlanExpression(
                    .arithmetic(.multiply, base, .constant(.int(86_400_000), .int)), .instant)
            }
            return PlanExpression(
                .arithmetic(op.plan, base, .constant(.int(span.milliseconds), .int)), .instant)
        }
        if expression.type == .duration, left.type.isTemporal, left.type != right.type {
            // A day beside a moment: both as moments.
            func moment(_ side: CheckedExpression) throws -> PlanExpression {
                if side.type == .date, !side.dependsOnRow,
                    let bounds = evaluator.moments.bounds(try evaluator.evaluate(side))
                {
                    return .constant(.instant(bounds.from), .instant)
                }
                return try lower(side)
            }
            return PlanExpression(.arithmetic(.subtract, try moment(left), try moment(right)), .duration)
        }
        return PlanExpression(.arithmetic(op.plan, try lower(left), try lower(right)), type)
    }

    private func quantified(_ quantification: Quantification) throws -> PlanExpression {
        let condition = try quantification.condition.map(lower)
        func exists(_ condition: PlanExpression?) -> PlanExpression {
            PlanExpression(.exists(relations: quantification.relations, condition: condition), .bool)
        }
        switch quantification.kind {
        case .any: return exists(condition)
        case .no: return PlanExpression(.not(exists(condition)), .bool)
        case .every:
            // At least one row, and none that fails.
            let failing = exists(condition.map { PlanExpression(.not($0), .bool) })
            return PlanExpression(.and(exists(nil), PlanExpression(.not(failing), .bool)), .bool)
        }
    }
}

extension PlanExpression.Kind {
    fileprivate var isKnownConstant: Bool {
        if case .constant(let value) = self { !value.isNull } else { false }
    }
}

extension Scalar {
    fileprivate var span: TimeSpan? { if case .duration(let span) = self { span } else { nil } }
}

extension CheckedExpression.Comparison {
    fileprivate var mirrored: Self {
        switch self {
        case .equal, .notEqual: self
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}

extension CheckedExpression.Arithmetic {
    fileprivate var plan: PlanExpression.Arithmetic {
        switch self {
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .divide: .divide
        case .modulo: .modulo
        }
    }
}

extension TextTest {
    fileprivate var plan: PlanExpression.TextTest {
        switch self {
        case .like: .like
        case .contains: .contains
        case .matches: .matches
        case .startsWith: .startsWith
        case .endsWith: .endsWith
        }
    }
}

extension AggregateFunction {
    fileprivate var plan: PlanExpression.Aggregate {
        switch self {
        case .count: .count
        case .sum: .sum
        case .avg: .avg
        case .min: .min
        case .max: .max
        case .countDistinct: .countDistinct
        }
    }
}
