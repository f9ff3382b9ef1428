// Generic verbs, read by their shape, and targets.
extension Parser {
    mutating func parseVerb(_ shape: CommandShape, inStage: Bool = false) -> Command {
        let start = position
        let verb = name(current)
        let outerOptions = openOptions
        openOptions = shape.options
        defer { openOptions = outerOptions }
        advance()
        var subverb: Name?
        if continues, current.isWord, !shape.subverbs.isEmpty, Self.matches(text(current), shape.subverbs) {
            subverb = name(current)
            advance()
        } else if continues, current.isWord, !shape.argumentsAreNames, optionHere(shape) == nil, !startsQuery,
            !entityWithWhere, Spelling.closest(to: text(current), in: shape.subverbs) != nil
        {
            unknownOption(shape)
        }
        var target: Target?
        if shape.target != .none, !inStage, startsTarget(shape) { target = parseTarget(of: shape.name) }
        let arguments = parseArguments(of: shape)
        let options = parseOptions(of: shape)
        if shape.target == .required, !inStage, target == nil, !isPanicking {
            unexpected(
                .words("what to `\(shape.name)`"),
                help: "`@1`, `$lead`, `(find leads where …)` or `leads where …`")
        }
        if arguments.count < shape.arguments.lowerBound, !isPanicking {
            unexpected(.words("a value for `\(shape.name)`"), help: rowsFirst(shape, target))
        }
        let call = VerbCall(
            verb: verb, subverb: subverb, target: target, arguments: arguments,
            argumentsAreNames: shape.argumentsAreNames, options: options)
        return Command(.verb(call), span: span(from: start), verbSpan: verb.span)
    }

    /// Text alone was taken for the row's id.
    private func rowsFirst(_ shape: CommandShape, _ target: Target?) -> String? {
        guard case .expression(let text)? = target, case .literal(.text) = text.kind else { return nil }
        return "the rows come first: `\(shape.name) @1 \(source.text(text.span))`"
    }

    private static func matches(_ word: String, _ candidates: [String]) -> Bool {
        let word = word.lowercased()
        return candidates.contains { $0.lowercased() == word }
    }

    /// The option whose words stand here; the longest where one begins another.
    private func optionHere(_ shape: CommandShape) -> CommandShape.Option? {
        let start = dashCount
        guard continues, peek(start).kind == .name else { return nil }
        return shape.options
            .filter { option in
                option.words.enumerated().allSatisfy { index, word in
                    let token = peek(start + index)
                    return token.kind == .name && (index == 0 || !token.newlineBefore)
                        && text(token).lowercased() == word
                }
            }
            .max { $0.words.count < $1.words.count }
    }

    /// `--timeline` is what a command line has taught people: the dashes touch the option's word.
    private var dashCount: Int {
        let (first, second, word) = (current, peek(1), peek(2))
        let areDashes = first.kind == .minus && second.kind == .minus && word.kind == .name
        return areDashes && !second.spaceBefore && !word.spaceBefore ? 2 : 0
    }

    private func startsTarget(_ shape: CommandShape) -> Bool {
        guard continues, optionHere(shape) == nil else { return false }
        switch current.kind {
        case .variable, .reference, .exactReference, .leftParen: return true
        // Where text is an argument too, the first text is the target only if a target must be.
        case .string, .rawString, .multilineString, .stringOpen, .multilineOpen: return true
        case .name:
            if startsQuery || shape.target == .required { return !current.keyword.isReserved }
            return entityWithWhere
                || (!shape.argumentsAreNames && shape.arguments.upperBound == 0 && !current.keyword.isReserved
                    && !current.keyword.isClause && current.keyword != .by)
        case .quotedName: return true
        default: return false
        }
    }

    private var entityWithWhere: Bool {
        guard current.isWord else { return false }
        if peek().keyword == .where { return true }
        return peek().kind == .dot && peek(2).isWord && peek(3).keyword == .where
    }

    mutating func parseTarget(of verb: String) -> Target {
        guard !isPanicking else { return .expression(missing()) }
        guard continues else {
            unexpected(
                .words("what to `\(verb)`"), help: "`@1`, `$lead`, `(find leads where …)` or `leads where …`")
            return .expression(missing())
        }
        switch current.kind {
        case .variable, .reference, .exactReference, .string, .rawString, .multilineString, .stringOpen,
            .multilineOpen:
            return .expression(parsePostfix())
        case .leftParen:
            let value = parsePostfix()
            if case .pipeline(let pipeline) = value.kind { return .pipeline(pipeline) }
            return .expression(value)
        case .name, .quotedName:
            if startsQuery {
                let query = parseQuery()
                return .pipeline(Pipeline(source: .query(query), stages: [], span: query.span))
            }
            return parseRows(of: verb)
        default:
            unexpected(
                .words("what to `\(verb)`"), help: "`@1`, `$lead`, `(find leads where …)` or `leads where …`")
            return .expression(missing())
        }
    }

