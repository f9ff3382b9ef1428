/// One test of a file: a script, and what it is to write.
package struct ScriptTest: Sendable {
    package var title: String
    /// Of its title, from 1.
    package var line: Int
    package var script = ""
    /// Of the script's own command line.
    package var arguments: [String] = []
    /// Files that lie beside the script.
    package var files: [(name: String, text: String)] = []
    /// Nil: nothing has been recorded yet.
    package var output: String?
    /// Lines of standard error that must come, in this order; others may stand between. None: nothing may come.
    package var errors: [String] = []
    package var status: Int32 = 0

    package init(title: String, line: Int) {
        self.title = title
        self.line = line
    }
}

/// What came of a test.
package struct ScriptTestOutcome: Sendable {
    package enum Fault: Sendable, Equatable {
        /// Nothing is recorded to compare with.
        case unrecorded
        /// Lines of both, in the order of the text.
        case output([LineDifference])
        case status(expected: Int32, found: Int32)
        /// The first of the expected lines that is not there.
        case missingError(String)
        case unexpectedErrors
        case timeout
        case tooMuchOutput
    }

    package var output: String
    package var errors: String
    package var status: Int32
    package var faults: [Fault]
    package var hasPassed: Bool { faults.isEmpty }
    /// It came to its end by itself.
    package var isWhole: Bool { !faults.contains(.timeout) && !faults.contains(.tooMuchOutput) }
}
