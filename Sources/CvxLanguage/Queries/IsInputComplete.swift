/// Whether the shell may run `text`, or shows its continuation prompt: a bracket, block or `"""` is open, or
/// the last token cannot end a statement. Text that is wrong already is complete: its error should show.
package func isInputComplete(_ text: String, shapes: [CommandShape]) -> Bool {
    let source = SourceText(name: "repl", text: text)
    let lexed = Lexer.lex(source)
    guard lexed.tokens.count > 1 else { return true }
    let last = lexed.tokens[lexed.tokens.count - 2]
    if let fault = lexed.diagnostics.first {
        // Only a `"""` may go on over the line end.
        return
            !(lexed.diagnostics.count == 1 && fault.code == .unterminatedString
            && isOpenMultiline(lexed, source))
    }
    let output = Parser.parse(source, door: .shell, shapes: shapes)
    if last.kind == .comma, output.diagnostics.isEmpty { return false }
    guard let first = output.diagnostics.first, let place = first.span else { return true }
    guard place.start >= last.end else { return true }
    if first.code == .unclosedBracket { return false }
    if last.kind == .rightBrace { return !first.message.contains("`catch`") }
    return last.canEnd
}

private func isOpenMultiline(_ lexed: LexedSource, _ source: SourceText) -> Bool {
    guard let span = lexed.diagnostics.first?.span else { return false }
    return source.text(Span(start: span.start, end: span.start + 3)) == "\"\"\""
}

extension Token {
    /// A statement may end with it. A word of the grammar may not, where an error follows it.
    fileprivate var canEnd: Bool {
        switch kind {
        case .name: keyword == .notKeyword
        case .quotedName, .variable, .reference, .exactReference, .int, .decimal, .percent, .money, .duration,
            .date, .dateTime, .string, .rawString, .multilineString, .stringClose, .rightParen, .rightBracket,
            .rightBrace, .semicolon, .invalid:
            true
        default: false
        }
    }
}
