/// Text as the standard fonts of PDF can show it (WinAnsiEncoding, ISO 32000-1 annex D.2).
enum WinAnsi {
    /// A character that none of the fonts has, and that nothing close stands for.
    struct Missing: Error, Hashable {
        var character: Character
    }

    /// Bytes of the encoding; a tab is four blanks, other control characters are left out.
    ///
    /// Letters of Latin Extended-A that it has not become the letter without its mark (`ő` is `o`); blanks and dashes of
    /// all kinds become their plain ones. Everything else that it has not is no text that could be guessed.
    static func bytes(_ text: String) throws(Missing) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        for character in text {
            // Composed where it can be: `e` and its accent are one letter.
            for scalar in composed(character) {
                switch scalar.value {
                case 0x09: bytes += [0x20, 0x20, 0x20, 0x20]
                case 0x0A: bytes.append(0x0A)
                case 0..<0x20, 0x7F, 0x80..<0xA0, 0x200B...0x200F, 0xFE0E...0xFE0F, 0xFEFF: continue
                case 0x20..<0x7F, 0xA0...0xFF: bytes.append(UInt8(scalar.value))
                default:
                    if let byte = extras[scalar.value] {
                        bytes.append(byte)
                    } else if let plain = plain[scalar.value] {
                        bytes += plain.utf8
                    } else {
                        throw Missing(character: character)
                    }
                }
            }
        }
        return bytes
    }

    /// The letters of Latin-1 under their parts, as the decomposed form of a character is equal to its composed one.
    private static let latin: [Character: Unicode.Scalar] = Dictionary(
        uniqueKeysWithValues: (0xC0...0x17F).compactMap(Unicode.Scalar.init).map { (Character($0), $0) })

    private static func composed(_ character: Character) -> [Unicode.Scalar] {
        let scalars = Array(character.unicodeScalars)
        if scalars.count == 1 { return scalars }
        return latin[character].map { [$0] } ?? scalars
    }

    /// What stands at 0x80 to 0x9F.
    private static let extras: [UInt32: UInt8] = [
        0x20AC: 0x80, 0x201A: 0x82, 0x0192: 0x83, 0x201E: 0x84, 0x2026: 0x85, 0x2020: 0x86, 0x2021: 0x87,
        0x02C6: 0x88, 0x2030: 0x89, 0x0160: 0x8A, 0x2039: 0x8B, 0x0152: 0x8C, 0x017D: 0x8E, 0x2018: 0x91,
        0x2019: 0x92, 0x201C: 0x93, 0x201D: 0x94, 0x2022: 0x95, 0x2013: 0x96, 0x2014: 0x97, 0x02DC: 0x98,
        0x2122: 0x99, 0x0161: 0x9A, 0x203A: 0x9B, 0x0153: 0x9C, 0x017E: 0x9E, 0x0178: 0x9F,
    ]

    private static let plain: [UInt32: String] = {
        var plain: [UInt32: String] = [
            0x2010: "-", 0x2011: "-", 0x2012: "-", 0x2015: "-", 0x2212: "-", 0x2028: "\n", 0x2029: "\n",
            0x202F: " ", 0x205F: " ", 0x3000: " ",
        ]
        for blank in UInt32(0x2000)...0x200A { plain[blank] = " " }
        // From U+0100 on, letter by letter; `?` where nothing plain stands for it or the encoding has it.
        let letters =
            "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIi??JjKk?LlLlLlLlLlNnNnNn???OoOoOo??RrRrRrSsSsSs??TtTtTtUuUuUuUuUuUuWwYy?ZzZz??s"
        for (offset, letter) in letters.enumerated() where letter != "?" {
            plain[0x100 + UInt32(offset)] = String(letter)
        }
        return plain
    }()
}
