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
        return Diagnostic(code, message, help: help)
    }
}
