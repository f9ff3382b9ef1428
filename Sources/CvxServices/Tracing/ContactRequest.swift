/// Whom a trace asks about: a property, and its owner where that is a person with a readable name.
package struct ContactRequest: Hashable, Sendable {
    package var street: String
    /// "" where it is not known, as the state and the ZIP code.
    package var city: String
    /// Two letters.
    package var state: String
    package var zip: String
    /// Nil for trusts, companies, estates, several owners and names that cannot be split: those are traced by address.
    package var firstName: String?
    package var lastName: String?

    package init(
        street: String, city: String = "", state: String = "", zip: String = "", firstName: String? = nil,
        lastName: String? = nil
    ) {
        self.street = street
        self.city = city
        self.state = state
        self.zip = zip
        self.firstName = firstName
        self.lastName = lastName
    }
}
