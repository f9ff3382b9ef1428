import CvxLanguage

extension EditorServer {
    /// `let`, `view`, `def` and `params`, those of a block below what holds it.
    func symbols(_ parameters: JSONValue) throws(RemoteError) -> JSONValue {
        let document = try document(parameters)
        let source = document.source
        func list(_ statements: [Statement]) -> [JSONValue] { statements.flatMap(symbols) }
        func symbol(
            _ name: String, _ detail: String, kind: Int, _ span: Span, _ selection: Span,
            _ children: [JSONValue] = []
        ) -> JSONValue {
            [
                "name": .string(name), "detail": .string(detail), "kind": .int(kind),
                "range": document.text.range(span.union(selection)),
                "selectionRange": document.text.range(selection), "children": .array(children),
            ]
        }
        func symbols(_ statement: Statement) -> [JSONValue] {
            switch statement.kind {
            case .let(let name, _, _) where !name.text.isEmpty:
                return [symbol(name.text, "let", kind: 13, statement.span, name.span)]
            case .view(let name, _, _) where !name.text.isEmpty:
                return [symbol(name.text, "view", kind: 13, statement.span, name.span)]
            case .define(let definition) where !definition.name.text.isEmpty:
                var inner: [JSONValue] = []
                if case .block(let block) = definition.body { inner = list(block.statements) }
                let detail = definition.parameters.map {
                    "\($0.name.text): \(source.text($0.type.span))"
                }.joined(separator: ", ")
                return [
                    symbol(
                        definition.name.text, "(\(detail))", kind: 12, statement.span, definition.name.span,
                        inner)
                ]
            case .parameters(let parameters):
                let inner = parameters.map { parameter in
                    symbol(
                        parameter.name.text, source.text(parameter.type.span), kind: 7,
                        parameter.name.span.union(parameter.type.span), parameter.name.span)
                }
                let word = Span(start: statement.span.start, end: statement.span.start + 6)
                return [symbol("params", "", kind: 3, statement.span, word, inner)]
            case .if(let branches, let other):
                return branches.flatMap { list($0.block.statements) } + list(other?.statements ?? [])
            case .for(_, _, let body), .while(_, let body), .transaction(let body), .dryRun(let body):
                return list(body.statements)
            case .tryCatch(let body, _, let handler):
                return list(body.statements) + list(handler.statements)
            case .preview(let inner): return symbols(inner)
            default: return []
            }
        }
        return .array(list(document.parse.program.statements))
    }
}
