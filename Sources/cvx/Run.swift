import ArgumentParser
import CvxRender
import CvxShell
import Glibc

/// Options of the shell, a script and `-c`.
struct RunFlags: ParsableArguments {
    @OptionGroup var session: SessionOptions
    @Option(
        name: [.customShort("c"), .customLong("command")], help: "Statements to run.",
        completion: .list(Completions.statementWords))
    var command: String?
    @Flag(name: .long, help: "Agree to what the shell would ask about.") var yes = false
    @Flag(name: [.customShort("n"), .long], help: "Show what would be changed, change nothing.")
    var dryRun = false
    @Flag(name: .long, help: "Never ask; what would be asked is refused.") var noInput = false
    @Option(help: "A script's parameter, as NAME=VALUE; once for each.") var param: [String] = []
    @Option(help: "A TOML file of a script's parameters; those behind the script come first.")
    var paramsFile: String?
    @Option(name: .customLong("as"), help: "Who acts: somebody of the users table.") var actor: String?
    @Option(name: .customLong("because"), help: "The reason that is kept with each change.") var reason:
        String?
    @Option(help: "Refuse to run beside another run with this lock.") var lock: String?
    @Option(
        help: "How long it may run, as in 5min; a statement of the shell each.",
        transform: SessionOptions.length)
    var timeout: Int64?

    func validate() throws {
        for (option, text) in [("as", actor), ("because", reason), ("lock", lock)]
        where text?.allSatisfy(\.isWhitespace) == true {
            throw ValidationError("--\(option) is empty.")
        }
    }
}

/// The shell, a script, `-c`, standard input.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cvx", abstract: Cvx.abstract,
        usage: "cvx [OPTIONS] [FILE.cvx [--NAME VALUE …]]", discussion: Cvx.forms, shouldDisplay: false)

    @OptionGroup var flags: RunFlags
    @Argument(
        parsing: .allUnrecognized,
        help: "A script (`-` is standard input), then its own options, as --min-score 85.")
    var words: [String] = []

    /// What the arguments say to run; behind a script `--help` is the script's.
    static func launch(_ arguments: [String]) throws -> Launch {
        func isHelp(_ word: String) -> Bool { word == "--help" || word == "-h" }
        if arguments.contains(where: isHelp), let run = try? parse(arguments.filter { !isHelp($0) }),
            try run.script.file != nil
        {
            return try run.launch(wantsHelp: true)
        }
        return try parse(arguments).launch(wantsHelp: false)
    }

    func validate() throws {
        let script = try script
        if flags.command != nil, let file = script.file {
            throw ValidationError("There are -c and \(file) to run; give one of them.")
        }
    }

    private var script: ScriptArguments {
        get throws {
            do throws(ScriptArguments.Fault) {
                return try ScriptArguments(given: flags.param, words: words)
            } catch {
                // The parser knows which option was probably meant.
                guard case .unknownOption(let word) = error else { throw ValidationError(error.message) }
                do { _ = try RunFlags.parse([word]) } catch let unknown {
                    throw ValidationError(RunFlags.message(for: unknown))
                }
                throw ValidationError(error.message)
            }
        }
    }

    func run() throws { try launch(wantsHelp: false).run() }

    private func launch(wantsHelp: Bool) throws -> Launch {
        let script = try script
        var launch = flags.session.launch
        launch.run = RunOptions(
            assumesYes: flags.yes, isDryRun: flags.dryRun, refusesInput: flags.noInput,
            parameters: script.parameters, parameterFile: flags.paramsFile, wantsHelp: wantsHelp,
            actor: flags.actor, reason: flags.reason,
            lockName: flags.lock, timeout: flags.timeout)
        return Launch(options: launch, command: flags.command, file: script.file)
    }
}
