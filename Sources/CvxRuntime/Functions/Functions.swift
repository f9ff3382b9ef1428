import CvxDomain
import CvxLanguage

/// The functions of the language on values in memory. Where a function also works on rows of a store, the SQL of
/// `CvxStores` gives the same.
struct Functions {
    let machine: Machine

    /// Null for an argument that is null, save where the function is there for that.
    func call(
        _ function: ScalarFunction, _ arguments: UnsafeBufferPointer<Value>, type: Type,
        at span: CvxLanguage.Span
    ) throws -> Value {
        guard let first = arguments.first, !arguments.contains(where: \.isNull) else { return .null }
        func count(_ index: Int) -> Int {
            if case .int(let number) = arguments[index] { Int(clamping: max(0, number)) } else { 0 }
        }
        switch function {
        case .lower: return .text(text(first).lowercased())
        case .upper: return .text(text(first).uppercased())
        case .trim: return .text(Self.trimmed(text(first)))
        case .length: return .int(Int64(text(first).unicodeScalars.count))
        case .left: return .text(String(text(first).unicodeScalars.prefix(count(1))))
        case .right: return .text(String(text(first).unicodeScalars.suffix(count(1))))
        case .replace: return .text(Self.replace(text(first), text(arguments[1]), text(arguments[2])))
        case .abs: return Self.mapped(first, Swift.abs)
        case .round:
            let places = arguments.count > 1 ? min(15, count(1)) : 0
            let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
            return Self.mapped(first) { ($0 * scale).rounded(.toNearestOrAwayFromZero) / scale }
        case .floor: return Self.whole(first, .down)
        case .ceil: return Self.whole(first, .up)
        case .least: return order(first, arguments[1]) <= 0 ? first : arguments[1]
        case .greatest: return order(first, arguments[1]) >= 0 ? first : arguments[1]
        case .date:
            if case .instant(let instant) = first { return .date(machine.zone.day(of: instant)) }
            return first
        case .year, .month, .day, .weekday, .hour: return part(function, of: first)
        case .text: return .text(first.summary)
        case .int:
            if let number = first.scalar.number {
                return Int64(exactly: number.rounded(.towardZero)).map { .int($0) } ?? .null
            }
            let text = first.summary
            let number = Int64(text) ?? Double(text).flatMap { Int64(exactly: $0.rounded(.towardZero)) }
            return number.map { .int($0) } ?? .null
        case .decimal: return (first.scalar.number ?? Double(first.summary)).map { .decimal($0) } ?? .null
        case .digits: return .text(String(text(first).filter { $0.isASCII && $0.isNumber }))
        case .areaCode: return .text(String(TextFolding.phoneKey(text(first)).prefix(3)))
        }
    }

    func text(_ value: Value) -> String {
        if case .object(let object) = value, object.tag == .text {
            return unsafeDowncast(object, to: TextObject.self).text
        }
        return value.summary
    }

    private func order(_ left: Value, _ right: Value) -> Int {
        Arithmetic(moments: machine.moments).order(left.scalar, right.scalar) ?? 0
    }

    private func part(_ function: ScalarFunction, of moment: Value) -> Value {
        guard let part = MomentPart(rawValue: function.rawValue) else { return .null }
        switch moment {
        case .date(let day): return .int(part.value(of: day, localMilliseconds: day.number * 86_400_000))
        case .instant(let instant):
            let zone = machine.zone
            return .int(
                part.value(of: zone.day(of: instant), localMilliseconds: zone.localMilliseconds(instant)))
        default: return .null
        }
    }

    private static func whole(_ value: Value, _ rule: FloatingPointRoundingRule) -> Value {
        value.scalar.number.flatMap { Int64(exactly: $0.rounded(rule)) }.map { .int($0) } ?? .null
    }

    private static func mapped(_ value: Value, _ transform: (Double) -> Double) -> Value {
        guard let number = value.scalar.number else { return .null }
        let result = transform(number)
        switch value {
        case .int: return Int64(exactly: result).map { .int($0) } ?? .decimal(result)
        case .money: return Money(dollars: result).map { .money($0) } ?? .decimal(result)
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
}
