/// Follows the scopes of a program as the checker does.
struct NameIndexer: SyntaxVisitor {
    var index: NameIndex
    private let end: UInt32
    /// Variables of the blocks that are open, innermost last; the first is the program's own.
    private var scopes: [[String: Int]] = [[:]]
    /// Where the innermost block ends.
    private var scopeEnds: [UInt32]
    private var functions: [String: Int] = [:]
    /// Inside `${…}`, where a bare word is a variable before it is a field.
    private var isInterpolating = false

    init(end: UInt32) {
        self.end = end
        index = NameIndex()
        scopeEnds = [end]
    }

    mutating func read(_ program: Program) {
        // A function may be called before the line that defines it.
        for statement in program.statements {
            guard case .define(let definition) = statement.kind, !definition.name.text.isEmpty else {
                continue
            }
            functions[definition.name.text] = index.declarations.count
            index.declarations.append(
                NameIndex.Declaration(
                    kind: .function, name: definition.name, span: statement.span,
                    scope: Span(start: 0, end: end)))
        }
        visit(program)
        index.uses.sort { $0.span.start < $1.span.start }
    }

    private mutating func declare(
        _ kind: NameIndex.Declaration.Kind, _ name: Name, _ span: Span, from start: UInt32
    ) {
        guard !name.text.isEmpty, let scopeEnd = scopeEnds.last else { return }
        scopes[scopes.count - 1][name.text] = index.declarations.count
        index.declarations.append(
            NameIndex.Declaration(
                kind: kind, name: name, span: span, scope: Span(start: start, end: max(start, scopeEnd))))
    }

    private func variable(_ text: String) -> Int? {
        for scope in scopes.reversed() { if let found = scope[text] { return found } }
        return nil
    }

    private mutating func use(_ kind: NameIndex.Use.Kind, _ text: String, _ span: Span, _ declaration: Int?) {
        index.uses.append(NameIndex.Use(kind: kind, text: text, span: span, declaration: declaration))
    }

    private mutating func inScope(until scopeEnd: UInt32, _ body: (inout Self) -> Void) {
        scopes.append([:])
        scopeEnds.append(scopeEnd)
        body(&self)
        scopes.removeLast()
        scopeEnds.removeLast()
    }

    // MARK: Declarations

    mutating func visit(_ statement: Statement) {
        let span = statement.span
        switch statement.kind {
        case .let(let name, _, let value):
            visit(value)
            declare(.variable, name, span, from: span.end)
        case .view(let name, _, let value):
            visit(value)
            declare(.view, name, span, from: span.end)
        case .assign(let name, let value):
            visit(value)
            useVariable(name)
        case .parameters(let parameters):
            for parameter in parameters {
                if let value = parameter.defaultValue { visit(value) }
                declare(.parameter, parameter.name, parameter.span, from: parameter.span.end)
            }
        case .for(let name, let rows, let body):
            visit(rows)
            inScope(until: body.span.end) {
                $0.declare(.loop, name, name.span, from: body.span.start)
                $0.visit(body)
            }
        case .tryCatch(let body, let name, let handler):
            visit(body)
            inScope(until: handler.span.end) {
                if let name { $0.declare(.caught, name, name.span, from: handler.span.start) }
                $0.visit(handler)
            }
        case .define(let definition): define(definition, span)
        case .use(let path, let place): index.imports.append(NameIndex.Import(path: path, span: place))
        default: visitChildren(of: statement)
        }
    }

    private mutating func define(_ definition: Definition, _ span: Span) {
        inScope(until: span.end) {
            for parameter in definition.parameters {
                if let value = parameter.defaultValue { $0.visit(value) }
                $0.declare(.argument, parameter.name, parameter.span, from: parameter.span.end)
            }
            switch definition.body {
            case .expression(let value): $0.visit(value)
            case .block(let block): $0.visit(block)
            }
        }
    }

    mutating func visit(_ block: Block) { inScope(until: block.span.end) { $0.visitChildren(of: block) } }

    // MARK: Uses

    private mutating func useVariable(_ name: Name) {
        guard name.text != "_" else { return }
        let span = Span(start: min(name.span.start + 1, name.span.end), end: name.span.end)
        use(.variable, name.text, span, variable(name.text))
    }

    mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .variable(let name): useVariable(name)
        case .name(let name):
            if isInterpolating, let found = variable(name.text) {
                use(.variable, name.text, name.span, found)
            }
        case .interpolation:
            let outer = isInterpolating
            isInterpolating = true
            visitChildren(of: expression)
            isInterpolating = outer
        case .call(let callee, let arguments):
            if case .name(let name) = callee.kind {
                use(.function, name.text, name.span, functions[name.text])
            } else {
                visit(callee)
            }
            for argument in arguments { visit(argument) }
        default: visitChildren(of: expression)
        }
    }

    /// Bare words of clauses and stages are fields of the rows.
    private mutating func ofRows(_ body: (inout Self) -> Void) {
        let outer = isInterpolating
        isInterpolating = false
        body(&self)
        isInterpolating = outer
    }

    mutating func visit(_ clause: Clause) { ofRows { $0.visitChildren(of: clause) } }
    mutating func visit(_ stage: Stage) { ofRows { $0.visitChildren(of: stage) } }
}

extension Parameter {
    /// From its name to its type or default value.
    var span: Span { name.span.union(defaultValue?.span ?? type.span) }
}
