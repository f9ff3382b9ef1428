package import CvxDomain
package import CvxServices

/// The house's list in our own store, and the lists that were imported in a file of their own, `data/cvx_dnc.db`.
package final class StoreDoNotCallList: DoNotCallList {
    private let house: HouseList
    let lists: ImportedLists

    /// - Parameter path: absolute; opened when it is first asked, made when something is imported
    package init(stores: WorkspaceStores, path: String) {
        house = HouseList(stores: stores)
        lists = ImportedLists(path: path, busyTimeout: stores.configuration.busyTimeout)
    }

    package func marks(on numbers: [NANPNumber], at now: Instant) throws -> [NANPNumber: [DoNotCallMark]] {
        var marks = try house.entries(of: numbers).compactMapValues { Self.holding($0, now) }
        let imported = try lists.lists()
        if imported.isEmpty { return marks }
        let sorted = Self.sorted(numbers)
        for (key, list) in imported {
            let day = Instant(milliseconds: list.asOf.number * 86_400_000)
            let mark = [DoNotCallMark(list.list, since: day)]
            for number in try lists.members(of: key, among: sorted) { marks[number, default: []] += mark }
        }
        return marks
    }

    /// Each once.
    private static func sorted(_ numbers: [NANPNumber]) -> [NANPNumber] {
        var collection = NumberCollection()
        for number in numbers { collection.add(number) }
        var sorted: [NANPNumber] = []
        sorted.reserveCapacity(numbers.count)
        collection.drain { base, rests in
            for rest in rests {
                if let number = NANPNumber(digits: base + UInt64(rest)) { sorted.append(number) }
            }
        }
        return sorted
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

    package func imported() throws -> [ImportedDoNotCallList] { try lists.lists().map(\.list) }

    private static func holding(_ entries: [HouseList.Entry], _ now: Instant) -> [DoNotCallMark]? {
        let marks = entries.map(\.mark).holding(at: now)
        return marks.isEmpty ? nil : marks
    }
}
