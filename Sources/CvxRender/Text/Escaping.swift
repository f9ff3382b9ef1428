/// Makes text harmless and honest on a terminal: what moves the cursor, reorders or hides text is spelled out.
package enum Escaping {
    /// Newline, tab and return as `\n`, `\t`, `\r`; other controls, C1, bidirectional controls and line
    /// separators as `\u{1b}`.
    package static func visible(_ text: String) -> String {
        guard needsEscape(text) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isHarmful(scalar.value) {
                result += escape(scalar.value)
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    package static func needsEscape(_ text: String) -> Bool {
        text.unicodeScalars.contains { isHarmful($0.value) }
    }

    static func isHarmful(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0..<0x20, 0x7F..<0xA0: true
        case 0x80...: isHiddenControl(scalar)
        default: false
        }
    }

    /// C1, bidirectional controls, separators, the byte order mark and tags.
    static func isHiddenControl(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x80..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF,
            0xFFF9...0xFFFB:
            true
        default: false
        }
    }

    static func escape(_ scalar: UInt32) -> String {
        switch scalar {
        case 0x0A: "\\n"
        case 0x09: "\\t"
        case 0x0D: "\\r"
        default: "\\u{\(String(scalar, radix: 16))}"
        }
    }
}
