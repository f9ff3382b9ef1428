/// The two digits of every number below a hundred, one after another.
private let digitPairs: StaticString = """
    00010203040506070809101112131415161718192021222324252627282930313233343536373839\
    40414243444546474849505152535455565758596061626364656667686970717273747576777879\
    8081828384858687888990919293949596979899
    """

extension TextBuffer {
    @inline(__always)
    mutating func put(twoDigits value: Int) {
        let pair = digitPairs.utf8Start + value &* 2
        cursor[0] = pair[0]
        cursor[1] = pair[1]
        cursor += 2
    }

    @inline(__always)
    mutating func put(_ value: Int64) {
        if value < 0 { put(UInt8(ascii: "-")) }
        put(value.magnitude)
    }

    @inline(__always)
    mutating func put(_ value: UInt64) {
        if value < 10 {
            put(UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value))
        } else if value < 100 {
            put(twoDigits: Int(truncatingIfNeeded: value))
        } else {
            putLong(value)
        }
    }

    private mutating func putLong(_ value: UInt64) {
        let count = Self.digitCount(value)
        putDigits(of: value, count: count)
        cursor += count
    }

    /// Writes the last `count` digits of a number at the cursor, which stays where it is.
    ///
    /// Offsets are never negative: the optimizer of Swift 6.3.1 takes `pointer[-1]` for `pointer[0]` and drops
    /// the earlier of two stores.
    @inline(__always)
    private func putDigits(of value: UInt64, count: Int) {
        let pairs = digitPairs.utf8Start
        var rest = value
        var place = count
        while place >= 2 {
            let quotient = rest / 100
            let pair = Int(truncatingIfNeeded: rest &- quotient &* 100) &* 2
            place &-= 2
            cursor[place] = pairs[pair]
            cursor[place &+ 1] = pairs[pair &+ 1]
            rest = quotient
        }
        if place == 1 { cursor[0] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10) }
    }

    @inline(__always)
    private static func digitCount(_ value: UInt64) -> Int {
        var count = 1
        var rest = value
        while true {
            if rest < 10 { return count }
            if rest < 100 { return count + 1 }
            if rest < 1_000 { return count + 2 }
            if rest < 10_000 { return count + 3 }
            rest /= 10_000
            count += 4
        }
    }

    /// `value` with leading zeros to `width` places.
    private mutating func put(_ value: UInt64, width: Int) {
        putDigits(of: value, count: width)
        cursor += width
    }

    /// The digits after a decimal point, `width` places without the zeros at the end; `value` is not 0.
    private mutating func put(fraction value: UInt64, width: Int) {
        var value = value
        var width = width
        while true {
            let quotient = value / 10
            if quotient &* 10 != value { break }
            value = quotient
            width &-= 1
        }
        put(value, width: width)
    }

    /// The fewest digits that read back as the same number: `3.0`, `33.4484`, `1e+21`, `nan`, `inf`.
    mutating func put(_ value: Double) {
        // Nearly every stored decimal has at most six places. If the number of millionths has fifteen digits
        // or fewer and divides back to the same double, its digits are the shortest ones.
        let scaled = value * 1e6
        if scaled.magnitude < 1e15 {
            let millionths = Int64(scaled.rounded())
            if Double(millionths) / 1e6 == value, millionths != 0 || value.sign == .plus {
                putMillionths(millionths)
                return
            }
        }
        var text = value.description
        text.withUTF8 { if let start = $0.baseAddress { put(start, count: $0.count) } }
    }

    private mutating func putMillionths(_ value: Int64) {
        if value < 0 { put(UInt8(ascii: "-")) }
        let (whole, part) = value.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        put(whole)
        put(UInt8(ascii: "."))
        guard part != 0 else { return put(UInt8(ascii: "0")) }
        put(fraction: part, width: 6)
    }

    /// Exact dollars: `250000`, `0.07`, `12.5`.
    mutating func put(money value: Int64) {
        if value < 0 { put(UInt8(ascii: "-")) }
        let (whole, part) = value.magnitude.quotientAndRemainder(dividingBy: 10_000)
        put(whole)
        guard part != 0 else { return }
        put(UInt8(ascii: "."))
        put(fraction: part, width: 4)
    }

    /// Milliseconds as seconds: `303`, `1.5`.
    mutating func put(seconds milliseconds: Int64) {
        if milliseconds < 0 { put(UInt8(ascii: "-")) }
        let (whole, part) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1_000)
        put(whole)
        guard part != 0 else { return }
        put(UInt8(ascii: "."))
        put(fraction: part, width: 3)
    }

    /// `2025-09-16`; years outside 0…9999 have a sign and six digits or more (ISO 8601, expanded). A number of
    /// days that no calendar reaches is written as it is.
    mutating func put(date days: Int64) {
        guard (-2_000_000_000...2_000_000_000).contains(days) else { return put(days) }
        let (year, month, day) = CivilDate.from(days: days)
        put(year: year)
        put(UInt8(ascii: "-"))
        put(twoDigits: month)
        put(UInt8(ascii: "-"))
        put(twoDigits: day)
    }

    private mutating func put(year: Int) {
        if year >= 0, year <= 9_999 {
            put(twoDigits: year / 100)
            put(twoDigits: year % 100)
        } else {
            put(UInt8(ascii: year < 0 ? "-" : "+"))
            put(UInt64(year.magnitude), width: max(6, Self.digitCount(UInt64(year.magnitude))))
        }
    }

    /// `2025-09-16T02:18:31.644Z`
    mutating func put(instant milliseconds: Int64) {
        let (days, rest) = CivilDate.split(milliseconds: milliseconds)
        guard (-2_000_000_000...2_000_000_000).contains(days) else { return put(milliseconds) }
        put(date: days)
        let seconds = rest / 1_000
        put(UInt8(ascii: "T"))
        put(twoDigits: seconds / 3_600)
        put(UInt8(ascii: ":"))
        put(twoDigits: seconds / 60 % 60)
        put(UInt8(ascii: ":"))
        put(twoDigits: seconds % 60)
        put(UInt8(ascii: "."))
        put(UInt64(rest % 1_000), width: 3)
        put(UInt8(ascii: "Z"))
    }

    /// Lower-case hexadecimal; reserve two bytes for each.
    mutating func put(hex bytes: UnsafePointer<UInt8>, count: Int) {
        let digits: StaticString = "0123456789abcdef"
        for index in 0..<count {
            put(digits.utf8Start[Int(bytes[index] >> 4)])
            put(digits.utf8Start[Int(bytes[index] & 15)])
        }
    }
}
