@testable import CvxLanguage

/// Enough of the command table for the examples of the language's page.
let testShapes: [CommandShape] = [
    CommandShape(
        "skiptrace", target: .required,
        options: [.init("using", .names), .init("max cost", .expression), .init("force", .none)]),
    CommandShape("score", target: .required, options: [.init("explain", .none), .init("using", .names)]),
    CommandShape(
        "campaign",
        subverbs: ["create", "edit", "preview", "test", "send", "pause", "resume", "status", "skipped"],
        arguments: 0...1,
        options: [
            .init("type", .names), .init("message", .expression), .init("to", .pipeline),
            .init("max", .expression),
            .init("as", .expression), .init("by", .names),
        ]),
    CommandShape(
        "call", subverbs: ["log"], target: .optional, arguments: 0...1, options: [.init("outcome", .names)]),
    CommandShape(
        "dnc", subverbs: ["add", "remove", "check", "import"], target: .optional,
        options: [.init("reason", .expression)]),
    CommandShape("why", target: .required),
    CommandShape("batch", subverbs: ["list", "show", "resume", "cancel"], arguments: 0...1),
    CommandShape("migrate", subverbs: ["status", "plan", "run", "verify"]),
    CommandShape("dupes", arguments: 0...1, argumentsAreNames: true, options: [.init("by", .names)]),
    CommandShape("merge", target: .required, options: [.init("into", .expression)]),
    CommandShape("login", arguments: 1...3, argumentsAreNames: true, hasOwnNames: true),
    CommandShape(
        "use", subverbs: ["org", "no"], arguments: 0...8, argumentsAreNames: true, hasOwnNames: true),
    CommandShape("history", target: .optional, arguments: 0...1),
    CommandShape("undo", arguments: 0...1),
    CommandShape("begin"), CommandShape("commit"), CommandShape("rollback"),
    CommandShape("print", arguments: 0...64),
    CommandShape("wait", arguments: 1...1),
    CommandShape("help", arguments: 0...2, argumentsAreNames: true),
    CommandShape("watch", target: .required, options: [.init("every", .expression)]),
    CommandShape("show", target: .optional, arguments: 0...1, argumentsAreNames: true),
    CommandShape("describe", arguments: 0...1, argumentsAreNames: true),
    CommandShape("tag", target: .required, arguments: 1...8, hasOwnNames: true),
    CommandShape("untag", target: .required, arguments: 1...8, hasOwnNames: true),
    CommandShape(
        "export", target: .required, arguments: 0...0,
        options: [.init("to", .expression), .init("as", .names)]),
]

func parse(_ text: String, _ door: Parser.Door = .file) -> ParseOutput {
    Parser.parse(SourceText(name: "test", text: text), door: door, shapes: testShapes)
}

/// The dump of a text that must parse without a report.
func dump(_ text: String, _ door: Parser.Door = .file) -> String {
    let output = parse(text, door)
    return output.diagnostics.isEmpty ? output.program.dump() : listed(output, text)
}

/// One line a report: code, line:column, the text under it.
func listed(_ output: ParseOutput, _ text: String) -> String {
    let source = SourceText(name: "test", text: text)
    return output.diagnostics.map { diagnostic in
        let span = diagnostic.span ?? .none
        let place = source.position(of: span.start)
        return
            "\(diagnostic.code) \(place.line):\(place.column) [\(source.text(span))] \(diagnostic.message) | \(diagnostic.help ?? "")"
    }.joined(separator: "\n")
}
