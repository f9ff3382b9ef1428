/// Secrets in what people and programs write: names that tell of one, and texts that have one beside its name.
package enum SecretText {
    /// Ends of names, folded. Of `key` alone nothing is said: most keys open nothing.
    private static let endings: [[UInt8]] = [
        "apikey", "accesskey", "privatekey", "secretkey", "subscriptionkey", "rapidapikey", "token", "secret",
        "password", "passwd", "passphrase", "authorization", "bearer",
    ].map { Array($0.utf8) }

    /// Names that end like one and are none.
    private static let harmless: [[UInt8]] = ["pagetoken", "continuationtoken"].map { Array($0.utf8) }

    /// The last letters of the endings: most names are told apart by theirs.
    private static let lastLetters: Set<UInt8> = Set(endings.compactMap(\.last))

    /// `apiKey`, `X-API-Key`, `client_secret`: what stands under such a name is nobody's to see.
    package static func isSecretName(_ name: some BidirectionalCollection<UInt8>) -> Bool {
        guard let last = name.last, lastLetters.contains(last | 0x20), (5...64).contains(name.count) else {
            return false
        }
        let folded = name.compactMap { byte -> UInt8? in
            if byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == 0x20 { return nil }
            return (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
        }
        func ends(with ending: [UInt8]) -> Bool { folded.suffix(ending.count).elementsEqual(ending) }
        return endings.contains(where: ends) && !harmless.contains(where: ends)
    }

    /// `Bearer …`, `Basic …`: what a header of authorization has.
    package static func isCredential(_ text: some Collection<UInt8>) -> Bool {
        ["bearer ", "basic "].contains { word in
            text.count > word.utf8.count && zip(text, word.utf8).allSatisfy { $0 | 0x20 == $1 }
        }
    }

    /// A statement or a piece of JSON without the texts that stand after a secret's name: `api_key: "…"`,
    /// `"token":"…"`, `password = '…'`.
    package static func redacted(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var at = 0
        var isFound = false
        while at < bytes.count {
            guard isWord(bytes[at]) else {
                result.append(bytes[at])
                at += 1
                continue
            }
            let end = bytes[at...].firstIndex { !isWord($0) } ?? bytes.count
            result += bytes[at..<end]
            if isSecretName(bytes[at..<end]), let value = quotedValue(bytes, after: end) {
                result += bytes[end..<value.lowerBound]
                result += Array(JSONSanitizer.mark.utf8)
                at = value.upperBound
                isFound = true
            } else {
                at = end
            }
        }
        return isFound ? String(decoding: result, as: UTF8.self) : text
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte >= 0x80
    }

    /// Between the quotes of the text that is said to be the name's, escaped quotes and all; up to the end where it
    /// is not closed.
    private static func quotedValue(_ bytes: [UInt8], after end: Int) -> Range<Int>? {
        var at = end
        func skip(_ skipped: [UInt8]) { while at < bytes.count, skipped.contains(bytes[at]) { at += 1 } }
        skip([UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")])
        skip([0x20, 0x09])
        guard at < bytes.count, bytes[at] == UInt8(ascii: ":") || bytes[at] == UInt8(ascii: "=") else {
            return nil
        }
        while at < bytes.count, [0x20, 0x09, 0x0A, UInt8(ascii: ":"), UInt8(ascii: "=")].contains(bytes[at]) {
            at += 1
        }
        let isEscaped = at < bytes.count && bytes[at] == UInt8(ascii: "\\")
        if isEscaped { at += 1 }
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else {
            return nil
        }
        let quote = bytes[at]
        let start = at + 1
        at = start
        while at < bytes.count, bytes[at] != quote {
            if bytes[at] == UInt8(ascii: "\\") {
                // The quote of a text within a text is escaped, as its beginning was.
                if isEscaped, at + 1 < bytes.count, bytes[at + 1] == quote { break }
                at += 1
            }
            at += 1
        }
        return start..<min(at, bytes.count)
    }
}
