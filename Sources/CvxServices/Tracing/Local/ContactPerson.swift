package import CvxDomain

/// Whom a row is about, so that rows about the same person or property can be found.
package struct ContactPerson: Hashable, Sendable {
    /// The name's words in order, as `KING, RENÉE` and `Renée King` are one. Empty for a single word, which says too little.
    package var owner: String
    /// Empty where there is none, as all that follows.
    package var street: String
    /// Five digits.
    package var zip: String
    /// City and state.
    package var place: String

    package init(owner: String, _ address: PostalAddress?) {
        self.owner = Self.ownerKey(owner)
        street = address.map { StreetName.key($0.street) } ?? ""
        zip = address.map { String($0.zip.prefix(5)) } ?? ""
        place = address.map { PostalAddress.folded($0.city + " " + $0.state) } ?? ""
    }

    init(owner: String, street: String, zip: String, place: String) {
        (self.owner, self.street, self.zip, self.place) = (owner, street, zip, place)
    }

    /// The street with the ZIP code, or with the city where there is none; empty without a street.
    package var address: String { street.isEmpty ? "" : street + "|" + (zip.isEmpty ? place : zip) }

    private static func ownerKey(_ owner: String) -> String {
        let words = PostalAddress.folded(owner).split(separator: " ").sorted()
        return words.count < 2 ? "" : words.joined(separator: " ")
    }
}
