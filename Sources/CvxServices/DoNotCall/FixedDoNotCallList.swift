package import CvxDomain

/// A list in memory, for tests of what asks one.
package final class FixedDoNotCallList: DoNotCallList {
    package var numbers: [NANPNumber: [DoNotCallMark]]
    /// By the address in lower case.
    package var addresses: [String: [DoNotCallMark]]
    package var lists: [ImportedDoNotCallList]

    package init(
        numbers: [NANPNumber: [DoNotCallMark]] = [:], addresses: [String: [DoNotCallMark]] = [:],
        lists: [ImportedDoNotCallList] = []
    ) {
        self.numbers = numbers
        self.addresses = addresses
        self.lists = lists
    }

    package func marks(on numbers: [NANPNumber], at now: Instant) -> [NANPNumber: [DoNotCallMark]] {
        Self.marks(Dictionary(numbers.map { ($0, self.numbers[$0] ?? []) }) { first, _ in first }, now)
    }

    package func marks(on addresses: [String], at now: Instant) -> [String: [DoNotCallMark]] {
        Self.marks(
            Dictionary(addresses.map { ($0, self.addresses[$0.lowercased()] ?? []) }) { first, _ in first },
            now)
    }

    package func imported() -> [ImportedDoNotCallList] { lists }

    private static func marks<Key>(
        _ found: [Key: [DoNotCallMark]], _ now: Instant
    ) -> [Key: [DoNotCallMark]] {
        found.mapValues { $0.holding(at: now) }.filter { !$0.value.isEmpty }
    }
}

extension [DoNotCallMark] {
    /// Those that have not expired, the opt-outs first.
    package func holding(at now: Instant) -> [DoNotCallMark] {
        let left = filter { $0.expires.map { now < $0 } ?? true }
        return left.filter(\.isOptOut) + left.filter { !$0.isOptOut }
    }
}
