import CvxDomain
import CvxLanguage

/// Arithmetic and comparison on single values, as SQLite does them on rows: null in, null out.
package struct Arithmetic: Sendable {
    package var moments: Moments
    package init(moments: Moments) { self.moments = moments }

    func apply(
        _ op: CheckedExpression.Arithmetic, _ left: Scalar, _ right: Scalar, type: Type
    ) -> Scalar {
        if left.isNull || right.isNull { return .null }
        switch (op, left, right) {
        case (.add, .instant(let instant), .duration(let span)):
            return .instant(moments.adding(span, to: instant))
        case (.subtract, .instant(let instant), .duration(let span)):
            return .instant(moments.adding(span, to: instant, sign: -1))
        case (.add, .date(let day), .duration(let span)), (.subtract, .date(let day), .duration(let span)):
            let start = moments.zone.startOfDay(day)
            let moved = moments.adding(span, to: start, sign: op == .add ? 1 : -1)
            return type == .date ? .date(moments.zone.day(of: moved)) : .instant(moved)
        case (.subtract, .date(let first), .date(let second)):
            return .duration(TimeSpan(milliseconds: (first.number - second.number) * 86_400_000))
        case (.subtract, _, _) where type == .duration && left.instant(moments) != nil:
            guard let first = left.instant(moments), let second = right.instant(moments) else { return .null }
            return .duration(TimeSpan(milliseconds: first.milliseconds - second.milliseconds))
        case (_, .duration(let first), .duration(let second)):
            if op == .divide {
                let divisor = Double(second.nominalMilliseconds)
                return divisor == 0 ? .null : .decimal(Double(first.nominalMilliseconds) / divisor)
            }
            let sign: Int64 = op == .add ? 1 : -1
            return .duration(
                TimeSpan(
                    months: first.months &+ sign &* second.months,
                    milliseconds: first.milliseconds &+ sign &* second.milliseconds))
        case (.multiply, .duration(let span), .int(let count)),
            (.multiply, .int(let count), .duration(let span)):
            return .duration(
                TimeSpan(months: span.months &* count, milliseconds: span.milliseconds &* count))
        case (.divide, .duration(let span), .int(let count)):
            return count == 0 ? .null : .duration(TimeSpan(milliseconds: span.nominalMilliseconds / count))
        default: break
        }
        if type == .text { return .text(left.text + right.text) }
        if op == .modulo, let a = left.integer, let b = right.integer {
            return b == 0 ? .null : .int(a.remainderReportingOverflow(dividingBy: b).partialValue)
        }
        if op != .divide, case .int(let a) = left, case .int(let b) = right {
            let (value, overflow) =
                switch op {
                case .add: a.addingReportingOverflow(b)
                case .subtract: a.subtractingReportingOverflow(b)
                default: a.multipliedReportingOverflow(by: b)
                }
            if !overflow { return .int(value) }
        }
        guard let a = left.number, let b = right.number else { return .null }
        let result: Double
        switch op {
        case .add: result = a + b
        case .subtract: result = a - b
        case .multiply: result = a * b
        case .divide:
            if b == 0 { return .null }
            result = a / b
        case .modulo: return .null
        }
        switch type {
        case .money: return Money(dollars: result).map(Scalar.money) ?? .decimal(result)
        case .percent: return .percent(result)
        default: return .decimal(result)
        }
    }

    /// Less than zero, zero or more; nil where one is null or the two have no order.
    func order(_ left: Scalar, _ right: Scalar) -> Int? {
        func compare<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : (a > b ? 1 : 0) }
        switch (left, right) {
        case (.null, _), (_, .null): return nil
        case (.int(let a), .int(let b)): return compare(a, b)
        case (.money(let a), .money(let b)): return compare(a, b)
        case (.bool(let a), .bool(let b)): return compare(a ? 1 : 0, b ? 1 : 0)
        case (.phone(let a), let b), (let b, .phone(let a)):
            let (x, y) = (TextFolding.phoneKey(a), TextFolding.phoneKey(b.text))
            return x == y ? 0 : compare(x, y)
        case (.symbol(_, let a), let b), (let b, .symbol(_, let a)):
            // Words of a vocabulary are equal or not; the checker lets nobody ask which is less.
            return TextFolding.equal(a, b.text) ? 0 : 1
        case (.text(let a), .text(let b)):
            if a.utf8.elementsEqual(b.utf8) { return 0 }
            return a.utf8.lexicographicallyPrecedes(b.utf8) ? -1 : 1
        case (.date(let a), .date(let b)): return compare(a, b)
        case (.duration(let a), .duration(let b)):
            return compare(a.nominalMilliseconds, b.nominalMilliseconds)
        default: break
        }
        if let a = left.number, let b = right.number { return compare(a, b) }
        if let a = left.instant(moments), let b = right.instant(moments) { return compare(a, b) }
        return nil
    }
}

extension Scalar {
    var number: Double? {
        switch self {
        case .int(let value): Double(value)
        case .decimal(let value), .percent(let value): value
        case .money(let money): money.dollars
        case .bool(let flag): flag ? 1 : 0
        default: nil
        }
    }

    var integer: Int64? { if case .int(let value) = self { value } else { nil } }

    func instant(_ moments: Moments) -> Instant? {
        switch self {
        case .instant(let instant): instant
        case .date(let day): moments.zone.startOfDay(day)
        default: nil
        }
    }
}
