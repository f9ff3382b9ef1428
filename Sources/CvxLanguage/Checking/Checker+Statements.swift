// Statements and the blocks that they form.
extension Checker {
    mutating func checkTopLevel(
        _ statements: [Statement], _ arguments: [ProgramArgument]?
    ) throws -> [CheckedStatement] {
        let parameters = try checkParameters(of: statements, arguments)
        for statement in statements {
            if case .allow(let allowances) = statement.kind { try check(allowances, at: statement.span) }
        }
        try use(in: statements)
        try register(statements)
        return parameters + (try check(statements))
    }

    /// Statements that follow one another; what comes after one that never gets there is pointed at.
    mutating func check(_ statements: [Statement]) throws -> [CheckedStatement] {
        var checked: [CheckedStatement] = []
        for (index, statement) in statements.enumerated() {
            guard let result = try check(statement) else { continue }
            checked.append(result)
            if result.leaves, index + 1 < statements.count {
                report(
                    .unreachable, "this is never reached", at: statements[index + 1].span,
                    help: "the statement before it leaves the block")
            }
        }
        return checked
    }

    /// A block with names of its own.
    mutating func check(_ block: Block) throws -> [CheckedStatement] {
        let before = environment.lastResult
        let checked = try inScope { try $0.check(block.statements) }
        // Whether the block ran is not known here, and so neither is what `$_` is.
        if environment.lastResult != before { environment.lastResult = .unknown }
        return checked
    }

    private mutating func check(_ statement: Statement) throws -> CheckedStatement? {
        row = .none
        aggregatesAllowed = false
        func made(_ kind: CheckedStatement.Kind) -> CheckedStatement {
            CheckedStatement(kind, span: statement.span)
        }
        switch statement.kind {
        case .pipeline(let pipeline):
            let checked = try check(pipeline)
            if checked.givesResult { environment.lastResult = checked.type }
            return made(.pipeline(checked))
        case .let(let name, let type, let pipeline):
            let value = try converted(try check(pipeline), to: type)
            return made(.bind(declare(name, value.type), value))
        case .assign(let name, let pipeline): return try assign(name, pipeline).map(made)
        case .view(let name, let type, let pipeline):
            declare(name, view: try converted(try check(pipeline), to: type))
            return nil
        case .if(let branches, let otherwise):
            let checked = try branches.map { branch in
                CheckedBranch(
                    condition: try checkCondition(branch.condition), body: try check(branch.block))
            }
            return made(.if(checked, else: try otherwise.map { try check($0) } ?? []))
        case .for(let name, let pipeline, let block): return made(try loop(name, pipeline, block))
        case .while(let condition, let block):
            let test = try checkCondition(condition)
            return made(.while(test, try loopBody(block)))
        case .tryCatch(let body, let name, let handler): return made(try checkTry(body, name, handler))
        case .transaction(let block):
            transactionDepth += 1
            defer { transactionDepth -= 1 }
            return made(.transaction(try check(block)))
        case .dryRun(let block): return made(.dryRun(try check(block)))
        case .preview(let inner):
            return made(.dryRun(try inScope { try $0.check([inner]) }))
        case .break, .continue:
            let isBreak = if case .break = statement.kind { true } else { false }
            guard loopDepth > 0 else {
                report(
                    .wrongPlace, "`\(isBreak ? "break" : "continue")` stands in no loop", at: statement.span,
                    help: "it belongs in `for … { }` or `while … { }`")
                return nil
            }
            return made(isBreak ? .break : .continue)
        case .assert(let condition, let message):
            let checked = try checkCondition(condition)
            return made(.assert(checked, message: try message.map { try check($0) }))
        case .fail(let value): return made(.fail(try check(value)))
        case .exit(let value):
            let code = try check(value)
            expect(code, [.int], "an exit code, 0 to 255")
            return made(.exit(code))
        case .allow:
            if !scopes.isEmpty {
                report(.wrongPlace, "`allow` stands at the top of a file", at: statement.span)
            }
            return nil
        case .invalid: return nil
        case .define(let definition):
            try define(definition)
            return nil
        case .return(let pipeline): return try checkReturn(pipeline, at: statement.span).map(made)
        case .parameters:
            if !scopes.isEmpty { misplaced("params", statement) }
            return nil
        case .use:
            if !scopes.isEmpty { misplaced("use", statement) }
            return nil
        }
    }

