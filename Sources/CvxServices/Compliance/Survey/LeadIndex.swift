internal import Glibc

/// Numbers leads by their ids in the order in which they are met. Ids stay bytes: for a million of them a dictionary of
/// texts would take longer than reading them.
struct LeadIndex {
    private var bytes: [UInt8] = []
    /// Where each id's bytes end.
    private var ends: [Int] = []
    /// 0 is free; else half of the id's hash above its number and 1, so that an id that is not there is mostly told from
    /// others without looking at theirs. As many as a power of two.
    private var slots = [UInt64](repeating: 0, count: 64)

    var count: Int { ends.count }

    func number(of id: ArraySlice<UInt8>) -> Int? {
        if ends.isEmpty { return nil }
        return Self.number(slots[slot(of: id, Self.hash(id))])
    }

    mutating func insert(_ id: ArraySlice<UInt8>) -> Int {
        let hash = Self.hash(id)
        let place = slot(of: id, hash)
        if let known = Self.number(slots[place]) { return known }
        bytes.append(contentsOf: id)
        ends.append(bytes.count)
        slots[place] = Self.entry(hash, ends.count - 1)
        if ends.count * 2 > slots.count { grow() }
        return ends.count - 1
    }

    subscript(number: Int) -> ArraySlice<UInt8> {
        bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
    }

    private static func entry(_ hash: UInt64, _ number: Int) -> UInt64 {
        hash & 0xFFFF_FFFF_0000_0000 | UInt64(UInt32(truncatingIfNeeded: number + 1))
    }

    private static func number(_ entry: UInt64) -> Int? {
        entry == 0 ? nil : Int(entry & 0xFFFF_FFFF) - 1
    }

    /// The slot that has the id, or where it would go.
    private func slot(of id: ArraySlice<UInt8>, _ hash: UInt64) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while let number = Self.number(slots[place]) {
            if (slots[place] ^ hash) >> 32 == 0, holds(number, id) { return place }
            place = (place + 1) & mask
        }
        return place
    }

    private func holds(_ number: Int, _ id: ArraySlice<UInt8>) -> Bool {
        let start = number == 0 ? 0 : ends[number - 1]
        guard ends[number] - start == id.count else { return false }
        return id.withUnsafeBytes { id in
            bytes.withUnsafeBytes { bytes in
                guard let wanted = id.baseAddress, let there = bytes.baseAddress else { return id.isEmpty }
                return memcmp(there + start, wanted, id.count) == 0
            }
        }
    }

    private mutating func grow() {
        slots = .init(repeating: 0, count: slots.count * 4)
        let mask = slots.count - 1
        for number in ends.indices {
            let hash = Self.hash(self[number])
            var place = Int(truncatingIfNeeded: hash) & mask
            while slots[place] != 0 { place = (place + 1) & mask }
            slots[place] = Self.entry(hash, number)
        }
    }

    /// Words of eight bytes, each mixed so that all its bits reach both halves: one half chooses the slot, the other tells
    /// ids in it apart.
    private static func hash(_ id: ArraySlice<UInt8>) -> UInt64 {
        id.withUnsafeBytes { id in
            var hash = UInt64(truncatingIfNeeded: id.count)
            func mix(_ word: UInt64) {
                hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
                hash ^= hash >> 32
            }
            var at = 0
            while at + 8 <= id.count {
                mix(id.loadUnaligned(fromByteOffset: at, as: UInt64.self))
                at += 8
            }
            while at < id.count {
                mix(UInt64(id[at]))
                at += 1
            }
            hash = hash &* 0xFF51_AFD7_ED55_8CCD
            return hash ^ (hash >> 32)
        }
    }
}
