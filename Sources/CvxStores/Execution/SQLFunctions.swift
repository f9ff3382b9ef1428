import CvxDomain
import GRDB

/// Functions that cvx adds to SQLite for what SQLite's own cannot do: Unicode text, phone numbers, days of a zone.
enum SQLFunctions {
    static func make(_ name: String, zone: any Zone) -> DatabaseFunction? {
        switch name {
        case "cvx_contains": text(name) { TextFolding.contains($0, $1) }
        case "cvx_starts": text(name) { TextFolding.starts($0, with: $1) }
        case "cvx_ends": text(name) { TextFolding.ends($0, with: $1) }
        case "cvx_like": text(name) { TextFolding.like($0, $1) }
        case "cvx_equal": text(name) { TextFolding.equal($0, $1) }
        case "cvx_matches": matches(name)
        case "cvx_phone": map(name) { TextFolding.phoneKey($0) }
        case "cvx_phone_format": phoneFormat(name)
        case "cvx_digits":
            map(name) { String($0.unicodeScalars.filter { ("0"..."9").contains($0) }.map(Character.init)) }
        case "cvx_lower": map(name) { $0.lowercased() }
        case "cvx_upper": map(name) { $0.uppercased() }
        case "cvx_int":
            map(name) { Int64($0) ?? Double($0).flatMap { Int64(exactly: $0.rounded(.towardZero)) } }
        case "cvx_decimal": map(name) { Double($0) }
        case "cvx_day":
            DatabaseFunction(name, argumentCount: 1, pure: true) { values in
                guard let instant = Int64.fromDatabaseValue(values[0]) else { return nil }
                return zone.day(of: Instant(milliseconds: instant)).number
            }
        case "cvx_part": part(name, zone)
        default: nil
        }
    }

    private static func string(_ value: DatabaseValue) -> String? {
        switch value.storage {
        case .null: nil
        case .string(let text): text
        case .int64(let number): String(number)
        case .double(let number): "\(number)"
        case .blob: nil
        }
    }

    private static func text(
        _ name: String, _ test: @escaping @Sendable (String, String) -> Bool
    ) -> DatabaseFunction {
        DatabaseFunction(name, argumentCount: 2, pure: true) { values in
            guard let subject = string(values[0]), let pattern = string(values[1]) else { return nil }
            return test(subject, pattern)
        }
    }

    private static func map<T: DatabaseValueConvertible & SendableMetatype>(
        _ name: String, _ transform: @escaping @Sendable (String) -> T?
    ) -> DatabaseFunction {
        DatabaseFunction(name, argumentCount: 1, pure: true) { values in string(values[0]).flatMap(transform)
        }
    }

    /// A pattern is compiled once for as long as it stays the same, which it does for a whole statement.
    private static func matches(_ name: String) -> DatabaseFunction {
        let cache = PatternCache()
        return DatabaseFunction(name, argumentCount: 2, pure: true) { values in
            guard let subject = string(values[0]), let pattern = string(values[1]) else { return nil }
            return try cache.matches(subject, pattern)
        }
    }

    /// A number as its column writes numbers; what is none stays as it is.
    private static func phoneFormat(_ name: String) -> DatabaseFunction {
        DatabaseFunction(name, argumentCount: 2, pure: true) { values in
            guard let text = string(values[0]), let template = string(values[1]) else { return nil }
            return PhoneNumber(text).map { PhoneFormat(template: template).format($0) } ?? text
        }
    }

    private static func part(_ name: String, _ zone: any Zone) -> DatabaseFunction {
        DatabaseFunction(name, argumentCount: 3, pure: true) { values in
            guard let part = string(values[0]).flatMap(MomentPart.init), let unit = string(values[1]),
                let number = Int64.fromDatabaseValue(values[2])
            else { return nil }
            if unit == "day" {
                return part.value(of: Day(number: number), localMilliseconds: number * 86_400_000)
            }
            let instant = Instant(milliseconds: number)
            return part.value(of: zone.day(of: instant), localMilliseconds: zone.localMilliseconds(instant))
        }
    }
}

/// Used on the connection's thread only, as SQLite calls functions there.
private final class PatternCache: @unchecked Sendable {
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
