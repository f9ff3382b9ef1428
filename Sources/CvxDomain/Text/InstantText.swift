/// Timestamps as stores write them: `2025-09-16T02:18:31.644Z`, `2025-09-16 02:18:31`, with an offset, or a day alone.
package enum InstantText {
    /// Milliseconds since 1970; text without a zone is UTC, as SQLite's CURRENT_TIMESTAMP is. Nil where it is no time.
    package static func milliseconds(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
        var reader = Digits(bytes: bytes)
        guard let year = reader.number(4), reader.take(0x2D), let month = reader.number(2), reader.take(0x2D),
            let day = reader.number(2), let date = Day(year: year, month: month, day: day)
        else { return nil }
        var milliseconds = date.number * 86_400_000
        if reader.isAtEnd { return milliseconds }
        guard reader.take(0x54) || reader.take(0x20) || reader.take(0x74), let hour = reader.number(2),
            hour < 24, reader.take(0x3A),
            let minute = reader.number(2), minute < 60
        else { return nil }
        milliseconds += Int64(hour * 3_600_000 + minute * 60_000)
        if reader.take(0x3A) {
            guard let second = reader.number(2), second < 60 else { return nil }
            milliseconds += Int64(second * 1_000)
            if reader.take(0x2E) {
                guard let fraction = reader.fraction() else { return nil }
                milliseconds += Int64(fraction)
            }
        }
        guard let offset = reader.zone(), reader.isAtEnd else { return nil }
        return milliseconds - Int64(offset) * 60_000
    }

    private struct Digits {
        let bytes: UnsafeBufferPointer<UInt8>
        var at = 0

        var isAtEnd: Bool { at == bytes.count }

        mutating func take(_ byte: UInt8) -> Bool {
            guard at < bytes.count, bytes[at] == byte else { return false }
            at += 1
            return true
        }

        mutating func number(_ width: Int) -> Int? {
            guard at + width <= bytes.count else { return nil }
            var value = 0
            for index in at..<(at + width) {
                let digit = bytes[index] &- 0x30
                guard digit < 10 else { return nil }
                value = value * 10 + Int(digit)
            }
            at += width
            return value
        }

        /// Milliseconds of a second's decimals, rounded half up as SQLite's julianday does.
        mutating func fraction() -> Int? {
            var (value, count) = (0, 0)
            var roundsUp = false
            while at < bytes.count, bytes[at] &- 0x30 < 10 {
                let digit = Int(bytes[at] &- 0x30)
                if count < 3 { value = value * 10 + digit } else if count == 3 { roundsUp = digit >= 5 }
                count += 1
                at += 1
            }
            guard count > 0 else { return nil }
            while count < 3 {
                value *= 10
                count += 1
            }
            return value + (roundsUp ? 1 : 0)
        }

        /// Minutes east of UTC.
        mutating func zone() -> Int? {
            if isAtEnd || take(0x5A) || take(0x7A) { return 0 }
            guard take(0x2B) || take(0x2D) else { return nil }
            let sign = bytes[at - 1] == 0x2D ? -1 : 1
            guard let hours = number(2) else { return nil }
            _ = take(0x3A)
            guard let minutes = number(2), hours < 15, minutes < 60 else { return nil }
            return sign * (hours * 60 + minutes)
        }
    }
}
