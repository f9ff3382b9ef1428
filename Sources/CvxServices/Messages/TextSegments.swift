/// How many segments a text message takes, which is what is paid for: 160 characters of GSM 03.38's alphabet or 70 of
/// UTF-16, and where there are several, 153 or 67 in each, as their order takes the rest.
package struct TextSegments: Hashable, Sendable {
    package enum Encoding: String, Sendable {
        /// Seven bits a character; those of the extension table take two places.
        case gsm7 = "GSM-7"
        /// Two bytes a character; those beyond the basic plane take two places.
        case ucs2 = "UCS-2"
    }

    package let encoding: Encoding
    /// Places that the characters take.
    package let length: Int
    /// 0 for an empty text.
    package let count: Int
    /// The first character that only UCS-2 has, as each costs more than half of every segment; nil where there is none.
    package let costly: Character?
    /// Places that are left in the last segment.
    package let rest: Int

    package init(_ text: String) {
        let outside = text.first { character in
            character.unicodeScalars.contains { Self.width(of: $0) == nil }
        }
        costly = outside
        encoding = outside == nil ? .gsm7 : .ucs2
        let isPlain = outside == nil
        let (single, several) = isPlain ? (160, 153) : (70, 67)
        let widths = text.unicodeScalars.lazy.map { scalar in
            isPlain ? Self.width(of: scalar) ?? 1 : UTF16.width(scalar)
        }
        length = widths.reduce(0, +)
        if length <= single {
            count = length == 0 ? 0 : 1
            rest = single - length
            return
        }
        // What takes two places is not cut in two.
        var (segments, used) = (1, 0)
        for width in widths {
            if used + width > several {
                segments += 1
                used = 0
            }
            used += width
        }
        count = segments
        rest = several - used
    }

    /// Nil for what GSM 03.38 has not.
    private static func width(of scalar: Unicode.Scalar) -> Int? {
        if basic.contains(scalar) { return 1 }
        return extended.contains(scalar) ? 2 : nil
    }

    private static let basic = Set(
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)

    private static let extended = Set("\u{C}^{}\\[~]|€".unicodeScalars)
}
