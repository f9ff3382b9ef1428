extension JSONValue {
    /// How deep arrays and objects may nest in what is read: all that walk the tree do so by calling themselves.
    package static let depthLimit = 500

    /// Nil where the bytes are not one JSON value, or nest too deep.
    package init?(json bytes: [UInt8]) {
        guard let value = JSONReader.document(bytes) else { return nil }
        self = value
    }

    package init?(json text: String) { self.init(json: Array(text.utf8)) }
}

private struct JSONReader {
    private let bytes: [UInt8]
    private var at = 0
    private var depth = 0

    static func document(_ bytes: [UInt8]) -> JSONValue? {
        var reader = JSONReader(bytes: bytes)
        guard let value = reader.value() else { return nil }
        reader.skipSpace()
        return reader.at == reader.bytes.count ? value : nil
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var byte: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipSpace() {
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    private mutating func take(_ wanted: UInt8) -> Bool {
        skipSpace()
        guard byte == wanted else { return false }
        at += 1
        return true
    }

    private mutating func take(_ word: String) -> Bool {
        guard bytes[at...].starts(with: word.utf8) else { return false }
        at += word.utf8.count
        return true
    }

    private mutating func value() -> JSONValue? {
        skipSpace()
        switch byte {
        case UInt8(ascii: "{"): return nested { $0.object() }
        case UInt8(ascii: "["): return nested { $0.array() }
        case UInt8(ascii: "\""): return string().map { .string($0) }
        case UInt8(ascii: "t"): return take("true") ? .bool(true) : nil
        case UInt8(ascii: "f"): return take("false") ? .bool(false) : nil
        case UInt8(ascii: "n"): return take("null") ? .null : nil
        default: return number()
        }
    }

    private mutating func nested(_ body: (inout JSONReader) -> JSONValue?) -> JSONValue? {
        guard depth < JSONValue.depthLimit else { return nil }
        depth += 1
        defer { depth -= 1 }
        at += 1
        return body(&self)
    }

    private mutating func object() -> JSONValue? {
        var names: [String] = []
        var values: [JSONValue] = []
        var places: [String: Int] = [:]
        if take(UInt8(ascii: "}")) { return .object([:]) }
        repeat {
            skipSpace()
            guard let name = string(), take(UInt8(ascii: ":")), let value = value() else { return nil }
            // Of two of one name the last counts.
            if let place = places[name] {
                values[place] = value
            } else {
                places[name] = names.count
                names.append(name)
                values.append(value)
            }
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "}")) ? .object(JSONObject(names: names, values: values)) : nil
    }

    private mutating func array() -> JSONValue? {
        var items: [JSONValue] = []
        if take(UInt8(ascii: "]")) { return .array([]) }
        repeat {
            guard let item = value() else { return nil }
            items.append(item)
        } while take(UInt8(ascii: ","))
        return take(UInt8(ascii: "]")) ? .array(items) : nil
    }

    private mutating func number() -> JSONValue? {
        let start = at
        while let byte, (0x30...0x39).contains(byte) || "+-.eE".utf8.contains(byte) { at += 1 }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        guard let first = text.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: ".") else {
            return nil
        }
        if let whole = Int(text) { return .int(whole) }
        return Double(text).flatMap { $0.isFinite ? .double($0) : nil }
    }

    private mutating func string() -> String? {
        guard byte == UInt8(ascii: "\"") else { return nil }
        at += 1
        // Most strings have nothing to take apart.
        let start = at
        while let byte, byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { at += 1 }
        var result = Array(bytes[start..<at])
        while let byte {
            at += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: result, as: UTF8.self)
            case UInt8(ascii: "\\"):
                guard let escaped = escape() else { return nil }
                result += escaped
            case 0..<0x20: return nil
            default: result.append(byte)
            }
        }
        return nil
    }

    private mutating func escape() -> [UInt8]? {
        guard let byte else { return nil }
        at += 1
        switch byte {
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "u"):
            guard var scalar = hex() else { return nil }
            if (0xD800..<0xDC00).contains(scalar), take("\\u"), let low = hex(),
                (0xDC00..<0xE000).contains(low)
            {
                scalar = 0x10000 + (scalar - 0xD800) << 10 + (low - 0xDC00)
            }
            return Array(String(Character(Unicode.Scalar(scalar) ?? "\u{FFFD}")).utf8)
        default: return nil
        }
    }

    private mutating func hex() -> UInt32? {
        guard at + 4 <= bytes.count else { return nil }
        let text = String(decoding: bytes[at..<at + 4], as: UTF8.self)
        at += 4
        return UInt32(text, radix: 16)
    }
}
