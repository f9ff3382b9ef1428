internal import CvxLanguage

extension CheckedCommand {
    /// What a verb acts on is not what it takes.
    ///
    /// - Parameters:
    ///   - message: as in "`why` is asked of leads"
    ///   - help: what to write instead, where it is not records that stand there
    func notRows(_ message: String, help: String) -> Diagnostic {
        switch target?.type {
        case .record?, .list(.record)?:
            Diagnostic(
                .notRows, "\(message), and these are records", at: target?.span ?? span,
                help: "`select`, `group by` and what a verb reports make records of rows: ask before them")
        default:
            Diagnostic(.notRows, message, at: target?.span ?? span, help: help)
        }
    }
}
