package import CvxDomain

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
    /// A word that was not found, and those among which the right one may be: for "did you mean".
    package var word: String?
    package var candidates: [String]

    package init(
        _ kind: Kind, _ message: String, help: String, word: String? = nil, candidates: [String] = []
    ) {
        self.kind = kind
        self.message = message
        self.help = help
        self.word = word
        self.candidates = candidates
    }

    package static func sql(inside organization: OrganizationScope) -> Refusal {
        Refusal(
            .organization, "SQL cannot be kept inside an organization, and you see \(organization.name) only",
            help: "ask with `find`, `count` and `exists`")
    }
}
