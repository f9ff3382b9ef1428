/// Numbers leads by their ids in the order in which they are met. Ids stay bytes: for a million of them a dictionary of
/// texts would take longer than reading them.
package struct LeadIndex {
    private var bytes: [UInt8] = []
    /// Where each id's bytes end.
    private var ends: [Int] = []
    /// Numbers by their hash; -1 is free. As many as a power of two.
    private var slots = [Int32](repeating: -1, count: 64)

    package init() {}

    package var count: Int { ends.count }

    package func number(of id: some Collection<UInt8>) -> Int? {
        if ends.isEmpty { return nil }
        let number = slots[slot(of: id)]
        return number < 0 ? nil : Int(number)
    }

    package mutating func insert(_ id: some Collection<UInt8>) -> Int {
        let place = slot(of: id)
        if slots[place] >= 0 { return Int(slots[place]) }
        bytes.append(contentsOf: id)
        ends.append(bytes.count)
        slots[place] = Int32(truncatingIfNeeded: ends.count - 1)
        if ends.count * 2 > slots.count { grow() }
        return ends.count - 1
    }

    package subscript(number: Int) -> ArraySlice<UInt8> {
        bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
    }

    /// The slot that has the id, or where it would go.
    private func slot(of id: some Collection<UInt8>) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: Self.hash(id)) & mask
        while slots[place] >= 0, !self[Int(slots[place])].elementsEqual(id) { place = (place + 1) & mask }
        return place
    }

    private mutating func grow() {
        slots = .init(repeating: -1, count: slots.count * 4)
        let mask = slots.count - 1
        for number in ends.indices {
            var place = Int(truncatingIfNeeded: Self.hash(self[number])) & mask
            while slots[place] >= 0 { place = (place + 1) & mask }
            slots[place] = Int32(truncatingIfNeeded: number)
        }
    }

    /// FNV-1a, its high bits folded into the low ones, which choose the slot.
    private static func hash(_ id: some Collection<UInt8>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in id { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return hash ^ (hash >> 29)
    }
}
