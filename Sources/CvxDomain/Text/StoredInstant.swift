/// Moments as stores hold them beside text: milliseconds since 1970 or, from programs that count so, seconds; either as a
/// number or as its digits.
package enum StoredInstant {
    /// Whole numbers in this range are seconds (1973 to 5138): as milliseconds they would all lie before 1973-03-03.
    package static let seconds: Range<Int64> = 100_000_000..<100_000_000_000

    /// Digits alone, so many of them, are a number; fewer are a year or a day written without signs.
    package static let digits = 9...15

    package static func milliseconds(_ number: Int64) -> Int64 {
        seconds.contains(number) ? number * 1_000 : number
    }

    /// Nil where it does not fit.
    package static func milliseconds(_ number: Double) -> Int64? {
        let isSeconds = number >= Double(seconds.lowerBound) && number < Double(seconds.upperBound)
        return Int64(exactly: (isSeconds ? number * 1_000 : number).rounded(.toNearestOrAwayFromZero))
    }

    /// Nil where the text is no moment.
    package static func milliseconds(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        if let written = InstantText.milliseconds(text) { return written }
        guard digits.contains(text.count) else { return nil }
        var number: Int64 = 0
        for byte in text {
            let digit = byte &- 0x30
            guard digit < 10 else { return nil }
            number = number * 10 + Int64(digit)
        }
        return milliseconds(number)
    }

    /// The day in UTC of a number in a column of days; a small one is the day itself, counted from 1970-01-01.
    package static func day(_ number: Int64) -> Int64 {
        abs(number) < seconds.lowerBound ? number : floor(milliseconds(number))
    }

    /// The day that a text begins with, else that of a moment; nil where it is neither.
    package static func day(_ text: UnsafeBufferPointer<UInt8>) -> Int64? {
        if let written = InstantText.milliseconds(UnsafeBufferPointer(rebasing: text.prefix(10))) {
            return floor(written)
        }
        return milliseconds(text).map(floor)
    }

    private static func floor(_ milliseconds: Int64) -> Int64 {
        let (days, rest) = milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
        return rest < 0 ? days - 1 : days
    }
}
