import ArgumentParser
import CvxLanguage
import CvxRender
import CvxShell
import CvxTesting
import Glibc

struct ScriptTests: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Run script tests, each on a scratch workspace.",
        discussion: """
            A test file holds tests: `==== title`, a script, `----`, what it writes, and where it fails \
            `---- errors STATUS` with lines of standard error. Before the first test it says on what they run: \
            `workspace: sample 300 seed 7`, `workspace: copy FOLDER`, `sql: FILE`, `time zone: ZONE`.
            """)

    @Flag(help: "Record what the tests that do not pass write, as what they are to write.") var update = false
    @Option(help: "Only tests whose title holds this text.") var only: String?
    @Option(help: "How long one test may take; 1min by itself.", transform: SessionOptions.length)
    var timeout: Int64 = 60_000
    @Option(help: "auto, always or never.") var color: LaunchOptions.Color = .auto
    @Argument(help: "Test files.", completion: .file(extensions: ["cvxt"])) var files: [String]

    func validate() throws {
        if update, only != nil { throw ValidationError("--update records whole files: leave out --only.") }
    }

    func run() throws {
        Signals.install()
        let code = Signals.during(.script, interruption: nil) {
            do {
                return try test()
            } catch is ScriptTestRunner.Cancelled {
                return Signals.exitStatus ?? CvxShell.ExitCode.interrupted
            } catch {
                return Failure.report(error, asJSON: false)
            }
        }
        throw ArgumentParser.ExitCode(code)
    }

    private func test() throws -> Int32 {
        // All are read first: a faulty one costs no time.
        let read = try files.map { name in
            let source = SourceText(name: name, bytes: try FileReader.read(name))
            return (name: name, source: source, content: ScriptTestFile.read(source))
        }
        var launch = LaunchOptions()
        launch.color = color
        let faulty = read.filter { !$0.content.faults.isEmpty }
        for file in faulty {
            let text = DiagnosticText(source: file.source, color: launch.usesColor(on: STDERR_FILENO))
            try FileDescriptorOutput(STDERR_FILENO).write(text.render(file.content.faults))
        }
        guard faulty.isEmpty else { return CvxShell.ExitCode.usage }
        var report = TestReport(style: Style(color: launch.usesColor(on: STDOUT_FILENO)))
        for file in read { try test(file.name, file.content.file, &report) }
        try report.close()
        return report.failed == 0 ? CvxShell.ExitCode.done : CvxShell.ExitCode.failed
    }

    private func test(_ name: String, _ file: ScriptTestFile, _ report: inout TestReport) throws {
        let tests = file.tests.filter { test in only.map { test.title.contains($0) } ?? true }
        guard !tests.isEmpty else { return }
        let workspace = try TestWorkspace(file.settings, folder: Self.folder(of: name))
        let runner = ScriptTestRunner(
            program: Self.program, timeout: timeout, isCancelled: { Signals.isInterrupted })
        var outcomes: [ScriptTestOutcome] = []
        for test in tests {
            let outcome = try runner.run(test, file.settings, workspace)
            if !update { try report.write(name, test, outcome) }
            outcomes.append(outcome)
            report.count(outcome)
        }
        let recorded = outcomes.count { !$0.hasPassed && $0.isWhole }
        guard update else { return }
        // What did not come to its end is nothing to record.
        for (test, outcome) in zip(tests, outcomes) where !outcome.isWhole {
            try report.write(name, test, outcome)
        }
        guard recorded > 0 else { return }
        let target = try AtomicFileOutput(path: name)
        try target.write(file.recording(outcomes))
        try target.finish()
        try report.say("\(name): \(recorded) recorded; look at the changes and run it again")
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// This program's own file.
    private static var program: String {
        let path = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) {
            buffer -> String? in
            guard let base = buffer.baseAddress else { return nil }
            let count = readlink("/proc/self/exe", base, buffer.count)
            return count > 0
                ? String(decoding: UnsafeRawBufferPointer(start: base, count: count), as: UTF8.self) : nil
        }
        return path ?? CommandLine.arguments[0]
    }
}
