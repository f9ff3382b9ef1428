import CvxLanguage

/// A settings file's text as messages may show it.
enum SettingsText {
    private static let secrets = ["key", "secret", "token", "password", "passwd", "bearer", "authorization"]

    /// A name under which people put a secret, whatever stands before or after.
    static func isSecret(_ name: String) -> Bool {
        let lower = name.lowercased()
        return lower != "key_env" && lower != "key_file" && secrets.contains { lower.contains($0) }
    }

    /// The same text with `*` in place of what is assigned to a name that tells of a secret, and of what
    /// `key_env` was given where that can be no variable's name: a message quotes its line.
    static func masked(_ source: SourceText) -> SourceText {
        var bytes = source.bytes
        for number in 1...source.lineCount {
            let line = source.lineSpan(number)
            let range = Int(line.start)..<Int(line.end)
            let assigned = range.first { bytes[$0] == UInt8(ascii: "=") && holdsSecret(bytes[range], at: $0) }
            guard let assigned else { continue }
            for index in (assigned + 1)..<range.upperBound where bytes[index] > 0x20 {
                bytes[index] = UInt8(ascii: "*")
            }
        }
        return SourceText(name: source.name, bytes: bytes)
    }

    /// At an `=` of a line: whether what follows is a secret.
    private static func holdsSecret(_ line: ArraySlice<UInt8>, at place: Int) -> Bool {
        let before = line[..<place].reversed().drop { $0 == 0x20 || $0 == 0x09 || $0 == UInt8(ascii: "\"") }
        let name = String(decoding: before.prefix { TOMLReader.isKeyByte($0) }.reversed(), as: UTF8.self)
        if name.lowercased() == "key_env" { return !holdsVariable(line[(place + 1)...]) }
        return isSecret(name)
    }

    private static func holdsVariable(_ bytes: ArraySlice<UInt8>) -> Bool {
        let text = bytes.drop { $0 == 0x20 || $0 == 0x09 }
        guard text.first == UInt8(ascii: "\"") else { return false }
        let name = text.dropFirst().prefix { TOMLReader.isKeyByte($0) && $0 != UInt8(ascii: "-") }
        return !name.isEmpty && name.endIndex < text.endIndex && text[name.endIndex] == UInt8(ascii: "\"")
    }
}
