import CvxDomain
import CvxLanguage

extension Evaluator {
    /// `1..10`: both ends included; empty where the first is the greater.
    func range(_ low: Scalar, _ high: Scalar, _ span: CvxLanguage.Span) throws -> Value {
        guard let first = low.integer, let last = high.integer else {
            throw Diagnostic(.badArgument, "a range goes from a whole number to another", at: span)
        }
        guard first <= last else { return .list([]) }
        guard last.subtractingReportingOverflow(first).partialValue.magnitude < 100_000_000 else {
            throw Diagnostic(.badArgument, "this range is longer than 100,000,000", at: span)
        }
        return .list((first...last).map { .scalar(.int($0)) })
    }

    /// A value as one of a type: numbers widen; of an unknown value the kind must be the type's.
    func convert(_ value: Value, to type: Type, at span: CvxLanguage.Span) throws -> Value {
        if value == .null { return value }
        switch (type, value) {
        case (.decimal, .scalar(.int(let number))): return .scalar(.decimal(Double(number)))
        case (.money, .scalar(let scalar)) where scalar.integer != nil || scalar.isDecimal:
            if let money = scalar.number.flatMap(Money.init(dollars:)) { return .scalar(.money(money)) }
        case (.text, .scalar(.phone(let text))), (.text, .scalar(.symbol(_, let text))):
            return .scalar(.text(text))
        case (.datetime, .scalar(.date(let day))):
            return .scalar(.instant(context.moments.zone.startOfDay(day)))
        case (.list(let element), .list(let items)):
            return .list(try items.map { try convert($0, to: element, at: span) })
        default: if value.isOf(type) { return value }
        }
        throw Diagnostic(
            .conversion, "expected \(type.phrase), found \(value.kindPhrase)", at: span,
            help: "the value is \(value.summary.prefix(60))")
    }
}

extension Scalar {
    fileprivate var isDecimal: Bool { if case .decimal = self { true } else { false } }
}

extension Value {
    fileprivate func isOf(_ type: Type) -> Bool {
        switch (self, type) {
        case (_, .unknown), (_, .null), (_, .json): true
        case (.scalar(.bool), .bool), (.scalar(.int), .int), (.scalar(.decimal), .decimal),
            (.scalar(.money), .money), (.scalar(.percent), .percent), (.scalar(.text), .text),
            (.scalar(.date), .date), (.scalar(.instant), .datetime), (.scalar(.duration), .duration),
            (.scalar(.phone), .phone), (.record, .record), (.period, .period):
            true
        case (.scalar(.symbol(let name, _)), .enumeration(let wanted)): name == wanted
        case (.row(let entity, _), .entity(let wanted)): entity == wanted
        case (.rows(let entity, _), .list(.entity(let wanted))): entity == wanted
        case (.list, .list): true
        default: false
        }
    }

    /// The kind of a value, as messages say it.
    package var kindPhrase: String {
        switch self {
        case .scalar(let scalar):
            switch scalar {
            case .null: "null"
            case .bool: Type.bool.phrase
            case .int: Type.int.phrase
            case .decimal: Type.decimal.phrase
            case .money: Type.money.phrase
            case .percent: Type.percent.phrase
            case .text: Type.text.phrase
            case .symbol(let name, _): Type.enumeration(name).phrase
            case .date: Type.date.phrase
            case .instant: Type.datetime.phrase
            case .duration: Type.duration.phrase
            case .phone: Type.phone.phrase
            }
        case .list: Type.list(.unknown).phrase
        case .record: Type.record([]).phrase
        case .row(let entity, _): Type.entity(entity).phrase
        case .rows(let entity, _): Type.list(.entity(entity)).phrase
        case .period: Type.period.phrase
        }
    }
}
