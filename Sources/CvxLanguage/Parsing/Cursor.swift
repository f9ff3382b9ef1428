// Where the parser stands: the current token, what may follow it, brackets.
extension Parser {
    var current: Token { tokens[position] }
    var previous: Token { tokens[max(0, position - 1)] }

    func peek(_ ahead: Int = 1) -> Token { tokens[min(position + ahead, tokens.count - 1)] }

    mutating func advance() {
        if tokens[position].isBroken { lastBroken = position }
        if position < tokens.count - 1 { position += 1 }
    }

    func text(_ token: Token) -> String { source.text(token.span) }

    /// From the token at `start` to the last one read.
    func span(from start: Int) -> Span {
        let first = tokens[start].span
        return position > start ? first.union(previous.span) : first
    }

    /// The current token belongs to the line, or the continued line, of the one before.
    var continues: Bool {
        let token = current
        guard token.kind != .eof else { return false }
        guard newlinesCount, token.newlineBefore, position != statementStart else { return true }
        // A comma ends no statement, unless what follows can only start one.
        if previous.kind == .comma, !token.keyword.isHardStarter { return true }
        return continuesAfterNewline(token)
    }

    func continuesAfterNewline(_ token: Token) -> Bool {
        // In the shell a line of its own applies to the last result; inside a block there is none.
        guard door == .file || blockDepth > 0 else {
            return token.keyword == .else || token.keyword == .catch
        }
        if token.kind == .pipe { return true }
        guard token.kind == .name else { return false }
        if token.keyword.continuesStatement { return true }
        if token.keyword == .mapping || token.keyword == .on || token.keyword == .to { return true }
        guard !openOptions.isEmpty, !token.keyword.isStatementStart else { return false }
        let word = text(token).lowercased()
        return shapes[word] == nil && openOptions.contains { $0.words.first == word }
    }

    func at(_ kind: Token.Kind) -> Bool { continues && current.kind == kind }
    func at(_ keyword: Keyword) -> Bool { continues && current.kind == .name && current.keyword == keyword }

    mutating func accept(_ kind: Token.Kind) -> Bool {
        guard !isPanicking, at(kind) else { return false }
        advance()
        return true
    }

    mutating func accept(_ keyword: Keyword) -> Bool {
        guard !isPanicking, at(keyword) else { return false }
        advance()
        return true
    }

    @discardableResult
    mutating func expect(_ keyword: Keyword, _ help: String? = nil) -> Bool {
        if accept(keyword) { return true }
        unexpected(.words("`\(keyword.text)`"), help: help)
        return false
    }

    @discardableResult
    mutating func expect(_ kind: Token.Kind, _ what: String, help: String? = nil) -> Bool {
        if accept(kind) { return true }
        unexpected(.words(what), help: help)
        return false
    }

    /// Reads an opening bracket; line ends mean nothing until `close`, which takes what this returns.
    mutating func open(newlinesCount: Bool = false) -> Bool {
        let outer = self.newlinesCount
        openers.append(current)
        advance()
        self.newlinesCount = newlinesCount
        return outer
    }

    mutating func close(_ kind: Token.Kind, restoring outer: Bool) {
        defer { newlinesCount = outer }
        guard !isPanicking else { return }
        guard current.kind == kind else { return unclosed(kind) }
        openers.removeLast()
        advance()
    }

    private mutating func unclosed(_ kind: Token.Kind) {
        if current.kind == .eof {
            if hasReportedEnd {
                isPanicking = true
                return
            }
            hasReportedEnd = true
        }
        let closer = kind == .rightParen ? ")" : kind == .rightBracket ? "]" : "}"
        let labels = openers.last.map { [Diagnostic.Label(span: $0.span, text: "opened here")] } ?? []
        if let help = teaching() {
            return fail(.unexpectedToken, "unexpected \(shown(current))", at: current.span, help: help)
        }
        let found = current.kind == .eof ? "the end" : shown(current)
        fail(
            .unclosedBracket, "expected `\(closer)`, found \(found)", at: current.span,
            help: "close it with `\(closer)`", labels: labels)
    }

    /// One level deeper; false, and reported, beyond the limit.
    mutating func enter() -> Bool {
        guard !isPanicking else { return false }
        guard depth < Self.depthLimit else {
            fail(
                .nestingTooDeep, "this is nested more than \(Self.depthLimit) levels deep", at: current.span,
                help: "name a part of it with `let` or `def`")
            return false
        }
        depth += 1
        return true
    }

    mutating func leave() { depth -= 1 }

    /// The height of a node over the tree read last; false, and reported, beyond the limit.
    mutating func grow(_ children: Int) -> Bool {
        height = children + 1
        guard height > Self.heightLimit else { return true }
        fail(
            .nestingTooDeep, "this chain is longer than \(Self.heightLimit) steps", at: previous.span,
            help: "name a part of it with `let`")
        return false
    }
}
