extension DiagnosticCode {
    /// The long form that `cvx explain E203` prints: what it means, a wrong text and the right one.
    package var explanation: String {
        switch family {
        case .syntax: syntaxExplanation
        case .name: nameExplanation
        case .type: typeExplanation
        case .effect, .policy, .warning: effectExplanation
        case .runtime: runtimeExplanation
        case .store: storeExplanation
        }
    }

    /// A code by its spelling, ignoring case: `E203`.
    package static func named(_ text: String) -> DiagnosticCode? {
        all.first { $0.description == text.uppercased() }
    }
}
