/// Numbers that look like chance and are the same for the same words, however the requests come.
package struct SandboxChance: Sendable {
    package let seed: UInt64

    package init(seed: UInt64) { self.seed = seed }

    /// - Parameter purpose: so that one decision says nothing of another
    func bits(_ purpose: String, _ words: String...) -> UInt64 {
        // FNV-1a, then mixed, as its lower bits alone are poor.
        var hash = 0xcbf2_9ce4_8422_2325 ^ seed
        for word in [purpose] + words {
            for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01b3
        }
        hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
        hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
        return hash ^ (hash >> 31)
    }

    /// True for that share of all words.
    func happens(_ share: Double, _ purpose: String, _ words: String...) -> Bool {
        Double(bits(purpose, words.joined(separator: "\u{1F}")) >> 11) * 0x1p-53 < share
    }

    func pick<Item>(_ items: [Item], _ purpose: String, _ words: String...) -> Item? {
        guard !items.isEmpty else { return nil }
        return items[Int(bits(purpose, words.joined(separator: "\u{1F}")) % UInt64(items.count))]
    }
}
