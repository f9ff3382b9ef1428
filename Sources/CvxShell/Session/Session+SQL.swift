import CvxDomain
import CvxLanguage
import CvxRender
import CvxServices

/// `sql` that changes rows: counted, agreed to and journaled as any other change.
extension Session {
    func changeBySQL(
        _ sql: String, _ parameters: [Scalar], at span: CvxLanguage.Span, statement: CvxLanguage.Span
    ) throws {
        guard let service = services.changes else {
            throw Diagnostic(.storeReadOnly, "nothing can be changed here", at: span)
        }
        if desk.isDryRun {
            let count = try service.count(sql: sql, parameters: parameters)
            return try output.write("\(Self.rows(count)) would change\n")
        }
        if let prompter, desk.ceilings == nil, !settings.assumesYes {
            let count = try service.count(sql: sql, parameters: parameters)
            if count > 1,
                !["y", "yes"].contains(prompter("change \(Self.rows(count))? [y/N] ")?.lowercased() ?? "")
            {
                return say("nothing changed")
            }
        }
        let outcome = try service.make(sql: sql, parameters: parameters, draft(reason: nil, at: statement)) {
            try self.admit($0, at: span)
        }
        desk.note(.update, outcome.changed)
        let undo = outcome.entry.map { " · `undo \($0)` takes it back" } ?? ""
        say("\(Self.rows(outcome.changed)) changed\(undo)")
    }

    private func admit(_ count: Int, at span: CvxLanguage.Span) throws {
        if desk.ceilings != nil { return try desk.use(.update, count, at: span) }
        guard count > 1, prompter == nil, !settings.assumesYes else { return }
        throw Diagnostic(
            .consentNeeded, "this would change \(Self.rows(count)), and nobody can be asked", at: span,
            help: "see it with --dry-run, agree to it with --yes", notes: ["0 changes made"])
    }

    private static func rows(_ count: Int) -> String { "\(grouped(count)) row\(count == 1 ? "" : "s")" }
}
