/// JSON as text.
package enum JSONText {
    /// What stands between the quotes of a JSON string.
    package static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": escaped += "\\\""
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\t": escaped += "\\t"
            case "\r": escaped += "\\r"
            case let control where control.value < 0x20:
                let digits = String(control.value, radix: 16)
                escaped += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// The text that the bytes between the quotes of a JSON string stand for; nil where they are none.
    package static func unescaped(_ bytes: some Collection<UInt8>) -> String? {
        var units: [UInt16] = []
        var pending: [UInt8] = []
        var rest = bytes[...]
        func flush() {
            units += String(decoding: pending, as: UTF8.self).utf16
            pending.removeAll(keepingCapacity: true)
        }
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "\\") else {
                pending.append(byte)
                continue
            }
            switch rest.popFirst() {
            case UInt8(ascii: "n"): pending.append(0x0A)
            case UInt8(ascii: "t"): pending.append(0x09)
            case UInt8(ascii: "r"): pending.append(0x0D)
            case UInt8(ascii: "b"): pending.append(0x08)
            case UInt8(ascii: "f"): pending.append(0x0C)
            case UInt8(ascii: "u"):
                guard let unit = UInt16(String(decoding: rest.prefix(4), as: UTF8.self), radix: 16) else {
                    return nil
                }
                rest = rest.dropFirst(4)
                flush()
                units.append(unit)
            case let other?: pending.append(other)
            case nil: return nil
            }
        }
        flush()
        return String(decoding: units, as: UTF16.self)
    }
}
