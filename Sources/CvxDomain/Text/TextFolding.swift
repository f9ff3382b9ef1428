/// Text matching that ignores case, for all of Unicode. One rule: ASCII folds within ASCII, every other scalar
/// to its lower-case mapping unless that is ASCII; so an ASCII pattern can be left to SQLite's own LIKE.
package enum TextFolding {
    package static func fold(_ text: String) -> [UInt8] {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if scalar.isASCII {
                let byte = UInt8(scalar.value)
                folded.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
                continue
            }
            let mapping = scalar.properties.lowercaseMapping
            folded.append(
                contentsOf: mapping.utf8.allSatisfy { $0 < 0x80 }
                    ? Array(String(scalar).utf8) : Array(mapping.utf8))
        }
        return folded
    }

    package static func equal(_ text: String, _ other: String) -> Bool { fold(text) == fold(other) }

    package static func contains(_ text: String, _ part: String) -> Bool {
        let (haystack, needle) = (fold(text), fold(part))
        guard let first = needle.first else { return true }
        guard haystack.count >= needle.count else { return false }
        for start in 0...(haystack.count - needle.count) where haystack[start] == first {
            if haystack[start..<(start + needle.count)].elementsEqual(needle) { return true }
        }
        return false
    }

    package static func starts(_ text: String, with part: String) -> Bool {
        fold(text).starts(with: fold(part))
    }

    package static func ends(_ text: String, with part: String) -> Bool {
        fold(text).reversed().starts(with: fold(part).reversed())
    }

    /// SQL's LIKE: `%` any run, `_` one character.
    package static func like(_ text: String, _ pattern: String) -> Bool {
        let (subject, pattern) = (scalars(text), scalars(pattern))
        var (at, position) = (0, 0)
        var retry: (pattern: Int, subject: Int)?
        while at < subject.count {
            if position < pattern.count, pattern[position] == "%" {
                retry = (position, at)
                position += 1
            } else if position < pattern.count, pattern[position] == "_" || pattern[position] == subject[at] {
                at += 1
                position += 1
            } else if let last = retry {
                retry = (last.pattern, last.subject + 1)
                (position, at) = (last.pattern + 1, last.subject + 1)
            } else {
                return false
            }
        }
        return pattern[position...].allSatisfy { $0 == "%" }
    }

    private static func scalars(_ text: String) -> [Unicode.Scalar] {
        Array(String(decoding: fold(text), as: UTF8.self).unicodeScalars)
    }

    /// The ten digits of a North American number, however it is written; other numbers by all their digits,
    /// and text without digits as it stands. An extension does not count.
    package static func phoneKey(_ text: String) -> String {
        var digits: [UInt8] = []
        for byte in text.utf8 {
            if (0x30...0x39).contains(byte) {
                digits.append(byte)
            } else if byte | 0x20 == 0x78 || byte == 0x23 || byte == 0x3B {
                break
            }
        }
        if digits.isEmpty { return text }
        if digits.count == 11, digits[0] == 0x31 { digits.removeFirst() }
        return String(decoding: digits, as: UTF8.self)
    }
}
