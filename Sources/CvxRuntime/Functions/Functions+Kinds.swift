import CvxDomain
import CvxLanguage
import Glibc

// Values of one kind as values of another, and as people write them.
extension Functions {
    func convert(_ value: Value, as function: ScalarFunction) -> Value {
        let number = value.scalar.number
        switch function {
        case .text: return .text(value.summary)
        case .int:
            if let number { return Int64(exactly: number.rounded(.towardZero)).map { .int($0) } ?? .null }
            let text = value.summary
            let whole = Int64(text) ?? Double(text).flatMap { Int64(exactly: $0.rounded(.towardZero)) }
            return whole.map { .int($0) } ?? .null
        case .decimal: return (number ?? Double(value.summary)).map { .decimal($0) } ?? .null
        case .money:
            if case .money = value { return value }
            let amount = number ?? Self.amount(value.summary)
            return amount.flatMap(Money.init(dollars:)).map { .money($0) } ?? .null
        case .percent:
            if case .percent = value { return value }
            if let number { return .percent(number) }
            let text = value.summary
            guard text.hasSuffix("%"), let percent = Double(text.dropLast()) else { return .null }
            return .percent(percent / 100)
        case .bool:
            if case .bool = value { return value }
            switch value.summary.lowercased() {
            case "true", "yes", "on", "1", "y", "t": return .bool(true)
            case "false", "no", "off", "0", "n", "f": return .bool(false)
            default: return .null
            }
        case .phone:
            let digits = value.summary.utf8.filter { (0x30...0x39).contains($0) }.count
            return digits == 10 || digits == 11 ? .scalar(.phone(value.summary)) : .null
        default: return .text(Self.typeName(value))
        }
    }

    /// `$1,200.50`, `-$5`, `($5)`, `1200.5`
    private static func amount(_ text: String) -> Double? {
        var rest = text.filter { $0 != "," && $0 != " " }
        var sign = 1.0
        if rest.hasPrefix("("), rest.hasSuffix(")") {
            rest = String(rest.dropFirst().dropLast())
            sign = -1
        }
        if rest.hasPrefix("-") {
            rest.removeFirst()
            sign = -sign
        }
        if rest.hasPrefix("$") { rest.removeFirst() }
        guard rest.first.map({ $0.isNumber || $0 == "." }) == true else { return nil }
        return Double(rest).map { $0 * sign }
    }

    private static func typeName(_ value: Value) -> String {
        switch value.kind {
        case .scalar(let scalar):
            switch scalar {
            case .null: "null"
            case .bool: "bool"
            case .int: "int"
            case .decimal: "decimal"
            case .money: "money"
            case .percent: "percent"
            case .text: "text"
            case .symbol(let vocabulary, _): vocabulary
            case .date: "date"
            case .instant: "datetime"
            case .duration: "duration"
            case .phone: "phone"
            }
        case .list, .rows: "list"
        case .record: "record"
        case .row(let entity, _): Catalog.entity(entity)?.singular ?? entity
        case .period: "period"
        }
    }

    // MARK: as people write them

    func format(_ arguments: UnsafeBufferPointer<Value>, at span: CvxLanguage.Span) throws -> Value {
        let value = arguments[0]
        let rule: Value? = arguments.count > 1 ? arguments[1] : nil
        switch value {
        case .date(let day):
            return .text(try pattern(rule, "YYYY-MM-DD", at: span).write(day, 0))
        case .instant(let instant):
            let day = machine.zone.day(of: instant)
            let clock = machine.zone.localMilliseconds(instant) - day.number * 86_400_000
            return .text(try pattern(rule, "YYYY-MM-DD hh:mm", at: span).write(day, clock))
        case .int, .decimal, .money, .percent: return .text(try number(value, rule, at: span))
        default:
            if case .scalar(.duration(let length)) = value.kind { return .text(Self.length(length)) }
            throw Diagnostic(
                .badArgument, "`format` takes a number, a moment or a length of time, found \(value.phrase)",
                at: span)
        }
    }

    private func pattern(_ rule: Value?, _ usual: String, at span: CvxLanguage.Span) throws -> MomentPattern {
        guard let rule else { return try MomentPattern(usual, at: span) }
        guard case .object(let object) = rule, object.tag == .text else {
            throw Diagnostic(
                .badArgument, "a moment is written by a pattern, as in \"D MMM YYYY\"", at: span)
        }
        return try MomentPattern(text(rule), at: span)
    }

    private func number(_ value: Value, _ rule: Value?, at span: CvxLanguage.Span) throws -> String {
        var places: Int?
        if let rule {
            guard case .int(let count) = rule, (0...15).contains(count) else {
                throw Diagnostic(.badArgument, "a number is written with 0 to 15 places", at: span)
            }
            places = Int(count)
        }
        switch value {
        case .int(let number) where places ?? 0 == 0: return Self.grouped(String(number))
        case .money(let money):
            let usual = money.tenThousandths % Money.scale == 0 ? 0 : 2
            let digits = Self.fixed(Swift.abs(money.dollars), places ?? usual)
            return (money.tenThousandths < 0 ? "-$" : "$") + Self.grouped(digits)
        case .percent(let fraction):
            return Self.grouped(
                places.map { Self.fixed(fraction * 100, $0) }
                    ?? Scalar.decimal((fraction * 1e12).rounded() / 1e10).text)
                + "%"
        default:
            let number = value.scalar.number ?? 0
            return Self.grouped(places.map { Self.fixed(number, $0) } ?? Scalar.decimal(number).text)
        }
    }

    /// Half away from zero, as `round`.
    private static func fixed(_ number: Double, _ places: Int) -> String {
        let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
        let scaled = (number * scale).rounded(.toNearestOrAwayFromZero)
        guard Swift.abs(scaled) < 9e18 else { return "\(number)" }
        let digits = String(Int64(Swift.abs(scaled)))
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        let sign = scaled < 0 ? "-" : ""
        if places == 0 { return sign + padded }
        return sign + padded.dropLast(places) + "." + padded.suffix(places)
    }

    /// A comma before every three digits of the whole part.
    private static func grouped(_ number: String) -> String {
        let whole = number.prefix { $0 != "." && $0 != "e" }
        let sign = whole.hasPrefix("-") ? "-" : ""
        let digits = Array(whole.dropFirst(sign.count))
        var result = sign
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { result += "," }
            result.append(digit)
        }
        return result + number.dropFirst(whole.count)
    }

    /// Its two largest units: `2d 5h`, `3min 20s`.
    private static func length(_ span: TimeSpan) -> String {
        var parts: [String] = []
        let sign = span.months < 0 || span.milliseconds < 0 ? "-" : ""
        let months = span.months.magnitude
        for (count, unit) in [(months / 12, "y"), (months % 12, "mo")] where count > 0 {
            parts.append("\(count)\(unit)")
        }
        var rest = span.milliseconds.magnitude / 1_000
        for (size, unit) in [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")] as [(UInt64, String)] {
            if rest / size > 0 { parts.append("\(rest / size)\(unit)") }
            rest %= size
        }
        return parts.isEmpty ? "0s" : sign + parts.prefix(2).joined(separator: " ")
    }
}
