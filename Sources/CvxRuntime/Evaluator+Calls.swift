import CvxDomain
import CvxLanguage

extension Evaluator {
    func call(
        _ function: ScalarFunction, _ arguments: [Scalar], _ expression: CheckedExpression
    ) throws -> Scalar {
        guard let first = arguments.first, !arguments.contains(where: \.isNull) else { return .null }
        func count(_ index: Int) -> Int { Int(clamping: max(0, arguments[index].integer ?? 0)) }
        switch function {
        case .lower: return .text(first.text.lowercased())
        case .upper: return .text(first.text.uppercased())
        case .trim: return .text(Self.trimmed(first.text))
        case .length: return .int(Int64(first.text.unicodeScalars.count))
        case .left: return .text(String(first.text.unicodeScalars.prefix(count(1))))
        case .right: return .text(String(first.text.unicodeScalars.suffix(count(1))))
        case .replace: return .text(Self.replace(first.text, arguments[1].text, arguments[2].text))
        case .abs: return Self.mapped(first, expression.type, Swift.abs)
        case .round:
            let places = arguments.count > 1 ? max(0, min(15, arguments[1].integer ?? 0)) : 0
            let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
            return Self.mapped(first, expression.type) {
                ($0 * scale).rounded(.toNearestOrAwayFromZero) / scale
            }
        case .floor:
            return first.number.flatMap { Int64(exactly: $0.rounded(.down)) }.map(Scalar.int) ?? .null
        case .ceil: return first.number.flatMap { Int64(exactly: $0.rounded(.up)) }.map(Scalar.int) ?? .null
        case .least: return (arithmetic.order(first, arguments[1]) ?? 0) <= 0 ? first : arguments[1]
        case .greatest: return (arithmetic.order(first, arguments[1]) ?? 0) >= 0 ? first : arguments[1]
        case .date:
            if case .instant(let instant) = first { return .date(context.moments.zone.day(of: instant)) }
            return first
        case .year, .month, .day, .weekday, .hour:
            guard let part = MomentPart(rawValue: function.rawValue) else { return .null }
            if case .date(let day) = first {
                return .int(part.value(of: day, localMilliseconds: day.number * 86_400_000))
            }
            guard case .instant(let instant) = first else { return .null }
            let zone = context.moments.zone
            return .int(
                part.value(of: zone.day(of: instant), localMilliseconds: zone.localMilliseconds(instant)))
        case .text: return .text(first.text)
        case .int:
            if let number = first.number {
                return Int64(exactly: number.rounded(.towardZero)).map(Scalar.int) ?? .null
            }
            let text = first.text
            return (Int64(text) ?? Double(text).flatMap { Int64(exactly: $0.rounded(.towardZero)) }).map(
                Scalar.int) ?? .null
        case .decimal: return (first.number ?? Double(first.text)).map(Scalar.decimal) ?? .null
        case .digits: return .text(String(first.text.filter { $0.isASCII && $0.isNumber }))
        case .areaCode: return .text(String(TextFolding.phoneKey(first.text).prefix(3)))
        }
    }

    private static func mapped(_ value: Scalar, _ type: Type, _ transform: (Double) -> Double) -> Scalar {
        guard let number = value.number else { return .null }
        let result = transform(number)
        switch value {
        case .int: return Int64(exactly: result).map(Scalar.int) ?? .decimal(result)
        case .money: return Money(dollars: result).map(Scalar.money) ?? .decimal(result)
        case .percent: return .percent(result)
        default: return .decimal(result)
        }
    }

    private static func trimmed(_ text: String) -> String {
        var scalars = text.unicodeScalars[...]
        while scalars.first == " " { scalars.removeFirst() }
        while scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }

    private static func replace(_ text: String, _ part: String, _ with: String) -> String {
        if part.isEmpty { return text }
        let (source, part, replacement) = (Array(text.utf8), Array(part.utf8), Array(with.utf8))
        var result: [UInt8] = []
        var at = 0
        while at < source.count {
            if source[at...].starts(with: part) {
                result += replacement
                at += part.count
            } else {
                result.append(source[at])
                at += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    func aggregate(_ function: AggregateFunction, _ values: [Scalar], _ type: Type) -> Scalar {
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
