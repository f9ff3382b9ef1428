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

    package init(changes: any ChangeEngine, queries: any QueryEngine, catalog: any WorkspaceCatalog) {
        self.changes = changes
        self.queries = queries
        self.catalog = catalog
    }

    package func preview(_ plan: ChangePlan) throws -> ChangePreview {
        try ChangePreview.make(try changes.prepare(plan), queries: queries, catalog: catalog)
    }

    package func make(_ plan: ChangePlan, _ draft: JournalDraft, _ consent: Consent) throws -> Result {
        switch consent {
        case .given(let check): return Result(outcome: try changes.perform(plan, draft, check: check))
        case .asked(let ask):
            let prepared = try changes.prepare(plan)
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

extension ChangeSummary {
    /// The shell asks before it touches more than one row.
    package var needsConsent: Bool { changing + dependents.reduce(0) { $0 + $1.count } > 1 }
}
