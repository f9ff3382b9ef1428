/// Stores have been seen with a provider's key inside a request that they keep: what looks like a secret is
/// replaced on its way out, at any depth. The scan also tells JSON from text that only ought to be.
package enum JSONSanitizer {
    package enum Result: Equatable {
        case unchanged
        case redacted(String)
        case notJSON
    }

    /// What stands for a secret.
    package static let mark = "[redacted]"

    /// JSON in a text of JSON is looked at too, so deep.
    private static let levels = 4

    package static func sanitize(_ bytes: UnsafeBufferPointer<UInt8>) -> Result { sanitize(bytes, level: 0) }

    private static func sanitize(_ bytes: UnsafeBufferPointer<UInt8>, level: Int) -> Result {
        var scanner = Scanner(bytes: bytes, level: level)
        guard scanner.document() else { return .notJSON }
        if scanner.secrets.isEmpty { return .unchanged }
        var clean: [UInt8] = []
        var at = 0
        for secret in scanner.secrets {
            clean += bytes[at..<secret.place.lowerBound]
            clean += Array("\"\(secret.replacement)\"".utf8)
            at = secret.place.upperBound
        }
        clean += bytes[at...]
        return .redacted(String(decoding: clean, as: UTF8.self))
    }

    /// A text that may be JSON, or what was left of it when it was cut: nil where no secret is in it.
    package static func redactedText(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        guard let first = bytes.first(where: { $0 > 0x20 }), first == 0x7B || first == 0x5B else {
            return nil
        }
        switch sanitize(bytes) {
        case .unchanged: return nil
        case .redacted(let text): return text
        case .notJSON:
            let text = String(decoding: bytes, as: UTF8.self)
            let redacted = SecretText.redacted(text)
            return redacted == text ? nil : redacted
        }
    }

    /// What is to stand in a string's place that is no secret by its name; nil where it can stay.
    private static func replacement(_ content: UnsafeBufferPointer<UInt8>.SubSequence, level: Int) -> String?
    {
        switch content.first {
        case UInt8(ascii: "B"), UInt8(ascii: "b"): return SecretText.isCredential(content) ? mark : nil
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard level < levels, content.contains(UInt8(ascii: "\\")),
                var inner = JSONText.unescaped(content)
            else { return nil }
            guard case .redacted(let text) = inner.withUTF8({ sanitize($0, level: level + 1) }) else {
                return nil
            }
            return JSONText.escaped(text)
        default: return nil
        }
    }

    private struct Scanner {
        let bytes: UnsafeBufferPointer<UInt8>
        let level: Int
        var at = 0
        /// In the order of the text; replacements are escaped.
        var secrets: [(place: Range<Int>, replacement: String)] = []

        init(bytes: UnsafeBufferPointer<UInt8>, level: Int) {
            self.bytes = bytes
            self.level = level
        }

        mutating func document() -> Bool {
            guard value(depth: 0) else { return false }
            blanks()
            return at == bytes.count
        }

        private mutating func blanks() {
            while at < bytes.count {
                switch bytes[at] {
                case 0x20, 0x09, 0x0A, 0x0D: at += 1
                default: return
                }
            }
        }

        private func peek() -> UInt8 { at < bytes.count ? bytes[at] : 0 }

        private mutating func value(depth: Int) -> Bool {
            guard depth < 256 else { return false }
            blanks()
            switch peek() {
            case 0x7B: return members(depth)
            case 0x5B: return items(depth)
            case 0x22:
                guard let content = string() else { return false }
                if let replacement = JSONSanitizer.replacement(bytes[content], level: level) {
                    secrets.append((content.lowerBound - 1..<at, replacement))
                }
                return true
            case 0x74: return word("true")
            case 0x66: return word("false")
            case 0x6E: return word("null")
            default: return number()
            }
        }

        private mutating func members(_ depth: Int) -> Bool {
            at += 1
            blanks()
            if peek() == 0x7D { at += 1; return true }
            while true {
                blanks()
                guard peek() == 0x22, let key = string() else { return false }
                blanks()
                guard peek() == 0x3A else { return false }
                at += 1
                blanks()
                let start = at
                let found = secrets.count
                guard value(depth: depth + 1) else { return false }
                if SecretText.isSecretName(bytes[key]) {
                    secrets.removeSubrange(found...)
                    secrets.append((start..<at, JSONSanitizer.mark))
                }
                blanks()
                if peek() == 0x2C { at += 1; continue }
                guard peek() == 0x7D else { return false }
                at += 1
                return true
            }
        }

        private mutating func items(_ depth: Int) -> Bool {
            at += 1
            blanks()
            if peek() == 0x5D { at += 1; return true }
            while true {
                guard value(depth: depth + 1) else { return false }
                blanks()
                if peek() == 0x2C { at += 1; continue }
                guard peek() == 0x5D else { return false }
                at += 1
                return true
            }
        }

        /// The bytes between the quotes.
        private mutating func string() -> Range<Int>? {
            at += 1
            let start = at
            while at < bytes.count {
                switch bytes[at] {
                case 0x22:
                    at += 1
                    return start..<(at - 1)
                case 0x5C:
                    guard at + 1 < bytes.count else { return nil }
                    if bytes[at + 1] == 0x75 {
                        guard at + 5 < bytes.count, bytes[(at + 2)...(at + 5)].allSatisfy(Self.isHex) else {
                            return nil
                        }
                        at += 6
                    } else {
                        switch bytes[at + 1] {
                        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: at += 2
                        default: return nil
                        }
                    }
                case 0..<0x20: return nil
                default: at += 1
                }
            }
            return nil
        }

        private static func isHex(_ byte: UInt8) -> Bool {
            (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
        }

        private mutating func word(_ word: String) -> Bool {
            for byte in word.utf8 {
                guard peek() == byte, at < bytes.count else { return false }
                at += 1
            }
            return true
        }

        private mutating func digits() -> Bool {
            let start = at
            while at < bytes.count, (0x30...0x39).contains(bytes[at]) { at += 1 }
            return at > start
        }

        private mutating func number() -> Bool {
            if peek() == 0x2D { at += 1 }
            if peek() == 0x30 { at += 1 } else if !digits() { return false }
            if peek() == 0x2E {
                at += 1
                guard digits() else { return false }
            }
            if peek() | 0x20 == 0x65 {
                at += 1
                if peek() == 0x2B || peek() == 0x2D { at += 1 }
                guard digits() else { return false }
            }
            return true
        }
    }
}
