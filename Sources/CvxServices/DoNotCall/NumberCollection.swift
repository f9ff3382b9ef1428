package import CvxDomain

/// Millions of numbers on their way into a list: kept by area code, sorted and each once when they are read.
package struct NumberCollection {
    /// What follows the area code, by area code.
    private var areas = [[UInt32]](repeating: [], count: 1_000)

    package init() {}

    package mutating func add(_ number: NANPNumber) {
        add(area: Int(number.digits / 10_000_000), rest: UInt32(number.digits % 10_000_000))
    }

    mutating func add(area: Int, rest: UInt32) { areas[area].append(rest) }

    /// The numbers in order, each once, area by area; what was read is let go of.
    ///
    /// - Parameter body: with the digits of an area code followed by zeros, and what to add to it
    package mutating func drain(_ body: (_ base: UInt64, _ rests: UnsafeBufferPointer<UInt32>) throws -> Void)
        rethrows
    {
        var spare: [UInt32] = []
        for area in areas.indices where !areas[area].isEmpty {
            var rests = areas[area]
            areas[area] = []
            let count = Self.sort(&rests, with: &spare)
            try rests.withUnsafeBufferPointer {
                try body(UInt64(area) * 10_000_000, UnsafeBufferPointer(rebasing: $0[..<count]))
            }
        }
    }

    /// By two counting passes of twelve bits: ten million take 24. Gives how many different ones there are.
    private static func sort(_ values: inout [UInt32], with spare: inout [UInt32]) -> Int {
        if !values.isSorted {
            if spare.count < values.count { spare = [UInt32](repeating: 0, count: values.count) }
            values.withUnsafeMutableBufferPointer { values in
                spare.withUnsafeMutableBufferPointer { spare in
                    pass(UnsafeBufferPointer(values), spare, shift: 0, count: values.count)
                    pass(UnsafeBufferPointer(spare), values, shift: 12, count: values.count)
                }
            }
        }
        return values.withUnsafeMutableBufferPointer { values in
            var count = 1
            for index in 1..<max(1, values.count) where values[index] != values[count - 1] {
                values[count] = values[index]
                count += 1
            }
            return count
        }
    }

    private static func pass(
        _ source: UnsafeBufferPointer<UInt32>, _ target: UnsafeMutableBufferPointer<UInt32>, shift: UInt32,
        count: Int
    ) {
        var places = [Int](repeating: 0, count: 4_097)
        places.withUnsafeMutableBufferPointer { places in
            for index in 0..<count { places[Int(source[index] >> shift & 0xFFF) + 1] += 1 }
            for key in 1..<4_097 { places[key] += places[key - 1] }
            for index in 0..<count {
                let key = Int(source[index] >> shift & 0xFFF)
                target[places[key]] = source[index]
                places[key] += 1
            }
        }
    }
}

extension [UInt32] {
    fileprivate var isSorted: Bool {
        withUnsafeBufferPointer { values in
            for index in 1..<Swift.max(1, values.count) where values[index] < values[index - 1] {
                return false
            }
            return true
        }
    }
}
