import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    static let dnc = Verb(
        CommandShape(
            "dnc", subverbs: ["add", "remove", "check", "free", "import", "lists"], target: .optional,
            arguments: 0...1,
            options: [
                .init("reason", .expression), .init("because", .expression), .init("source", .names),
                .init("until", .expression),
                .init("house", .none), .init("each", .none), .init("as of", .expression),
                .init("state", .names), .init("add", .none),
            ]),
        "keep the list of whom not to contact: numbers, addresses, or all that leads have",
        examples: [
            "dnc add \"+14805550156\" reason \"asked by phone\"", "dnc add @1 reason \"asked by letter\"",
            "find phones where is_valid = false | dnc add house reason \"wrong numbers\"",
            "dnc check \"(480) 555-0156\"", "dnc check (find leads where score > 70)",
            "dnc remove \"+14805550156\" reason \"agreed in writing on 2026-11-02\"", "find suppressions",
            "dnc lists", "find phones | dnc free | select number",
        ],
        signature: VerbSignature(
            result: { command in
                switch command.subverb?.lowercased() {
                case "check":
                    command.namesRows && !command.has("each")
                        ? DoNotCallCheck.counts.recordsType : DoNotCallCheck.marks.recordsType
                case "lists": DoNotCallImport.lists.recordsType
                case "free":
                    if case .list? = command.target?.type {
                        command.target?.type ?? .unknown
                    } else {
                        .unknown
                    }
                default: .int
                }
            },
            effects: { command in
                switch command.subverb?.lowercased() {
                case "add": Effects(adds: ["suppressions"])
                case "import": Effects(adds: ["do-not-call lists"])
                case "remove": Effects(deletes: ["suppressions"])
                default: Effects()
                }
            }, asksRows: true)
    ) { invocation in
        switch invocation.command.subverb?.lowercased() {
        case "add": return try DoNotCallChange(invocation).add()
        case "remove": return try DoNotCallChange(invocation).remove()
        case "import": return try DoNotCallImport(invocation).run()
        case "lists": return try DoNotCallImport(invocation).list()
        case "free": return try DoNotCallCheck(invocation).free()
        case "check": return try DoNotCallCheck(invocation).run()
        default:
            throw Diagnostic(
                .badArgument, "`dnc` needs to be told what to do", at: invocation.command.span,
                help: "`dnc add`, `dnc remove`, `dnc check` or `dnc import`; `find suppressions` lists")
        }
    }
}

extension CheckedCommand {
    func has(_ option: String) -> Bool { options.contains { $0.name == option } }

    /// Its target are rows of stores.
    var namesRows: Bool {
        switch target?.type {
        case .entity, .list(.entity): true
        default: false
        }
    }

    func span(of option: String) -> CvxLanguage.Span { options.first { $0.name == option }?.span ?? span }
}
