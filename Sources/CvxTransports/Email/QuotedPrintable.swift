/// Text as RFC 2045 (6.7) writes it for ways that take only short lines of ASCII.
enum QuotedPrintable {
    /// Whether text can be sent as it is: lines of at most 78 printable characters, none of which begins with what mail
    /// programs treat as their own.
    static func isNeeded(for text: [UInt8]) -> Bool {
        text.split(separator: 0x0A, omittingEmptySubsequences: false).contains { line in
            line.count > 78 || line.last == 0x20 || line.last == 0x09
                || line.contains { !(0x20...0x7E).contains($0) && $0 != 0x09 }
                || line.first == UInt8(ascii: ".") || line.starts(with: from)
        }
    }

    /// - Parameter text: UTF-8 with `\n` between lines; so is what is written
    static func append(_ text: [UInt8], to out: inout [UInt8]) {
        var column = 0
        for (index, byte) in text.enumerated() {
            if byte == 0x0A {
                out.append(byte)
                column = 0
                continue
            }
            if column + (isPlain(byte, at: index, of: text, column) ? 1 : 3) > 75 {
                out += [UInt8(ascii: "="), 0x0A]
                column = 0
            }
            // Asked again: a line's first character has rules of its own.
            if isPlain(byte, at: index, of: text, column) {
                out.append(byte)
                column += 1
            } else {
                out += [UInt8(ascii: "="), digit(byte >> 4), digit(byte & 15)]
                column += 3
            }
        }
    }

    private static let from = Array("From ".utf8)

    private static func isPlain(_ byte: UInt8, at index: Int, of text: [UInt8], _ column: Int) -> Bool {
        switch byte {
        case 0x20, 0x09: return index + 1 < text.count && text[index + 1] != 0x0A
        case UInt8(ascii: "="): return false
        // A line of one dot ends a message, and `From ` begins one in a mailbox of one file.
        case UInt8(ascii: "."): return column > 0
        case UInt8(ascii: "F"): return column > 0 || !text[index...].starts(with: from)
        default: return (0x21...0x7E).contains(byte)
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
