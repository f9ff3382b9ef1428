/// Values as people read them: `$250,000`, `70%`, `5min 3s`, `2025-09-16 02:18`.
package enum HumanText {
    /// Digits in groups of three: `1,204`.
    package static func grouped(_ value: Int64) -> String {
        (value < 0 ? "-" : "") + grouped(value.magnitude)
    }

    static func grouped(_ value: UInt64) -> String {
        var digits = Array(String(value))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return String(digits)
    }

    /// `$250,000`, `$12.50`, `$0.0725`, `-$5`
    package static func money(_ tenThousandths: Int64) -> String {
        let (dollars, part) = tenThousandths.magnitude.quotientAndRemainder(dividingBy: 10_000)
        var text = (tenThousandths < 0 ? "-$" : "$") + grouped(dollars)
        if part != 0 {
            var places = String(part + 10_000).dropFirst()
            while places.count > 2, places.last == "0" { places.removeLast() }
            text += "." + places
        }
        return text
    }

    /// The shortest digits that read back as the same number, without `.0`.
    package static func decimal(_ value: Double) -> String {
        let text = value.description
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    /// A fraction in percent, to a ten-thousandth of one.
    package static func percent(_ fraction: Double) -> String {
        let scaled = (fraction * 1_000_000).rounded()
        guard scaled.magnitude < 1e15 else { return decimal(fraction * 100) + "%" }
        return decimal(scaled / 10_000) + "%"
    }

    /// `5min 3s`, `2h`, `1d 4h`, `0s`, `1.5s`
    package static func duration(_ milliseconds: Int64) -> String {
        var parts: [String] = []
        var rest = milliseconds.magnitude
        for (name, size) in [("d", 86_400_000), ("h", 3_600_000), ("min", 60_000)] as [(String, UInt64)] {
            let count = rest / size
            if count > 0 { parts.append("\(count)\(name)") }
            rest %= size
        }
        if rest > 0 || parts.isEmpty {
            var text = "\(rest / 1_000)"
            if rest % 1_000 != 0 {
                var places = String(rest % 1_000 + 1_000).dropFirst()
                while places.last == "0" { places.removeLast() }
                text += "." + places
            }
            parts.append(text + "s")
        }
        return (milliseconds < 0 ? "-" : "") + parts.joined(separator: " ")
    }

    /// `2025-09-16`
    package static func date(_ days: Int64) -> String {
        guard (-2_000_000_000...2_000_000_000).contains(days) else { return "\(days)" }
        let (year, month, day) = CivilDate.from(days: days)
        let digits = String(year.magnitude)
        let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
        return "\(year < 0 ? "-" : "")\(zeros)\(digits)-\(two(month))-\(two(day))"
    }

    /// `2025-09-16 02:18`, in the time zone that is `offset` minutes east of UTC then.
    package static func instant(_ milliseconds: Int64, offset: Int) -> String {
        let (local, overflow) = milliseconds.addingReportingOverflow(Int64(offset) * 60_000)
        let (days, rest) = CivilDate.split(milliseconds: overflow ? milliseconds : local)
        let minutes = rest / 60_000
        return "\(date(days)) \(two(minutes / 60)):\(two(minutes % 60))"
    }

    private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
