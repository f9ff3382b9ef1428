import CvxLanguage
import CvxLineEditor
import CvxRender
import CvxSettings
import CvxShell
import Glibc

/// What is to be run, and on what.
struct Launch {
    var options = LaunchOptions()
    var command: String?
    var file: String?

    /// The few arguments of most calls: `-c TEXT`, `-w DIR`, `-f FORMAT`, `-q`, `--yes`, a script. Nil for anything else,
    /// which the argument parser reads; it takes three times as long as answering a small question does.
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
            // Behind a script they may be its own.
            case "-q" where file == nil: options.quiet = true
            case "--yes" where file == nil: options.run.assumesYes = true
            default:
                guard !argument.hasPrefix("-"), file == nil else { return nil }
                file = argument
            }
        }
        // Both are one too many, and the parser says so.
        if command != nil, file != nil { return nil }
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
        let interactive = command == nil && self.file == nil && isatty(STDIN_FILENO) == 1
        if interactive, options.run.refusesInput {
            try? FileDescriptorOutput(STDERR_FILENO).write(
                "Error: The shell asks for statements, and --no-input forbids it; give -c or a script.\n")
            return CvxShell.ExitCode.usage
        }
        let file = options.output.map { path in Result { try AtomicFileOutput(path: path) } }
        do {
            let output: any ByteOutput = try file?.get() ?? FileDescriptorOutput(STDOUT_FILENO)
            let session = try SessionFactory.make(options, interactive: interactive, output: output)
            Signals.limit(to: session.settings.timeout)
            let code = interactive ? shell(session) : try script(session)
            // Results that are to be whole are kept only when they are.
            if code == CvxShell.ExitCode.done { try output.finish() }
            return Signals.exitStatus ?? code
        } catch {
            return Failure.report(error, asJSON: options.errorsAsJSON)
        }
    }

    /// What stands behind the script comes before what a file gives.
    private func addParameters(of path: String?, to session: Session) throws {
        guard let path else { return }
        let given = Set(session.settings.parameters.map(\.name))
        let file = SourceText(name: path, bytes: try FileReader.read(path))
        session.settings.parameters += try ParameterFile.read(file).filter { !given.contains($0.name) }
    }

    private func script(_ session: Session) throws -> Int32 {
        try addParameters(of: options.run.parameterFile, to: session)
        // Reading standard input may take as long as running does, and ends as it does.
        return try Signals.during(.script, interruption: session.interruption) {
            session.run(try source(), door: .file, purpose: command == nil ? .script : .interactive)
        }
    }

    private func source() throws -> SourceText {
        if let command { return SourceText(name: "-c", text: command) }
        if let file, file != "-" { return SourceText(name: file, bytes: try FileReader.read(file)) }
        return SourceText(name: "-", bytes: try FileReader.readStandardInput())
    }

    private func shell(_ session: Session) -> Int32 {
        if let code = session.begin() { return code }
        guard let editor = try? LineEditor(program: "cvx") else {
            return Failure.report(
                Diagnostic(.fileUnreadable, "the terminal cannot be used for editing lines"), asJSON: false)
        }
        editor.usesColor = session.settings.color
        if session.settings.allowsInput { session.prompter = Prompter.ask }
        StartupFiles.run(in: session)
        return Repl.run(
            session: ReplSession(session), editor: editor,
            history: HistoryFile.userPath.map { HistoryFile(path: $0) },
            banner: "cvx \(Cvx.version)")
    }
}
