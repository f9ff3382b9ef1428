import CvxLanguage
import CvxServices

extension Refusal {
    var diagnostic: Diagnostic {
        let code: DiagnosticCode =
            switch kind {
            case .right: .notPermitted
            case .organization: .outsideOrganization
            case .noOrganizations: .noOrganizations
            case .unknownPerson: .unknownPerson
            case .session: .fixedActor
            }
        let near = word.flatMap { Spelling.closest(to: $0, in: candidates) }
        return Diagnostic(code, message, help: near.map { "did you mean \($0)?  \(help)" } ?? help)
    }
}
