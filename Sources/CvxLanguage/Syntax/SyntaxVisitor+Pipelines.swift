// Below a statement: queries, stages, commands.
extension SyntaxVisitor {
    package mutating func visitChildren(of pipeline: Pipeline) {
        switch pipeline.source {
        case .query(let query): visit(query)
        case .command(let command): visit(command)
        case .expression(let value): visit(value)
        case .lastResult: break
        }
        for stage in pipeline.stages { visit(stage) }
    }

    /// `by` is seen where it stands: before, between or after the clauses.
    package mutating func visitChildren(of query: Query) {
        visit(query.entity)
        let by = query.by ?? []
        var isByOwed = !by.isEmpty
        for clause in query.clauses {
            if isByOwed, let first = by.first, first.span.start < clause.span.start {
                isByOwed = false
                for item in by { visit(item) }
            }
            visit(clause)
        }
        if isByOwed { for item in by { visit(item) } }
    }

    package mutating func visitChildren(of entity: EntityName) {
        if let home = entity.home { visit(home) }
        visit(entity.name)
    }

    package mutating func visitChildren(of clause: Clause) {
        switch clause.kind {
        case .where(let value), .since(let value), .until(let value), .limit(let value), .offset(let value),
            .having(let value):
            visit(value)
        case .sort(let keys): for key in keys { visit(key.value) }
        case .select(let items), .groupBy(let items), .aggregate(let items):
            for item in items { visit(item) }
        case .distinct: break
        }
    }

    package mutating func visitChildren(of stage: Stage) {
        switch stage.kind {
        case .clause(let clause): visit(clause)
        case .first(let count), .last(let count): if let count { visit(count) }
        case .chart(let kind, let items):
            visit(kind)
            for item in items { visit(item) }
        case .to(let format): visit(format)
        case .save(let path): visit(path)
        case .command(let command): visit(command)
        case .count, .page, .explain: break
        }
    }

    package mutating func visitChildren(of item: Item) {
        if let name = item.name { visit(name) }
        visit(item.value)
    }

    package mutating func visitChildren(of command: Command) {
        switch command.kind {
        case .set(let target, let assignments):
            if let target { visit(target) }
            visit(assignments)
        case .update(_, let entity, let condition, let assignments):
            visit(entity)
            if let condition, let first = assignments.first, first.field.span.start < condition.span.start {
                visit(assignments)
                visit(condition)
            } else {
                if let condition { visit(condition) }
                visit(assignments)
            }
        case .delete(.target(let target)): visit(target)
        case .delete(.all(let entity)): visit(entity)
        case .delete(nil): break
        case .addRecord(let what, let record):
            visit(what)
            visit(record)
        case .addTo(let what, let target, let value, let type):
            visit(what)
            if let target { visit(target) }
            visit(value)
            if let type { visit(type) }
        case .importData(let entity, let path, let mapping, let onConflict):
            visit(entity)
            visit(path)
            if let onConflict, let mapping, onConflict.span.start < mapping.span.start {
                visit(onConflict)
                visit(mapping)
            } else {
                if let mapping { visit(mapping) }
                if let onConflict { visit(onConflict) }
            }
        case .sql(let text, let parameters):
            visit(text)
            if let parameters { visit(parameters) }
        case .explain(let pipeline): visit(pipeline)
        case .verb(let call): visitChildren(of: call)
        }
        if let reason = command.reason { visit(reason) }
    }

    private mutating func visit(_ assignments: [Assignment]) {
        for assignment in assignments {
            visit(assignment.field)
            visit(assignment.value)
        }
    }

    private mutating func visit(_ target: Target) {
        switch target {
        case .expression(let value): visit(value)
        case .pipeline(let pipeline): visit(pipeline)
        case .rows(let entity, let condition, _):
            visit(entity)
            visit(condition)
        }
    }

    private mutating func visitChildren(of call: VerbCall) {
        visit(call.verb)
        if let subverb = call.subverb { visit(subverb) }
        if let target = call.target { visit(target) }
        for argument in call.arguments { visit(argument) }
        for option in call.options { for value in option.values { visit(value) } }
    }
}
