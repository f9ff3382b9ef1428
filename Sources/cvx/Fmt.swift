import ArgumentParser
import CvxCommands
import CvxLanguage
import CvxRender
import CvxShell
import Glibc

struct Fmt: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fmt", abstract: "Write scripts in the one style of the language.",
        discussion: """
            A file is written only when that changes it, whole or not at all; one with errors is left as it is.
            """)

    @Flag(help: "Change nothing: list the files that would change, and exit with 1 where there are any.")
    var check = false
    @Option(help: "Diagnostics as text or json.") var errors: SessionOptions.ErrorFormat = .text
    @Option(help: "auto, always or never.") var color: LaunchOptions.Color = .auto
    @Argument(
        help: "Scripts; `-` reads standard input and writes standard output.",
        completion: .file(extensions: ["cvx"]))
    var files: [String]

    func run() throws {
        var code = CvxShell.ExitCode.done
        for file in files {
            do {
                code = max(code, try format(file))
            } catch {
                code = max(code, Failure.report(error, asJSON: errors == .json))
            }
        }
        throw ArgumentParser.ExitCode(code)
    }

    private func format(_ file: String) throws -> Int32 {
        let isStream = file == "-"
        let bytes = try isStream ? FileReader.readStandardInput() : FileReader.read(file)
        let source = SourceText(name: file, bytes: bytes)
        let text: String
        do throws(Formatter.Refusal) {
            text = try Formatter.format(source, shapes: VerbTable.shapes)
        } catch {
            return try refuse(error, source)
        }
        let output = FileDescriptorOutput(STDOUT_FILENO)
        let isSame = text.utf8.elementsEqual(bytes)
        if check {
            if !isSame { try output.write(file + "\n") }
            return isSame ? CvxShell.ExitCode.done : CvxShell.ExitCode.failed
        }
        if isStream {
            try output.write(text)
        } else if !isSame {
            let target = try AtomicFileOutput(path: file)
            try target.write(text)
            try target.finish()
            try FileDescriptorOutput(STDERR_FILENO).write("formatted \(file)\n")
        }
        return CvxShell.ExitCode.done
    }

    private func refuse(_ refusal: Formatter.Refusal, _ source: SourceText) throws -> Int32 {
        let output = FileDescriptorOutput(STDERR_FILENO)
        switch refusal {
        case .invalid(let diagnostics):
            var launch = LaunchOptions()
            launch.color = color
            let text =
                errors == .json
                ? DiagnosticJSON(source: source).render(diagnostics)
                : DiagnosticText(source: source, color: launch.usesColor(on: STDERR_FILENO)).render(
                    diagnostics)
            try output.write(text.hasSuffix("\n") ? text : text + "\n")
            return CvxShell.ExitCode.usage
        case .meaningWouldChange:
            try output.write("\(source.name): left as it is: formatted, it would not mean the same\n")
            return CvxShell.ExitCode.failed
        }
    }
}
