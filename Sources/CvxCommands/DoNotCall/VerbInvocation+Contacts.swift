import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension VerbInvocation {
    /// The numbers and addresses that a command names: in quotes, in a list, or those that rows have.
    ///
    /// - Throws: a diagnostic where they are none, and what the stores throw.
    func contacts() throws -> Contacts {
        if let rows {
            guard ContactReading.entities.contains(rows.entity) else {
                throw misfit("\(rows.entity) have no numbers")
            }
            let contacts = try ContactReading(host.queries).contacts(of: rows)
            if contacts.unreadableCount > 0 {
                let more = contacts.unreadableCount > contacts.unreadable.count ? " …" : ""
                host.say(
                    "\(contacts.unreadableCount) left out, as no number or address: "
                        + contacts.unreadable.map { "`\($0)`" }.joined(separator: ", ") + more)
            }
            return contacts
        }
        guard let value = target ?? arguments.first else { throw misfit("there is nothing to look at") }
        var contacts = Contacts()
        switch value.kind {
        case .list(let items): for item in items { try add(item, to: &contacts) }
        default: try add(value, to: &contacts)
        }
        return contacts
    }

    private func add(_ value: Value, to contacts: inout Contacts) throws {
        let text: String
        switch value.scalar {
        case .text(let given), .phone(let given): text = given
        case .int(let number): text = String(number)
        default: throw misfit("`\(value.summary)` is no number or address")
        }
        if text.contains("@") {
            if let problem = EmailAddress.problem(text) { throw refusal(problem) }
            contacts.add(address: text)
        } else {
            if let problem = PhoneNumber.parse(text).problem(of: text) { throw refusal(problem) }
            contacts.add(number: text)
        }
    }

    private func refusal(_ problem: FieldProblem) -> Diagnostic {
        Diagnostic(
            .badArgument, problem.message, at: command.target?.span ?? command.span, help: problem.help)
    }

    private func misfit(_ message: String) -> Diagnostic {
        Diagnostic(
            .badArgument, message, at: command.target?.span ?? command.span,
            help: "a number or address in quotes, or leads, phones or emails: `@1`, `(find leads where …)`")
    }
}
