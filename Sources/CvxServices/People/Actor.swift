package import CvxDomain

/// What a person may do, from the least to the most.
package enum Role: String, Hashable, Sendable, CaseIterable, Comparable {
    case user, manager, admin

    /// A word that is no role gives the least: nobody gains rights by a misspelling.
    package init(stored word: String?) {
        self = word.flatMap { Role(rawValue: $0.lowercased()) } ?? .user
    }

    package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .user: 0
        case .manager: 1
        case .admin: 2
        }
    }
}

/// Who a session acts as.
package struct Actor: Hashable, Sendable {
    /// As shown and journaled: an email of the users table, or the operating system's user.
    package var name: String
    /// Nil for whoever has no row in a users table.
    package var userID: String?
    package var role: Role
    /// Nil for whoever sees all of them.
    package var organization: OrganizationScope?

    package init(name: String, userID: String?, role: Role, organization: OrganizationScope?) {
        self.name = name
        self.userID = userID
        self.role = role
        self.organization = organization
    }

    /// Whoever can open the stores' files: what guards them is the files' permissions.
    package static func localOperator(_ name: String) -> Actor {
        Actor(name: name, userID: nil, role: .admin, organization: nil)
    }
}
