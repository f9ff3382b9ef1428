package import CvxDomain

/// Values as providers write them: flags as words, numbers as text, a share as a fraction or of 100. What is none is
/// unknown.
package enum LooseJSON {
    package static func flag(_ value: JSONValue?) -> Bool? {
        switch value {
        case .bool(let flag): flag
        case .int(0): false
        case .int(1): true
        case .string(let text):
            switch text.lowercased() {
            case "true", "yes", "y", "1", "t": true
            case "false", "no", "n", "0", "f": false
            default: nil
            }
        default: nil
        }
    }

    static func number(_ value: JSONValue?) -> Double? {
        switch value {
        case .int(let number): Double(number)
        case .double(let number): number
        case .string(let text): Double(text).flatMap { $0.isFinite ? $0 : nil }
        default: nil
        }
    }

    /// Text that says something; numbers as they are written.
    package static func text(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text): text.contains { !$0.isWhitespace } ? text : nil
        case .int(let number): String(number)
        default: nil
        }
    }

    /// 0 to 1.
    static func share(_ value: JSONValue?, isPercent: Bool) -> Double? {
        guard let number = number(value), number >= 0 else { return nil }
        return min(1, isPercent ? number / 100 : number)
    }

    /// The ten digits where it is a number of North America, else as given.
    static func phone(_ text: String?) -> ContactPhone? {
        guard let text, text.contains(where: \.isNumber) else { return nil }
        return ContactPhone(number: PhoneNumber(text)?.digits ?? text)
    }

    /// Of a provider's word for a kind of line.
    static func isMobile(_ type: String) -> Bool? {
        let type = type.lowercased()
        if ["mobile", "wireless", "cell"].contains(where: type.contains) { return true }
        return ["land", "voip", "fixed", "fax"].contains(where: type.contains) ? false : nil
    }
}
