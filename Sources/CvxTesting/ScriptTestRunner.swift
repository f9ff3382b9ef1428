/// Runs tests with a built `cvx`, each in a folder of its own, as a user would.
package struct ScriptTestRunner {
    /// The program that runs the scripts.
    package var program: String
    /// Milliseconds for one test.
    package var timeout: Int64
    /// Asked while a test runs.
    package var isCancelled: () -> Bool

    /// The run was given up.
    package struct Cancelled: Error {}

    package init(program: String, timeout: Int64 = 60_000, isCancelled: @escaping () -> Bool = { false }) {
        self.program = program
        self.timeout = timeout
        self.isCancelled = isCancelled
    }

    /// What every script is called.
    static let scriptName = "test.cvx"

    package func run(_ test: ScriptTest, _ settings: ScriptTestSettings, _ workspace: TestWorkspace) throws
        -> ScriptTestOutcome
    {
        let scratch = try workspace.scratch()
        for file in test.files { try scratch.write(file.text, to: file.name) }
        try scratch.write(test.script, to: Self.scriptName)
        var environment = ["PATH": "/usr/bin:/bin", "HOME": scratch.path, "TZ": "UTC", "LC_ALL": "C.UTF-8"]
        if let zone = settings.timeZone { environment["CVX_TIME_ZONE"] = zone }
        let process = ChildProcess(
            path: program, arguments: [Self.scriptName] + test.arguments, folder: scratch.path,
            environment: environment, timeout: timeout, isCancelled: isCancelled)
        let result = try process.run()
        if result.end == .cancelled { throw Cancelled() }
        var outcome = ScriptTestOutcome(
            output: String(decoding: result.output, as: UTF8.self),
            errors: String(decoding: result.errors, as: UTF8.self), status: result.status, faults: [])
        switch result.end {
        case .timedOut: outcome.faults = [.timeout]
        case .wroteTooMuch: outcome.faults = [.tooMuchOutput]
        case .exited, .cancelled: outcome.faults = Self.faults(test, outcome)
        }
        return outcome
    }

    private static func faults(_ test: ScriptTest, _ outcome: ScriptTestOutcome) -> [ScriptTestOutcome.Fault]
    {
        guard let expected = test.output else { return [.unrecorded] }
        var faults: [ScriptTestOutcome.Fault] = []
        let found = ScriptTestReader.trimmed(outcome.output)
        if found != expected { faults.append(.output(LineDifference.compare(expected, found))) }
        if outcome.status != test.status {
            faults.append(.status(expected: test.status, found: outcome.status))
        }
        if test.errors.isEmpty, test.status == 0, !outcome.errors.isEmpty { faults.append(.unexpectedErrors) }
        if let missing = missing(test.errors, in: outcome.errors) { faults.append(.missingError(missing)) }
        return faults
    }

    /// The first of the lines that does not come after those before it.
    private static func missing(_ lines: [String], in text: String) -> String? {
        var rest = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        for line in lines {
            guard let place = rest.firstIndex(where: { $0 == line }) else { return line }
            rest = rest[(place + 1)...]
        }
        return nil
    }
}
