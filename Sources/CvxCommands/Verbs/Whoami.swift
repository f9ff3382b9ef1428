import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    static let whoami = Verb(
        CommandShape("whoami"), "say who acts here, as what, and inside which organization",
        examples: ["whoami"]
    ) { invocation in
        guard let people = invocation.people else { return .nothing }
        let actor = people.actor
        let names = ["actor", "role", "organization", "user_id", "started_as"]
        let values = [
            actor.name, actor.role.rawValue, people.organization?.name, actor.userID, people.start.name,
        ]
        return .records(
            names.map { ResultColumn($0, .text) },
            [Record(names: names, values: values.map { $0.map { .scalar(.text($0)) } ?? .null })])
    }
}
