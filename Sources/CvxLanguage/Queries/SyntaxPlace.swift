/// What a word of a program is, for whoever points at it.
package enum SyntaxPlace: Sendable, Equatable {
    /// A verb of the command table, `find`, `set` …, or a word that begins a statement or clause.
    case word(String)
    /// A built-in function or one that the program defines.
    case function(String)
    case entity(String)
    /// A field, relation or value of a vocabulary.
    case field(String)
    case type(String)

    /// The innermost at an offset, with its place; nil where a name index knows better, or there is nothing to say.
    package static func at(_ offset: UInt32, _ program: Program, _ source: SourceText) -> (SyntaxPlace, Span)?
    {
        var finder = PlaceFinder(offset: offset)
        finder.visit(program)
        if let found = finder.found { return found }
        guard !finder.isName,
            let token = Lexer.lex(source).tokens.first(where: { $0.span.touches(offset) && $0.kind == .name }
            ),
            token.keyword != .notKeyword
        else { return nil }
        return (.word(token.keyword.text), token.span)
    }
}

private struct PlaceFinder: SyntaxVisitor {
    let offset: UInt32
    var found: (SyntaxPlace, Span)?
    /// The offset is in a name of the program's own.
    var isName = false

    init(offset: UInt32) { self.offset = offset }

    private mutating func find(_ place: SyntaxPlace, _ span: Span) {
        if span.touches(offset) { found = (place, span) }
    }

    mutating func visit(_ statement: Statement) {
        if statement.span.touches(offset) { visitChildren(of: statement) }
    }

    mutating func visit(_ name: Name) { if name.span.touches(offset) { isName = true } }

    mutating func visit(_ entity: EntityName) {
        visitChildren(of: entity)
        find(.entity(entity.name.text), entity.span)
    }

    mutating func visit(_ type: TypeName) {
        visitChildren(of: type)
        if case .named(let name) = type.kind { find(.type(name.text), name.span) }
    }

    mutating func visit(_ command: Command) {
        visitChildren(of: command)
        switch command.kind {
        case .verb(let call):
            find(.word(call.verb.text.lowercased()), call.verb.span)
            if let subverb = call.subverb { find(.word(call.verb.text.lowercased()), subverb.span) }
            for option in call.options { find(.word(call.verb.text.lowercased()), option.name.span) }
        case .set(_, let assignments), .update(_, _, _, let assignments):
            for assignment in assignments { find(.field(assignment.field.text), assignment.field.span) }
        default: break
        }
    }

    mutating func visit(_ expression: Expression) {
        guard expression.span.touches(offset) else { return }
        visitChildren(of: expression)
        switch expression.kind {
        case .name(let name), .rowField(let name), .member(_, let name): find(.field(name.text), name.span)
        case .call(let callee, _):
            if case .name(let name) = callee.kind { find(.function(name.text), name.span) }
        case .quantified(_, let path, _): for name in path { find(.field(name.text), name.span) }
        default: break
        }
    }
}
