package import CvxDomain

/// A row of a users table.
package struct Person: Hashable, Sendable {
    package var id: String
    package var email: String?
    package var firstName: String?
    package var lastName: String?
    /// As stored.
    package var role: String?
    /// Nil where the row names none.
    package var organization: OrganizationScope?

    package init(
        id: String, email: String?, firstName: String?, lastName: String?, role: String?,
        organization: OrganizationScope?
    ) {
        self.id = id
        self.email = email
        self.firstName = firstName
        self.lastName = lastName
        self.role = role
        self.organization = organization
    }

    /// First and last name; nil where there is neither.
    package var fullName: String? {
        let parts = [firstName, lastName].compactMap { $0 }.filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// What tells the person from others.
    package var label: String { email ?? fullName ?? id }
}

/// Where people and organizations are looked up. Lookups see every organization, whichever the session is in.
package protocol PeopleStore: AnyObject {
    /// Everybody in the users tables; nil where no store has one.
    func everybody() throws -> [Person]?
    /// Nil where no store has any.
    func organizations() throws -> [OrganizationScope]?
    /// Whether users say which organization they belong to: where no column does, nobody is bound to one.
    func usersHaveOrganizations() throws -> Bool
    /// How many of the rows are there and lie outside the session's organization; 0 without one.
    func rowsOutside(_ rows: [JournalRowKey]) throws -> Int
}
