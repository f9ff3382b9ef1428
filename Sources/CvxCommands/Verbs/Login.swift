import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    static let login = Verb(
        CommandShape("login", arguments: 1...3, argumentsAreNames: true, hasOwnNames: true),
        "act as somebody of the users table: an email, an id, a name; it asks for no password",
        examples: ["login \"ana@example.com\"", "login ana"]
    ) { invocation in
        try invocation.people?.login(invocation.name)
        return .nothing
    }

    static let logout = Verb(
        CommandShape("logout"), "act again as whom the session was started as", examples: ["logout"]
    ) { invocation in
        invocation.people?.logout()
        return .nothing
    }
}

extension VerbInvocation {
    /// The words or the text that name something: `ana lee`, `"ana@example.com"`.
    var name: String {
        (command.words.map(\.text) + arguments.map(\.summary)).joined(separator: " ")
    }
}
