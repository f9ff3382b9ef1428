import CvxDomain
import CvxLanguage

// Texts cut, joined and filled.
extension Functions {
    /// The longest text that a function makes of a short one.
    static let lengthLimit = 100_000_000

    func shape(
        _ function: ScalarFunction, _ arguments: UnsafeBufferPointer<Value>, at span: CvxLanguage.Span
    ) throws -> Value {
        switch function {
        case .capitalize: return .text(Self.capitalized(text(arguments[0])))
        case .split:
            let separator = text(arguments[1])
            if separator.isEmpty {
                throw Diagnostic(
                    .badArgument, "text is not split by nothing", at: span,
                    help: "`words(…)` splits by spaces, `lines(…)` by line ends")
            }
            return .list(Self.split(text(arguments[0]), separator).map { .text($0) })
        case .lines:
            var parts = text(arguments[0]).split(
                omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            if parts.last?.isEmpty == true { parts.removeLast() }
            return .list(parts.map { .text(String($0)) })
        case .words:
            return .list(text(arguments[0]).split(whereSeparator: \.isWhitespace).map { .text(String($0)) })
        case .join:
            let separator = arguments.count > 1 ? text(arguments[1]) : ""
            var result = ""
            for (index, item) in Machine.items(arguments[0]).enumerated() {
                if index > 0 { result += separator }
                item.write(to: &result)
            }
            return .text(result)
        case .repeat:
            let part = text(arguments[0])
            let count = try length(arguments[1], part.utf8.count, at: span)
            return .text(String(repeating: part, count: count))
        default:
            let value = text(arguments[0])
            let fill = arguments.count > 2 ? text(arguments[2]) : " "
            let missing = try length(arguments[1], 1, at: span) - value.unicodeScalars.count
            guard missing > 0, let filler = fill.unicodeScalars.first else { return .text(value) }
            let padding = String(repeating: Character(filler), count: missing)
            return .text(function == .padLeft ? padding + value : value + padding)
        }
    }

    private func length(_ value: Value, _ each: Int, at span: CvxLanguage.Span) throws -> Int {
        guard case .int(let count) = value, count >= 0 else { return 0 }
        guard
            Int(clamping: count).multipliedReportingOverflow(by: max(1, each)).partialValue
                < Self.lengthLimit,
            count < Int64(Self.lengthLimit)
        else {
            throw Diagnostic(.badArgument, "this text would be longer than 100,000,000 characters", at: span)
        }
        return Int(count)
    }

    private static func capitalized(_ text: String) -> String {
        var result = ""
        var isFirst = true
        for character in text {
            result += isFirst ? character.uppercased() : String(character)
            isFirst = character.isWhitespace || character == "-"
        }
        return result
    }

    static func split(_ text: String, _ separator: String) -> [String] {
        let (bytes, mark) = (Array(text.utf8), Array(separator.utf8))
        var parts: [String] = []
        var start = 0
        var at = 0
        while at + mark.count <= bytes.count {
            if bytes[at] == mark[0], bytes[at..<at + mark.count].elementsEqual(mark) {
                parts.append(String(decoding: bytes[start..<at], as: UTF8.self))
                at += mark.count
                start = at
            } else {
                at += 1
            }
        }
        return parts + [String(decoding: bytes[start...], as: UTF8.self)]
    }
}
