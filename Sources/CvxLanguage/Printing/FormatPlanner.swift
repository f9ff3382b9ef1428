/// Reads from the tree where lines may be broken and which words are the grammar's.
struct FormatPlanner: SyntaxVisitor {
    var plan: FormatPlan
    let shapes: [String: CommandShape]
    /// Words that begin an option of some verb.
    private let optionWords: Set<String>
    /// Ranges of tokens in which a line end breaks a group, outer ones first.
    var ranges: [(first: Int, last: Int, group: Int)] = []
    /// Marks that what follows needs and the text lacks, behind the words themselves.
    var suffixes: [(index: Int, text: String)] = []
    /// Blocks of several statements.
    var groupsToBreak: [Int] = []
    /// Words that the program chose, not the grammar.
    private var isName: [Bool]
    /// Brackets in which no line is broken, or that have been given a group.
    private var isSettled: [Bool]
    /// Commas that part items of a clause, not what stands in a bracket.
    private var isItemComma: [Bool]
    /// Spelled as it was written: `$x == 5` as a statement would become an assignment.
    private var isKept: [Bool]

    static func plan(_ program: Program, _ stream: FormatStream, shapes: [CommandShape]) -> FormatPlan {
        var planner = FormatPlanner(stream, shapes)
        planner.statements(program.statements, group: nil)
        planner.readBrackets()
        planner.nest()
        planner.spell()
        planner.takeWrittenBreaks()
        return planner.plan
    }

    private init(_ stream: FormatStream, _ shapes: [CommandShape]) {
        plan = FormatPlan(stream)
        self.shapes = Parser.table(shapes)
        optionWords = Set(shapes.flatMap { $0.options.compactMap(\.words.first) })
        let count = stream.tokens.count
        isName = [Bool](repeating: false, count: count)
        isSettled = isName
        isItemComma = isName
        isKept = isName
    }

    var tokens: [Token] { plan.stream.tokens }

    func index(_ span: Span) -> Int { plan.stream.index(at: span.start) }

    func word(_ index: Int, is keyword: Keyword) -> Bool {
        tokens[index].kind == .name && tokens[index].keyword == keyword && !isName[index]
    }

    mutating func write(_ index: Int, _ text: String) { plan.stream.texts[index] = text }
    mutating func keep(_ index: Int) { isKept[index] = true }
    mutating func settle(_ bracket: Int) { isSettled[bracket] = true }

    mutating func visit(_ name: Name) { isName[index(name.span)] = true }

    // MARK: Points

    mutating func point(
        _ index: Int, _ rank: FormatPlan.Rank, _ indent: FormatPlan.Indent = .beyond(2), group: Int? = nil,
        isFirst: Bool = false
    ) {
        guard index > 0, index < tokens.count, !plan.stream.isInsideText[index] else { return }
        // At a line's start such a word starts a statement.
        if rank == .item || rank == .operation, tokens[index].keyword.isHardStarter { return }
        plan.points[index] = FormatPlan.Point(
            rank: plan.stream.depth[index] * 16 + rank.rawValue, indent: indent, group: group,
            isFirst: isFirst)
    }

    mutating func newGroup() -> Int {
        plan.groups.append(FormatPlan.Group())
        return plan.groups.count - 1
    }

    /// The commas before these places part items of a list without brackets.
    mutating func items(before spans: some Sequence<Span>, indent: Int) {
        for span in spans.dropFirst() {
            let index = index(span)
            guard index > 0, tokens[index - 1].kind == .comma else { continue }
            isItemComma[index - 1] = true
            point(index, .item, .beyond(indent))
        }
    }

    /// The bracket at `opener` breaks with `group`, and its closer then begins a line.
    mutating func enclose(_ opener: Int, _ group: Int, rank: FormatPlan.Rank) {
        let closer = plan.stream.partner[opener]
        guard closer > opener else { return }
        isSettled[opener] = true
        plan.groupOfBracket[opener] = group
        ranges.append((opener, closer, group))
        plan.blanks[closer] = .closing
        plan.indents[closer] = .closing
        if closer > opener + 1 { point(closer, rank, .closing, group: group) }
    }

