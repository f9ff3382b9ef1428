// `let`, `view`, `def`, `params`, `allow`, `use`, and the types and names they declare.
extension Parser {
    mutating func parseLet() -> Statement.Kind {
        let isView = current.keyword == .view
        let word = current.keyword.text
        advance()
        var name: Name
        if at(.variable) {
            note(
                .expectedName, "`\(word)` names a variable without `$`", at: current.span,
                help: "write `\(word) \(text(current).dropFirst()) = …`")
            name = parseVariableName()
        } else {
            name = parseNewName("a name")
        }
        let type = accept(.colon) ? parseType() : nil
        expect(.equal, "`=`", help: "write `\(word) \(name.text) = …`")
        let value = parsePipeline()
        return isView ? .view(name, type: type, value) : .let(name, type: type, value)
    }

    mutating func parseVariableName() -> Name {
        let name = Name(String(text(current).dropFirst()), span: current.span)
        advance()
        return name
    }

    /// Any word.
    mutating func parseWord(_ what: String) -> Name {
        guard !isPanicking, continues, current.isWord else {
            if !isPanicking {
                let place = continues ? current.span : afterPrevious
                let found = continues ? shown(current) : "the end of the line"
                fail(.expectedName, "expected \(what), found \(found)", at: place, help: teaching())
            }
            return Name("", span: afterPrevious)
        }
        let name = name(current)
        advance()
        return name
    }

    /// A word that names something new, so not a reserved one.
    mutating func parseNewName(_ what: String) -> Name {
        if continues, current.kind == .name, current.keyword.isReserved {
            let word = text(current)
            note(
                .reservedWord, "`\(word)` is a word of the language", at: current.span,
                help: "choose another name, or write `` `\(word)` ``")
        }
        return parseWord(what)
    }

    func name(_ token: Token) -> Name {
        var text = text(token)
        if token.kind == .quotedName {
            text.removeFirst()
            if text.last == "`" { text.removeLast() }
        }
        return Name(text, span: token.span, isQuoted: token.kind == .quotedName)
    }

    mutating func parseType() -> TypeName {
        let start = position
        guard enter() else {
            return TypeName(.named(Name("", span: afterPrevious)), isOptional: false, span: current.span)
        }
        defer { leave() }
        let kind: TypeName.Kind
        if at(.leftBracket) {
            let outer = open()
            let element = parseType()
            close(.rightBracket, restoring: outer)
            kind = .list(element)
        } else {
            kind = .named(parseWord("a type"))
        }
        let isOptional = accept(.question)
        return TypeName(kind, isOptional: isOptional, span: span(from: start))
    }

    mutating func parseDefinition() -> Statement.Kind {
        advance()
        let name = parseNewName("a name for the function")
        var parameters: [Parameter] = []
        if at(.leftParen) {
            let outer = open()
            while !isPanicking, current.kind != .rightParen {
                parameters.append(parseParameter())
                guard accept(.comma) else { break }
            }
            close(.rightParen, restoring: outer)
        } else {
            expect(.leftParen, "`(`", help: "write `def \(name.text)(x: int) = …`")
        }
        let result = accept(.arrow) ? parseType() : nil
        let body: Definition.Body
        if accept(.equal) {
            body = .expression(parseExpression())
        } else if at(.leftBrace) {
            body = .block(parseBlock())
        } else {
            unexpected(.words("`=` or `{`"))
            body = .expression(missing())
        }
        return .define(Definition(name: name, parameters: parameters, result: result, body: body))
    }

    private mutating func parseParameter() -> Parameter {
        if !isPanicking, at(.variable) {
            fail(
                .expectedName, "a parameter is named without `$`", at: current.span,
                help: "write `\(text(current).dropFirst()): TYPE`")
        }
        let name = parseNewName("a parameter")
        expect(
            .colon, "`:` and a type",
            help: "write `\(name.text): int`, `\(name.text): text`, `\(name.text): lead`")
        let type = parseType()
        return Parameter(name: name, type: type, defaultValue: accept(.equal) ? parseExpression() : nil)
    }

    mutating func parseParameters() -> Statement.Kind {
        advance()
        guard at(.leftBrace) else {
            unexpected(.words("`{`"))
            return .parameters([])
        }
        var parameters: [Parameter] = []
        let outer = open()
        while !isPanicking, current.kind != .rightBrace, current.kind != .eof {
            newlinesCount = false
            guard current.isWord || current.kind == .variable else {
                fail(.expectedName, "expected a parameter, found \(shown(current))", at: current.span)
                break
            }
            parameters.append(parseParameterLine())
            newlinesCount = false
            guard accept(.comma) || current.newlineBefore else { break }
        }
        newlinesCount = false
        close(.rightBrace, restoring: outer)
        return .parameters(parameters)
    }

    private mutating func parseParameterLine() -> Parameter {
        // The name may stand on a new line; a line end after it ends the parameter.
        guard current.isWord else { return parseParameter() }
        let name = name(current)
        advance()
        newlinesCount = true
        expect(.colon, "`:` and a type", help: "write `\(name.text): int`")
        let type = parseType()
        return Parameter(name: name, type: type, defaultValue: accept(.equal) ? parseExpression() : nil)
    }

    mutating func parseAllow() -> Statement.Kind {
        advance()
        var allowances: [Allowance] = []
        repeat {
            let effect = parseWord("what is allowed: update, delete, spend, send …")
            allowances.append(Allowance(effect: effect, ceiling: parsePrimary()))
        } while accept(.comma)
        return .allow(allowances)
    }

    /// `use "lib.cvx"`, or the verb `use org …`.
    mutating func parseUse() -> Statement.Kind? {
        let next = peek()
        if let shape = shapes["use"], next.isWord, !next.newlineBefore {
            let start = position
            let command = parseVerb(shape)
            return .pipeline(Pipeline(source: .command(command), stages: [], span: span(from: start)))
        }
        advance()
        guard continues, let path = plainText(current) else {
            unexpected(.words("a file's name in quotes"), help: "write `use \"lib.cvx\"`")
            return nil
        }
        let span = current.span
        advance()
        return .use(path, span: span)
    }
}
