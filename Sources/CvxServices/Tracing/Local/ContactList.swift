internal import CvxDomain

/// Those lines of an imported list that may be about some persons.
package struct ContactList {
    private var lines: [ContactListLine] = []
    private var byOwner: [String: [Int]] = [:]
    private var byStreet: [String: [Int]] = [:]
    /// Lines of one name or street that are looked at for a lead.
    private static let most = 100

    package var count: Int { lines.count }

    mutating func add(_ line: ContactListLine) {
        for owner in Set(line.people.map(\.owner)) where !owner.isEmpty {
            byOwner[owner, default: []].append(lines.count)
        }
        for street in Set(line.people.map(\.street)) where !street.isEmpty {
            byStreet[street, default: []].append(lines.count)
        }
        lines.append(line)
    }

    /// Lines that may be about somebody, each with why.
    package func contacts(of person: ContactPerson) -> [(line: ContactListLine, evidence: ContactEvidence)] {
        let places =
            (byStreet[person.street] ?? []).prefix(Self.most)
            + (byOwner[person.owner] ?? []).prefix(Self.most)
        return Set(places).sorted().compactMap { place in
            lines[place].evidence(for: person).map { (lines[place], $0) }
        }
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
