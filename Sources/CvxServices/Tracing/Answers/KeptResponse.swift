package import CvxDomain

/// An answer as it may be kept and shown.
package enum KeptResponse {
    /// JSON text: the answer without secrets, or where it is too long or no JSON a text that says so.
    /// - Parameter isError: its texts may repeat the key, as in `invalid key …`
    static func text(_ body: [UInt8], isError: Bool) -> String? {
        if body.isEmpty { return nil }
        let clean = body.withUnsafeBufferPointer { JSONSanitizer.sanitize($0) }
        let text: String
        switch clean {
        case .notJSON:
            return JSONValue.string(message(String(decoding: body.prefix(2_000), as: UTF8.self))).text
        case .unchanged: text = String(decoding: body, as: UTF8.self)
        case .redacted(let redacted): text = redacted
        }
        guard text.utf8.count <= ContactAnswer.responseLimit else {
            return JSONValue.object(["truncated": true, "bytes": .int(body.count)]).text
        }
        guard isError, let json = JSONValue(json: text) else { return text }
        return scrubbed(json).text
    }

    /// A provider's words for a person: one line, not long, and without what may be the key.
    package static func message(_ text: String) -> String {
        let plain = String(
            text.unicodeScalars.prefix(300).map {
                $0.properties.generalCategory == .control ? " " : Character($0)
            })
        return scrubbed(plain)
    }

    /// What a refusal says for a person, where services mostly say it; nil where nothing stands there.
    package static func words(_ json: JSONValue) -> String? {
        let candidates = [
            json["status"]?["message"], json["status"]?["text"], json["error"]?["message"], json["message"],
            json["error"],
        ]
        return candidates.compactMap { LooseJSON.text($0) }.first.map(message)
    }

    private static func scrubbed(_ json: JSONValue) -> JSONValue {
        switch json {
        case .string(let text): return .string(scrubbed(text))
        case .array(let items): return .array(items.map(scrubbed))
        case .object(let members):
            var clean = JSONObject()
            for (name, value) in zip(members.names, members.values) { clean[name] = scrubbed(value) }
            return .object(clean)
        default: return json
        }
    }

    /// Words of sixteen characters and more that no language has: letters or digits in one piece, a digit among them.
    private static func scrubbed(_ text: String) -> String {
        var clean = ""
        var rest = text[...]
        while let start = rest.firstIndex(where: isOfKey) {
            clean += rest[..<start]
            let word = rest[start...].prefix(while: isOfKey)
            let isKey = word.utf8.count >= 16 && word.contains(where: \.isNumber)
            clean += isKey ? "[redacted]" : word
            rest = rest[word.endIndex...]
        }
        return clean + rest
    }

    private static func isOfKey(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "-_.~+/=".contains(character))
    }
}
