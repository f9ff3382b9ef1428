internal import FoundationEssentials

/// Fields of an email's head, in lines that are short enough and hold nothing but the field.
enum HeaderField {
    /// `Subject`: any text, in encoded words (RFC 2047) where it is more than plain words of ASCII.
    static func unstructured(_ name: String, _ text: String) -> String {
        let text = line(text)
        return isPlain(text) ? folded("\(name): \(text)") : folded("\(name): \(encodedWords(text))")
    }

    /// A name before an address: plain, in quotes, or in encoded words.
    static func phrase(_ text: String) -> String {
        let text = line(text)
        guard isPlain(text), text.utf8.count <= 60 else { return encodedWords(text) }
        let isAtoms = text.utf8.allSatisfy { isLetterOrDigit($0) || "!#$%&'*+-/=?^_`{|}~ ".utf8.contains($0) }
        if isAtoms { return text }
        return "\"" + text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] } + "\""
    }

    /// Line ends and other control characters would begin a field of their own.
    static func line(_ text: String) -> String {
        func isControl(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: true
            default: false
            }
        }
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { clean.append(isControl(scalar) ? " " : scalar) }
        return String(clean)
    }

    /// Breaks a line of at most 76 columns before blanks, as far as it has them.
    static func folded(_ field: String) -> String {
        guard field.utf8.count > 76 else { return field }
        var lines = ""
        var column = 0
        for (index, word) in field.split(separator: " ", omittingEmptySubsequences: false).enumerated() {
            // The first is the field's name, which its value's beginning stays with.
            if index > 1, column + 1 + word.utf8.count > 76 {
                lines += "\n"
                column = 0
            }
            if index > 0 {
                lines += " "
                column += 1
            }
            lines += word
            column += word.utf8.count
        }
        return lines
    }

    /// Words that need no encoding, single blanks between them, and nothing that would be decoded.
    private static func isPlain(_ text: String) -> Bool {
        let words = text.utf8.split(separator: 0x20, omittingEmptySubsequences: false)
        return !text.utf8.contains { !(0x20...0x7E).contains($0) } && !text.contains("=?")
            && words.allSatisfy { !$0.isEmpty && $0.count <= 60 }
    }

    /// Pieces of whole characters, each short enough for a line with the field's name before it.
    private static func encodedWords(_ text: String) -> String {
        var words: [String] = []
        var piece: [UInt8] = []
        func close() {
            if !piece.isEmpty { words.append("=?UTF-8?B?\(Data(piece).base64EncodedString())?=") }
            piece = []
        }
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if piece.count + bytes.count > 39 { close() }
            piece += bytes
        }
        close()
        return words.joined(separator: " ")
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
