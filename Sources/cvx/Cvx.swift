import ArgumentParser
import CvxShell

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
}
