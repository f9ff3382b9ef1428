import FoundationEssentials

/// What the argument parser knows of the commands, as it tells of itself.
struct ToolInfo: Decodable {
    var command: Command

    struct Command: Decodable {
        var commandName: String
        var abstract: String?
        var discussion: String?
        var shouldDisplay: Bool?
        var arguments: [Argument]?
        var subcommands: [Command]?

        /// Those that are to be shown, without `help`.
        var shown: [Command] {
            (subcommands ?? []).filter { $0.shouldDisplay != false && $0.commandName != "help" }
        }
    }

    struct Argument: Decodable {
        enum Kind: String, Decodable { case positional, option, flag }
        struct Name: Decodable {
            enum Kind: String, Decodable { case long, short, longWithSingleDash }
            var kind: Kind
            var name: String

            var spelled: String { (kind == .long ? "--" : "-") + name }
        }

        var kind: Kind
        var names: [Name]?
        var preferredName: Name?
        var valueName: String?
        var abstract: String?
        var defaultValue: String?
        var isOptional: Bool
        var isRepeating: Bool
        var shouldDisplay: Bool

        /// As a synopsis or a list of options has it: `-w, --workspace DIR`.
        var value: String { (valueName ?? "value").uppercased() }
    }

    /// - Throws: where the library tells it in another way than this is written for.
    static func read(_ text: String) throws -> ToolInfo {
        try JSONDecoder().decode(ToolInfo.self, from: Data(text.utf8))
    }
}
