import ArgumentParser
import CvxCommands
import CvxDomain
import CvxLanguage
import CvxRender
import CvxShell
import CvxStores
import Glibc

struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check scripts without running them.")
    @OptionGroup var options: SessionOptions
    @Argument(help: "Scripts.", completion: .file(extensions: ["cvx"])) var files: [String]

    func run() throws {
        var code = CvxShell.ExitCode.done
        do {
            let session = try SessionFactory.make(
                options.launch, interactive: false, output: FileDescriptorOutput(STDOUT_FILENO))
            for file in files {
                let source = SourceText(name: file, bytes: try FileReader.read(file))
                guard let program = session.check(source, door: .file, purpose: .script) else {
                    code = CvxShell.ExitCode.usage
                    continue
                }
                session.say("\(file): \(program.effects.summary(spending: program.spending(in: source)))")
            }
        } catch {
            code = Failure.report(error, asJSON: options.launch.errorsAsJSON)
        }
        throw ArgumentParser.ExitCode(code)
    }
}

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Say what a diagnostic's code means.")
    @Argument(help: "As in E203.", completion: .list(DiagnosticCode.all.map(\.description))) var code: String

    func run() throws {
        let wanted = code.uppercased()
        guard let found = DiagnosticCode.all.first(where: { $0.description == wanted }) else {
            throw ValidationError("There is no diagnostic \(code).")
        }
        try FileDescriptorOutput(STDOUT_FILENO).write("\(found)\n\n\(found.explanation)\n")
    }
}

struct Commands: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "commands", abstract: "List the verbs.")
    @Flag(name: .long, help: "As JSON.") var json = false

    func run() throws {
        let output = FileDescriptorOutput(STDOUT_FILENO)
        if json {
            let rows = VerbTable.verbs.map { verb in
                let examples = verb.examples.map { "\"\(JSONText.escaped($0))\"" }.joined(separator: ",")
                let subverbs = verb.shape.subverbs.map { "\"\($0)\"" }.joined(separator: ",")
                let words = verb.shape.options.map { "\"\($0.words.joined(separator: " "))\"" }.joined(
                    separator: ",")
                return
                    "{\"name\":\"\(verb.shape.name)\",\"summary\":\"\(JSONText.escaped(verb.summary))\",\"available\":\(verb.isAvailable),\"subverbs\":[\(subverbs)],\"options\":[\(words)],\"examples\":[\(examples)]}"
            }
            try output.write("[\(rows.joined(separator: ",\n"))]\n")
        } else {
            for verb in VerbTable.verbs {
                try output.write(
                    "\(verb.shape.name)\t\(verb.summary)\(verb.isAvailable ? "" : " (not in this version)")\n"
                )
            }
        }
    }
}
