import ArgumentParser
import CvxCommands
import CvxLanguage
import CvxRender
import Glibc

struct Completions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions", abstract: "Write what makes a shell complete the words of cvx.",
        discussion: """
            bash: source <(cvx completions bash)
            zsh: cvx completions zsh > a folder of $fpath/_cvx
            fish: cvx completions fish > ~/.config/fish/completions/cvx.fish
            """)

    enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }
    @Argument(help: "bash, zsh or fish.") var shell: Shell

    func run() throws {
        let kind: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        try FileDescriptorOutput(STDOUT_FILENO).write(Self.script(kind) + "\n")
    }

    /// The library's, and where a tool may stand, scripts as well.
    private static func script(_ shell: CompletionShell) -> String {
        let script = Completed.completionScript(for: shell)
        switch shell {
        case .bash:
            return script.replacing("complete -o filenames -F", with: "complete -o filenames -o default -F")
        case .zsh:
            let tools = "_describe -V subcommand subcommands && ret=0"
            return script.replacing(
                tools, with: "\(tools)\n        _files -g '*.cvx' && ret=0", maxReplacements: 1)
        default: return script
        }
    }

    /// How a statement may begin, for `-c`.
    static let statementWords =
        ["find", "count", "exists", "set", "update", "delete", "add", "import", "sql", "explain"]
        + VerbTable.verbs.filter { $0.run != nil }.map(\.shape.name)

    /// What there is to complete, as one command: the tools, with the options of a run.
    private struct Completed: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cvx", abstract: Cvx.abstract, version: Cvx.version, subcommands: Cvx.tools)
        @OptionGroup var flags: RunFlags
    }
}
