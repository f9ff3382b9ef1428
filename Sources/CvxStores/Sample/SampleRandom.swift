/// SplitMix64 (Steele, Lea, Flood 2014): small, fast, and the same everywhere.
struct SampleRandom: RandomNumberGenerator {
    private var state: UInt64

    /// A generator for one item of a kind: item 7 draws the same numbers whatever was made before it. Another seed
    /// makes another sample.
    init(_ stream: Stream, _ index: Int, seed: UInt64) {
        state = stream.rawValue &* 0xD1B5_4A32_D192_ED03 &+ UInt64(bitPattern: Int64(index))
        state &+= seed &* 0xA24B_AED4_963E_E407
        state = next() ^ 0x5EED_CAFE
    }

    enum Stream: UInt64 {
        case property = 1
        case lead, activity, orphan, organization
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Zero to `bound` exclusive, by multiplication: the bias is below one in a billion for the bounds used.
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(max(bound, 1))).high)
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.upperBound - range.lowerBound + 1)
    }

    /// True in `percent` of a hundred cases.
    mutating func chance(_ percent: Double) -> Bool { unit() * 100 < percent }

    /// Zero to one exclusive.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// Near normal, mean 0 and deviation 1: the sum of twelve uniform draws, which needs no mathematics library
    /// and so is the same on every machine.
    mutating func normal() -> Double {
        var sum = 0.0
        for _ in 0..<12 { sum += unit() }
        return sum - 6
    }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

    /// One of the values, by weight.
    mutating func weighted<Element>(_ choices: [(Element, Int)]) -> Element {
        var left = below(choices.reduce(0) { $0 + $1.1 })
        for (value, weight) in choices {
            if left < weight { return value }
            left -= weight
        }
        return choices[0].0
    }

    /// `c`, the time, a counter, a fixed host and a random tail: 25 characters, as the cuid library makes them.
    mutating func cuid(_ moment: SampleMoment) -> String {
        let tail = next()
        var bytes: [UInt8] = [0x63]
        bytes.reserveCapacity(25)
        Self.base36(UInt64(max(moment.milliseconds, 0)), 8, into: &bytes)
        Self.base36(tail >> 40, 4, into: &bytes)
        bytes.append(contentsOf: "0cvx".utf8)
        Self.base36(tail & 0xFF_FFFF_FFFF, 8, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    mutating func uuid() -> String {
        let digits = Array("0123456789abcdef".utf8)
        var (high, low) = (next(), next())
        high = high & ~0xF000 | 0x4000
        low = low & ~(3 << 62) | (2 << 62)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(36)
        for place in 0..<32 {
            if [8, 12, 16, 20].contains(place) { bytes.append(0x2D) }
            let word = place < 16 ? high : low
            bytes.append(digits[Int(word >> UInt64((15 - place % 16) * 4) & 15)])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func base36(_ value: UInt64, _ width: Int, into bytes: inout [UInt8]) {
        var left = value
        let start = bytes.count
        for _ in 0..<width {
            let digit = UInt8(left % 36)
            bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            left /= 36
        }
        bytes[start...].reverse()
    }
}
