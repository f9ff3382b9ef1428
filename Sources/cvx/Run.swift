import ArgumentParser
import CvxLanguage
import CvxLineEditor
import CvxRender
import CvxSettings
import CvxShell
import Glibc

/// The shell, a script, `-c`, standard input.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cvx", abstract: "The shell, a script, or statements.", shouldDisplay: false)

    @OptionGroup var options: SessionOptions
    @Option(name: [.customShort("c"), .customLong("command")], help: "Statements to run.") var command:
        String?
    @Argument(help: "A script; `-` is standard input.") var file: String?

    func run() { Launch(options: options.launch, command: command, file: file).run() }
}

/// What is to be run, and on what.
struct Launch {
    var options = LaunchOptions()
    var command: String?
    var file: String?

    /// The few arguments of most calls: `-c TEXT`, `-w DIR`, `-f FORMAT`, a script. Nil for anything else, which
    /// the argument parser reads; it takes three times as long as answering a small question does.
    init?(plain arguments: ArraySlice<String>) {
        var rest = arguments
        while let argument = rest.popFirst() {
            switch argument {
            case "-c", "-w", "-f":
                guard let value = rest.popFirst(), !value.hasPrefix("-") else { return nil }
                if argument == "-c", command == nil {
                    command = value
                } else if argument == "-w", options.workspace == nil {
                    options.workspace = value
                } else if argument == "-f", options.format == nil, let format = OutputFormat(rawValue: value)
                {
                    options.format = format
                } else {
                    return nil
                }
            default:
                guard !argument.hasPrefix("-"), file == nil else { return nil }
                file = argument
            }
        }
    }

    init(options: LaunchOptions, command: String?, file: String?) {
        self.options = options
        self.command = command
        self.file = file
    }

    func run() -> Never {
        Signals.install()
        exit(start())
    }

    private func start() -> Int32 {
        let file = options.output.map { path in Result { try AtomicFileOutput(path: path) } }
        do {
            let output: any ByteOutput = try file?.get() ?? FileDescriptorOutput(STDOUT_FILENO)
            let interactive = command == nil && self.file == nil && isatty(STDIN_FILENO) == 1
            let session = try SessionFactory.make(options, interactive: interactive, output: output)
            let code = interactive ? shell(session) : try script(session)
            // Results that are to be whole are kept only when they are.
            if code == CvxShell.ExitCode.done { try output.finish() }
            return Signals.exitStatus ?? code
        } catch {
            return Failure.report(error, asJSON: options.errorsAsJSON)
        }
    }

    private func script(_ session: Session) throws -> Int32 {
        let source: SourceText
        if let command {
            source = SourceText(name: "-c", text: command)
        } else if let file, file != "-" {
            source = SourceText(name: file, bytes: try FileReader.read(file))
        } else {
            source = SourceText(name: "-", bytes: try FileReader.readStandardInput())
        }
        return Signals.during(.script, interruption: session.interruption) {
            session.run(source, door: .file, purpose: command == nil ? .script : .interactive)
        }
    }

    private func shell(_ session: Session) -> Int32 {
        if let code = session.begin() { return code }
        guard let editor = try? LineEditor(program: "cvx") else {
            return Failure.report(
                Diagnostic(.fileUnreadable, "the terminal cannot be used for editing lines"), asJSON: false)
        }
        editor.usesColor = session.settings.color
        session.prompter = Prompter.ask
        return Repl.run(
            session: ReplSession(session), editor: editor,
            history: HistoryFile.userPath.map { HistoryFile(path: $0) },
            banner: "cvx \(Cvx.configuration.version)")
    }
}

/// Errors before, or outside, a session.
enum Failure {
    static func report(_ error: any Error, asJSON: Bool) -> Int32 {
        if error is OutputClosed { return CvxShell.ExitCode.done }
        if let settings = error as? SettingsError {
            for report in settings.reports { write(report.diagnostics, report.source, asJSON: asJSON) }
            return CvxShell.ExitCode.usage
        }
        let diagnostic: Diagnostic
        switch error {
        case let known as Diagnostic: diagnostic = known
        case let output as OutputError:
            diagnostic = Diagnostic(output.isDiskFull ? .diskFull : .fileUnwritable, "\(output)")
        default: diagnostic = SessionFactory.diagnostic(error) ?? Diagnostic(.fileUnreadable, "\(error)")
        }
        write([diagnostic], nil, asJSON: asJSON)
        return CvxShell.ExitCode.of(diagnostic)
    }

    private static func write(_ diagnostics: [Diagnostic], _ source: SourceText?, asJSON: Bool) {
        let text =
            asJSON
            ? DiagnosticJSON(source: source).render(diagnostics)
            : DiagnosticText(source: source).render(diagnostics)
        try? FileDescriptorOutput(STDERR_FILENO).write(text)
    }
}
