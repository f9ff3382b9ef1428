import CvxLanguage
import CvxRuntime

extension Verb {
    static let show = Verb(
        CommandShape("show", target: .required, options: [.init("timeline", .none)]),
        "show a row with all its fields, or a value", examples: ["show @1", "show $lead"],
        signature: VerbSignature(result: { $0.target?.type ?? .unknown })
    ) { invocation in
        .value(invocation.target ?? .null)
    }
}
