import CvxDomain
import CvxLanguage
import Glibc

/// The functions of the language on values in memory. Where a function also works on rows of a store, the SQL of
/// `CvxStores` gives the same.
struct Functions {
    let machine: Machine

    func call(
        _ function: ScalarFunction, _ arguments: UnsafeBufferPointer<Value>, type: Type,
        at span: CvxLanguage.Span
    ) throws -> Value {
        guard let first = arguments.first else { return .null }
        if arguments.contains(where: \.isNull), !function.shape.takesNull { return .null }
        func count(_ index: Int) -> Int {
            if case .int(let number) = arguments[index] { Int(clamping: max(0, number)) } else { 0 }
        }
        switch function {
        case .lower: return .text(text(first).lowercased())
        case .upper: return .text(text(first).uppercased())
        case .trim: return .text(Self.trimmed(text(first)))
        case .left: return .text(String(text(first).unicodeScalars.prefix(count(1))))
        case .right: return .text(String(text(first).unicodeScalars.suffix(count(1))))
        case .replace: return .text(Self.replace(text(first), text(arguments[1]), text(arguments[2])))
        case .capitalize, .split, .lines, .words, .join, .repeat, .padLeft, .padRight:
            return try shape(function, arguments, at: span)
        case .length, .slice, .index, .sort, .reverse, .unique, .flatten, .chunk, .column:
            return try list(function, arguments, at: span)
        case .keys, .values, .put, .without, .hasKey: return try record(function, arguments, at: span)
        case .abs: return Self.mapped(first, Swift.abs)
        case .round:
            let places = arguments.count > 1 ? min(15, count(1)) : 0
            let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
            return Self.mapped(first) { ($0 * scale).rounded(.toNearestOrAwayFromZero) / scale }
        case .floor: return Self.whole(first, .down)
        case .ceil: return Self.whole(first, .up)
        case .sqrt: return Self.finite(first.scalar.number?.squareRoot())
        case .power: return Self.finite(pow(first.scalar.number ?? .nan, arguments[1].scalar.number ?? .nan))
        case .sign: return first.scalar.number.map { .int($0 < 0 ? -1 : $0 > 0 ? 1 : 0) } ?? .null
        case .least: return order(first, arguments[1]) <= 0 ? first : arguments[1]
        case .greatest: return order(first, arguments[1]) >= 0 ? first : arguments[1]
        case .date, .datetime, .year, .quarter, .month, .day, .weekday, .hour, .minute, .startOf:
            return try moment(function, arguments, at: span)
        case .text, .int, .decimal, .money, .percent, .bool, .phone, .typeOf:
            return convert(first, as: function)
        case .format: return try format(arguments, at: span)
        case .json: return .text(first.json)
        case .parseJSON: return JSONValue(json: text(first)).map(Value.init) ?? .null
        case .digits: return .text(String(text(first).filter { $0.isASCII && $0.isNumber }))
        case .areaCode: return .text(String(TextFolding.phoneKey(text(first)).prefix(3)))
        case .env: return try variable(text(first), arguments.count > 1 ? arguments[1] : .null, at: span)
        }
    }

    private func variable(_ name: String, _ other: Value, at span: CvxLanguage.Span) throws -> Value {
        if name.namesSecret {
            throw Diagnostic(
                .refused, "`\(name)` looks like a secret, which no program reads", at: span,
                help: "providers take theirs from the settings: `key_env`, `key_file`")
        }
        guard !name.utf8.contains(0), let value = getenv(name) else { return other }
        return .text(String(cString: value))
    }

    func text(_ value: Value) -> String {
        if case .object(let object) = value, object.tag == .text {
            return unsafeDowncast(object, to: TextObject.self).text
        }
        return value.summary
    }

    func order(_ left: Value, _ right: Value) -> Int {
        Arithmetic(moments: machine.moments).order(left.scalar, right.scalar) ?? 0
    }

    private static func whole(_ value: Value, _ rule: FloatingPointRoundingRule) -> Value {
        value.scalar.number.flatMap { Int64(exactly: $0.rounded(rule)) }.map { .int($0) } ?? .null
    }

    private static func finite(_ number: Double?) -> Value {
        number.flatMap { $0.isFinite ? .decimal($0) : nil } ?? .null
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
