package import CvxDomain
package import CvxServices

/// The house's list in our own store, and the lists that were imported in a file of their own.
package final class StoreDoNotCallList: DoNotCallList {
    private let house: HouseList

    package init(stores: WorkspaceStores) {
        house = HouseList(stores: stores)
    }

    package func marks(on numbers: [NANPNumber], at now: Instant) throws -> [NANPNumber: [DoNotCallMark]] {
        try house.entries(of: numbers).compactMapValues { Self.holding($0, now) }
    }

    package func marks(on addresses: [String], at now: Instant) throws -> [String: [DoNotCallMark]] {
        let found = try house.entries(of: addresses.map { $0.lowercased() })
        if found.isEmpty { return [:] }
        var marks: [String: [DoNotCallMark]] = [:]
        for address in addresses {
            if let held = found[address.lowercased()].flatMap({ Self.holding($0, now) }) {
                marks[address] = held
            }
        }
        return marks
    }

    package func imported() throws -> [ImportedDoNotCallList] { [] }

    private static func holding(_ entries: [HouseList.Entry], _ now: Instant) -> [DoNotCallMark]? {
        let marks = entries.map(\.mark).holding(at: now)
        return marks.isEmpty ? nil : marks
    }
}
