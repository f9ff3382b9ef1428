/// Where a program's lines may be broken, and how its tokens are written: what `FormatLayout` works on.
struct FormatPlan {
    /// The later, the less willingly a line is broken there. At one depth of brackets; a deeper one comes later.
    enum Rank: Int {
        case handler, block, stage, clause, or, and, item, operation, bracket, firstClause
    }

    /// How far a line that begins at the gap is indented.
    enum Indent: Equatable {
        /// Spaces beyond the innermost broken bracket or block.
        case beyond(Int)
        /// As the line with the bracket that the token closes.
        case closing
    }

    /// Before a token: the line may be broken there.
    struct Point {
        var rank: Int
        var indent: Indent
        /// Of those that break together; nil for a point of its own.
        var group: Int?
        /// Among points of one rank it goes before those behind it.
        var isFirst = false
    }

    /// Where blank lines are kept, one at most.
    enum Blank {
        case none
        /// Behind a remark of its own line only: nothing begins with a blank line.
        case first
        case between
        /// Before remarks only: nothing ends with a blank line.
        case closing
    }

    /// Points that break together, all or none.
    struct Group {
        var parent: Int?
        var isBroken = false
    }

    var stream: FormatStream
    var points: [Point?]
    var groups: [Group] = []
    /// The innermost group around the gap before a token: a line that ends there breaks it.
    var around: [Int?]
    /// The token begins a line wherever it stands: a statement, or what follows a comment.
    var startsLine: [Bool]
    /// The point before the token is taken.
    var isTaken: [Bool]
    /// How a line is indented that begins where there is no point.
    var indents: [FormatPlan.Indent]
    /// The group that a bracket breaks with.
    var groupOfBracket: [Int?]
    /// A bracket whose content is indented from the block around it, not from its line.
    var isBlock: [Bool]
    /// A `{` with a space inside.
    var isSpaced: [Bool]
    /// Stands close to the token before it.
    var isTouching: [Bool]
    var isUnary: [Bool]
    /// A comma that goes where its group is broken.
    var isDroppable: [Bool]
    /// Spaces more before the token, where its group is broken.
    var padding: [Int]
    /// The `try` block whose `catch` the token is: on a line of its own only where that is not broken.
    var blockBefore: [Int?]
    var blanks: [Blank]

    init(_ stream: FormatStream) {
        let count = stream.tokens.count
        func all<Value>(_ value: Value) -> [Value] { [Value](repeating: value, count: count) }
        self.stream = stream
        points = all(nil)
        around = all(nil)
        startsLine = stream.remarks.map { !$0.isEmpty }
        isTaken = all(false)
        indents = all(.beyond(2))
        groupOfBracket = all(nil)
        isBlock = all(false)
        isSpaced = all(false)
        isTouching = all(false)
        isUnary = all(false)
        isDroppable = all(false)
        padding = all(0)
        blockBefore = all(nil)
        blanks = all(.none)
        blanks[count - 1] = .closing
    }

    /// Whether a line begins with the token.
    func breaks(before index: Int) -> Bool {
        if startsLine[index] { return true }
        guard let point = points[index] else { return false }
        if let group = point.group { return groups[group].isBroken }
        return isTaken[index] && !isBarred(index)
    }

    /// `} catch` where the block before it is broken.
    func isBarred(_ index: Int) -> Bool { blockBefore[index].map { groups[$0].isBroken } ?? false }

    /// Breaks the line before `index`, and with it every group around.
    mutating func take(_ index: Int) {
        if let group = points[index]?.group {
            breakGroup(group)
        } else {
            isTaken[index] = true
        }
        if let group = around[index] { breakGroup(group) }
    }

    /// Breaks a group, and those around it.
    mutating func breakGroup(_ group: Int) {
        var next: Int? = group
        while let current = next, !groups[current].isBroken {
            groups[current].isBroken = true
            next = groups[current].parent
        }
    }

    /// The comma is not written.
    func isDropped(_ index: Int) -> Bool {
        isDroppable[index] && (around[index].map { groups[$0].isBroken } ?? false)
    }

    /// Whether a space stands before the token where no line begins with it.
    func hasSpace(before index: Int) -> Bool {
        guard index > 0, !isTouching[index] else { return false }
        let tokens = stream.tokens
        switch tokens[index].kind {
        case .eof, .comma, .colon, .rightParen, .rightBracket, .range, .question, .interpolationOpen,
            .interpolationClose, .stringText, .stringClose:
            return false
        case .rightBrace:
            let opener = stream.partner[index]
            return opener >= 0 && opener < index - 1 && isSpaced[opener]
        default: break
        }
        switch tokens[index - 1].kind {
        case .leftParen, .leftBracket, .range, .dot, .interpolationOpen, .stringOpen, .multilineOpen,
            .stringText:
            return false
        case .minus: return !isUnary[index - 1]
        case .leftBrace: return isSpaced[index - 1]
        default: return true
        }
    }
}
