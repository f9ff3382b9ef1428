import CvxCommands
package import CvxDomain
package import CvxLanguage
package import CvxRuntime
package import CvxServices

/// What verbs ask of the session.
extension Session: VerbHost {
    /// A command with its operands worked out.
    func invocation(of command: CheckedCommand, _ evaluator: Evaluator) throws -> VerbInvocation {
        var options: [String: Value] = [:]
        for option in command.options {
            options[option.name] = try option.values.first.map { try evaluator.evaluate($0) } ?? .null
        }
        return VerbInvocation(
            command: command, target: try command.target.map { try evaluator.evaluate($0) },
            arguments: try command.arguments.map { try evaluator.evaluate($0) },
            catalog: services.catalog, people: services.people, options: options, host: self)
    }

    package var queries: any QueryEngine { services.engine }
    package var journal: (any JournalReading)? { services.journal }
    package var transactions: (any ChangeTransactions)? { services.transactions }
    package var undoing: (any ChangeUndoing)? { services.undoing }
    package var runs: (any RunRecording)? { services.runs }
    package var doNotCall: (any DoNotCallList)? { services.doNotCall }
    package var isDryRun: Bool { desk.isDryRun }

    package func draft(reason: String?, at span: CvxLanguage.Span) -> JournalDraft {
        JournalDraft(
            actor: actorName, statement: source.text(span), reason: reason ?? settings.reason, run: desk.run)
    }

    package func moment(_ value: Value) -> Instant? {
        Moments(now: Self.now(), zone: services.zone).bounds(value)?.from
    }

    package func agrees(
        to lines: [String], question: String, at span: CvxLanguage.Span
    ) throws -> Bool {
        if settings.assumesYes || desk.ceilings != nil { return true }
        guard let prompter else {
            throw Diagnostic(
                .consentNeeded, "the shell would ask before this, and nobody can be asked", at: span,
                help: "see it with --dry-run, agree to it with --yes", notes: lines)
        }
        for line in lines { say(line) }
        return ["y", "yes"].contains(prompter("\(question) [y/N] ")?.lowercased() ?? "")
    }
}
