package import CvxDomain

/// What carries changes out. Implemented by the stores.
package protocol ChangeEngine: AnyObject {
    /// Chooses the rows and works their new values out and checks them; nothing is written. What was chosen here is
    /// what `apply` changes, whatever happens to the stores in between.
    ///
    /// - Throws: what the store throws; a diagnostic of the domain where a value breaks a rule.
    func prepare(_ plan: ChangePlan) throws -> any PreparedChange

    /// Writes a prepared change as one entry of the journal. Rows that moved since they were chosen are left alone.
    func apply(_ change: any PreparedChange, _ draft: JournalDraft) throws -> ChangeOutcome

    /// Prepares and writes in one go, with the stores locked before the rows are chosen.
    ///
    /// - Parameter check: is told what would change before anything is; what it throws stops the change.
    func perform(
        _ plan: ChangePlan, _ draft: JournalDraft, check: (ChangeSummary) throws -> Void
    ) throws -> ChangeOutcome

    /// Carries SQL out that changes rows, as one entry of the journal.
    ///
    /// - Parameter check: is told how many rows it changed before that counts; what it throws takes them back.
    func perform(
        sql: String, parameters: [Scalar], _ draft: JournalDraft, check: (Int) throws -> Void
    ) throws -> ChangeOutcome
}

/// Rows that were chosen for a change, remembered until it is carried out or let go.
package protocol PreparedChange: AnyObject {
    var plan: ChangePlan { get }
    var summary: ChangeSummary { get }
}
