/// A number of the North American Numbering Plan: area code `[2-9]XX` but not N11 or N9X, exchange `[2-9]XX` but
/// not N11, and an extension apart.
package struct PhoneNumber: Hashable, Sendable {
    /// The ten digits.
    package var digits: String
    /// Digits behind `x`, `ext` or `#`; nil where there is none.
    package var phoneExtension: String?

    package var area: Substring { digits.prefix(3) }
    package var exchange: Substring { digits.dropFirst(3).prefix(3) }
    package var line: Substring { digits.suffix(4) }

    /// Nil where the text is no such number.
    package init?(_ text: String) {
        guard case .number(let number) = Self.parse(text) else { return nil }
        self = number
    }

    fileprivate init(digits: String, phoneExtension: String?) {
        self.digits = digits
        self.phoneExtension = phoneExtension
    }

    package enum Parsed: Hashable, Sendable {
        case number(PhoneNumber)
        case noDigits
        case stray(Character)
        case digitCount(Int)
        /// `+44 …`: a number of another country.
        case foreign
        case areaCode(String)
        case exchange(String)
        case badExtension
    }

    /// Reads `(480) 555-0156`, `856-555-0767`, `+18565558428`, `1.480.555.0156 x12`.
    package static func parse(_ text: String) -> Parsed {
        let (main, rest) = split(text)
        var digits = ""
        var hasPlus = false
        for character in main {
            switch character {
            case "0"..."9" where character.isASCII: digits.append(character)
            case "+" where digits.isEmpty && !hasPlus: hasPlus = true
            case " ", "-", ".", "(", ")", "/", "\u{A0}", "\u{2010}", "\u{2011}", "\u{2013}": break
            default: return .stray(character)
            }
        }
        if digits.isEmpty { return .noDigits }
        if hasPlus, digits.first != "1" { return .foreign }
        if digits.count == 11 || hasPlus, digits.first == "1" { digits.removeFirst() }
        guard digits.count == 10 else { return .digitCount(digits.count) }
        let plan = Array(digits.utf8).map { $0 - 0x30 }
        if plan[0] < 2 || plan[1] == 9 || (plan[1] == 1 && plan[2] == 1) {
            return .areaCode(String(digits.prefix(3)))
        }
        if plan[3] < 2 || (plan[4] == 1 && plan[5] == 1) {
            return .exchange(String(digits.dropFirst(3).prefix(3)))
        }
        if let rest, rest.isEmpty || rest.count > 8 || !rest.allSatisfy({ $0.isASCII && $0.isNumber }) {
            return .badExtension
        }
        return .number(PhoneNumber(digits: digits, phoneExtension: rest))
    }

    /// The number, and what stands behind the mark of an extension; nil where there is no mark.
    private static func split(_ text: String) -> (main: Substring, rest: String?) {
        let text = trimmed(text[...])
        let lower = text.lowercased()
        for mark in [";ext=", "extension", "ext.", "ext", "x", "#"] {
            guard let place = range(of: mark, in: lower) else { continue }
            // Lower-casing may change the length of what is not ASCII; such text is no number anyway.
            guard lower.utf8.count == text.utf8.count else { break }
            let start = text.utf8.index(text.startIndex, offsetBy: place.lowerBound)
            let end = text.utf8.index(text.startIndex, offsetBy: place.upperBound)
            return (text[..<start], String(trimmed(text[end...].drop { $0 == ":" })))
        }
        return (text, nil)
    }

    private static func range(of mark: String, in text: String) -> Range<Int>? {
        let (mark, text) = (Array(mark.utf8), Array(text.utf8))
        guard text.count >= mark.count else { return nil }
        for start in 0...(text.count - mark.count)
        where text[start..<(start + mark.count)].elementsEqual(mark) {
            return start..<(start + mark.count)
        }
        return nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop { $0.isWhitespace }
        let end = start.lastIndex { !$0.isWhitespace }
        return end.map { start[...$0] } ?? ""
    }
}

extension PhoneNumber.Parsed {
    /// What is wrong with the text that was read so; nil for a number.
    package func problem(of text: String) -> FieldProblem? {
        let example = "write it as `(480) 555-0156`, `480-555-0156` or `+14805550156`"
        switch self {
        case .number: return nil
        case .noDigits: return FieldProblem("`\(text)` is not a phone number", help: example)
        case .stray(let character):
            return FieldProblem("`\(text)` is not a phone number: `\(character)` is in it", help: example)
        case .digitCount(let count):
            return FieldProblem(
                "`\(text)` is not a phone number: it has \(count) digit\(count == 1 ? "" : "s") of 10",
                help: example)
        case .foreign:
            return FieldProblem(
                "`\(text)` is not a number of North America", help: "only `+1` and ten digits are taken")
        case .areaCode(let code):
            return FieldProblem(
                "`\(text)` is not a phone number: there is no area code \(code)",
                help: "an area code begins with 2 to 9, has no 9 in the middle and does not end in 11")
        case .exchange(let code):
            return FieldProblem(
                "`\(text)` is not a phone number: \(code) cannot follow an area code",
                help: "these three digits begin with 2 to 9 and do not end in 11")
        case .badExtension:
            return FieldProblem(
                "`\(text)` has an extension that is none", help: "up to 8 digits: `(480) 555-0156 x12`")
        }
    }
}
