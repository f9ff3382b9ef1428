/// Breaks what is too long, outermost first, and writes the lines.
struct FormatLayout {
    static let width = 100

    private var plan: FormatPlan
    private let extents: [Extent]
    private var lines: [FormatLine] = []
    private var hasTaken = false
    /// Broken brackets around the line being written.
    private var containers: [Container] = []

    /// How wide a token is; one of several lines, on its first and its last.
    private struct Extent {
        var first: Int
        var last: Int?

        init(_ text: String) {
            let parts = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
            let widths = [parts.first, parts.count > 1 ? parts.last : nil].map { part in
                part.map { Substring($0).unicodeScalars.count }
            }
            first = widths[0] ?? 0
            last = widths[1]
        }
    }

    private struct Container {
        var closer: Int
        /// Of the lines inside.
        var base: Int
        /// Of the line that the closer begins.
        var outer: Int
    }

    static func lines(_ plan: FormatPlan) -> [FormatLine] {
        var layout = FormatLayout(plan)
        // What is broken late may belong to what stands on lines before it, as `else` to its `if`.
        repeat { layout.run() } while layout.hasTaken
        return layout.lines
    }

    private init(_ plan: FormatPlan) {
        self.plan = plan
        extents = plan.stream.texts.map(Extent.init)
    }

    private var base: Int { containers.last?.base ?? 0 }

    private mutating func run() {
        lines = []
        containers = []
        hasTaken = false
        let end = plan.stream.tokens.count - 1
        var start = 0
        while start < end {
            let indent = indent(start)
            writeRemarks(start, indent: remarkIndent(start, indent))
            var next = lineEnd(start)
            while let point = pointToTake(start, next, indent) {
                plan.take(point)
                hasTaken = true
                next = lineEnd(start)
            }
            writeLine(start, next, indent)
            start = next
        }
        writeRemarks(end, indent: 0)
    }

    private func lineEnd(_ start: Int) -> Int {
        let end = plan.stream.tokens.count - 1
        var index = start + 1
        while index < end, !plan.breaks(before: index) { index += 1 }
        return index
    }

    // MARK: Indentation

    private func indent(_ start: Int) -> Int {
        switch plan.points[start]?.indent ?? plan.indents[start] {
        case .beyond(let spaces): base + spaces
        case .closing: containers.last { $0.closer == start }?.outer ?? base
        }
    }

    /// What stands before a closer belongs to the lines inside.
    private func remarkIndent(_ start: Int, _ indent: Int) -> Int {
        containers.last?.closer == start ? base : indent
    }

    /// Brackets that open and close on the line from `start` leave what is around the next one.
    private mutating func pass(_ index: Int, lineIndent: Int) {
        while let innermost = containers.last, innermost.closer <= index { containers.removeLast() }
        guard let group = plan.groupOfBracket[index], plan.groups[group].isBroken else { return }
        let outer = plan.isBlock[index] ? base : lineIndent
        containers.append(Container(closer: plan.stream.partner[index], base: outer + 2, outer: outer))
    }

    // MARK: Breaking

    /// Where the line from `start` to `end` is to be broken; nil where it fits, or no further break is possible.
    private func pointToTake(_ start: Int, _ end: Int, _ indent: Int) -> Int? {
        var column = indent
        var isTooLong = false
        var best: Int?
        var bestRank = Int.max
        for index in start..<end {
            if index > start, let point = plan.points[index], isOpen(index, point), point.rank <= bestRank {
                // The last before which the line fits, but the one marked `isFirst` before all others.
                let isFurther = column <= Self.width && !(best.map(isFirst) ?? false)
                if point.rank < bestRank || isFurther { best = index }
                bestRank = point.rank
            }
            if index > start { column += spaces(before: index) }
            if plan.isDropped(index) { continue }
            column += extents[index].first
            if let last = extents[index].last {
                isTooLong = isTooLong || column > Self.width
                column = last
            }
        }
        return isTooLong || column > Self.width ? best : nil
    }

    private func spaces(before index: Int) -> Int {
        guard plan.hasSpace(before: index) else { return 0 }
        let isPadded = plan.around[index].map { plan.groups[$0].isBroken } ?? false
        return isPadded ? 1 + plan.padding[index] : 1
    }

    private func isFirst(_ index: Int) -> Bool { plan.points[index]?.isFirst ?? false }

    /// The point may still be taken.
    private func isOpen(_ index: Int, _ point: FormatPlan.Point) -> Bool {
        if let group = point.group { return !plan.groups[group].isBroken }
        return !plan.isTaken[index] && !plan.isBarred(index)
    }

    // MARK: Writing

    private mutating func writeLine(_ start: Int, _ end: Int, _ indent: Int) {
        var code = ""
        for index in start..<end {
            if index > start { code += String(repeating: " ", count: spaces(before: index)) }
            if !plan.isDropped(index) { code += plan.stream.texts[index] }
            pass(index, lineIndent: indent)
        }
        let hasBlank = plan.stream.hasBlankBefore[start] && canHaveBlank(start)
        lines.append(FormatLine(indent: indent, code: code, hasBlankBefore: hasBlank))
    }

    /// Before the token, behind what has been written.
    private func canHaveBlank(_ index: Int) -> Bool {
        switch plan.blanks[index] {
        case .none, .closing: false
        case .first: lines.last?.code.isEmpty ?? false
        case .between: !lines.isEmpty
        }
    }

    private mutating func writeRemarks(_ index: Int, indent: Int) {
        var canHaveBlank =
            switch plan.blanks[index] {
            case .none, .first: false
            case .between: true
            case .closing: index > 0 && plan.groupOfBracket[index - 1] == nil
            }
        for (number, remark) in plan.stream.remarks[index].enumerated() {
            if number == 0, remark.isTrailing, !lines.isEmpty {
                lines[lines.count - 1].remark = remark.text
                lines[lines.count - 1].remarkColumn = remark.column
            } else {
                let hasBlank = remark.hasBlankBefore && canHaveBlank
                lines.append(
                    FormatLine(indent: indent, code: "", hasBlankBefore: hasBlank, remark: remark.text))
                canHaveBlank = plan.blanks[index] != .none
            }
        }
    }
}
