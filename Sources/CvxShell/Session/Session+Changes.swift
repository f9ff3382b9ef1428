package import CvxCommands
package import CvxDomain
package import CvxLanguage
package import CvxRuntime
import CvxServices

/// Changes: who agrees, what is said of them, what they give.
extension Session {
    package func perform(_ change: CheckedChange, _ evaluator: Evaluator) throws -> Value {
        let plan = try ChangeLowering(evaluator).plan(change) { entity, field in
            try self.services.catalog.entity(entity)?.definition.field(field)?.type
        }
        let reason = try change.reason.map { try evaluator.evaluate($0).summary }
        let outcome = try self.change(
            plan, reason: reason,
            at: ChangePlace(statement: change.span, verb: change.verbSpan, fields: change.fieldSpans))
        return change.value(outcome)
    }

    /// Makes a change with the consent, the ceilings and the journal of any other; in a dry run it is shown instead.
    package func change(
        _ plan: ChangePlan, reason: String?, at place: ChangePlace, isAgreed: Bool = false
    ) throws -> ChangeOutcome {
        guard let service = services.changes else {
            throw Diagnostic(.storeReadOnly, "nothing can be changed here", at: place.statement)
        }
        do {
            if desk.isDryRun {
                let preview = try service.preview(plan)
                try ChangePreviewText(preview).write(to: output, session: self)
                return ChangeOutcome(changed: preview.summary.changing)
            }
            let result = try service.make(
                plan, draft(reason: reason, at: place.statement),
                consent(to: plan, at: place.verb, isAgreed))
            if result.isDeclined {
                say("nothing changed")
            } else {
                desk.note(plan.effect, result.outcome.changed)
                report(result.outcome, of: plan)
            }
            return result.outcome
        } catch let refusal as ChangeRefusal {
            throw refusal.diagnostic(at: place)
        }
    }

    /// As the journal keeps it.
    var actorName: String { services.people?.actor.name ?? "" }

    private func consent(
        to plan: ChangePlan, at verb: CvxLanguage.Span, _ isAgreed: Bool
    ) -> ChangeService.Consent {
        if desk.ceilings != nil {
            return .given { summary in
                try self.desk.use(plan.effect, summary.changing, at: verb)
            }
        }
        if settings.assumesYes || isAgreed { return .given { _ in } }
        if let prompter {
            return .asked { preview in
                let text = ChangePreviewText(preview)
                try text.write(to: self.errors, session: self)
                return text.agrees(prompter(text.question))
            }
        }
        return .given { summary in
            guard summary.needsConsent else { return }
            throw Diagnostic(
                .consentNeeded,
                "this would \(plan.effect.rawValue) \(summary.changing) rows of \(plan.entity), and nobody can be asked",
                at: verb, help: "see it with --dry-run, agree to it with --yes")
        }
    }

    private func report(_ outcome: ChangeOutcome, of plan: ChangePlan) {
        let undo = outcome.entry.map { " · `undo \($0)` takes it back" } ?? ""
        let marked = outcome.marked.filter { $0.count > 0 }
        say(
            "\(Self.counted(outcome.changed, plan.entity)) \(plan.participle)\(Self.same(outcome, plan))"
                + marked.map {
                    "; \(Self.counted($0.count, $0.entity)) \(plan.makesRows ? "marked" : "no longer marked")"
                }
                .joined() + (outcome.changed == 0 && marked.isEmpty ? "" : undo))
        for kept in outcome.kept {
            let verb = kept.count == 1 ? "stays" : "stay"
            say("\(Self.counted(kept.count, kept.entity)) \(verb): \(ChangePreviewText.keyless(kept.count))")
        }
        if !outcome.moved.isEmpty {
            let ids = outcome.moved.prefix(5).map { "@\($0.id)" }.joined(separator: " ")
            say(
                "\(outcome.moved.count) changed by another program since they were shown, left alone: \(ids)"
                    + (outcome.moved.count > 5 ? " …" : ""))
        }
    }

    /// `; 3 leads have it`
    private static func same(_ outcome: ChangeOutcome, _ plan: ChangePlan) -> String {
        if case .suppress = plan.kind, outcome.same > 0 {
            return "; \(grouped(outcome.same)) \(outcome.same == 1 ? "is" : "are") on the list already"
        }
        guard case .tag(let words) = plan.kind, outcome.same > 0, let rows = plan.rows?.entity else {
            return ""
        }
        if words.count > 1 {
            return "; \(grouped(outcome.same)) \(outcome.same == 1 ? "is" : "are") there already"
        }
        return "; \(counted(outcome.same, rows)) \(outcome.same == 1 ? "has" : "have") it"
    }

    /// `1 lead`, `1,204 leads`
    static func counted(_ count: Int, _ entity: String) -> String {
        "\(grouped(count)) \(count == 1 ? Catalog.entity(entity)?.singular ?? entity : entity)"
    }

    func transactions(at span: CvxLanguage.Span) throws -> any ChangeTransactions {
        guard let transactions = services.transactions else {
            throw Diagnostic(.storeReadOnly, "nothing can be changed here", at: span)
        }
        return transactions
    }

    static func grouped(_ number: Int) -> String {
        var text = String(number)
        var index = text.count - 3
        while index > 0 {
            text.insert(",", at: text.index(text.startIndex, offsetBy: index))
            index -= 3
        }
        return text
    }
}

extension ChangePlan {
    var participle: String {
        switch kind {
        case .update: "changed"
        case .delete, .untag: "deleted"
        case .release: "taken off"
        case .insert, .tag, .suppress: "added"
        }
    }
}

extension ChangePlan {
    /// What `allow` bounds it by.
    fileprivate var effect: Effects.Kind {
        switch kind {
        case .update: .update
        case .delete, .untag, .release: .delete
        case .insert, .tag, .suppress: .add
        }
    }
}

extension CheckedChange {
    fileprivate func value(_ outcome: ChangeOutcome) -> Value {
        if givesRow { return outcome.added.first.map { .row(entity: entity, $0) } ?? .null }
        return .scalar(.int(Int64(outcome.changed)))
    }

    /// Where each field's assignment stands.
    fileprivate var fieldSpans: [String: CvxLanguage.Span] {
        switch kind {
        case .update(let list), .insert(let list):
            Dictionary(
                list.map { ($0.field, $0.span.union($0.value.span)) }, uniquingKeysWith: { first, _ in first }
            )
        case .delete, .tag, .untag: [:]
        }
    }
}
