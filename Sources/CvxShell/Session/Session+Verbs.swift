import CvxCommands
package import CvxDomain
package import CvxLanguage
import CvxRender
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
        let rows = try unread(command, evaluator)
        return VerbInvocation(
            command: command, target: rows == nil ? try target(of: command, evaluator) : nil,
            arguments: try command.arguments.map { try evaluator.evaluate($0) },
            catalog: services.catalog, people: services.people, options: options, rows: rows, host: self)
    }

    /// The target's rows, not asked for yet, where the verb does that itself and they are rows of a store.
    private func unread(_ command: CheckedCommand, _ evaluator: Evaluator) throws -> QueryPlan? {
        guard let target = command.target, VerbTable.signatures[command.verb]?.asksRows == true else {
            return nil
        }
        if case .pipeline(let pipeline) = target.kind {
            return pipeline.entityName == nil ? nil : try ChangeLowering(evaluator).rows(pipeline)
        }
        switch try evaluator.evaluate(target).kind {
        case .row(let entity, let key): return QueryPlan(source: .rows(entity: entity, [key]))
        case .rows(let entity, let keys): return QueryPlan(source: .rows(entity: entity, keys))
        default: return nil
        }
    }

    private func target(of command: CheckedCommand, _ evaluator: Evaluator) throws -> Value? {
        guard let target = command.target else { return nil }
        if case .reference(let text, _) = target.kind,
            VerbTable.signatures[command.verb]?.hasOwnReferences == true
        {
            return .text(text)
        }
        return try evaluator.evaluate(target)
    }

    package var queries: any QueryEngine { services.engine }
    package var journal: (any JournalReading)? { services.journal }
    package var transactions: (any ChangeTransactions)? { services.transactions }
    package var undoing: (any ChangeUndoing)? { services.undoing }
    package var runs: (any RunRecording)? { services.runs }
    package var compliance: ComplianceSource? { services.compliance }
    package var campaigns: CampaignService? { services.campaigns(self) }
    package var locks: (any NamedLocks)? { services.locks }
    package var tracing: TraceService? { services.tracing() }
    package var doNotCall: (any DoNotCallList)? { services.doNotCall }
    package var doNotCallImporting: (any DoNotCallImporting)? { services.doNotCallImporting }
    package var isDryRun: Bool { desk.isDryRun }

    package func draft(reason: String?, at span: CvxLanguage.Span) -> JournalDraft {
        JournalDraft(
            actor: actorName, statement: SecretText.redacted(source.text(span)),
            reason: (reason ?? settings.reason).map(SecretText.redacted), run: desk.run)
    }

    package var now: Instant { Self.now() }
    package var today: Day { day(of: now) }
    package func day(of moment: Instant) -> Day { services.zone.day(of: moment) }
    package func left(_ kind: Effects.Kind) -> Int64? { desk.left(kind) }
    package var spendingLeft: Money? { desk.left(.spend).map { Money(tenThousandths: $0) } }

    package func use(_ kind: Effects.Kind, _ amount: Int64, at span: CvxLanguage.Span) throws {
        try desk.use(kind, Int(clamping: amount), at: span)
        desk.note(kind, Int(clamping: amount))
    }

    package func showProgress(_ text: String) {
        guard settings.showsProgress else { return }
        try? errors.write("\r\(text)\u{1B}[K")
    }

    package func moment(_ value: Value) -> Instant? {
        Moments(now: Self.now(), zone: services.zone).bounds(value)?.from
    }

    package func contents(of path: String) throws -> [UInt8] { try FileReader.read(path) }

    package var canAsk: Bool { prompter != nil }

    package func ask(_ question: String, after lines: [String]) -> String? {
        prompter?((lines.map(Escaping.visible) + [question]).joined(separator: "\n"))
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
