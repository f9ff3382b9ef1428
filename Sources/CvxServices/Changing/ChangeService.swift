package import CvxDomain

/// Makes changes: shows them first where somebody is to agree, holds them against what is allowed, and has them
/// journaled.
package final class ChangeService {
    /// Who agrees to a change, and how.
    package enum Consent {
        /// Somebody is shown the preview and answers; a change of one row alone is not asked about.
        case asked((ChangePreview) throws -> Bool)
        /// `--yes`, or a script's `allow`, which `check` holds it against.
        case given(check: (ChangeSummary) throws -> Void)
    }

    package struct Result {
        package var outcome: ChangeOutcome
        /// Nobody agreed, and nothing was changed.
        package var isDeclined = false
    }

    private let changes: any ChangeEngine
    private let queries: any QueryEngine
    private let catalog: any WorkspaceCatalog
    private let people: People

    package init(
        changes: any ChangeEngine, queries: any QueryEngine, catalog: any WorkspaceCatalog, people: People
    ) {
        self.changes = changes
        self.queries = queries
        self.catalog = catalog
        self.people = people
    }

    /// - Throws: `Refusal` where the change would leave the session's organization, and what the stores throw.
    package func preview(_ plan: ChangePlan) throws -> ChangePreview {
        try ChangePreview.make(try changes.prepare(try admit(plan)), queries: queries, catalog: catalog)
    }

    /// - Throws: `Refusal` where the actor may not, and what the stores throw.
    package func make(_ plan: ChangePlan, _ draft: JournalDraft, _ consent: Consent) throws -> Result {
        let plan = try admit(plan)
        try requireReason(to: plan, draft)
        switch consent {
        case .given(let check):
            let outcome = try changes.perform(plan, draft) { summary in
                try requireRight(to: plan, summary)
                try check(summary)
            }
            return Result(outcome: outcome)
        case .asked(let ask):
            let prepared = try changes.prepare(plan)
            try requireRight(to: plan, prepared.summary)
            if prepared.summary.needsConsent {
                let preview = try ChangePreview.make(prepared, queries: queries, catalog: catalog)
                guard try ask(preview) else {
                    return Result(outcome: ChangeOutcome(changed: 0), isDeclined: true)
                }
            }
            return Result(outcome: try changes.apply(prepared, draft))
        }
    }
}

extension ChangeService {
    /// Thrown to take back what was only to be counted.
    private struct Counted: Error { var rows: Int }

    /// SQL that changes rows, for those who may write it.
    ///
    /// - Parameter check: is told how many rows it changes before that counts; what it throws takes them back
    package func make(
        sql: String, parameters: [Scalar], _ draft: JournalDraft, check: (Int) throws -> Void
    ) throws -> ChangeOutcome {
        if let refusal = people.refusal(.writeSQL) { throw refusal }
        return try changes.perform(sql: sql, parameters: parameters, draft, check: check)
    }

    /// How many rows the SQL would change; it is carried out and taken back.
    package func count(sql: String, parameters: [Scalar]) throws -> Int {
        do {
            let draft = JournalDraft(actor: "", statement: "")
            return try make(sql: sql, parameters: parameters, draft) { throw Counted(rows: $0) }.changed
        } catch let counted as Counted { return counted.rows }
    }

    private func requireRight(to plan: ChangePlan, _ summary: ChangeSummary) throws {
        if let refusal = people.refusal(plan.action, count: summary.changing) { throw refusal }
    }

    /// Nobody is taken off the list of whom not to contact without a word.
    private func requireReason(to plan: ChangePlan, _ draft: JournalDraft) throws {
        guard plan.action == .override, draft.reason?.isEmpty ?? true else { return }
        throw Refusal(
            .right, "taking somebody off the list needs a reason",
            help: "`dnc remove … reason \"agreed in writing to be called\"`")
    }

    private func admit(_ plan: ChangePlan) throws -> ChangePlan {
        guard let organization = people.organization, let entity = try catalog.entity(plan.entity) else {
            return plan
        }
        return try organization.admit(plan, of: entity)
    }
}

extension ChangePlan {
    fileprivate var action: Action {
        switch kind {
        case .update: .change(entity: entity)
        case .delete where entity == "suppressions", .release: .override
        case .delete, .untag: .delete(entity: entity)
        case .insert, .tag, .suppress: .add(entity: entity)
        }
    }
}

extension ChangeSummary {
    /// The shell asks before it touches more than one row.
    package var needsConsent: Bool {
        changing + dependents.reduce(0) { $0 + ($1.rule == .keep ? 0 : $1.count) } > 1
    }
}
