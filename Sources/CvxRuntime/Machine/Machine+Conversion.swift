import CvxDomain
import CvxLanguage

extension Machine {
    /// `1..10`: both ends included; empty where the first is the greater.
    static func range(_ low: Value, _ high: Value, at span: CvxLanguage.Span) throws -> Value {
        guard case .int(let first) = low, case .int(let last) = high else {
            throw Diagnostic(.badArgument, "a range goes from a whole number to another", at: span)
        }
        guard first <= last else { return .list([]) }
        guard last.subtractingReportingOverflow(first).partialValue.magnitude < 100_000_000 else {
            throw Diagnostic(
                .badArgument, "this range is longer than 100,000,000", at: span,
                help: "`for i in \(first)..\(last) { … }` needs no list of them")
        }
        return .list((first...last).map { .int($0) })
    }

    /// A value as one of a type: numbers widen; of an unknown value the kind must be the type's.
    func convert(_ value: Value, to type: Type, at span: CvxLanguage.Span) throws -> Value {
        switch (type, value) {
        case (_, .null): return value
        case (.decimal, .int(let number)): return .decimal(Double(number))
        case (.money, .int), (.money, .decimal):
            if let money = value.scalar.number.flatMap(Money.init(dollars:)) { return .money(money) }
        case (.datetime, .date(let day)): return .instant(zone.startOfDay(day))
        case (.text, .object(let object)) where object.tag == .phone || object.tag == .word:
            return .text(value.scalar.text)
        case (.list(let element), .object(let object)) where object.tag == .list:
            let items = unsafeDowncast(object, to: ListObject.self).items
            if items.allSatisfy({ $0.isOf(element) }) { return value }
            return .list(try items.map { try convert($0, to: element, at: span) })
        default: if value.isOf(type) { return value }
        }
        throw Diagnostic(
            .conversion, "expected \(type.phrase), found \(value.phrase)", at: span,
            help: "the value is \(value.summary.prefix(60))")
    }

    func aggregate(_ function: AggregateFunction, _ list: Value, _ type: Type) -> Value {
        if case .object(let object) = list {
            if function == .count {
                if object.tag == .list {
                    return .int(Int64(unsafeDowncast(object, to: ListObject.self).items.count))
                }
                if object.tag == .rows {
                    return .int(Int64(unsafeDowncast(object, to: RowsObject.self).keys.count))
                }
            }
        }
        return .scalar(aggregate(function, Self.items(list).map(\.scalar), type))
    }

    func aggregate(_ function: AggregateFunction, _ values: [Scalar], _ type: Type) -> Scalar {
        let arithmetic = Arithmetic(moments: moments)
        let present = values.filter { !$0.isNull }
        switch function {
        case .count: return .int(Int64(values.count))
        case .countDistinct: return .int(Int64(Set(present).count))
        case .min:
            return present.dropFirst().reduce(present.first ?? .null) {
                (arithmetic.order($1, $0) ?? 0) < 0 ? $1 : $0
            }
        case .max:
            return present.dropFirst().reduce(present.first ?? .null) {
                (arithmetic.order($1, $0) ?? 0) > 0 ? $1 : $0
            }
        case .sum, .avg:
            guard let first = present.first else { return .null }
            let total = present.dropFirst().reduce(first) {
                arithmetic.apply(.add, $0, $1, type: type == .unknown ? .decimal : type)
            }
            if function == .sum { return total }
            let result: Type = type == .int || type == .unknown ? .decimal : type
            return arithmetic.apply(.divide, total, .int(Int64(present.count)), type: result)
        }
    }
}
