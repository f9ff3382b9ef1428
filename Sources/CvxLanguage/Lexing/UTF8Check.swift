/// Finds NUL bytes and ill-formed UTF-8.
package enum UTF8Check {
    package static func faults(in bytes: UnsafeBufferPointer<UInt8>, limit: Int) -> [Diagnostic] {
        if bytes.allSatisfy({ $0 != 0 && $0 < 0x80 }) { return [] }
        var faults: [Diagnostic] = []
        var index = 0
        while index < bytes.count, faults.count < limit {
            let byte = bytes[index]
            if byte == 0 {
                let start = index
                while index < bytes.count, bytes[index] == 0 { index += 1 }
                faults.append(
                    Diagnostic(
                        .invalidUTF8, "a NUL byte; this is not a text file", at: Span(start, index),
                        help: "save the file as UTF-8 text"))
                continue
            }
            let (scalar, length) = byte < 0x80 ? (Unicode.Scalar(byte), 1) : scalar(in: bytes, at: index)
            if scalar != nil {
                index += length
                continue
            }
            let start = index
            while index < bytes.count, bytes[index] >= 0x80, Self.scalar(in: bytes, at: index).0 == nil {
                index += 1
            }
            faults.append(
                Diagnostic(
                    .invalidUTF8, "these bytes are not UTF-8", at: Span(start, index),
                    help: "save the file as UTF-8 text"))
        }
        return faults
    }

    /// The scalar at `index` and its length; nil and 1 where the bytes are ill-formed.
    static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (Unicode.Scalar?, Int) {
        let first = bytes[index]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let (length, smallest): (Int, UInt32) =
            switch first {
            case 0xC2...0xDF: (2, 0x80)
            case 0xE0...0xEF: (3, 0x800)
            case 0xF0...0xF4: (4, 0x10000)
            default: (1, 0)
            }
        guard length > 1, index + length <= bytes.count else { return (nil, 1) }
        var value = UInt32(first) & (0x7F >> UInt32(length))
        for offset in 1..<length {
            let next = bytes[index + offset]
            guard next & 0xC0 == 0x80 else { return (nil, 1) }
            value = value << 6 | UInt32(next & 0x3F)
        }
        guard value >= smallest, let scalar = Unicode.Scalar(value) else { return (nil, 1) }
        return (scalar, length)
    }
}
