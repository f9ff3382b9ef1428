/// What is expected at a place of a text that may be half typed; the shell asks it on TAB.
package struct CompletionContext: Sendable, Equatable {
    package indirect enum Expected: Sendable, Equatable {
        /// A verb, a declaration, control flow.
        case statementStart
        case entity
        /// A field, after the relations of `path`; entity nil: of rows that the text does not name. It may be a
        /// `$variable` that holds the rows.
        case field(entity: String?, path: [String])
        /// After a whole operand or entity: a clause, `and`, `or`, an operator, `|`.
        case clause(entity: String?)
        /// Opposite the field that `path` ends in.
        case enumValue(entity: String?, path: [String])
        case variable
        /// A field of what `$variable` holds.
        case member(variable: String)
        /// After `|`.
        case stage
        /// After `| to`.
        case format
        case chartKind
        case subverb(verb: String)
        case option(verb: String)
        /// A name that the verb knows: `login ana`, `tag @1 "vip"`.
        case argument(verb: String)
        case reference
        /// Text, a number, a name that is new, a comment.
        case none
    }

    /// What has been typed of the word, with its `$` or `@`.
    package var prefix: String
    /// What a completion replaces: the whole word, also behind the cursor.
    package var replace: Span
    package var expected: Expected
}

/// Works on tokens alone, so a text that does not parse is as good as one that does.
package func completionContext(_ text: String, at offset: Int, shapes: [CommandShape]) -> CompletionContext {
    completionContext(text, at: offset, shapes: shapes, from: StatementStart.init)
}

func completionContext(
    _ text: String, at offset: Int, shapes: [CommandShape], from start: ([Token]) -> StatementStart
) -> CompletionContext {
    let source = SourceText(name: "repl", text: text)
    let cursor = UInt32(clamping: max(0, min(offset, source.bytes.count)))
    let lexed = Lexer.lex(source)
    if lexed.comments.contains(where: { $0.span.start < cursor && cursor <= $0.span.end }) {
        return .none(Span(start: cursor, end: cursor))
    }
    var before = lexed.tokens.filter { $0.kind != .eof && $0.start < cursor }
    var prefix = ""
    var replace = Span(start: cursor, end: cursor)
    var partial: Token?
    if let last = before.last, last.end >= cursor {
        switch last.kind {
        case .name, .quotedName, .variable, .reference:
            partial = last
        case .invalid where ["$", "@"].contains(source.text(last.span)): partial = last
        case .string, .rawString, .multilineString, .stringText, .exactReference:
            let isInside = cursor < last.end || last.isBroken
            // A name in quotes that a verb knows can be completed, and a field's value; other text cannot.
            if isInside, last.kind == .string { partial = last } else if isInside { return .none(replace) }
        case .int, .decimal, .money, .percent, .duration, .date, .dateTime:
            return .none(replace)
        default: break
        }
    }
    if let partial {
        before.removeLast()
        prefix = source.text(Span(start: partial.start, end: cursor))
        replace = partial.isBroken ? Span(start: partial.start, end: cursor) : partial.span
    }
    var tracker = CompletionTracker(source: source, shapes: Parser.table(shapes))
    tracker.read(before, from: start(before))
    if partial == nil, let next = lexed.tokens.first(where: { $0.start >= cursor }),
        tracker.endsLine(cursor, next)
    {
        tracker.endStatement()
    }
    if let partial, partial.newlineBefore { tracker.newline(before: partial) }
    if partial?.kind == .string {
        switch tracker.frame.expected {
        case .argument, .enumValue: break
        default: return .none(Span(start: cursor, end: cursor))
        }
    }
    let sign = prefix.first
    let expected: CompletionContext.Expected =
        sign == "$" ? .variable : sign == "@" ? .reference : tracker.frame.expected
    return CompletionContext(prefix: prefix, replace: replace, expected: expected)
}

extension CompletionContext {
    fileprivate static func none(_ place: Span) -> CompletionContext {
        CompletionContext(prefix: "", replace: place, expected: .none)
    }
}
