import CvxDomain
import CvxLanguage

/// What an option takes, as far as its type says.
struct ExpectedValue {
    var option: String
    /// As in "`max` takes …".
    var wanted: String
    var types: [Type]

    init(_ option: String, _ wanted: String, _ types: Type...) {
        self.option = option
        self.wanted = wanted
        self.types = types + [.unknown, .null]
    }
}

/// Faults of a command's options that are seen before anything runs.
extension CheckedCommand {
    /// Words of an option that are none of those that it takes.
    ///
    /// - Parameters:
    ///   - role: what the words are, as in "is no outcome of a call"
    ///   - isOne: it takes exactly one
    func strangers(in name: String, known: [String], role: String, isOne: Bool = true) -> [Diagnostic] {
        guard let option = option(name) else { return [] }
        let values = "values: \(known.joined(separator: ", "))"
        if option.words.isEmpty || isOne && option.words.count > 1 {
            return [Diagnostic(.unknownEnumValue, "this is no \(role)", at: option.span, help: values)]
        }
        let names = known.map(\.foldedName)
        return option.words.filter { !names.contains($0.text.foldedName) }.map { word in
            let near = Spelling.closest(to: word.text, in: known).map { "did you mean \($0)?  " } ?? ""
            return Diagnostic(
                .unknownEnumValue, "`\(word.text)` is no \(role)", at: word.span, help: near + values)
        }
    }

    /// Values whose type does not fit.
    func misfits(_ expected: [ExpectedValue]) -> [Diagnostic] {
        expected.compactMap { expected in
            guard let value = option(expected.option)?.values.first, !expected.types.contains(value.type)
            else { return nil }
            return Diagnostic(
                .typeMismatch, "`\(expected.option)` takes \(expected.wanted), not \(value.type.phrase)",
                at: value.span)
        }
    }
}
