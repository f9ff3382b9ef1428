import ArgumentParser
import CvxRender
import CvxShell
import Glibc

@main
struct Cvx: ParsableCommand {
    static let version = "0.1.0"
    static let abstract = "A shell and scripting language for real-estate leads."
    /// What there is to call, for the help of them all.
    static var forms: String {
        let forms = [
            ("cvx", "the shell, on the workspace found from here upward"),
            ("cvx FILE.cvx", "run a script; `-` reads standard input"),
            ("cvx -c 'STATEMENTS'", "run statements"),
        ]
        return
            (forms
            + tools.map { ("cvx \($0.configuration.commandName ?? "") …", $0.configuration.abstract) })
            .map { form, meaning in
                form + String(repeating: " ", count: max(2, 22 - form.count)) + meaning
            }.joined(separator: "\n") + "\n`cvx help TOOL` says more of a tool."
    }
    static let configuration = CommandConfiguration(
        commandName: "cvx", abstract: abstract, version: version, subcommands: [Run.self] + tools,
        defaultSubcommand: Run.self)

    static let tools: [any ParsableCommand.Type] = [
        Init.self, Check.self, Fmt.self, ScriptTests.self, Lsp.self, Explain.self, Doctor.self, Sandbox.self,
        Commands.self, Completions.self, Man.self,
    ]

    /// As the library's, but for the exit code of wrong usage.
    static func main() {
        // Building the tree of subcommands takes longer than answering a small question, so the common case,
        // which names none, is parsed as the one command that it is.
        var arguments = Array(CommandLine.arguments.dropFirst())
        if arguments == ["help"] { arguments = ["--help"] }
        if let first = arguments.first, isSubcommand(first) { return run(self) }
        if let launch = Launch(plain: arguments[...]) { launch.run() }
        do { try Run.launch(arguments).run() } catch { leave(Run.self, error) }
    }

    /// An option, with which most calls begin, is none: the tools are not even looked at then.
    private static func isSubcommand(_ argument: String) -> Bool {
        if argument.hasPrefix("-") { return argument == "--version" }
        return argument == "help" || tools.contains { $0.configuration.commandName == argument }
    }

    private static func run<Command: ParsableCommand>(_ type: Command.Type) {
        do {
            // `--sample=N` is a flag with a number of its own, which the parser has no word for.
            let arguments = CommandLine.arguments.dropFirst().flatMap { argument in
                argument.hasPrefix("--sample=")
                    ? ["--sample", "--leads", String(argument.dropFirst(9))] : [argument]
            }
            var command = try type.parseAsRoot(arguments)
            try command.run()
        } catch { leave(type, error) }
    }

    private static func leave<Command: ParsableCommand>(_ type: Command.Type, _ error: any Error) -> Never {
        let code = type.exitCode(for: error)
        guard code == .validationFailure else { type.exit(withError: error) }
        try? FileDescriptorOutput(STDERR_FILENO).write(type.fullMessage(for: error) + "\n")
        Glibc.exit(CvxShell.ExitCode.usage)
    }
}
