import CvxLanguage

extension TOMLReader {
    /// `"…"` with escapes, `'…'` without, each in threes over several lines.
    mutating func readText() throws(Fault) -> String {
        let start = position
        let quote = byte
        let isLong =
            position + 2 < bytes.count && bytes[position + 1] == quote && bytes[position + 2] == quote
        position += isLong ? 3 : 1
        if isLong, isAtLineEnd, position < bytes.count { position += byte == 0x0D ? 2 : 1 }
        var text: [UInt8] = []
        while true {
            guard position < bytes.count, isLong || !isAtLineEnd else {
                throw Fault(
                    message: "the text is not closed", span: Span(start, start + 1),
                    help: isLong ? "three quotes end it" : "a quote ends it, on the same line")
            }
            if byte == quote {
                if !isLong {
                    position += 1
                    break
                }
                if closesLongText(quote, &text) { break }
            } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                try readEscape(isLong: isLong, into: &text)
            } else {
                text.append(byte)
                position += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Three quotes end it; up to two more before them belong to the text.
    private mutating func closesLongText(_ quote: UInt8, _ text: inout [UInt8]) -> Bool {
        var count = 0
        while byte == quote, count < 5 {
            position += 1
            count += 1
        }
        text += repeatElement(quote, count: count >= 3 ? count - 3 : count)
        return count >= 3
    }

    private mutating func readEscape(isLong: Bool, into text: inout [UInt8]) throws(Fault) {
        let start = position
        position += 1
        let letter = byte
        position += 1
        switch letter {
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(letter)
        case UInt8(ascii: "u"), UInt8(ascii: "U"):
            let count = letter == UInt8(ascii: "u") ? 4 : 8
            let end = min(position + count, bytes.count)
            let digits = source.text(Span(position, end))
            guard digits.utf8.count == count, digits.allSatisfy(\.isHexDigit),
                let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
            else {
                throw Fault(
                    message:
                        "`\\\(letter == UInt8(ascii: "u") ? "u" : "U")` needs \(count) hexadecimal digits",
                    span: Span(start, position))
            }
            text += Array(String(scalar).utf8)
            position = end
        case 0x0A, 0x0D, 0x20, 0x09:
            guard isLong else { fallthrough }
            // A `\` at a line's end takes the line end and the space after it away.
            while [0x0A, 0x0D, 0x20, 0x09].contains(byte) { position += 1 }
        default:
            throw Fault(
                message: "a `\\` stands before nothing that it escapes", span: Span(start, start + 1),
                help: "write `\\\\`, or the text in '…'")
        }
    }
}
