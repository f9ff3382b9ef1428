/// A program with everything that was wrong with its text.
package struct ParseOutput: Sendable {
    package var program: Program
    /// In the order of the text.
    package var diagnostics: [Diagnostic]
}

/// Hand-written recursive descent over the tokens of one source; it always gives a tree.
package struct Parser {
    package enum Door: Sendable { case file, shell }

    /// Sources above this size are refused.
    package static let sizeLimit = 64 << 20
    /// After so many reports parsing stops.
    package static let diagnosticLimit = 50
    /// Brackets, blocks and operators nest at most this deep, so that no later pass runs out of stack.
    static let depthLimit = 200
    /// A chain of operators or of `.x` makes a tree as high as it is long.
    static let heightLimit = 400

    let source: SourceText
    let door: Door
    let shapes: [String: CommandShape]
    let tokens: [Token]
    var position = 0
    var diagnostics: [Diagnostic] = []
    /// An error has been reported in this statement and what follows of it is skipped.
    var isPanicking = false
    /// Brackets that are open, innermost last.
    var openers: [Token] = []
    /// False inside brackets, where a line end is a space.
    var newlinesCount = true
    /// Blocks open around this statement.
    var blockDepth = 0
    var depth = 0
    /// Of the tree of the expression read last.
    var height = 0
    var statementStart = 0
    /// The last token read in which the lexer found a fault: what follows from that is not reported again.
    var lastBroken = -1
    /// A bracket that stays open to the end has been reported; those around it are not reported as well.
    var hasReportedEnd = false
    /// Options of the verb being read, whose words go on with it on the next line of a file.
    var openOptions: [CommandShape.Option] = []

    package static func parse(_ source: SourceText, door: Door, shapes: [CommandShape]) -> ParseOutput {
        guard source.bytes.count <= sizeLimit else {
            let fault = Diagnostic(
                .sourceTooLarge, "this source is larger than 64 MB", at: Span(0, 0),
                help: "data belongs in a file that `import` reads")
            return ParseOutput(program: Program(statements: [], comments: []), diagnostics: [fault])
        }
        let lexed = Lexer.lex(source)
        var parser = Parser(source, lexed.tokens, door: door, shapes: shapes)
        let statements = parser.parseProgram()
        var all = lexed.diagnostics + parser.diagnostics
        all.sort { ($0.span?.start ?? 0, $0.span?.end ?? 0) < ($1.span?.start ?? 0, $1.span?.end ?? 0) }
        return ParseOutput(
            program: Program(statements: statements, comments: lexed.comments),
            diagnostics: Array(all.prefix(diagnosticLimit)))
    }

    init(_ source: SourceText, _ tokens: [Token], door: Door, shapes: [CommandShape]) {
        self.source = source
        self.tokens = tokens
        self.door = door
        self.shapes = Self.table(shapes)
    }

    static func table(_ shapes: [CommandShape]) -> [String: CommandShape] {
        Dictionary(shapes.map { ($0.name.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
    }

    private mutating func parseProgram() -> [Statement] {
        var statements: [Statement] = []
        while true {
            skipSemicolons()
            guard current.kind != .eof, diagnostics.count < Self.diagnosticLimit else { return statements }
            if current.kind == .rightBrace {
                fail(.unexpectedToken, "this `}` closes nothing", at: current.span)
                isPanicking = false
                advance()
                continue
            }
            statements.append(parseStatementRecovering())
        }
    }

    mutating func skipSemicolons() {
        while current.kind == .semicolon { advance() }
    }

    /// Reads a statement and its end; after an error goes on at the next line.
    mutating func parseStatementRecovering() -> Statement {
        let outerStart = statementStart
        statementStart = position
        let base = openers.count
        let savedNewlines = newlinesCount
        let savedDepth = depth
        newlinesCount = true
        openOptions = []
        let start = position
        var statement = parseStatement()
        if !isPanicking { expectEnd(of: statement) }
        if isPanicking {
            recover(base: base, from: start)
            isPanicking = false
            statement.span = span(from: start)
        }
        // Whatever went wrong, the program gets shorter.
        if position == start, current.kind != .rightBrace { advance() }
        openers.removeLast(max(0, openers.count - base))
        newlinesCount = savedNewlines
        depth = savedDepth
        statementStart = outerStart
        return statement
    }

    private mutating func expectEnd(of statement: Statement) {
        switch current.kind {
        case .eof, .rightBrace, .semicolon: return
        default: break
        }
        if previous.kind == .rightBrace, statement.endsInBlock { return }
        if current.newlineBefore, !continues { return }
        unexpected(.statement)
    }

    /// Skips to the next line, or the `}` of the block around, past the brackets that are open.
    private mutating func recover(base: Int, from start: Int) {
        var open = openers.dropFirst(base).map(\.kind)
        while current.kind != .eof {
            let token = current
            if token.newlineBefore, position > start {
                if let innermost = open.last {
                    if innermost != .leftBrace, token.keyword.isHardStarter { return }
                } else if !continuesAfterNewline(token) {
                    return
                }
            }
            switch token.kind {
            case .leftParen, .leftBracket, .leftBrace, .interpolationOpen: open.append(token.kind)
            case .rightParen, .rightBracket, .interpolationClose: _ = open.popLast()
            case .rightBrace:
                if open.isEmpty { return }
                while let kind = open.popLast(), kind != .leftBrace {}
            case .semicolon where open.isEmpty: return
            default: break
            }
            advance()
        }
        if !open.isEmpty { hasReportedEnd = true }
    }
}

extension Statement {
    /// Ends with the `}` of a block, after which no line end is needed.
    var endsInBlock: Bool {
        switch kind {
        case .if, .for, .while, .tryCatch, .transaction, .dryRun, .parameters: true
        case .define(let definition):
            if case .block = definition.body { true } else { false }
        case .preview(let inner): inner.endsInBlock
        default: false
        }
    }
}
