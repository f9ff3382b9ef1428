/// Sees the nodes of a tree in the order of the text. A method that is not given goes on to the children; one that is
/// does so itself, with `visitChildren(of:)`, where it wants to.
package protocol SyntaxVisitor {
    mutating func visit(_ statement: Statement)
    mutating func visit(_ block: Block)
    mutating func visit(_ parameter: Parameter)
    mutating func visit(_ type: TypeName)
    mutating func visit(_ pipeline: Pipeline)
    mutating func visit(_ query: Query)
    mutating func visit(_ entity: EntityName)
    mutating func visit(_ clause: Clause)
    mutating func visit(_ stage: Stage)
    mutating func visit(_ command: Command)
    mutating func visit(_ expression: Expression)
    mutating func visit(_ item: Item)
    /// Every name but those of options, whose words are the verb's.
    mutating func visit(_ name: Name)
}

extension SyntaxVisitor {
    package mutating func visit(_ statement: Statement) { visitChildren(of: statement) }
    package mutating func visit(_ block: Block) { visitChildren(of: block) }
    package mutating func visit(_ parameter: Parameter) { visitChildren(of: parameter) }
    package mutating func visit(_ type: TypeName) { visitChildren(of: type) }
    package mutating func visit(_ pipeline: Pipeline) { visitChildren(of: pipeline) }
    package mutating func visit(_ query: Query) { visitChildren(of: query) }
    package mutating func visit(_ entity: EntityName) { visitChildren(of: entity) }
    package mutating func visit(_ clause: Clause) { visitChildren(of: clause) }
    package mutating func visit(_ stage: Stage) { visitChildren(of: stage) }
    package mutating func visit(_ command: Command) { visitChildren(of: command) }
    package mutating func visit(_ expression: Expression) { visitChildren(of: expression) }
    package mutating func visit(_ item: Item) { visitChildren(of: item) }
    package mutating func visit(_: Name) {}

    package mutating func visit(_ program: Program) {
        for statement in program.statements { visit(statement) }
    }

    package mutating func visitChildren(of statement: Statement) {
        switch statement.kind {
        case .pipeline(let pipeline): visit(pipeline)
        case .let(let name, let type, let value), .view(let name, let type, let value):
            visit(name)
            if let type { visit(type) }
            visit(value)
        case .assign(let name, let value):
            visit(name)
            visit(value)
        case .define(let definition): visitChildren(of: definition)
        case .parameters(let parameters): for parameter in parameters { visit(parameter) }
        case .allow(let allowances):
            for allowance in allowances {
                visit(allowance.effect)
                visit(allowance.ceiling)
            }
        case .if(let branches, let other):
            for branch in branches {
                visit(branch.condition)
                visit(branch.block)
            }
            if let other { visit(other) }
        case .for(let name, let rows, let body):
            visit(name)
            visit(rows)
            visit(body)
        case .while(let condition, let body):
            visit(condition)
            visit(body)
        case .tryCatch(let body, let name, let handler):
            visit(body)
            if let name { visit(name) }
            visit(handler)
        case .transaction(let body), .dryRun(let body): visit(body)
        case .preview(let inner): visit(inner)
        case .return(let value): if let value { visit(value) }
        case .fail(let value), .exit(let value): visit(value)
        case .assert(let condition, let message):
            visit(condition)
            if let message { visit(message) }
        case .use, .break, .continue, .invalid: break
        }
    }

    private mutating func visitChildren(of definition: Definition) {
        visit(definition.name)
        for parameter in definition.parameters { visit(parameter) }
        if let result = definition.result { visit(result) }
        switch definition.body {
        case .expression(let value): visit(value)
        case .block(let block): visit(block)
        }
    }

    package mutating func visitChildren(of block: Block) {
        for statement in block.statements { visit(statement) }
    }

    package mutating func visitChildren(of parameter: Parameter) {
        visit(parameter.name)
        visit(parameter.type)
        if let value = parameter.defaultValue { visit(value) }
    }

    package mutating func visitChildren(of type: TypeName) {
        switch type.kind {
        case .named(let name): visit(name)
        case .list(let element): visit(element)
        }
    }
}
