import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    /// `use "lib.cvx"` is a declaration of the grammar, not this.
    static let use = Verb(
        CommandShape(
            "use", subverbs: ["org", "no"], arguments: 0...8, argumentsAreNames: true, hasOwnNames: true),
        "see and change what belongs to one organization, or everything again",
        examples: ["use org \"Acme Homes\"", "use org", "use no org"]
    ) { invocation in
        let usage = Diagnostic(
            .badArgument, "`use` takes an organization, or a file in quotes", at: invocation.command.span,
            help: "`use org \"Acme Homes\"`, `use org`, `use no org` or `use \"lib.cvx\"`")
        let name = invocation.name
        switch (invocation.command.subverb?.lowercased(), name.lowercased()) {
        case ("org", ""):
            guard let organization = invocation.people?.organization else {
                return .text(["no organization: everything is seen"])
            }
            return .text(["\(organization.name) (\(organization.id))"])
        case ("org", _): try invocation.people?.use(organization: name)
        case ("no", "org"): try invocation.people?.useNoOrganization()
        default: throw usage
        }
        return .nothing
    }
}
