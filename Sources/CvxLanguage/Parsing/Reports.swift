// How the parser complains: one report a statement, unless the parser knows how to go on.
extension Parser {
    enum Expectation {
        case expression
        case statement
        case words(String)
    }

    /// Reports and gives up on the statement.
    mutating func fail(
        _ code: DiagnosticCode, _ message: String, at span: Span, help: String? = nil,
        labels: [Diagnostic.Label] = []
    ) {
        note(code, message, at: span, help: help, labels: labels)
        isPanicking = true
    }

    /// Reports and goes on.
    mutating func note(
        _ code: DiagnosticCode, _ message: String, at span: Span, help: String? = nil,
        labels: [Diagnostic.Label] = []
    ) {
        guard !isPanicking, lastBroken < statementStart, !current.isBroken else { return }
        guard diagnostics.count < Self.diagnosticLimit else { return }
        diagnostics.append(Diagnostic(code, message, at: span, help: help, labels: labels))
    }

    /// The current token is not what the grammar asks for.
    mutating func unexpected(_ expectation: Expectation, help: String? = nil) {
        let token = current
        let atEnd = token.kind == .eof || (newlinesCount && token.newlineBefore && !continues)
        let place = atEnd && position > 0 ? afterPrevious : token.span
        let found = atEnd ? "the end of the line" : shown(token)
        let taught = help ?? (atEnd ? nil : teaching())
        switch expectation {
        case .expression:
            if token.kind == .name, token.keyword.isReserved, !atEnd {
                let isField = peek().kind.isComparison
                return fail(
                    isField ? .reservedWord : .expectedExpression, "expected a value, found \(found)",
                    at: place,
                    help: taught ?? "a field of that name is written `.\(text(token))`")
            }
            fail(.expectedExpression, "expected a value, found \(found)", at: place, help: taught)
        case .statement:
            fail(.unexpectedToken, "unexpected \(found)", at: place, help: taught)
        case .words(let words):
            fail(.unexpectedToken, "expected \(words), found \(found)", at: place, help: taught)
        }
    }

    /// The point behind the last token: where the missing thing would stand.
    var afterPrevious: Span { Span(start: previous.end, end: previous.end) }

    /// A token as a message names it, cut to 40 characters.
    func shown(_ token: Token) -> String {
        switch token.kind {
        case .eof: return "the end"
        case .string, .rawString, .multilineString, .stringOpen, .multilineOpen, .stringText: return "text"
        default:
            let text = source.text(Span(start: token.start, end: min(token.end, token.start + 160)))
            return "`\(text.count > 40 ? String(text.prefix(39)) + "…" : text)`"
        }
    }

    /// What people who know another language meant by the current token.
    func teaching() -> String? {
        switch current.kind {
        case .remainder: return "the remainder is written `mod`"
        case .star: return previous.kind == .leftParen ? "`count()` counts rows" : nil
        case .comma: return thousandsHelp
        case .arrow: return nil
        case .greater, .greaterOrEqual: return "to write a file: `| save \"name.csv\"`"
        case .rawString where previous.kind == .rawString && !current.spaceBefore:
            return "a `'` inside text: write \"it's\""
        case .equal where previous.kind == .variable && openers.isEmpty:
            return "assign with `set`, or `$name = …` at the start of a line"
        case .name: break
        default: return nil
        }
        switch current.keyword {
        case .as: return "name it in front: `name: \(text(previous))`"
        case .join: return "follow the relation instead: `lead.notes`, `note.lead`"
        case .by: return "`sort by`, `group by`, or `count … by`"
        case .from: return "the entity comes right after the verb: `find leads`"
        case .else: return "put `else` on the line of the `}`"
        case .asc, .desc: return "`asc` and `desc` follow a key of `sort by`"
        default: break
        }
        return current.keyword.isClause || current.newlineBefore ? nil : unitHelp
    }

    private var unitHelp: String? {
        let word = text(current)
        if word == "m", previous.kind == .int || previous.kind == .decimal { return "write `min` or `mo`" }
        guard word.utf8.count <= 20, previous.isWord, previous.keyword == .notKeyword else { return nil }
        let words = Keyword.allCases.filter { $0.isClause || $0.isInfix }.map(\.text)
        return Spelling.closest(to: word, in: words).map { "did you mean `\($0)`?" }
    }

    private var thousandsHelp: String? {
        let next = peek()
        guard previous.kind == .money || previous.kind == .int, next.kind == .int, !next.spaceBefore,
            next.end - next.start == 3
        else { return nil }
        return "write `\(text(previous))_\(text(next))`"
    }
}

extension Token.Kind {
    var isComparison: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .equalFolded, .notEqualFolded:
            true
        default: false
        }
    }
}
