import ArgumentParser
import CvxRender
import CvxShell
import Glibc

@main
struct Cvx: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cvx",
        abstract: "A shell and scripting language for real-estate leads.",
        usage: """
            cvx                        the shell, on the workspace found from here upward
            cvx FILE.cvx               run a script; `-` reads standard input
            cvx -c 'STATEMENTS'        run statements
            cvx init [DIR] [--sample]  make a workspace
            cvx check|fmt|test FILE…   check scripts, write them in the one style, run script tests
            """,
        version: "0.1.0",
        subcommands: [Run.self] + tools, defaultSubcommand: Run.self)

    private static let tools: [any ParsableCommand.Type] = [
        Init.self, Check.self, Fmt.self, ScriptTests.self, Explain.self, Doctor.self, Commands.self,
    ]

    /// As the library's, but for the exit code of wrong usage.
    static func main() {
        // Building the tree of subcommands takes longer than answering a small question, so the common case,
        // which names none, is parsed as the one command that it is.
        let first = CommandLine.arguments.dropFirst().first ?? ""
        let named = ["help", "--help", "-h", "--version"] + tools.compactMap { $0.configuration.commandName }
        if named.contains(first) { return run(self) }
        if let launch = Launch(plain: CommandLine.arguments.dropFirst()) { launch.run() }
        run(Run.self)
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
        } catch {
            let code = type.exitCode(for: error)
            guard code == .validationFailure else { type.exit(withError: error) }
            try? FileDescriptorOutput(STDERR_FILENO).write(type.fullMessage(for: error) + "\n")
            Glibc.exit(CvxShell.ExitCode.usage)
        }
    }
}
