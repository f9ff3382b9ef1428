/// Why something is not done, and who may do it.
package struct Refusal: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The actor's role lacks the right.
        case right
        /// It lies outside the actor's organization, or would.
        case organization
        /// The stores do not say what belongs to which organization.
        case noOrganizations
        /// A name that is nobody's, or several people's.
        case unknownPerson
        /// What a session was started as it cannot leave.
        case session
    }

    package var kind: Kind
    /// One sentence, with the rule.
    package var message: String
    /// Who may, or what to do in its place.
    package var help: String

    package init(_ kind: Kind, _ message: String, help: String) {
        self.kind = kind
        self.message = message
        self.help = help
    }
}
