/// Follows the tokens before the cursor and knows after each what may come next.
struct CompletionTracker {
    typealias Expected = CompletionContext.Expected

    /// One for the statement, one for each bracket that is open.
    struct Frame {
        var opener: Token.Kind?
        /// Whose rows are spoken of: an entity, or `$variable`.
        var entity: String?
        /// Relations that lead to the rows of this frame: `any phones(`.
        var base: [String] = []
        var expected: Expected = .statementStart
        /// The names read last: `organization.name`.
        var path: [String] = []
        var verb: CommandShape?
        /// The verb whose entity is awaited, or a declaration whose name is.
        var awaits: Keyword = .notKeyword
        /// In `in ( … )`: the field opposite.
        var opposite: [String]?
        var isStage = false
        /// After `any`, `every`, `no`, `has`: a bracket speaks of the rows of the path.
        var quantified = false
    }

    let source: SourceText
    let shapes: [String: CommandShape]
    var frames = [Frame()]
    var previous: Token?

    init(source: SourceText, shapes: [String: CommandShape]) {
        self.source = source
        self.shapes = shapes
    }

    /// Reads the tokens before the cursor, from the start of its statement on.
    mutating func read(_ tokens: [Token], from start: StatementStart) {
        frames[0].opener = start.opener
        previous = start.index > 0 ? tokens[start.index - 1] : nil
        for token in tokens[start.index...] { read(token) }
    }

    var frame: Frame {
        get { frames.last ?? Frame() }
        set { if frames.isEmpty { frames = [newValue] } else { frames[frames.count - 1] = newValue } }
    }

    mutating func endStatement() {
        let opener = frame.opener
        frame = Frame()
        frame.opener = opener
    }

    mutating func newline(before token: Token) {
        let isInside =
            frame.opener == .leftParen || frame.opener == .leftBracket || frame.opener == .interpolationOpen
        guard !isInside, let previous else { return }
        if token.startsStatement(after: previous) { endStatement() }
    }

    /// The cursor stands on a new, empty line.
    func endsLine(_ cursor: UInt32, _ next: Token) -> Bool {
        guard let previous, previous.canEndStatement, previous.end <= cursor else { return false }
        guard frame.opener == nil || frame.opener == .leftBrace else { return false }
        return source.bytes[Int(previous.end)..<Int(cursor)].contains(0x0A)
    }

    mutating func read(_ token: Token) {
        if token.newlineBefore { newline(before: token) }
        step(token)
        previous = token
    }

    private var fieldHere: Expected { .field(entity: frame.entity, path: frame.base) }

    private mutating func step(_ token: Token) {
        switch token.kind {
        case .semicolon: endStatement()
        case .leftParen, .leftBracket, .leftBrace, .interpolationOpen: push(token)
        case .rightParen, .rightBracket, .rightBrace, .interpolationClose: pop(token)
        case .pipe:
            frame.expected = .stage
            frame.isStage = true
            frame.verb = nil
            frame.path = []
        case .comma:
            if let opposite = frame.opposite {
                frame.expected = .enumValue(entity: frame.entity, path: opposite)
            } else if case .option(let verb) = frame.expected {
                let isOfNames = frame.verb?.namesFollowTarget ?? false
                frame.expected = isOfNames ? .argument(verb: verb) : .option(verb: verb)
            } else {
                frame.expected = fieldHere
            }
            frame.path = []
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .equalFolded, .notEqualFolded:
            if frame.awaits == .let {
                frame.awaits = .notKeyword
                frame.expected = .statementStart
            } else if frame.path.isEmpty {
                frame.expected = previous?.kind == .variable ? .statementStart : fieldHere
            } else {
                frame.expected = .enumValue(entity: frame.entity, path: frame.base + frame.path)
            }
        case .dot: readDot()
        case .plus, .minus, .star, .slash, .coalesce, .range, .ampersands, .bars, .bang:
            frame.expected = fieldHere
        case .colon: frame.expected = fieldHere
        case .name, .quotedName: readWord(token)
        case .variable where frame.expected == .statementStart:
            // Stages after it speak of its rows.
            frame.entity = source.text(token.span)
            readOperand(token)
        default: readOperand(token)
        }
    }

