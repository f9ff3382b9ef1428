/// What can stand at the cursor: candidates, and the part of the text that each of them would replace.
package struct Completions {
    /// In UTF-8 bytes of the whole text; usually the word before the cursor.
    package var replacing: Range<Int>
    package var candidates: [Candidate]

    package struct Candidate: Equatable {
        /// What is inserted, quoted as the language wants it.
        package var text: String
        /// A few words shown beside it in the list, or nothing.
        package var note: String
        /// Follows the text when it is the only candidate: a space, or nothing where more is to come.
        package var suffix: String

        package init(_ text: String, note: String = "", suffix: String = " ") {
            self.text = text
            self.note = note
            self.suffix = suffix
        }
    }

    package init(replacing: Range<Int>, candidates: [Candidate]) {
        self.replacing = replacing
        self.candidates = candidates
    }

    package static var none: Completions { Completions(replacing: 0..<0, candidates: []) }

    /// What all candidates begin with.
    var commonPrefix: String {
        guard var prefix = candidates.first?.text[...] else { return "" }
        for candidate in candidates.dropFirst() {
            while !candidate.text.hasPrefix(prefix) { prefix = prefix.dropLast() }
        }
        return String(prefix)
    }
}