    private mutating func misplaced(_ word: String, _ statement: Statement) {
        report(
            .wrongPlace, "`\(word)` stands outside of blocks", at: statement.span,
            help: "put it at the top of the file")
    }

    private mutating func assign(_ name: Name, _ pipeline: Pipeline) throws -> CheckedStatement.Kind? {
        let value = try check(pipeline)
        switch binding(name.text) {
        case .variable(let variable, let type)?:
            let help = assignmentHelp(name, type)
            let fitting = try converted(fittingItems(value, type, help), to: type, help: help)
            if type.isOpen { refine(variable, to: fitting.type) }
            return .bind(variable, fitting)
        case .view?:
            report(
                .wrongPlace, "`$\(name.text)` is a view: it is asked anew each time", at: name.span,
                help: "`let` makes what can be assigned to")
        case nil:
            report(
                .unknownVariable, "there is no variable `$\(name.text)` to assign to", at: name.span,
                help: Spelling.closest(to: name.text, in: variableNames).map { "did you mean $\($0)?" }
                    ?? "`let \(name.text) = …` makes one")
        }
        return nil
    }

    /// Of `$all = $all + [x]` each new item is made to fit, not the list as a whole each time.
    private mutating func fittingItems(
        _ pipeline: CheckedPipeline, _ type: Type, _ help: String
    ) -> CheckedPipeline {
        guard case .list(let element) = type, element != .null, pipeline.operations.isEmpty,
            case .value(let sum) = pipeline.source, case .arithmetic(.add, let list, let added) = sum.kind,
            list.type == type, case .list(let items) = added.kind
        else { return pipeline }
        let fitting = CheckedExpression(
            .list(items.map { fitted($0, to: element, help: help) }), type, added.span)
        return CheckedPipeline(
            source: .value(CheckedExpression(.arithmetic(.add, list, fitting), type, sum.span)),
            operations: [], type: type, span: pipeline.span)
    }

    private func assignmentHelp(_ name: Name, _ type: Type) -> String {
        "`$\(name.text)` is \(type.phrase); declare it as `let \(name.text): TYPE = …`"
    }

    private mutating func loop(
        _ name: Name, _ pipeline: Pipeline, _ block: Block
    ) throws -> CheckedStatement.Kind {
        let rows = try check(pipeline)
        let element: Type
        switch rows.type {
        case .list(let type): element = type
        case .unknown: element = .unknown
        default:
            report(
                .notRows, "a loop goes over a list, found \(rows.type.phrase)", at: pipeline.span,
                help: "as in `for lead in $stale { … }` or `for i in 1..10 { … }`")
            element = .unknown
        }
        return try inScope { checker in
            let variable = checker.declare(name, element, mustBeRead: false)
            return .for(variable, rows, try checker.loopBody(block))
        }
    }

    /// `$_` at the start of a turn may be what the turn before left.
    private mutating func loopBody(_ block: Block) throws -> [CheckedStatement] {
        loopDepth += 1
        defer { loopDepth -= 1 }
        if environment.lastResult != nil { environment.lastResult = .unknown }
        return try check(block)
    }

    private mutating func checkTry(
        _ body: Block, _ name: Name?, _ handler: Block
    ) throws -> CheckedStatement.Kind {
        let tried = try check(body)
        return try inScope { checker in
            let variable = name.map { checker.declare($0, .caughtError, mustBeRead: false) }
            return .tryCatch(tried, variable, try checker.check(handler))
        }
    }
}

extension CheckedStatement {
    /// What follows it in its block is never reached.
    var leaves: Bool {
        switch kind {
        case .return, .break, .continue, .fail, .exit: true
        case .if(let branches, let otherwise):
            branches.allSatisfy { $0.body.last?.leaves == true } && otherwise.last?.leaves == true
        case .tryCatch(let body, _, let handler): body.last?.leaves == true && handler.last?.leaves == true
        case .transaction(let body), .dryRun(let body): body.last?.leaves == true
        default: false
        }
    }
}

extension Type {
    /// What `catch e` binds.
    package static let caughtError = Type.record([
        .init(name: "message", type: .text), .init(name: "code", type: .text),
        .init(name: "line", type: .int),
    ])

    /// More may be learnt of it: `null` and `[]` tell nothing of what is assigned next.
    var isOpen: Bool { self == .null || self == .list(.null) }
}
