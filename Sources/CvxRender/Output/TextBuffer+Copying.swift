extension TextBuffer {
    /// Room that `copyPlain` and `put(padded:)` may write beyond what they count.
    static let slack = 16

    /// Copies `count` bytes in blocks of sixteen; both sides must have `slack` bytes behind their end.
    @inline(__always)
    mutating func put(padded bytes: UnsafePointer<UInt8>, count: Int) {
        let source = UnsafeRawPointer(bytes)
        let target = UnsafeMutableRawPointer(cursor)
        var offset = 0
        repeat {
            target.storeBytes(
                of: source.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt8>.self),
                toByteOffset: offset, as: SIMD16<UInt8>.self)
            offset += 16
        } while offset < count
        cursor += count
    }

    /// Copies text eight bytes at a time as long as `flagged` finds no byte that wants escaping. On false
    /// nothing counts as written. Reserve `count + slack`.
    ///
    /// `flagged` gets eight bytes and answers non-zero when one of them is special; 0xFF stands where the text
    /// has ended unless `padding` says otherwise. `sourceEnd` is where readable memory ends.
    @inline(__always)
    mutating func copyPlain(
        _ start: UnsafePointer<UInt8>, count: Int, sourceEnd: UnsafePointer<UInt8>, padding: UInt64,
        flagged: (UInt64) -> UInt64
    ) -> Bool {
        let source = UnsafeRawPointer(start)
        let target = UnsafeMutableRawPointer(cursor)
        var offset = 0
        while offset &+ 8 <= count {
            let word = source.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if flagged(word) != 0 { return false }
            target.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
            offset &+= 8
        }
        let rest = count &- offset
        if rest > 0 {
            var word: UInt64 = 0
            if UnsafeRawPointer(sourceEnd) - (source + offset) >= 8 {
                word = source.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            } else {
                for index in 0..<rest {
                    word |=
                        UInt64(source.load(fromByteOffset: offset &+ index, as: UInt8.self))
                        &<< UInt64(index &* 8)
                }
            }
            let kept = ~UInt64(0) &>> UInt64(64 &- rest &* 8)
            word = (word & kept) | (padding & ~kept)
            if flagged(word) != 0 { return false }
            target.storeBytes(of: word, toByteOffset: offset, as: UInt64.self)
        }
        cursor += count
        return true
    }
}

/// Looks at eight bytes at once.
enum Bytes8 {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let tops: UInt64 = 0x8080_8080_8080_8080

    /// Non-zero when one of the eight is `byte`.
    @inline(__always)
    static func has(_ word: UInt64, _ byte: UInt8) -> UInt64 {
        let difference = word ^ (ones &* UInt64(byte))
        return (difference &- ones) & ~difference & tops
    }

    /// Non-zero when one of the eight is below `bound`, which is at most 128.
    @inline(__always)
    static func hasBelow(_ word: UInt64, _ bound: UInt8) -> UInt64 {
        (word &- ones &* UInt64(bound)) & ~word & tops
    }
}
