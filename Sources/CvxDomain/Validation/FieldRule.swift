/// What a field takes beyond what its type says. Phones, percentages, vocabularies and JSON need no rule: their
/// type is one.
package enum FieldRule: Hashable, Sendable {
    /// Numbers of this range.
    case range(ClosedRange<Int64>)
    case notNegative
    case email
    /// An IANA name: `America/Phoenix`.
    case timeZone
    /// Hours and minutes of the wall clock: `21:00`.
    case timeOfDay
    /// Two letters, as the post writes a state: `AZ`.
    case state
    /// `85034` or `85034-1234`.
    case zip
    /// One line with no space around it.
    case label
    /// A JSON list, as opposed to any JSON.
    case jsonList

    package static let score = FieldRule.range(0...100)
}

/// Why a value cannot stand in a field.
package struct FieldProblem: Error, Hashable, Sendable {
    /// As a sentence about the value: "`HTO` is not a temperature".
    package var message: String
    /// What the field takes.
    package var help: String
    /// Where the right word may be found, for "did you mean"; empty where the field has no words.
    package var candidates: [String]

    package init(_ message: String, help: String, candidates: [String] = []) {
        self.message = message
        self.help = help
        self.candidates = candidates
    }
}
