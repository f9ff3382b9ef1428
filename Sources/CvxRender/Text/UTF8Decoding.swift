/// Reads one scalar after another from bytes that may be ill-formed.
enum UTF8Decoding {
    /// The scalar at `start` and how many bytes it takes; nil and the maximal ill-formed part otherwise, which
    /// one U+FFFD replaces (Unicode 16, 3.9, table 3-8). `count` is at least 1.
    @inline(__always)
    static func next(_ start: UnsafePointer<UInt8>, count: Int) -> (scalar: UInt32?, length: Int) {
        let first = start[0]
        if first < 0x80 { return (UInt32(first), 1) }
        var low: UInt8 = 0x80
        var high: UInt8 = 0xBF
        let length: Int
        var scalar: UInt32
        switch first {
        case 0xC2...0xDF:
            length = 2
            scalar = UInt32(first & 0x1F)
        case 0xE0...0xEF:
            length = 3
            scalar = UInt32(first & 0x0F)
            if first == 0xE0 { low = 0xA0 }
            if first == 0xED { high = 0x9F }
        case 0xF0...0xF4:
            length = 4
            scalar = UInt32(first & 0x07)
            if first == 0xF0 { low = 0x90 }
            if first == 0xF4 { high = 0x8F }
        default: return (nil, 1)
        }
        for index in 1..<length {
            guard index < count, start[index] >= low, start[index] <= high else { return (nil, index) }
            scalar = scalar << 6 | UInt32(start[index] & 0x3F)
            low = 0x80
            high = 0xBF
        }
        return (scalar, length)
    }
}
