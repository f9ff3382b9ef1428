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
            """,
        version: "0.1.0",
        subcommands: [Run.self, Init.self, Check.self, Explain.self, Doctor.self, Commands.self],
        defaultSubcommand: Run.self)

    /// As the library's, but for the exit code of wrong usage.
    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            let code = exitCode(for: error)
            guard code == .validationFailure else { exit(withError: error) }
            try? FileDescriptorOutput(STDERR_FILENO).write(fullMessage(for: error) + "\n")
            Glibc.exit(CvxShell.ExitCode.usage)
        }
    }
}
