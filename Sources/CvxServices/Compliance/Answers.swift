/// What an answer to a message means for the next one.
package enum AnswerMeaning: Hashable, Sendable {
    /// The person wants no more of it.
    case stop
    /// The person takes an earlier stop back.
    case start
}

extension ComplianceRules {
    /// The meaning of an answer that is one of the words and nothing else; letters' case, blanks and punctuation around
    /// and within (`Opt-out.`) do not count. Nil for every other answer.
    package func meaning(of answer: String) -> AnswerMeaning? {
        var word = ""
        for scalar in answer.unicodeScalars {
            if scalar.properties.isWhitespace || " .,!?\"'-–—*".unicodeScalars.contains(scalar) { continue }
            guard scalar.isASCII, word.utf8.count < 32 else { return nil }
            word.unicodeScalars.append(scalar)
        }
        word = word.uppercased()
        if stopWords?.words.contains(word) == true { return .stop }
        if startWords?.words.contains(word) == true { return .start }
        return nil
    }
}
