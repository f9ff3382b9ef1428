import CvxLanguage
import CvxRuntime

extension Verb {
    // Both have instructions of their own in the machine, which never comes here.
    static let print = Verb(
        CommandShape("print", arguments: 1...16), "write values to standard output, spaces between them",
        examples: ["print \"hot: ${1 + 1}\"", "print 1, 2"]
    ) { _ in .nothing }

    static let wait = Verb(
        CommandShape("wait", arguments: 1...1), "wait for a length of time; Ctrl-C ends it",
        examples: ["wait 0s"]
    ) { _ in .nothing }
}
