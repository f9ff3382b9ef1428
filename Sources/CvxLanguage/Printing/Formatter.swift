/// Writes a program in the one style of the language: `cvx fmt`.
///
/// Line breaks that the writer put where a line may be broken stay; what is longer than 100 columns is broken further,
/// before `|` first. Comments stay where they are, and the tree is the same before and after.
package enum Formatter {
    package enum Refusal: Error {
        /// The text has errors; they are to be put right first.
        case invalid([Diagnostic])
        /// The formatter is at fault: what it would write does not mean the same.
        case meaningWouldChange
    }

    package static func format(_ source: SourceText, shapes: [CommandShape]) throws(Refusal) -> String {
        let parsed = Parser.parse(source, door: .file, shapes: shapes)
        if parsed.diagnostics.contains(where: { $0.severity == .error }) {
            throw .invalid(parsed.diagnostics)
        }
        let text = write(parsed.program, source, shapes: shapes)
        let result = SourceText(name: source.name, text: text)
        let again = Parser.parse(result, door: .file, shapes: shapes)
        guard again.diagnostics.isEmpty, again.program.dump() == parsed.program.dump(),
            comments(again.program, result) == comments(parsed.program, source)
        else { throw .meaningWouldChange }
        return text
    }

    /// The formatted text of a program without errors, not yet compared with what it was.
    static func write(_ program: Program, _ source: SourceText, shapes: [CommandShape]) -> String {
        let stream = FormatStream(source, Lexer.lex(source))
        return FormatLine.text(FormatLayout.lines(FormatPlanner.plan(program, stream, shapes: shapes)))
    }

    /// The text of each comment, without the white space at its end.
    private static func comments(_ program: Program, _ source: SourceText) -> [Substring] {
        program.comments.map { comment in
            var text = source.text(comment.span)[...]
            while let last = text.last, last == " " || last == "\t" { text.removeLast() }
            return text
        }
    }
}
