import CvxDomain

/// Functions that cvx adds to SQLite for what SQLite's own cannot do: Unicode text, phone numbers, days of a zone.
enum SQLFunctions {
    static func make(_ name: String, zone: any Zone) -> SQLFunction? {
        switch name {
        case "cvx_contains": text(name) { TextFolding.contains($0, $1) }
        case "cvx_starts": text(name) { TextFolding.starts($0, with: $1) }
        case "cvx_ends": text(name) { TextFolding.ends($0, with: $1) }
        case "cvx_like": text(name) { TextFolding.like($0, $1) }
        case "cvx_equal": text(name) { TextFolding.equal($0, $1) }
        case "cvx_fold": map(name) { .text(String(decoding: TextFolding.fold($0), as: UTF8.self)) }
        case "cvx_matches": matches(name)
        case "cvx_phone": map(name) { .text(TextFolding.phoneKey($0)) }
        case "cvx_phone_format": phoneFormat(name)
        case "cvx_digits":
            map(name) {
                .text(String($0.unicodeScalars.filter { ("0"..."9").contains($0) }.map(Character.init)))
            }
        case "cvx_lower": map(name) { .text($0.lowercased()) }
        case "cvx_upper": map(name) { .text($0.uppercased()) }
        case "cvx_int":
            map(name) { .optional(Int($0) ?? Double($0).flatMap { Int(exactly: $0.rounded(.towardZero)) }) }
        case "cvx_decimal": map(name) { .optional(Double($0)) }
        case "cvx_day":
            SQLFunction(name, argumentCount: 1) { values in
                guard let instant = values.int(0) else { return .null }
                return .int(Int(zone.day(of: Instant(milliseconds: instant)).number))
            }
        case "cvx_part": part(name, zone)
        default: nil
        }
    }

    private static func text(
        _ name: String, _ test: @escaping (String, String) -> Bool
    ) -> SQLFunction {
        SQLFunction(name, argumentCount: 2) { values in
            guard let subject = values.text(0), let pattern = values.text(1) else { return .null }
            return .bool(test(subject, pattern))
        }
    }

    private static func map(_ name: String, _ transform: @escaping (String) -> Cell) -> SQLFunction {
        SQLFunction(name, argumentCount: 1) { values in values.text(0).map(transform) ?? .null }
    }

    /// A pattern is compiled once for as long as it stays the same, which it does for a whole statement.
    private static func matches(_ name: String) -> SQLFunction {
        let cache = PatternCache()
        return SQLFunction(name, argumentCount: 2) { values in
            guard let subject = values.text(0), let pattern = values.text(1) else { return .null }
            return .bool(try cache.matches(subject, pattern))
        }
    }

    /// A number as its column writes numbers; what is none stays as it is.
    private static func phoneFormat(_ name: String) -> SQLFunction {
        SQLFunction(name, argumentCount: 2) { values in
            guard let text = values.text(0), let template = values.text(1) else { return .null }
            return .text(PhoneNumber(text).map { PhoneFormat(template: template).format($0) } ?? text)
        }
    }

    private static func part(_ name: String, _ zone: any Zone) -> SQLFunction {
        SQLFunction(name, argumentCount: 3) { values in
            guard let part = values.text(0).flatMap(MomentPart.init), let unit = values.text(1),
                let number = values.int(2)
            else { return .null }
            if unit == "day" {
                return .int(Int(part.value(of: Day(number: number), localMilliseconds: number * 86_400_000)))
            }
            let instant = Instant(milliseconds: number)
            return .int(
                Int(part.value(of: zone.day(of: instant), localMilliseconds: zone.localMilliseconds(instant)))
            )
        }
    }
}

private final class PatternCache {
    private var pattern: String?
    private var regex: Regex<AnyRegexOutput>?

    func matches(_ subject: String, _ pattern: String) throws -> Bool {
        if pattern != self.pattern {
            do { regex = try Regex(pattern) } catch {
                throw StoreError(
                    .sql("`\(pattern)` is not a regular expression: \(error)"), store: nil, path: "")
            }
            self.pattern = pattern
        }
        guard let regex else { return false }
        return try regex.firstMatch(in: subject) != nil
    }
}