    private mutating func readDot() {
        if let previous, previous.kind == .variable {
            frame.expected = .member(variable: String(source.text(previous.span).dropFirst()))
        } else if frame.path.isEmpty, let previous, previous.isWord, let entity = frame.entity,
            entity == source.text(previous.span)
        {
            // `prisma.`: the entity in one home.
            frame.expected = .entity
        } else {
            frame.expected = .field(entity: frame.entity, path: frame.base + frame.path)
        }
    }

    private mutating func push(_ token: Token) {
        var inner = Frame()
        inner.opener = token.kind
        let outer = frame
        switch token.kind {
        case .leftBrace: break
        case .interpolationOpen:
            inner.expected = .field(entity: nil, path: [])
        default:
            inner.entity = outer.entity
            inner.base = outer.base
            inner.expected = .field(entity: outer.entity, path: outer.base)
            if previous?.keyword == .in, !outer.path.isEmpty {
                let path = outer.base + outer.path
                inner.opposite = path
                inner.expected = .enumValue(entity: outer.entity, path: path)
            } else if outer.verb != nil || outer.expected == .statementStart || previous?.keyword == .in {
                inner.expected = .statementStart
            } else if previous?.isWord == true, !token.spaceBefore, outer.quantified {
                inner.base = outer.base + outer.path
                inner.expected = .field(entity: outer.entity, path: inner.base)
            }
        }
        frames.append(inner)
    }

    private mutating func pop(_ token: Token) {
        if frames.count > 1 { frames.removeLast() }
        frame.path = []
        frame.quantified = false
        if token.kind == .rightBrace {
            endStatement()
        } else {
            readOperand(token)
        }
    }

    /// After a whole operand.
    private mutating func readOperand(_: Token) {
        if let verb = frame.verb {
            let wasTarget = frame.expected == .reference && verb.namesFollowTarget
            frame.expected = wasTarget ? .argument(verb: verb.name) : .option(verb: verb.name)
        } else if frame.expected == .entity || frame.awaits == .set {
            // `set @1 …`: a field of the row.
            frame.awaits = .notKeyword
            frame.expected = fieldHere
        } else {
            frame.expected = .clause(entity: frame.entity)
        }
    }

    private mutating func readWord(_ token: Token) {
        let keyword = token.keyword
        let word = source.text(token.span)
        if previous?.kind == .dot, frame.expected != .entity { return readField(word, after: true) }
        switch frame.expected {
        case .statementStart: return readStart(keyword, word)
        case .stage: return readStage(keyword, word)
        case .entity:
            if [.one, .first, .all, .from].contains(keyword) { return }
            frame.entity = previous?.kind == .dot ? (frame.entity.map { "\($0).\(word)" } ?? word) : word
            frame.expected = .clause(entity: frame.entity)
            return
        case .format, .chartKind:
            frame.expected = frame.expected == .chartKind ? fieldHere : .clause(entity: frame.entity)
            return
        case .subverb(let verb):
            let hasNames = frame.verb?.hasOwnNames == true && keyword != .no
            frame.expected = hasNames ? .argument(verb: verb) : .option(verb: verb)
            return
        default: break
        }
        if readVerbWord(keyword, word) { return }
        switch keyword {
        case .where, .having, .since, .until, .by, .select, .aggregate, .set, .and, .or, .not, .between, .mod,
            .if,
            .limit, .take, .offset, .like, .contains, .matches, .with:
            frame.expected = keyword == .limit || keyword == .take || keyword == .offset ? .none : fieldHere
            frame.path = []
        case .in:
            frame.expected =
                frame.awaits == .for
                ? .statementStart : .enumValue(entity: frame.entity, path: frame.base + frame.path)
        case .any, .every, .no, .has:
            frame.quantified = true
            frame.path = []
            frame.expected = fieldHere
        case .is, .sort, .order, .group, .starts, .ends, .asc, .desc, .null, .empty, .true, .false, .distinct:
            frame.expected = .clause(entity: frame.entity)
        default: readField(word, after: false)
        }
    }

