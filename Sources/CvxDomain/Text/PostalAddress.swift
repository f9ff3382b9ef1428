/// An address of the United States in its parts, out of one text or several columns.
package struct PostalAddress: Hashable, Sendable {
    package var street: String
    /// "" where it is not known, as the state and the ZIP code.
    package var city: String
    /// Two letters.
    package var state: String
    package var zip: String

    /// - Parameters:
    ///   - text: the street, or the whole: `12 Oak St, Phoenix, AZ 85034`
    ///   - city: as its own column has it, as the others; empty where there is none
    /// - Returns: nil where no street is left that begins with a letter or a number.
    package init?(_ text: String, city: String = "", state: String = "", zip: String = "") {
        var parts = text.split(separator: ",").map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }.filter { !$0.isEmpty }
        (self.city, self.state, self.zip) = (
            Self.trimmed(city), Self.trimmed(state).uppercased(), Self.trimmed(zip)
        )
        if ["USA", "US", "UNITED STATES"].contains(parts.last?.uppercased()), parts.count > 1 {
            parts.removeLast()
        }
        if parts.count > 1, let last = parts.last, let (state, zip) = Self.stateAndZIP(last) {
            parts.removeLast()
            if self.state.isEmpty { self.state = state }
            if self.zip.isEmpty { self.zip = zip }
        }
        // What is behind the street is the city, but for a unit: `12 Oak St, Apt 4, Phoenix`.
        if parts.count > 1, let last = parts.last, !Self.isUnit(last) {
            if self.city.isEmpty { self.city = last }
            if TextFolding.equal(self.city, last) { parts.removeLast() }
        }
        street = parts.joined(separator: ", ")
        guard street.contains(where: { $0.isLetter || $0.isNumber }), street.first?.isPunctuation != true
        else { return nil }
    }

    /// `12 Oak St, Phoenix, AZ 85034`, as far as it is known.
    package var line: String {
        let place = [state, zip].filter { !$0.isEmpty }.joined(separator: " ")
        return [street, city, place].filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// Equal for addresses that differ in case, punctuation and spaces alone.
    package var key: String {
        [street, city, state, String(zip.prefix(5))].map(Self.folded).joined(separator: "|")
    }

    package static func folded(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return foldedASCII(text) }
        return text.uppercased().split { !$0.isLetter && !$0.isNumber && $0 != "#" && $0 != "-" }
            .joined(separator: " ")
    }

    /// The same, for a text without other letters: there are millions of them.
    private static func foldedASCII(_ text: String) -> String {
        String(unsafeUninitializedCapacity: text.utf8.count) { bytes in
            var count = 0
            var isBetween = false
            for byte in text.utf8 {
                if let kept = foldedByte(byte) {
                    if isBetween, count > 0 {
                        bytes[count] = 0x20
                        count += 1
                    }
                    bytes[count] = kept
                    count += 1
                    isBetween = false
                } else {
                    isBetween = true
                }
            }
            return count
        }
    }

    /// An ASCII byte as a word has it; nil between words.
    package static func foldedByte(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x61...0x7A: byte - 0x20
        case 0x41...0x5A, 0x30...0x39, 0x23, 0x2D: byte
        default: nil
        }
    }

    private static func trimmed(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// `AZ`, `AZ 85034`, `AZ 85034-1234`, `85034`
    private static func stateAndZIP(_ text: String) -> (state: String, zip: String)? {
        let words = text.split(separator: " ").map(String.init)
        func isState(_ word: String) -> Bool {
            PostalText.states.contains { $0.code == word.uppercased() }
        }
        func isZIP(_ word: String) -> Bool { PostalText.zipProblem(word) == nil }
        switch words.count {
        case 1 where isState(words[0]): return (words[0].uppercased(), "")
        case 1 where isZIP(words[0]): return ("", words[0])
        case 2 where isState(words[0]) && isZIP(words[1]): return (words[0].uppercased(), words[1])
        default: return nil
        }
    }

    private static let units: Set<String> = [
        "APT", "APARTMENT", "UNIT", "STE", "SUITE", "BLDG", "BUILDING", "FL", "FLOOR", "RM", "ROOM", "LOT",
        "TRLR", "SPC", "PH", "#",
    ]

    private static func isUnit(_ text: String) -> Bool {
        let word = text.split(separator: " ").first.map { $0.uppercased() } ?? ""
        return units.contains(word) || word.hasPrefix("#")
    }
}
