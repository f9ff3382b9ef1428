import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    static let begin = Verb(
        CommandShape("begin"), "begin a transaction: changes count when `commit` ends it",
        examples: ["begin", "begin; rollback"]
    ) { invocation in
        try transactions(invocation).begin(writing: [])
        return .nothing
    }

    static let commit = Verb(
        CommandShape("commit"), "end a transaction and keep its changes", examples: ["begin; commit"]
    ) { invocation in
        let entries = try transactions(invocation).commit()
        invocation.host.say(JournalWords.committed(entries))
        return .nothing
    }

    static let rollback = Verb(
        CommandShape("rollback"), "end a transaction and take its changes back",
        examples: ["begin; rollback"]
    ) { invocation in
        try transactions(invocation).rollback()
        invocation.host.say("rolled back")
        return .nothing
    }

    private static func transactions(_ invocation: VerbInvocation) throws -> any ChangeTransactions {
        guard let transactions = invocation.host.transactions else {
            throw Diagnostic(.storeReadOnly, "nothing can be changed here", at: invocation.command.span)
        }
        return transactions
    }
}
