import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    static let call = Verb(
        CommandShape(
            "call", subverbs: ["log"], target: .required,
            options: [
                .init("outcome", .names), .init("duration", .expression), .init("note", .expression),
                .init("direction", .names), .init("follow up", .expression), .init("number", .expression),
                .init("recording", .expression), .init("transcript", .expression),
                .init("because", .expression),
            ]),
        "log a call with a lead; `outcome do_not_call` puts its numbers on the do-not-call list at once",
        examples: [
            "call log @1 outcome voicemail duration 2min note \"Call back in spring\"",
            "call log @1 outcome callback follow up 2026-12-01T09:00",
            "call log @1 outcome do_not_call number \"+14805550156\"",
            "find calls where follow_up in this week",
        ],
        signature: VerbSignature(
            result: { _ in .entity("calls") },
            effects: { command in
                Effects(adds: command.endsContact ? ["calls", "suppressions"] : ["calls"])
            }, asksRows: true, faults: CallLogging.faults)
    ) { invocation in
        try CallLogging(invocation).run()
    }
}

extension CheckedCommand {
    /// The person asked not to be called again.
    var endsContact: Bool {
        option("outcome")?.words.contains { $0.text.foldedName == "donotcall" } == true
    }
}