    private mutating func readField(_ word: String, after dot: Bool) {
        if frame.expected == .none { return }
        frame.path = dot ? frame.path + [word] : [word]
        frame.expected = frame.verb.map { .option(verb: $0.name) } ?? .clause(entity: frame.entity)
    }

    /// A word of an option of the verb that is open.
    private mutating func readVerbWord(_ keyword: Keyword, _ word: String) -> Bool {
        guard let verb = frame.verb else { return false }
        if keyword == .where {
            frame.verb = nil
            frame.entity = frame.path.last
            frame.expected = fieldHere
            return true
        }
        let lowered = word.lowercased()
        if let option = verb.options.first(where: { $0.words.last == lowered }), option.value == .pipeline {
            frame.expected = .statementStart
            return true
        }
        frame.path = [word]
        frame.expected = .option(verb: verb.name)
        return true
    }

    private mutating func readStart(_ keyword: Keyword, _ word: String) {
        switch keyword {
        case .find, .count, .exists, .update, .delete, .import:
            frame.expected = .entity
        case .let, .view:
            frame.expected = .none
            frame.awaits = .let
        case .use:
            frame.expected = .none
            if let shape = shapes["use"] { open(shape) }
        case .def, .params, .allow, .sql: frame.expected = .none
        case .for:
            frame.expected = .none
            frame.awaits = .for
        case .set:
            frame.expected = .reference
            frame.awaits = .set
        case .add: frame.expected = .none
        case .if, .while, .assert, .fail, .exit: frame.expected = fieldHere
        case .preview, .return, .explain, .dry, .run, .transaction, .try, .catch, .else: break
        default:
            if let shape = shapes[word.lowercased()] { return open(shape) }
            if keyword.isClause {
                frame.expected = .clause(entity: nil)
                return readWordAsClause(keyword)
            }
            readField(word, after: false)
        }
    }

    private mutating func readWordAsClause(_ keyword: Keyword) {
        switch keyword {
        case .sort, .order, .group, .distinct: frame.expected = .clause(entity: frame.entity)
        case .limit, .take, .offset: frame.expected = .none
        default: frame.expected = fieldHere
        }
    }

    private mutating func open(_ shape: CommandShape) {
        frame.verb = shape
        if !shape.subverbs.isEmpty {
            frame.expected = .subverb(verb: shape.name)
        } else if shape.hasOwnNames, frame.isStage || !shape.namesFollowTarget {
            frame.expected = .argument(verb: shape.name)
        } else if shape.argumentsAreNames {
            frame.expected = .entity
            frame.verb = nil
        } else {
            frame.expected = shape.target == .none || frame.isStage ? .option(verb: shape.name) : .reference
        }
    }

    private mutating func readStage(_ keyword: Keyword, _ word: String) {
        switch keyword {
        case .to: frame.expected = .format
        case .chart: frame.expected = .chartKind
        case .save: frame.expected = .none
        case .set: frame.expected = fieldHere
        case .first, .last, .count, .page, .explain, .delete, .add:
            frame.expected = .clause(entity: frame.entity)
        default:
            if let shape = shapes[word.lowercased()], !keyword.isClause { return open(shape) }
            readWordAsClause(keyword)
            if !keyword.isClause { frame.expected = .clause(entity: frame.entity) }
        }
    }
}

extension CommandShape {
    /// `tag @1 "vip", "call back"`
    fileprivate var namesFollowTarget: Bool { hasOwnNames && target != .none }
}
