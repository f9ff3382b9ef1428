import CvxDomain

/// Why a contact that the workspace knows of is taken for a lead's, and how far.
package enum ContactEvidence: Hashable, Sendable {
    case earlierTrace
    case sameOwnerSameAddress
    case sameOwnerSameCity
    case sameAddress
    case propertyRecord
    /// In an imported list, as those that follow.
    case listedOwnerAtAddress
    case listedOwnerInCity
    /// The list says nobody's name there.
    case listedAddress
    case listedOtherOwner
    /// The list says no address there.
    case listedOwner

    /// 0 to 1: what the contact's own confidence is multiplied with.
    package var weight: Double {
        switch self {
        case .earlierTrace: 1
        case .sameOwnerSameAddress, .listedOwnerAtAddress: 0.9
        case .propertyRecord: 0.8
        case .sameOwnerSameCity, .listedOwnerInCity, .listedAddress: 0.6
        case .sameAddress, .listedOtherOwner: 0.4
        case .listedOwner: 0.3
        }
    }

    package var reason: String {
        switch self {
        case .earlierTrace: "an earlier trace of this lead"
        case .sameOwnerSameAddress: "another lead of the same owner at the same address"
        case .propertyRecord: "a property record of the same owner at the same address"
        case .sameOwnerSameCity: "another lead of the same owner in the same city"
        case .sameAddress: "another lead at the same address, with another owner"
        case .listedOwnerAtAddress: "the contact list has the owner at this address"
        case .listedOwnerInCity: "the contact list has somebody of the owner's name in the same city"
        case .listedAddress: "the contact list has this address, without a name"
        case .listedOtherOwner: "the contact list has this address, with another name"
        case .listedOwner: "the contact list has somebody of the owner's name, without an address"
        }
    }
}

/// Contacts that were found in the workspace, each with where.
package struct ContactFindings: Sendable {
    private struct Found {
        var evidence: ContactEvidence
        /// Where it stands, as `leads @clx9f2`.
        var place: String
        var confidence: Double
    }

    private var phones: [(phone: ContactPhone, found: Found)] = []
    private var emails: [(email: ContactEmail, found: Found)] = []

    package init() {}

    package mutating func add(_ phone: ContactPhone, _ evidence: ContactEvidence, at place: String) {
        var phone = phone
        let confidence = evidence.weight * (phone.confidence ?? 0.8)
        phone.confidence = confidence
        let found = Found(evidence: evidence, place: place, confidence: confidence)
        guard let index = phones.firstIndex(where: { $0.phone.number == phone.number }) else {
            phones.append((phone, found))
            return
        }
        // A mark that is set anywhere stays.
        let isForbidden = phone.isDoNotCall == true || phones[index].phone.isDoNotCall == true
        if confidence > phones[index].found.confidence { phones[index] = (phone, found) }
        if isForbidden { phones[index].phone.isDoNotCall = true }
    }

    package mutating func add(_ email: ContactEmail, _ evidence: ContactEvidence, at place: String) {
        var email = email
        let confidence = evidence.weight * (email.confidence ?? 0.8)
        email.confidence = confidence
        let found = Found(evidence: evidence, place: place, confidence: confidence)
        let address = email.address.lowercased()
        guard let index = emails.firstIndex(where: { $0.email.address.lowercased() == address }) else {
            emails.append((email, found))
            return
        }
        if confidence > emails[index].found.confidence { emails[index] = (email, found) }
    }

    /// Nil where nothing was found.
    ///
    /// - Parameter known: numbers, and addresses in lower case, that earlier traces of the lead found
    package func answer(for lead: TraceLead, known: Set<String>) -> ContactAnswer? {
        let phones = phones.sorted { $0.found.confidence > $1.found.confidence }
        let emails = emails.sorted { $0.found.confidence > $1.found.confidence }
        let newPhone = phones.first { !known.contains($0.phone.number) || !lead.hasPhone }
        let newEmail = emails.first { !known.contains($0.email.address.lowercased()) || !lead.hasEmail }
        guard let most = (phones.map(\.found.confidence) + emails.map(\.found.confidence)).max() else {
            return nil
        }
        guard let first = newPhone?.found ?? newEmail?.found else {
            return ContactAnswer(
                .cached, message: "the lead has all that the workspace knows", mayHaveBeenCharged: false)
        }
        var answer = ContactAnswer(.matched, mayHaveBeenCharged: false)
        answer.confidence = most
        answer.phones = phones.map(\.phone)
        answer.emails = emails.map(\.email)
        let evidence =
            phones.map { Self.json("phone", $0.phone.number, $0.found) }
            + emails.map { Self.json("email", $0.email.address, $0.found) }
        answer.response = "{\"evidence\":[\(evidence.joined(separator: ","))]}"
        answer.message = "\(first.evidence.reason) (\(first.place))"
        return answer
    }

    private static func json(_ kind: String, _ value: String, _ found: Found) -> String {
        let confidence = (found.confidence * 100).rounded() / 100
        return "{\"\(kind)\":\"\(JSONText.escaped(value))\",\"because\":\"\(found.evidence.reason)\","
            + "\"from\":\"\(JSONText.escaped(found.place))\",\"confidence\":\(confidence)}"
    }
}
