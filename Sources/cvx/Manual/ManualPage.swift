import CvxCommands
import CvxLanguage
import CvxSettings
import CvxShell

/// The manual page, of what the argument parser and the command table say of themselves.
struct ManualPage {
    /// With its tools.
    let tool: ToolInfo.Command
    /// Of what runs without naming a tool.
    let options: [ToolInfo.Argument]
    let version: String
    private var page = Troff()

    private init(_ tool: ToolInfo.Command, _ options: [ToolInfo.Argument], version: String) {
        self.tool = tool
        self.options = options
        self.version = version
    }

    static func text(_ tool: ToolInfo.Command, options: [ToolInfo.Argument], version: String) -> String {
        var manual = ManualPage(tool, options, version: version)
        manual.write()
        return manual.page.text
    }

    private mutating func write() {
        let name = tool.commandName
        page.macro("TH", name.uppercased(), "1", "", "\(name) \(version)", "User Commands")
        page.macro("SH", "NAME")
        page.line("\(name) - \(Self.sentence(tool.abstract).lowercasedFirst)")
        writeSynopsis(name)
        page.macro("SH", "DESCRIPTION")
        page.prose(Self.description)
        page.macro("SH", "OPTIONS")
        for argument in options where argument.kind != .positional { write(argument) }
        page.macro("SH", "TOOLS")
        for command in tool.shown { write(command, of: name) }
        writeVerbs()
        writeSurroundings()
    }

    private mutating func writeSynopsis(_ name: String) {
        page.macro("SH", "SYNOPSIS")
        let forms = [
            ["[OPTIONS]"], ["[OPTIONS]", "FILE.cvx", "[PARAMETERS]"], ["[OPTIONS]", "-c", "STATEMENTS"],
            ["TOOL", "…"],
        ]
        for (number, form) in forms.enumerated() {
            if number > 0 { page.macro("br") }
            page.macro("B", name)
            page.line(form.joined(separator: " "))
        }
    }

    private static let description = """
        cvx is a shell and a scripting language for people who work with real-estate leads. It asks questions across \
        the stores of a lead-management product and changes them with care: everything is checked before it runs, \
        changes are shown before and journaled, and undone.
        Without a file it is a shell. A file, `-` (standard input) or `-c` is checked whole and then run. In the \
        language, `help` lists the words, `describe` the entities and functions.
        """

    // MARK: Commands and options

    private mutating func write(_ command: ToolInfo.Command, of parent: String) {
        let arguments = (command.arguments ?? []).filter {
            $0.shouldDisplay && !["help", "version"].contains($0.preferredName?.name)
        }
        let operands = arguments.filter { $0.kind == .positional }.map {
            let value = $0.isRepeating ? $0.value + "…" : $0.value
            return $0.isOptional ? "[\(value)]" : value
        }
        page.macro("SS", ([parent, command.commandName] + operands).joined(separator: " "))
        page.prose(Self.sentence(command.abstract))
        if let discussion = command.discussion, !discussion.isEmpty {
            page.macro("PP")
            page.prose(discussion)
        }
        func isKnown(_ argument: ToolInfo.Argument) -> Bool {
            options.contains {
                Self.spelling($0) == Self.spelling(argument) && $0.abstract == argument.abstract
            }
        }
        let shared = arguments.filter(isKnown)
        for argument in arguments where !isKnown(argument) { write(argument) }
        if !shared.isEmpty {
            page.macro("PP")
            page.prose(
                "As above: "
                    + shared.compactMap { $0.preferredName?.spelled }.map { "`\($0)`" }.joined(
                        separator: ", ")
                    + ".")
        }
    }

    private static func spelling(_ argument: ToolInfo.Argument) -> String {
        guard let names = argument.names, !names.isEmpty else { return argument.value }
        // Short ones first, as is usual.
        let spelled = names.filter { $0.kind != .long } + names.filter { $0.kind == .long }
        let text = spelled.map(\.spelled).joined(separator: ", ")
        return argument.kind == .option ? "\(text) \(argument.value)" : text
    }

    private mutating func write(_ argument: ToolInfo.Argument) {
        guard argument.shouldDisplay else { return }
        let preset = argument.defaultValue.map { " Without it: `\($0)`." } ?? ""
        page.item(Self.spelling(argument), Self.sentence(argument.abstract) + preset)
    }

    private static func sentence(_ text: String?) -> String { text ?? "" }

    // MARK: The language

    private mutating func writeVerbs() {
        page.macro("SH", "VERBS")
        page.prose("Beside `find`, `count`, `exists`, `set`, `update`, `delete`, `add`, `import` and `sql`:")
        for verb in VerbTable.verbs where verb.run != nil {
            page.item(verb.shape.name, verb.summary.uppercasedFirst + ".")
            if !verb.examples.isEmpty {
                page.macro("RS")
                page.example(verb.examples)
                page.macro("RE")
            }
        }
    }

    // MARK: Surroundings

    private mutating func writeSurroundings() {
        page.macro("SH", "ENVIRONMENT")
        page.item("CVX_WORKSPACE", "The workspace's folder, where no option names one.")
        page.item("CVX_PRISMA, CVX_LEADFLOW, CVX_SKIP_TRACE", "Files of single stores.")
        page.item(
            Settings.variables.map(\.0).joined(separator: ", "),
            "Settings of the section `[session]` of cvx.toml, before what it says itself.")
        page.item("NO_COLOR, CLICOLOR_FORCE", "No colour; colour also off a terminal.")
        page.macro("SH", "FILES")
        page.item("cvx.toml", "Settings of the workspace. `cvx init` writes one with all there is to set.")
        page.item("~/.config/cvx/cvx.toml", "Settings of the user, under $XDG_CONFIG_HOME where that is set.")
        page.item("prisma/dev.db, data/leadflow.db, data/skip_trace.db", "The stores of a workspace.")
        page.item("data/cvx.db", "What cvx keeps of its own: the journal.")
        page.macro("SH", "EXIT STATUS")
        for (code, meaning) in [
            (ExitCode.done, "Done."), (ExitCode.failed, "A statement failed."),
            (ExitCode.usage, "A static error or wrong usage: nothing ran."),
            (ExitCode.refused, "Refused by policy, permission or ceiling."),
            (ExitCode.busy, "A store stayed busy: try again."), (ExitCode.interrupted, "Interrupted."),
        ] {
            page.item("\(code)", meaning)
        }
        page.macro("SH", "SEE ALSO")
        page.macro("BR", "sqlite3", "(1)")
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
    fileprivate var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}
