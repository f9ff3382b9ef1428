import CvxLanguage
import CvxRuntime

extension Verb {
    static let print = Verb(
        CommandShape("print", arguments: 1...16), "write values to standard output, spaces between them",
        examples: ["print \"hot: ${1 + 1}\""]
    ) { invocation in
        .text([invocation.arguments.map(\.summary).joined(separator: " ")])
    }
}
