internal import CvxDomain

/// Lets through every row that may be about one of some persons, and few others, without making a text of it: of a million
/// rows nearly all are about somebody else.
package struct ContactSieve {
    /// By the hashes of their words, whatever the order.
    private var owners: Set<UInt64> = []
    /// First words of streets: house numbers, nearly always.
    private var numbers: Set<UInt64> = []
    /// Some street begins with a word, which lists abbreviate.
    private var hasNamedStreets = false

    package init(_ persons: [ContactPerson]) {
        for person in persons {
            if let owner = Self.words(person.owner.utf8) { owners.insert(owner.all) }
            guard let words = Self.words(person.street.utf8), let first = words.first else { continue }
            if words.beginsWithDigit { numbers.insert(first) } else { hasNamedStreets = true }
        }
    }

    /// - Parameters:
    ///   - owner: the row's owner name, as it stands there
    ///   - address: its street, with whatever follows
    package func letsThrough(owner: ArraySlice<UInt8>, address: ArraySlice<UInt8>) -> Bool {
        // Other alphabets are left to the comparison proper.
        guard let owner = Self.words(owner), let address = Self.words(address) else { return true }
        if owners.contains(owner.all) { return true }
        guard let first = address.first else { return false }
        return address.beginsWithDigit ? numbers.contains(first) : hasNamedStreets
    }

    private struct Words {
        /// The sum of the words' hashes.
        var all: UInt64 = 0
        var first: UInt64?
        var beginsWithDigit = false
    }

    /// - Returns: nil where a byte is not ASCII.
    private static func words(_ text: some Sequence<UInt8>) -> Words? {
        var words = Words()
        var hash: UInt64 = 0
        func end() {
            if hash == 0 { return }
            if words.first == nil { words.first = hash }
            // Mixed, so that sums of other words differ.
            words.all &+= hash &* (hash | 1)
            hash = 0
        }
        for byte in text {
            guard byte < 0x80 else { return nil }
            guard let kept = PostalAddress.foldedByte(byte) else {
                end()
                continue
            }
            if hash == 0 {
                hash = 0xCBF2_9CE4_8422_2325
                if words.first == nil { words.beginsWithDigit = (0x30...0x39).contains(kept) }
            }
            // FNV-1a
            hash = (hash ^ UInt64(kept)) &* 0x100_0000_01B3
        }
        end()
        return words
    }
}
