internal import Glibc

/// Numbers leads by their ids in the order in which they are met. Ids stay bytes: for a million of them a dictionary of
/// texts would take longer than reading them.
struct LeadIndex {
    private var bytes: [UInt8] = []
    /// Where each id's bytes end.
    private var ends: [Int] = []
    /// Numbers by their hash; -1 is free. As many as a power of two.
    private var slots = [Int32](repeating: -1, count: 64)

    var count: Int { ends.count }

    func number(of id: ArraySlice<UInt8>) -> Int? {
        if ends.isEmpty { return nil }
        let number = slots[slot(of: id)]
        return number < 0 ? nil : Int(number)
    }

    mutating func insert(_ id: ArraySlice<UInt8>) -> Int {
        let place = slot(of: id)
        if slots[place] >= 0 { return Int(slots[place]) }
        bytes.append(contentsOf: id)
        ends.append(bytes.count)
        slots[place] = Int32(truncatingIfNeeded: ends.count - 1)
        if ends.count * 2 > slots.count { grow() }
        return ends.count - 1
    }

    subscript(number: Int) -> ArraySlice<UInt8> {
        bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
    }

    /// The slot that has the id, or where it would go.
    private func slot(of id: ArraySlice<UInt8>) -> Int {
        id.withUnsafeBytes { id in
            bytes.withUnsafeBytes { bytes in
                let mask = slots.count - 1
                var place = Int(truncatingIfNeeded: Self.hash(id)) & mask
                while true {
                    let number = Int(slots[place])
                    if number < 0 { return place }
                    let start = number == 0 ? 0 : ends[number - 1]
                    if ends[number] - start == id.count, let there = bytes.baseAddress,
                        let wanted = id.baseAddress,
                        memcmp(there + start, wanted, id.count) == 0
                    {
                        return place
                    }
                    place = (place + 1) & mask
                }
            }
        }
    }

    private mutating func grow() {
        slots = .init(repeating: -1, count: slots.count * 4)
        let mask = slots.count - 1
        for number in ends.indices {
            var place = Int(truncatingIfNeeded: self[number].withUnsafeBytes(Self.hash)) & mask
            while slots[place] >= 0 { place = (place + 1) & mask }
            slots[place] = Int32(truncatingIfNeeded: number)
        }
    }

    /// FNV-1a over words of eight bytes, its high bits folded into the low ones, which choose the slot.
    private static func hash(_ id: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        var at = 0
        while at + 8 <= id.count {
            hash = (hash ^ id.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0x100_0000_01B3
            hash ^= hash >> 32
            at += 8
        }
        while at < id.count {
            hash = (hash ^ UInt64(id[at])) &* 0x100_0000_01B3
            at += 1
        }
        return hash ^ (hash >> 29)
    }
}
