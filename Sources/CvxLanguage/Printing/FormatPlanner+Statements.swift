// Statements, blocks and declarations.
extension FormatPlanner {
    /// Each begins a line where `group` is broken; at the top of a file wherever it stands.
    mutating func statements(_ statements: [Statement], group: Int?) {
        for (number, statement) in statements.enumerated() {
            let index = index(statement.span)
            plan.blanks[index] = number > 0 ? .between : .first
            if let group {
                point(index, .block, .beyond(0), group: group)
            } else {
                plan.startsLine[index] = true
            }
            plan.indents[index] = .beyond(0)
            if number > 0, plan.stream.followsSemicolon[index], goesOnAsOption(index) {
                suffixes.append((index - 1, ";"))
            }
            visit(statement)
        }
    }

    mutating func visit(_ statement: Statement) {
        let start = index(statement.span)
        if tokens[start].kind == .variable, tokens[start + 1].kind == .equal,
            case .pipeline = statement.kind
        {
            keep(start + 1)
        }
        switch statement.kind {
        case .define(let definition):
            let parenthesis = plan.stream.index(at: definition.name.span.end)
            plan.isTouching[parenthesis] = true
            visitChildren(of: statement)
        case .parameters(let parameters): visit(parameters, brace: start + 1)
        case .allow(let allowances):
            items(before: allowances.map(\.effect.span), indent: 2)
            visitChildren(of: statement)
        case .if(let branches, let other):
            let group = newGroup()
            for branch in branches {
                visit(branch.condition)
                block(branch.block, group)
            }
            if let other { block(other, group) }
        case .tryCatch(let body, let name, let handler):
            let group = newGroup()
            block(body, group)
            let word = plan.stream.index(at: body.span.end)
            point(word, .handler, .beyond(0))
            plan.blockBefore[word] = group
            if let name { visit(name) }
            visit(handler)
        case .assert(let condition, let message?):
            items(before: [condition.span, message.span], indent: 2)
            visitChildren(of: statement)
        default: visitChildren(of: statement)
        }
    }

    mutating func visit(_ block: Block) { self.block(block, newGroup()) }

    private mutating func block(_ block: Block, _ group: Int) {
        let opener = index(block.span)
        plan.isSpaced[opener] = true
        plan.isBlock[opener] = true
        enclose(opener, group, rank: .block)
        // `else`, `catch`, where a comment puts them on a line of their own.
        let next = plan.stream.partner[opener] + 1
        if word(next, is: .else) || word(next, is: .catch) { plan.indents[next] = .beyond(0) }
        if block.statements.count > 1 { groupsToBreak.append(group) }
        statements(block.statements, group: group)
    }

    private mutating func visit(_ parameters: [Parameter], brace: Int) {
        let group = newGroup()
        plan.isSpaced[brace] = true
        plan.isBlock[brace] = true
        enclose(brace, group, rank: .block)
        entries(parameters.map(\.name.span), in: group, rank: .block)
        for parameter in parameters { visit(parameter) }
        align(parameters)
    }

    /// Puts types and defaults one below the other, between blank lines.
    private mutating func align(_ parameters: [Parameter]) {
        var section: [Parameter] = []
        for parameter in parameters {
            if plan.stream.hasBlankBefore[index(parameter.name.span)] {
                alignSection(section)
                section = []
            }
            section.append(parameter)
        }
        alignSection(section)
    }

    private mutating func alignSection(_ section: [Parameter]) {
        func width(_ span: Span) -> Int {
            var index = index(span)
            var width = 0
            while tokens[index].start < span.end {
                width += plan.stream.texts[index].unicodeScalars.count
                index += 1
            }
            return width
        }
        let names = section.map { width($0.name.span) }
        let types = section.map { width($0.type.span) }
        guard let widestName = names.max(), let widestType = types.max() else { return }
        for (number, parameter) in section.enumerated() {
            plan.padding[index(parameter.type.span)] = widestName - names[number]
            guard parameter.defaultValue != nil else { continue }
            plan.padding[plan.stream.index(at: parameter.type.span.end)] = widestType - types[number]
        }
    }

    mutating func visit(_ type: TypeName) {
        if case .list = type.kind { settle(index(type.span)) }
        visitChildren(of: type)
    }
}
