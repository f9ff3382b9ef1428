internal import CvxDomain

/// Contacts that somebody imported, found by owner and by street.
package struct ContactList {
    /// Lines that have a contact, as `ContactListLine` codes them, one behind the other.
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var owners = RowIndex()
    private var streets = RowIndex()
    /// Lines of one name or street that are looked at for a lead.
    private static let most = 100

    package var count: Int { ends.count }

    mutating func add(_ contact: ContactListLine) {
        let row = UInt32(clamping: ends.count)
        bytes += contact.coded.utf8
        ends.append(bytes.count)
        for owner in Set(contact.people.map(\.owner)) where !owner.isEmpty { owners.add(owner, row) }
        for street in Set(contact.people.map(\.street)) where !street.isEmpty { streets.add(street, row) }
    }

    /// To be called once, behind the last contact.
    mutating func sort() {
        owners.sort()
        streets.sort()
    }

    private func contact(_ row: UInt32) -> ContactListLine? {
        let end = ends[Int(row)]
        let start = row == 0 ? 0 : ends[Int(row) - 1]
        return ContactListLine(coded: String(decoding: bytes[start..<end], as: UTF8.self))
    }

    /// Lines that may be about somebody, each with why.
    package func contacts(of person: ContactPerson) -> [(contact: ContactListLine, evidence: ContactEvidence)]
    {
        let rows = streets.rows(person.street).prefix(Self.most) + owners.rows(person.owner).prefix(Self.most)
        return Set(rows).sorted().compactMap { row in
            guard let contact = contact(row), let evidence = contact.evidence(for: person) else { return nil }
            return (contact, evidence)
        }
    }
}

/// Rows by what they hold; texts are told apart by who asks, as two may share a hash.
private struct RowIndex {
    private var entries: [(hash: Int, row: UInt32)] = []

    mutating func add(_ text: String, _ row: UInt32) { entries.append((text.hashValue, row)) }

    mutating func sort() { entries.sort { ($0.hash, $0.row) < ($1.hash, $1.row) } }

    /// None for an empty text.
    func rows(_ text: String) -> [UInt32] {
        if text.isEmpty { return [] }
        let hash = text.hashValue
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].hash < hash { low = middle + 1 } else { high = middle }
        }
        return entries[low...].prefix { $0.hash == hash }.map(\.row)
    }
}

extension ContactListLine {
    /// Why it counts as a contact of somebody; nil where it does not.
    func evidence(for person: ContactPerson) -> ContactEvidence? {
        let isOwner = !person.owner.isEmpty && people.contains { $0.owner == person.owner }
        let places = people.filter { !$0.street.isEmpty }
        if places.contains(where: { $0.isAddress(of: person, ofSameOwner: isOwner) }) {
            if isOwner { return .listedOwnerAtAddress }
            return people.allSatisfy(\.owner.isEmpty) ? .listedAddress : .listedOtherOwner
        }
        guard isOwner else { return nil }
        if places.isEmpty { return .listedOwner }
        return places.contains { !$0.place.isEmpty && $0.place == person.place } ? .listedOwnerInCity : nil
    }
}

extension ContactPerson {
    /// The street alone tells it only of the same owner.
    fileprivate func isAddress(of other: ContactPerson, ofSameOwner isOwner: Bool) -> Bool {
        if street != other.street { return false }
        if !zip.isEmpty, !other.zip.isEmpty { return zip == other.zip }
        if !place.isEmpty, !other.place.isEmpty { return place == other.place }
        return isOwner
    }
}
