import CvxCommands
package import CvxDomain
package import CvxLanguage
package import CvxRender
import CvxRuntime
import CvxServices
import Glibc

/// Text in, results and diagnostics out: what the shell, a script, `-c` and standard input share.
package final class Session {
    package var settings: SessionSettings
    let services: SessionServices
    let schema: CatalogSchema
    let output: any ByteOutput
    let errors: any ByteOutput
    var environment = CheckEnvironment()
    let machine: Machine
    /// The program that runs, and whether its results are kept as `$_`.
    private(set) var source = SourceText(name: "", text: "")
    private(set) var keeps = false
    var lastResult: Value? {
        get { machine.lastResult }
        set { machine.lastResult = newValue }
    }
    /// What the program may change, and has.
    var desk = ChangeDesk()
    /// Puts a question to the person and gives the answer; nil where nobody is there.
    package var prompter: ((String) -> String?)?
    package internal(set) var exitRequest: Int32?

    package init(
        settings: SessionSettings, services: SessionServices, output: any ByteOutput,
        errors: any ByteOutput
    ) {
        self.settings = settings
        self.services = services
        self.output = output
        self.errors = errors
        schema = CatalogSchema(services.catalog, engine: services.engine)
        machine = Machine(engine: services.engine, zone: services.zone, clock: Self.now)
        machine.host = self
    }

    package static func now() -> Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }

    /// Checks the whole text, then runs it statement by statement up to the first error.
    package func run(
        _ source: SourceText, door: Parser.Door, purpose: Checker.Purpose = .interactive
    ) -> Int32 {
        if settings.wantsHelp, purpose == .script { return showHelp(source) }
        if let code = begin() { return code }
        let arguments = settings.parameters.map { ProgramArgument(name: $0.name, text: $0.value) }
        guard let program = check(source, door: door, purpose: purpose, arguments: arguments) else {
            return checkFailure
        }
        self.source = source
        keeps = settings.keepsResults || program.readsLastResult
        desk = ChangeDesk(dryRuns: settings.isDryRun ? 1 : 0)
        do {
            return try asRun(program, purpose) {
                do {
                    guard let code = try machine.run(program, source: source) else { return ExitCode.done }
                    exitRequest = code
                    return code
                } catch {
                    return fail(error, source)
                }
            }
        } catch {
            return fail(error, source)
        }
    }

    private var checkFailure: Int32 = ExitCode.usage

    /// The program, or nil where an error was reported.
    /// - Parameter arguments: what its `params` are given; nil where it is only looked at
    package func check(
        _ source: SourceText, door: Parser.Door, purpose: Checker.Purpose = .interactive,
        arguments: [ProgramArgument]? = nil
    ) -> CheckedProgram? {
        checkFailure = ExitCode.usage
        let parsed = Parser.parse(source, door: door, shapes: VerbTable.shapes)
        if parsed.diagnostics.contains(where: { $0.severity == .error }) {
            report(parsed.diagnostics, source)
            return nil
        }
        do {
            let checked = try Checker.check(
                parsed.program, source: source, schema: schema, verbs: VerbTable.signatures,
                environment: environment, purpose: purpose, arguments: arguments, files: UsedFiles.read)
            report(parsed.diagnostics + checked.diagnostics, source)
            reportNotices()
            if checked.program != nil { environment = checked.environment }
            return checked.program
        } catch {
            let diagnostic = timed(diagnose(error))
            report([diagnostic], source)
            checkFailure = ExitCode.of(diagnostic)
            return nil
        }
    }

    /// What `--help` behind a script says.
    private func showHelp(_ source: SourceText) -> Int32 {
        let parsed = Parser.parse(source, door: .file, shapes: VerbTable.shapes)
        if parsed.diagnostics.contains(where: { $0.severity == .error }) {
            report(parsed.diagnostics, source)
            return ExitCode.usage
        }
        do { try output.write(ScriptHelp(parsed.program, source).text) } catch { return fail(error, source) }
        return ExitCode.done
    }

    private func fail(_ error: any Error, _ source: SourceText) -> Int32 {
        // The reader of our output has had enough: `| head`.
        if error is OutputClosed { return ExitCode.done }
        let diagnostic = timed(diagnose(error))
        report([diagnostic], source)
        return ExitCode.of(diagnostic)
    }

    /// What the time-out stopped says so.
    private func timed(_ diagnostic: Diagnostic) -> Diagnostic {
        guard diagnostic.code == .cancelled, Signals.isTimedOut else { return diagnostic }
        var diagnostic = diagnostic
        diagnostic.code = .timedOut
        let limit = TimeSpan(milliseconds: settings.timeout ?? 0)
        diagnostic.message = "this ran longer than \(Scalar.duration(limit).text)"
        diagnostic.help = "`--timeout` gives it more"
        return diagnostic
    }

    func diagnose(_ error: any Error) -> Diagnostic {
        let diagnostic = plainDiagnosis(error)
        // Who waits for a lock is asked to stop as well.
        if diagnostic.code == .storeBusy, Signals.isInterrupted {
            return Diagnostic(.cancelled, "interrupted")
        }
        return diagnostic
    }

    private func plainDiagnosis(_ error: any Error) -> Diagnostic {
        switch error {
        case let diagnostic as Diagnostic: return diagnostic
        case let refusal as Refusal: return refusal.diagnostic
        case let error as OutputError:
            return Diagnostic(error.isDiskFull ? .diskFull : .fileUnwritable, "\(error)")
        default:
            return services.diagnose(error) ?? Diagnostic(.sqlFailed, "\(error)")
        }
    }

    package func report(_ diagnostics: [Diagnostic], _ source: SourceText?) {
        if diagnostics.isEmpty { return }
        // That rows are missing is never what nobody asked for.
        let shown =
            settings.isQuiet
            ? diagnostics.filter { $0.severity == .error || $0.code == .storeSkipped } : diagnostics
        let text =
            settings.errorsAsJSON
            ? DiagnosticJSON(source: source).render(shown)
            : DiagnosticText(source: source, width: settings.width ?? 100, color: settings.errorColor).render(
                shown)
        // What cannot be said on standard error cannot be said at all.
        try? errors.write(text.hasSuffix("\n") || text.isEmpty ? text : text + "\n")
    }

    /// What there is to say of the stores.
    func reportNotices() { report(services.notices(), nil) }

    package func say(_ text: String) {
        if !settings.isQuiet { try? errors.write(text + "\n") }
    }
}