    private mutating func parseRows(of verb: String) -> Target {
        let start = position
        let entity = parseEntity()
        guard accept(.where) else {
            if !isPanicking {
                fail(
                    .conditionRequired, "`\(verb)` needs a condition", at: entity.span,
                    help: "add `where …`; for every row say `\(verb) (find \(source.text(entity.span)))`")
            }
            return .rows(entity, condition: missing(), span: span(from: start))
        }
        let condition = parseExpression()
        return .rows(entity, condition: condition, span: span(from: start))
    }

    private mutating func parseArguments(of shape: CommandShape) -> [Expression] {
        var arguments: [Expression] = []
        while !isPanicking, arguments.count < shape.arguments.upperBound, optionHere(shape) == nil,
            startsArgument(shape)
        {
            arguments.append(shape.argumentsAreNames ? parseNamed() : parseExpression())
            if shape.hasOwnNames, !isPanicking { requireQuotes(of: shape) }
            let hasComma = accept(.comma)
            if !hasComma, !shape.argumentsAreNames { break }
            if hasComma, !isPanicking, !startsArgument(shape) { unexpected(.expression) }
        }
        return arguments
    }

    /// `login ana@example.com`: what touches a name is part of it, which only quotes can say.
    private mutating func requireQuotes(of shape: CommandShape) {
        guard [.reference, .minus].contains(current.kind), !current.spaceBefore, continues else { return }
        let start = previous.span
        while continues, !current.spaceBefore, !isAtStatementEnd, current.kind != .pipe { advance() }
        let span = start.union(previous.span)
        fail(
            .unexpectedToken, "such a name stands in quotes", at: span,
            help: "write `\(shape.name) \"\(source.text(span))\"`")
    }

    private func startsArgument(_ shape: CommandShape) -> Bool {
        guard continues else { return false }
        switch current.kind {
        case .leftBrace: return startsRecord
        case .minus: return true
        case .name where shape.argumentsAreNames: return true
        case .name: return ![.where, .by, .and, .or].contains(current.keyword) && !current.keyword.isClause
        default: return mayBeOperand(current)
        }
    }

    /// A bare word, perhaps dotted: `describe leads.score`, `help sort`.
    private mutating func parseNamed() -> Expression {
        guard current.isWord else { return parseExpression() }
        let first = name(current)
        advance()
        var result = Expression(.name(first), span: first.span)
        var length = 0
        while !isPanicking, current.kind == .dot, !current.spaceBefore, length < Self.depthLimit {
            advance()
            let next = parseWord("a name")
            result = Expression(.member(result, next), span: result.span.union(next.span))
            length += 1
        }
        return result
    }

    private mutating func parseOptions(of shape: CommandShape) -> [OptionUse] {
        var uses: [OptionUse] = []
        while !isPanicking, let option = optionHere(shape) {
            let start = position
            for _ in 0..<dashCount { advance() }
            for _ in option.words { advance() }
            let name = Name(option.words.joined(separator: " "), span: span(from: start))
            if uses.contains(where: { $0.name.text == name.text }) {
                note(
                    .repeatedClause, "`\(name.text)` is there twice", at: name.span, help: "keep one of them")
            }
            var values: [Expression] = []
            switch option.value {
            case .none: break
            case .expression, .template: values.append(parseExpression())
            case .names:
                repeat {
                    values.append(current.isWord && continues ? parseNamed() : parseExpression())
                } while accept(.comma)
            case .pipeline: values.append(parsePipelineValue())
            }
            let takesNames = if case .names = option.value { true } else { false }
            let entity: String? = if case .template(let entity) = option.value { entity } else { nil }
            uses.append(
                OptionUse(name: name, values: values, takesNames: takesNames, templateEntity: entity))
        }
        if !isPanicking, continues, current.kind == .name, !current.keyword.isClause,
            !current.keyword.isInfix,
            !shape.options.isEmpty || !shape.subverbs.isEmpty, !current.keyword.isReserved
        {
            unknownOption(shape)
        }
        return uses
    }

    private mutating func unknownOption(_ shape: CommandShape) {
        let candidates = shape.options.map { $0.words.joined(separator: " ") }
        let known = Spelling.closest(to: text(current), in: candidates + shape.subverbs)
        let list = candidates.isEmpty ? shape.subverbs : candidates
        let some = list.prefix(8).map { "`\($0)`" }.joined(separator: ", ")
        fail(
            .unknownOption, "`\(shape.name)` has no option \(shown(current))", at: current.span,
            help: known.map { "did you mean `\($0)`?" } ?? "it has \(some)")
    }

    private mutating func parsePipelineValue() -> Expression {
        if startsQuery {
            let query = parseQuery()
            return Expression(
                .pipeline(Pipeline(source: .query(query), stages: [], span: query.span)), span: query.span)
        }
        return parsePostfix()
    }
}
