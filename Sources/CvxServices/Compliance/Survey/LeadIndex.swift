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
    /// Two bits a slot, those of the hashes that are there set: most ids that are not there are told from it, and it stays
    /// near the processor where the slots do not.
    private var filter = [UInt64](repeating: 0, count: 2)
    /// The number that was last asked for.
    private var latest = 0

    var count: Int { ends.count }

    func number(of id: UnsafeBufferPointer<UInt8>) -> Int? {
        let hash = Self.hash(id)
        let (word, bit) = place(inFilter: hash)
        if filter[word] & bit == 0 { return nil }
        return Self.number(slots[slot(of: id, hash)])
    }

    /// Rows of a lead mostly follow each other.
    mutating func insert(_ id: UnsafeBufferPointer<UInt8>) -> Int {
        if latest >= ends.count || !holds(latest, id) { latest = found(id) }
        return latest
    }

    private mutating func found(_ id: UnsafeBufferPointer<UInt8>) -> Int {
        let hash = Self.hash(id)
        let place = slot(of: id, hash)
        if let known = Self.number(slots[place]) { return known }
        bytes.append(contentsOf: id)
        ends.append(bytes.count)
        slots[place] = Self.entry(hash, ends.count - 1)
        let (word, bit) = self.place(inFilter: hash)
        filter[word] |= bit
        if ends.count * 2 > slots.count { grow() }
        return ends.count - 1
    }

    private func place(inFilter hash: UInt64) -> (word: Int, bit: UInt64) {
        (Int(truncatingIfNeeded: hash >> 6) & (filter.count - 1), 1 << (hash & 63))
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
    private func slot(of id: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while let number = Self.number(slots[place]) {
            if (slots[place] ^ hash) >> 32 == 0, holds(number, id) { return place }
            place = (place + 1) & mask
        }
        return place
    }

    private func holds(_ number: Int, _ id: UnsafeBufferPointer<UInt8>) -> Bool {
        let start = number == 0 ? 0 : ends[number - 1]
        guard ends[number] - start == id.count else { return false }
        return bytes.withUnsafeBytes { bytes in
            guard let wanted = id.baseAddress, let there = bytes.baseAddress else { return id.isEmpty }
            return memcmp(there + start, wanted, id.count) == 0
        }
    }

    private mutating func grow() {
        slots = .init(repeating: 0, count: slots.count * 4)
        filter = .init(repeating: 0, count: slots.count / 32)
        let mask = slots.count - 1
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            for (number, end) in ends.enumerated() {
                let hash = Self.hash(UnsafeBufferPointer(rebasing: bytes[start..<end]))
                var place = Int(truncatingIfNeeded: hash) & mask
                while slots[place] != 0 { place = (place + 1) & mask }
                slots[place] = Self.entry(hash, number)
                let (word, bit) = self.place(inFilter: hash)
                filter[word] |= bit
                start = end
            }
        }
    }

    /// Words of eight bytes, each mixed so that all its bits reach both halves: one half chooses the slot, the other tells
    /// ids in it apart.
    private static func hash(_ id: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let id = UnsafeRawBufferPointer(id)
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
