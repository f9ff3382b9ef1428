// Statements: which form it is, and control flow.
extension Parser {
    mutating func parseStatement() -> Statement {
        let start = position
        guard enter() else { return Statement(.invalid, span: current.span) }
        defer { leave() }
        let kind = parseStatementKind()
        return Statement(kind ?? .invalid, span: span(from: start))
    }

    private mutating func parseStatementKind() -> Statement.Kind? {
        if current.kind == .variable, peek().kind == .equal, !peek().newlineBefore,
            peek().end - peek().start == 1
        {
            let name = parseVariableName()
            advance()
            return .assign(name, parsePipeline())
        }
        guard current.kind == .name else { return .pipeline(parsePipeline()) }
        switch current.keyword {
        case .let, .view: return parseLet()
        case .def: return parseDefinition()
        case .params: return parseParameters()
        case .allow: return parseAllow()
        case .use: return parseUse()
        case .if: return parseIf()
        case .for: return parseFor()
        case .while:
            advance()
            let condition = parseExpression()
            return .while(condition, parseBlock())
        case .try: return parseTry()
        case .transaction:
            advance()
            return .transaction(parseBlock())
        case .dry where peek().keyword == .run:
            advance()
            advance()
            return .dryRun(parseBlock())
        case .preview:
            advance()
            return .preview(parseStatement())
        case .return:
            advance()
            return .return(isAtStatementEnd ? nil : parsePipeline())
        case .break:
            advance()
            return .break
        case .continue:
            advance()
            return .continue
        case .fail:
            advance()
            return .fail(parseExpression())
        case .exit:
            let verb = current.span
            advance()
            return .exit(isAtStatementEnd ? Expression(.literal(.int(0)), span: verb) : parseExpression())
        case .assert:
            advance()
            let condition = parseExpression()
            return .assert(condition, message: accept(.comma) ? parseExpression() : nil)
        case .else, .catch:
            fail(
                .wrongPlace,
                "`\(current.keyword.text)` without its \(current.keyword == .else ? "`if`" : "`try`")",
                at: current.span, help: "put it on the line of the `}` before it")
            return nil
        default: return .pipeline(parsePipeline())
        }
    }

    var isAtStatementEnd: Bool {
        switch current.kind {
        case .eof, .rightBrace, .semicolon: true
        default: !continues
        }
    }

    mutating func parseBlock() -> Block {
        let start = position
        guard !isPanicking else { return Block(statements: [], span: current.span) }
        guard current.kind == .leftBrace else {
            unexpected(.words("`{`"))
            return Block(statements: [], span: current.span)
        }
        let savedOptions = openOptions
        let outer = open(newlinesCount: true)
        blockDepth += 1
        var statements: [Statement] = []
        while true {
            skipSemicolons()
            guard current.kind != .rightBrace, current.kind != .eof,
                diagnostics.count < Self.diagnosticLimit
            else { break }
            let before = position
            statements.append(parseStatementRecovering())
            if position == before { advance() }
        }
        blockDepth -= 1
        openOptions = savedOptions
        close(.rightBrace, restoring: outer)
        return Block(statements: statements, span: span(from: start))
    }

    private mutating func parseIf() -> Statement.Kind {
        var branches: [(condition: Expression, block: Block)] = []
        repeat {
            advance()
            let condition = parseExpression()
            branches.append((condition, parseBlock()))
            guard accept(.else) else { return .if(branches, else: nil) }
        } while at(.if) && !isPanicking
        return .if(branches, else: parseBlock())
    }

    private mutating func parseFor() -> Statement.Kind {
        advance()
        if current.kind == .variable {
            note(
                .expectedName, "a loop names its variable without `$`", at: current.span,
                help: "write `for \(text(current).dropFirst()) in …`")
            let name = parseVariableName()
            expect(.in)
            let rows = parsePipeline()
            return .for(name, rows, parseBlock())
        }
        let name = parseNewName("a name for each row")
        expect(.in)
        let rows = parsePipeline()
        return .for(name, rows, parseBlock())
    }

    private mutating func parseTry() -> Statement.Kind {
        advance()
        let body = parseBlock()
        expect(.catch, "`try { … }` needs `catch e { … }`")
        let name = !isPanicking && at(.name) ? parseNewName("a name for the error") : nil
        return .tryCatch(body, name: name, parseBlock())
    }
}
