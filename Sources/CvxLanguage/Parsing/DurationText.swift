extension DurationLiteral {
    /// A length of time that stands by itself outside a program, in an option or a setting, written as programs
    /// write it: `5min`, `1.5h`, `7 days`. Spans of the fault count from the text's start.
    package static func read(_ text: String) -> Result<DurationLiteral, Diagnostic> {
        let source = SourceText(name: "", text: text)
        let lexed = Lexer.lex(source)
        if let fault = lexed.diagnostics.first { return .failure(fault) }
        let whole = Span(0, source.bytes.count)
        let wrong = Diagnostic(
            .badNumber, "`\(text)` is not a length of time", at: whole,
            help: "write `30s`, `5min`, `2h`, `7d`")
        let tokens = lexed.tokens.dropLast()
        do throws(LiteralReader.Fault) {
            switch tokens.map(\.kind) {
            case [.duration]:
                return .success(try LiteralReader.duration(source.text(tokens[0].span)))
            case [.int, .name], [.decimal, .name]:
                let word = source.text(tokens[1].span).lowercased()
                guard let unit = LiteralReader.unit(word) else { return .failure(wrong) }
                let count = try LiteralReader.decimal(source.text(tokens[0].span))
                return .success(DurationLiteral(count: count, unit: unit))
            default: return .failure(wrong)
            }
        } catch {
            return .failure(wrong)
        }
    }

    /// A month counts as 30 days, a year as 365; what is too long for 64 bits is as long as they hold.
    package var nominalMilliseconds: Int64 {
        Int64(exactly: (count * unit.nominalMilliseconds).rounded()) ?? .max
    }
}
