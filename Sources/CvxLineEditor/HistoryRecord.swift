/// One statement of the history, with when, where and how it went.
package struct HistoryRecord: Equatable {
    package var statement: String
    /// ISO 8601, in UTC.
    package var time: String
    /// The workspace's folder; empty outside one.
    package var workspace: String
    package var status: Int32

    package init(statement: String, time: String, workspace: String, status: Int32) {
        self.statement = statement
        self.time = time
        self.workspace = workspace
        self.status = status
    }

    /// One JSON object on one line, newline included.
    var line: String {
        "{\"statement\":\(Self.quoted(statement)),\"time\":\(Self.quoted(time)),"
            + "\"workspace\":\(Self.quoted(workspace)),\"status\":\(status)}\n"
    }

    /// Nil for a line that is no such object; fields that it does not know are passed over.
    init?(line: some Sequence<UInt8>) {
        var reader = FlatJSON(line)
        guard let fields = reader.object(), case .text(let statement)? = fields["statement"] else {
            return nil
        }
        self.statement = statement
        time = fields["time"]?.text ?? ""
        workspace = fields["workspace"]?.text ?? ""
        if case .number(let digits)? = fields["status"] { status = Int32(digits) ?? 0 } else { status = 0 }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

/// Reads an object of texts, numbers and words. Foundation's decoder takes longer for ten thousand lines
/// than the whole shell takes to start.
struct FlatJSON {
    enum Value: Equatable {
        case text(String)
        case number(String)

        var text: String? {
            if case .text(let text) = self { return text }
            return nil
        }
    }

    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    mutating func object() -> [String: Value]? {
        guard take("{") else { return nil }
        var fields: [String: Value] = [:]
        if take("}") { return fields }
        repeat {
            skipBlanks()
            guard let name = string(), take(":"), let value = value() else { return nil }
            fields[name] = value
        } while take(",")
        guard take("}") else { return nil }
        skipBlanks()
        return index == bytes.count ? fields : nil
    }

    private mutating func value() -> Value? {
        skipBlanks()
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { return string().map { .text($0) } }
        let start = index
        while index < bytes.count, ![0x20, 0x2C, 0x7D].contains(bytes[index]) { index += 1 }
        return index > start ? .number(String(decoding: bytes[start..<index], as: UTF8.self)) : nil
    }

    private mutating func skipBlanks() {
        while index < bytes.count, [9, 13, 32].contains(bytes[index]) { index += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func string() -> String? {
        guard take("\"") else { return nil }
        var result: [UInt8] = []
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == UInt8(ascii: "\"") { return String(validating: result, as: UTF8.self) }
            if byte != UInt8(ascii: "\\") {
                result.append(byte)
            } else if let scalar = escaped() {
                result.append(contentsOf: Array(String(Character(scalar)).utf8))
            } else {
                return nil
            }
        }
        return nil
    }

    private mutating func escaped() -> Unicode.Scalar? {
        guard index < bytes.count else { return nil }
        let byte = bytes[index]
        index += 1
        switch byte {
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "u"):
            guard let high = hex4() else { return nil }
            guard (0xD800..<0xDC00).contains(high) else { return Unicode.Scalar(high) }
            guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"),
                bytes[index + 1] == UInt8(ascii: "u")
            else { return nil }
            index += 2
            guard let low = hex4(), (0xDC00..<0xE000).contains(low) else { return nil }
            return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
        default: return Unicode.Scalar(byte)
        }
    }

    private mutating func hex4() -> UInt32? {
        guard index + 4 <= bytes.count else { return nil }
        defer { index += 4 }
        return UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    }
}
