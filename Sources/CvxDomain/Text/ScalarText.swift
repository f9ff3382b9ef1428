extension Scalar {
    /// As `${…}` and `text(…)` write it: a form that the language reads back.
    package var text: String {
        switch self {
        case .null: ""
        case .bool(let flag): flag ? "true" : "false"
        case .int(let value): String(value)
        case .decimal(let value):
            value.rounded() == value && abs(value) < 1e15 ? String(Int64(value)) : "\(value)"
        case .money(let money): money.text
        case .percent(let fraction): "\(Scalar.decimal((fraction * 1e12).rounded() / 1e10).text)%"
        case .text(let text), .symbol(_, let text), .phone(let text): text
        case .date(let day): Self.date(day)
        case .instant(let instant): Self.instant(instant)
        case .duration(let span): Self.duration(span)
        }
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func date(_ day: Day) -> String {
        let (year, month, day) = day.civil
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    private static func instant(_ instant: Instant) -> String {
        let day = FixedZone.utc.day(of: instant)
        let time = Int(instant.milliseconds - day.number * 86_400_000)
        let clock =
            "\(padded(time / 3_600_000, 2)):\(padded(time / 60_000 % 60, 2)):\(padded(time / 1_000 % 60, 2))"
        return "\(date(day))T\(clock)\(time % 1_000 == 0 ? "" : ".\(padded(time % 1_000, 3))")Z"
    }

    private static func duration(_ span: TimeSpan) -> String {
        if span.months != 0, span.milliseconds == 0 { return "\(span.months)mo" }
        let (seconds, rest) = span.nominalMilliseconds.quotientAndRemainder(dividingBy: 1_000)
        if rest != 0 { return "\(Double(span.nominalMilliseconds) / 1_000)s" }
        for (length, unit) in [(86_400, "d"), (3_600, "h"), (60, "min")] as [(Int64, String)]
        where seconds != 0 && seconds % length == 0 { return "\(seconds / length)\(unit)" }
        return "\(seconds)s"
    }
}
