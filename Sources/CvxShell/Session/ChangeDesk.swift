import CvxLanguage

/// What one program may change and has changed so far.
struct ChangeDesk {
    /// A file's `allow`; nil where somebody is asked instead.
    var ceilings: Ceilings?
    /// The run that changes belong to; nil outside a script.
    var run: String?
    /// What was changed so far, by kind: rows.
    private(set) var done: [Effects.Kind: Int64] = [:]
    private var used: [Effects.Kind: Int64] = [:]
    /// Blocks of `dry run` and `preview` that are open, `--dry-run` being one.
    var dryRuns = 0

    var isDryRun: Bool { dryRuns > 0 }

    init(dryRuns: Int = 0) { self.dryRuns = dryRuns }

    mutating func note(_ kind: Effects.Kind, _ count: Int) { done[kind, default: 0] += Int64(count) }

    /// What is allowed and not used yet; nil where nothing bounds it.
    func left(_ kind: Effects.Kind) -> Int64? {
        ceilings.map { max(0, ($0[kind] ?? 0) - (used[kind] ?? 0)) }
    }

    /// Counts what is about to happen.
    ///
    /// - Throws: a diagnostic where it would pass what is allowed.
    mutating func use(_ kind: Effects.Kind, _ count: Int, at span: Span) throws {
        guard let ceilings else { return }
        let ceiling = ceilings[kind] ?? 0
        let total = (used[kind] ?? 0).addingReportingOverflow(Int64(count)).partialValue
        guard total <= ceiling else {
            let before = used[kind] ?? 0
            throw Diagnostic(
                .ceilingPassed,
                "this would \(kind.rawValue) \(count) row\(count == 1 ? "" : "s"), and the script allows \(ceiling)"
                    + (before > 0 ? ", of which \(before) are used" : ""),
                at: span, help: "0 changes made by this statement; `allow \(kind.rawValue) \(total)` would do"
            )
        }
        used[kind] = total
    }
}
