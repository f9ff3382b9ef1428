extension ScriptTestFile {
    /// The file's text with what came in place of what is recorded, for the tests that did not pass. What a test
    /// expects on standard error stays where it came, else all of it is recorded.
    package func recording(_ outcomes: [ScriptTestOutcome]) -> String {
        var lines = heads[0].map(String.init)
        for (number, test) in tests.enumerated() {
            let outcome = outcomes[number]
            lines += heads[number + 1].map(String.init)
            while test.output == nil, lines.last == "" { lines.removeLast() }
            lines +=
                outcome.hasPassed || !outcome.isWhole
                ? records[number].map(String.init) : Self.record(test, outcome)
            let isLast = number == tests.count - 1
            while isLast, lines.last == "" { lines.removeLast() }
            if !isLast, lines.last != "" { lines.append("") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func record(_ test: ScriptTest, _ outcome: ScriptTestOutcome) -> [String] {
        var lines = ["----"] + lines(of: ScriptTestReader.trimmed(outcome.output))
        let isErrorKept = !outcome.faults.contains {
            switch $0 {
            case .status, .missingError, .unexpectedErrors: true
            default: false
            }
        }
        let errors = isErrorKept ? test.errors.map { escaped($0[...]) } : Self.lines(of: outcome.errors)
        if outcome.status != 0 || !errors.isEmpty {
            lines.append("---- errors \(outcome.status)")
            lines += errors.filter { !$0.isEmpty }
        }
        return lines
    }

    private static func lines(of text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        return lines.map(escaped)
    }
}
