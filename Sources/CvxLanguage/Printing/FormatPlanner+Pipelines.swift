// Queries, stages and commands.
extension FormatPlanner {
    mutating func visit(_ pipeline: Pipeline) {
        let pipes = pipeline.stages.map { index($0.span) - 1 }.filter { $0 > 0 && tokens[$0].kind == .pipe }
        if !pipes.isEmpty {
            let group = newGroup()
            ranges.append((index(pipeline.span), plan.stream.index(at: pipeline.span.end) - 1, group))
            for pipe in pipes { point(pipe, .stage, group: group) }
        }
        visitChildren(of: pipeline)
    }

    mutating func visit(_ query: Query) {
        var starts = query.clauses.map { index($0.span) }
        if let by = query.by?.first {
            starts.append(index(by.span) - 1)
            items(before: query.by?.map(\.span) ?? [], indent: 4)
        }
        for (number, start) in starts.sorted().enumerated() {
            point(start, number == 0 ? .firstClause : .clause, isFirst: number == 1)
        }
        visitChildren(of: query)
    }

    mutating func visit(_ entity: EntityName) {
        if entity.home != nil { touchDot(before: entity.name) }
        visitChildren(of: entity)
    }

    /// The dot before a name belongs to what comes before it.
    mutating func touchDot(before name: Name) { plan.isTouching[index(name.span) - 1] = true }

    mutating func visit(_ clause: Clause) {
        let start = index(clause.span)
        switch clause.kind {
        case .sort(let keys):
            write(start, "sort")
            items(before: keys.map(\.value.span), indent: 4)
        case .limit: write(start, "limit")
        case .select(let list), .groupBy(let list), .aggregate(let list):
            items(before: list.map(\.span), indent: 4)
        default: break
        }
        visitChildren(of: clause)
    }

    mutating func visit(_ stage: Stage) {
        let start = index(stage.span)
        if case .clause = stage.kind, start > 0, tokens[start - 1].kind != .pipe { point(start, .clause) }
        if case .chart(_, let list) = stage.kind { items(before: list.map(\.span), indent: 4) }
        visitChildren(of: stage)
    }

    mutating func visit(_ command: Command) {
        switch command.kind {
        case .set(_, let assignments): items(before: assignments.map(\.field.span), indent: 4)
        case .update(_, let entity, let condition, let assignments):
            let head = plan.stream.index(at: entity.span.end)
            if let condition {
                let start = index(condition.span) - 1
                point(start, start == head ? .firstClause : .clause)
            }
            if let first = assignments.first {
                let start = index(first.field.span) - 1
                point(start, start == head ? .firstClause : .clause)
            }
            items(before: assignments.map(\.field.span), indent: 4)
        case .delete(.target(.rows(_, let condition, _))): point(index(condition.span) - 1, .firstClause)
        case .importData(_, _, let mapping, let onConflict):
            if let mapping { point(index(mapping.span) - 1, .clause) }
            if let onConflict { point(index(onConflict.span) - 2, .clause) }
        case .verb(let call): visit(call)
        default: break
        }
        if let reason = command.reason { write(index(reason.span) - 1, "because") }
        visitChildren(of: command)
    }

    private mutating func visit(_ call: VerbCall) {
        for name in [call.verb, call.subverb].compactMap(\.self) {
            let index = index(name.span)
            write(index, plan.stream.texts[index].lowercased())
        }
        if case .rows(_, let condition, _) = call.target { point(index(condition.span) - 1, .firstClause) }
        items(before: call.arguments.map(\.span), indent: 4)
        for option in call.options {
            let start = index(option.name.span)
            for word in start..<plan.stream.index(at: option.name.span.end) {
                write(word, plan.stream.texts[word].lowercased())
            }
            let text = plan.stream.texts[start]
            // Words that begin a statement would do so on a line of their own.
            if goesOn(start) || !tokens[start].keyword.isStatementStart && shapes[text] == nil {
                point(start, .clause)
            }
            items(before: option.values.map(\.span), indent: 4)
        }
    }
}
