/// JSON strings.
enum JSONText {
    static func quoted(_ text: String) -> String {
        var text = text
        return text.withUTF8 { bytes in
            guard let base = bytes.baseAddress, !bytes.isEmpty else { return "\"\"" }
            let memory = MemoryOutput()
            var buffer = TextBuffer(memory, capacity: 6 * bytes.count + 64)
            put(base, count: bytes.count, end: base + bytes.count, to: &buffer)
            // Memory takes everything.
            try? buffer.flush()
            return memory.text
        }
    }

    /// Text in quotes, escaped, ill-formed UTF-8 repaired. Reserve six times its length and `slack` + 2.
    @inline(__always)
    static func put(
        _ text: UnsafePointer<UInt8>, count: Int, end: UnsafePointer<UInt8>, to buffer: inout TextBuffer
    ) {
        buffer.put(UInt8(ascii: "\""))
        let isPlain = buffer.copyPlain(
            text, count: count, sourceEnd: end, padding: 0x2020_2020_2020_2020
        ) { word in
            Bytes8.hasBelow(word, 0x20) | Bytes8.has(word, UInt8(ascii: "\""))
                | Bytes8.has(word, UInt8(ascii: "\\")) | (word & Bytes8.tops)
        }
        if !isPlain { putEscaped(text, count: count, to: &buffer) }
        buffer.put(UInt8(ascii: "\""))
    }

    private static func putEscaped(_ text: UnsafePointer<UInt8>, count: Int, to buffer: inout TextBuffer) {
        var index = 0
        while index < count {
            let byte = text[index]
            if byte < 0x80 {
                put(ascii: byte, to: &buffer)
                index += 1
                continue
            }
            let (scalar, length) = UTF8Decoding.next(text + index, count: count - index)
            if let scalar {
                if Escaping.isHiddenControl(scalar) {
                    // Legal as it is, but it must not reach a terminal.
                    put(escaped: scalar, to: &buffer)
                } else {
                    buffer.put(text + index, count: length)
                }
            } else {
                buffer.put("\u{FFFD}")
            }
            index += length
        }
    }

    @inline(__always)
    private static func put(ascii byte: UInt8, to buffer: inout TextBuffer) {
        switch byte {
        case UInt8(ascii: "\""): buffer.put("\\\"")
        case UInt8(ascii: "\\"): buffer.put("\\\\")
        case 0x0A: buffer.put("\\n")
        case 0x0D: buffer.put("\\r")
        case 0x09: buffer.put("\\t")
        case 0x08: buffer.put("\\b")
        case 0x0C: buffer.put("\\f")
        case 0..<0x20, 0x7F: put(escaped: UInt32(byte), to: &buffer)
        default: buffer.put(byte)
        }
    }

    /// `\u001b`; the scalars escaped are all below U+10000.
    private static func put(escaped scalar: UInt32, to buffer: inout TextBuffer) {
        buffer.put("\\u")
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2) { bytes in
            guard let base = bytes.baseAddress else { return }
            base[0] = UInt8(truncatingIfNeeded: scalar >> 8)
            base[1] = UInt8(truncatingIfNeeded: scalar)
            buffer.put(hex: base, count: 2)
        }
    }

    /// A JSON value as it is, but on one line and well-formed: a newline in valid JSON stands between tokens
    /// and may as well be a space. Nothing at all is null.
    static func put(json text: UnsafePointer<UInt8>, count: Int, to buffer: inout TextBuffer) {
        guard count > 0 else { return buffer.put("null") }
        var index = 0
        while index < count {
            let byte = text[index]
            if byte < 0x80 {
                buffer.put(byte == 0x0A || byte == 0x0D ? 0x20 : byte)
                index += 1
                continue
            }
            let (scalar, length) = UTF8Decoding.next(text + index, count: count - index)
            if let scalar, Escaping.isHiddenControl(scalar) {
                put(escaped: scalar, to: &buffer)
            } else if scalar != nil {
                buffer.put(text + index, count: length)
            } else {
                buffer.put("\u{FFFD}")
            }
            index += length
        }
    }
}
