import ArgumentParser
import CvxLanguage
import CvxLineEditor
import CvxRender
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

    func run() throws {
        Signals.install()
        throw ArgumentParser.ExitCode(start())
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
            return Failure.report(error, asJSON: options.errors == .json)
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
            session.run(source, door: .file)
        }
    }

    private func shell(_ session: Session) -> Int32 {
        guard let editor = try? LineEditor(program: "cvx") else {
            return Failure.report(
                Diagnostic(.fileUnreadable, "the terminal cannot be used for editing lines"), asJSON: false)
        }
        editor.usesColor = session.settings.color
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
        let diagnostic: Diagnostic
        switch error {
        case let known as Diagnostic: diagnostic = known
        case let output as OutputError:
            diagnostic = Diagnostic(output.isDiskFull ? .diskFull : .fileUnwritable, "\(output)")
        default: diagnostic = SessionFactory.diagnostic(error) ?? Diagnostic(.fileUnreadable, "\(error)")
        }
        let text =
            asJSON
            ? DiagnosticJSON(source: nil).render(diagnostic) : DiagnosticText(source: nil).render(diagnostic)
        try? FileDescriptorOutput(STDERR_FILENO).write(text.hasSuffix("\n") ? text : text + "\n")
        return CvxShell.ExitCode.of(diagnostic)
    }
}