    /// Entries of a record or of `params`, between which a line end serves as well as a comma.
    mutating func entries(_ spans: some Sequence<Span>, in group: Int, rank: FormatPlan.Rank) {
        for (number, span) in spans.enumerated() {
            let index = index(span)
            point(index, rank, .beyond(0), group: group)
            plan.blanks[index] = number > 0 ? .between : .first
            guard number > 0 else { continue }
            let hasComma = tokens[index - 1].kind == .comma
            // Inside text no line is broken.
            let isInsideText = plan.stream.isInsideText[index]
            plan.isDroppable[index - 1] = hasComma && !isInsideText && !goesOn(index)
            if !hasComma, isInsideText { suffixes.append((index - 1, ",")) }
        }
    }

    /// A line that begins with the token goes on with the line before.
    func goesOn(_ index: Int) -> Bool {
        let token = tokens[index]
        if token.kind == .pipe { return true }
        return token.kind == .name
            && (token.keyword.continuesStatement || [.mapping, .on, .to].contains(token.keyword))
    }

    /// As `goesOn`, behind a verb that has options.
    func goesOnAsOption(_ index: Int) -> Bool {
        goesOn(index)
            || tokens[index].kind == .name && optionWords.contains(plan.stream.texts[index].lowercased())
    }

    // MARK: After the walk

    /// Brackets that nothing else has settled: lists, records, arguments, parentheses.
    private mutating func readBrackets() {
        var open: [Int?] = []
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .leftParen, .leftBracket, .leftBrace:
                open.append(isSettled[index] ? nil : bracketGroup(index))
            case .rightParen, .rightBracket, .rightBrace: _ = open.popLast()
            case .interpolationOpen: open.append(nil)
            case .interpolationClose: _ = open.popLast()
            case .comma:
                switch tokens[index + 1].kind {
                case .rightParen, .rightBracket, .rightBrace:
                    write(index, "")
                    continue
                default: break
                }
                guard case let group?? = open.last, !isItemComma[index] else { continue }
                point(index + 1, .bracket, .beyond(0), group: group)
                plan.blanks[index + 1] = .between
            default: break
            }
        }
    }

    private mutating func bracketGroup(_ opener: Int) -> Int? {
        let closer = plan.stream.partner[opener]
        guard closer > opener + 1 else { return nil }
        let group = newGroup()
        enclose(opener, group, rank: .bracket)
        point(opener + 1, .bracket, .beyond(0), group: group)
        return group
    }

    /// A group's parent is the group of the range around it.
    private mutating func nest() {
        ranges.sort { ($0.first, $1.last) < ($1.first, $0.last) }
        var open: [(last: Int, group: Int)] = []
        var next = 0
        for index in tokens.indices {
            // A range holds the gaps behind its first token, up to the one before its last.
            while let innermost = open.last, innermost.last < index { open.removeLast() }
            plan.around[index] = open.last?.group
            while next < ranges.count, ranges[next].first == index {
                let range = ranges[next]
                next += 1
                guard range.last > index else { continue }
                if let outer = open.last(where: { $0.group != range.group }), outer.last >= range.last {
                    plan.groups[range.group].parent = outer.group
                }
                open.append((range.last, range.group))
            }
        }
    }

    /// Words of the grammar in lower case, operators in the one spelling.
    private mutating func spell() {
        for (index, token) in tokens.enumerated() {
            switch token.kind {
            case .name where token.keyword != .notKeyword && !isName[index]:
                if plan.stream.texts[index].lowercased() == token.keyword.text {
                    write(index, token.keyword.text)
                }
            case .duration: write(index, plan.stream.texts[index].lowercased())
            case .equal where !isKept[index]: write(index, "=")
            case .notEqual: write(index, "!=")
            default: break
            }
        }
        for suffix in suffixes { plan.stream.texts[suffix.index] += suffix.text }
    }

    /// Lines that are broken where they may be stay so.
    private mutating func takeWrittenBreaks() {
        for group in groupsToBreak { plan.breakGroup(group) }
        for index in tokens.indices.dropFirst() {
            if !plan.stream.remarks[index].isEmpty { plan.take(index) }
            guard plan.points[index] != nil else { continue }
            if tokens[index].newlineBefore || isBrokenBeside(index) { plan.take(index) }
        }
    }

    /// The line is broken on the other side of the operator or comma.
    private func isBrokenBeside(_ index: Int) -> Bool {
        if tokens[index - 1].kind == .comma, tokens[index - 1].newlineBefore { return true }
        let isOperator = tokens[index].kind == .pipe || word(index, is: .and) || word(index, is: .or)
        return isOperator && tokens[index + 1].newlineBefore
    }
}
