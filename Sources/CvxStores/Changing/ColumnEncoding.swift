import CvxDomain

/// How one column writes a field's values, so that a new one is written as its neighbours are.
enum ColumnEncoding: Hashable {
    case plain
    case cents
    case seconds
    case minutes
    /// Epoch milliseconds, as Prisma's native connector writes them.
    case epochMilliseconds
    /// Epoch seconds, as other programs count.
    case epochSeconds
    /// `2025-09-16T02:18:31.644Z`
    case isoText
    /// `2025-09-16 02:18:31`
    case spacedText
    /// `2025-09-16`
    case dayText
    /// 0 to 1, or 0 to 100.
    case fraction(scale: Double)
    /// Words for true and false in a text column.
    case words(yes: String, no: String)
    case phone(PhoneFormat)
    case upperCase
    case lowerCase

    /// A value of the field as the column holds it.
    func encode(_ value: Scalar) -> Scalar {
        switch (self, value) {
        case (_, .null): return .null
        case (.cents, _):
            guard let money = value.asMoney else { return value }
            // Half away from zero, as everywhere money is rounded.
            let (cents, rest) = money.tenThousandths.quotientAndRemainder(dividingBy: 100)
            return .int(cents + (rest >= 50 ? 1 : rest <= -50 ? -1 : 0))
        case (.seconds, .duration(let span)): return Self.whole(span.nominalMilliseconds, 1_000)
        case (.minutes, .duration(let span)): return Self.whole(span.nominalMilliseconds, 60_000)
        case (.epochSeconds, .instant(let instant)): return Self.whole(instant.milliseconds, 1_000)
        case (.isoText, .instant(let instant)): return .text(instant.isoText)
        case (.spacedText, .instant(let instant)): return .text(instant.spacedText)
        case (.dayText, .date(let day)): return .text(day.isoText)
        case (.fraction(let scale), _):
            guard let fraction = value.asFraction else { return value }
            let scaled = (fraction * scale * 1e9).rounded() / 1e9
            return Int64(exactly: scaled).map { scale == 1 ? .decimal(scaled) : .int($0) } ?? .decimal(scaled)
        case (.words(let yes, let no), .bool(let flag)): return .text(flag ? yes : no)
        case (.phone(let format), .text(let text)), (.phone(let format), .phone(let text)):
            return PhoneNumber(text).map { .text(format.format($0)) } ?? value
        case (.upperCase, .symbol(_, let word)): return .text(word.uppercased())
        case (.lowerCase, .symbol(_, let word)): return .text(word.lowercased())
        default: return value
        }
    }

    private static func whole(_ milliseconds: Int64, _ unit: Int64) -> Scalar {
        milliseconds % unit == 0
            ? .int(milliseconds / unit) : .decimal(Double(milliseconds) / Double(unit))
    }

    /// The same for a value that SQL works out: `sql` has it as compiled expressions have it.
    func sql(_ sql: String) -> String {
        switch self {
        case .plain, .epochMilliseconds: sql
        case .cents: "CAST(round(\(sql) * 100) AS INTEGER)"
        case .seconds, .epochSeconds: "(\(sql) / 1000)"
        case .minutes: "(\(sql) / 60000)"
        case .isoText: "strftime('%Y-%m-%dT%H:%M:%fZ', \(sql) / 1000.0, 'unixepoch')"
        case .spacedText: "strftime('%Y-%m-%d %H:%M:%S', \(sql) / 1000.0, 'unixepoch')"
        case .dayText: "date(\(sql) * 86400, 'unixepoch')"
        case .fraction(let scale): scale == 1 ? sql : "(\(sql) * \(Int(scale)))"
        case .words(let yes, let no):
            "(CASE WHEN \(sql) THEN \(SQLWriter.literal(yes)) WHEN NOT \(sql) THEN \(SQLWriter.literal(no)) END)"
        case .phone(let format): "cvx_phone_format(\(sql), \(SQLWriter.literal(format.template)))"
        case .upperCase: "upper(\(sql))"
        case .lowerCase: "lower(\(sql))"
        }
    }
}

extension Scalar {
    var asMoney: Money? {
        switch self {
        case .money(let money): money
        case .int(let number): Money(dollars: Double(number))
        case .decimal(let number): Money(dollars: number)
        default: nil
        }
    }

    var asFraction: Double? {
        switch self {
        case .percent(let fraction), .decimal(let fraction): fraction
        case .int(let number): Double(number)
        default: nil
        }
    }
}
