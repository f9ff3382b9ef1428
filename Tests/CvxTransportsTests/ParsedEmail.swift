import FoundationEssentials
import Testing

/// An email taken apart again, by other code than what made it.
struct ParsedEmail {
    var fields: [(name: String, value: String)] = []
    /// Decoded.
    var body: [UInt8] = []
    /// Lines as they stand there.
    var lines: [[UInt8]]

    init(_ bytes: [UInt8]) throws {
        lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let gap = try #require(lines.firstIndex { $0.isEmpty })
        for line in lines[..<gap] {
            let text = String(decoding: line, as: UTF8.self)
            if text.hasPrefix(" ") {
                fields[fields.count - 1].value += text
            } else {
                let parts = text.split(separator: ": ", maxSplits: 1, omittingEmptySubsequences: false)
                try #require(parts.count == 2)
                fields.append((String(parts[0]), String(parts[1])))
            }
        }
        let rest = Array(lines[(gap + 1)...].joined(separator: [0x0A]))
        body = self["Content-Transfer-Encoding"] == "7bit" ? rest : Self.unquoted(rest)
    }

    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    private static func unquoted(_ bytes: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] != UInt8(ascii: "=") {
                out.append(bytes[index])
                index += 1
            } else if bytes[index + 1] == 0x0A {
                index += 2
            } else {
                out.append(
                    UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16) ?? 0)
                index += 3
            }
        }
        return out
    }

    /// What encoded words say; blanks between two of them are none (RFC 2047, 6.2).
    static func decoded(_ text: String) throws -> String {
        var out = ""
        var wasEncoded = false
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if word.hasPrefix("=?UTF-8?B?"), word.hasSuffix("?=") {
                #expect(word.utf8.count <= 75)
                let data = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
                if !wasEncoded, !out.isEmpty { out += " " }
                // Each word holds whole characters.
                out += try #require(String(validating: data, as: UTF8.self))
                wasEncoded = true
            } else {
                if !out.isEmpty { out += " " }
                out += word
                wasEncoded = false
            }
        }
        return out
    }
}
