package import CvxDomain
package import CvxLanguage

/// Carries a pipeline out: as far as its rows come from a store, as one plan; over values in memory, step by step.
package struct PipelineRunner {
    private let evaluator: Evaluator
    private let lowering: Lowering

    package init(_ evaluator: Evaluator) {
        self.evaluator = evaluator
        lowering = Lowering(evaluator: evaluator)
    }

    /// What a pipeline comes to before its rows are read.
    package enum Prepared {
        /// Rows of a store; `isEntity` where they are still an entity's, `single` where one is wanted.
        case plan(QueryPlan, entity: String?, single: Single?)
        /// Rows of a store that go through more stages in memory.
        case split(QueryPlan, rest: [CheckedPipeline.Operation])
        case sql(String, [Scalar])
        case value(Value)
    }

    /// What becomes of a list that is to give one thing.
    package enum Single {
        case exactlyOne(CvxLanguage.Span)
        case firstOrNull
        case scalar
    }

    /// Outputs are left out: they are the session's.
    /// - Parameter source: the value of the pipeline's source where that is an expression and is known already
    package func prepare(_ pipeline: CheckedPipeline, source: Value? = nil) throws -> Prepared {
        try prepare(CompiledPipeline(pipeline, for: evaluator), source: source)
    }

    private func prepare(_ compiled: CompiledPipeline, source: Value?) throws -> Prepared {
        let pipeline = compiled.checked
        switch try beginning(of: pipeline, source: source) {
        case .rows(let start, let entity): return try plan(start, entity, pipeline)
        case .sql(let sql, let values):
            if pipeline.rowOperations.isEmpty { return .sql(sql, values) }
            let collector = RecordCollector()
            try evaluator.engine?.run(sql: sql, parameters: values, into: collector)
            return .value(try MemoryRows(evaluator).apply(compiled, to: collector.list))
        case .value(let value): return .value(try MemoryRows(evaluator).apply(compiled, to: value))
        }
    }

    /// What a pipeline's stages work on.
    private enum Beginning {
        case rows(QueryPlan, entity: String)
        case sql(String, [Scalar])
        case value(Value)
    }

    private func beginning(of pipeline: CheckedPipeline, source: Value?) throws -> Beginning {
        switch pipeline.source {
        case .scan(let entity, let home):
            let store = home.flatMap(StoreRole.init)
            return .rows(QueryPlan(source: .scan(entity: entity, store: store)), entity: entity)
        case .sql(let text, let parameters):
            let values = try parameters.map { try evaluator.evaluate($0).scalar }
            return .sql(try evaluator.evaluate(text).scalar.text, values)
        case .command, .change: return Self.beginning(with: source ?? .null, pipeline)
        case .value(let expression):
            return Self.beginning(with: try source ?? evaluator.evaluate(expression), pipeline)
        }
    }

    private static func beginning(with value: Value, _ pipeline: CheckedPipeline) -> Beginning {
        switch value.kind {
        case .rows(let entity, let keys):
            return .rows(QueryPlan(source: .rows(entity: entity, keys)), entity: entity)
        case .row(let entity, let key):
            return .rows(QueryPlan(source: .rows(entity: entity, [key])), entity: entity)
        case .list(let items) where !pipeline.rowOperations.isEmpty:
            if let (entity, keys) = rows(items) {
                return .rows(QueryPlan(source: .rows(entity: entity, keys)), entity: entity)
            }
        default: break
        }
        return .value(value)
    }

    /// Where a pipeline's stages would be carried out.
    package enum Outline {
        /// All in a store; `single` where what comes from there is counted afterwards.
        case plan(QueryPlan, single: Single?)
        /// In a store up to a stage; that one and those behind it in memory.
        case split(QueryPlan, first: Int)
        /// In memory, over what SQL that a person wrote gives.
        case sql(String, [Scalar])
        /// In memory, over values of the program.
        case values
    }

    /// As `prepare`, but nothing is asked of a store beyond what the source's own value needs.
    package func outline(_ pipeline: CheckedPipeline, source: Value? = nil) throws -> Outline {
        switch try beginning(of: pipeline, source: source) {
        case .rows(let start, let entity):
            switch try plan(start, entity, pipeline) {
            case .plan(let plan, _, let single): return .plan(plan, single: single)
            case .split(let plan, let rest):
                return .split(plan, first: pipeline.rowOperations.count - rest.count)
            case .sql, .value: return .values
            }
        case .sql(let sql, let values): return .sql(sql, values)
        case .value: return .values
        }
    }

    /// A list of nothing but rows of one entity is a question to its stores.
    private static func rows(_ items: [Value]) -> (entity: String, [RowKey])? {
        guard case .row(let entity, _)? = items.first?.kind else { return nil }
        var keys: [RowKey] = []
        for item in items {
            guard case .row(entity, let key) = item.kind else { return nil }
            keys.append(key)
        }
        return (entity, keys)
    }

    private func plan(
        _ start: QueryPlan, _ name: String, _ pipeline: CheckedPipeline
    ) throws -> Prepared {
        let operations = pipeline.rowOperations
        if let split = PipelineSplit(operations) {
            guard case .plan(let asked, _, _) = try plan(start, name, split.asked, pipeline.span) else {
                return .value(.null)
            }
            return .split(asked, rest: split.rest)
        }
        return try plan(start, name, operations, pipeline.span)
    }

    private func plan(
        _ start: QueryPlan, _ name: String, _ operations: [CheckedPipeline.Operation],
        _ span: CvxLanguage.Span
    ) throws -> Prepared {
        var plan = start
        var entity: String? = name
        var single: Single?
        for operation in operations {
            if single != nil {
                throw Diagnostic(
                    .notRows, "nothing can follow the stage that gives one value", at: span)
            }
            switch operation {
            case .filter(let condition): plan.operations.append(.filter(try lowering.lower(condition)))
            case .sort(let keys):
                plan.operations.append(
                    .sort(
                        try keys.map { .init(value: try lowering.lower($0.value), descending: $0.descending) }
                    ))
            case .limit(let count), .first(let count):
                plan.operations.append(.slice(offset: 0, limit: try number(count)))
            case .offset(let count): plan.operations.append(.slice(offset: try number(count), limit: nil))
            case .last(let count): plan.operations.append(.last(try number(count)))
            case .project(let items):
                plan.operations.append(.project(try columns(items)))
                entity = nil
            case .distinct: plan.operations.append(.distinct)
            case .aggregate(let keys, let values):
                plan.operations.append(.aggregate(keys: try columns(keys), values: try columns(values)))
                entity = nil
            case .one(let span):
                // Enough to name the candidates.
                plan.operations.append(.slice(offset: 0, limit: 6))
                single = .exactlyOne(span)
            case .firstRow:
                plan.operations.append(.slice(offset: 0, limit: 1))
                single = .firstOrNull
            case .lastRow:
                plan.operations.append(.last(1))
                single = .firstOrNull
            case .count:
                plan.operations.append(.count)
                (single, entity) = (.scalar, nil)
            case .exists:
                plan.operations.append(.exists)
                (single, entity) = (.scalar, nil)
            case .output: break
            }
        }
        return .plan(plan, entity: entity, single: single)
    }

    private func columns(_ columns: [CheckedColumn]) throws -> [QueryPlan.Column] {
        try columns.map { .init(name: $0.name, value: try lowering.lower($0.value)) }
    }

    private func number(_ expression: CheckedExpression) throws -> Int64 {
        guard case .int(let count) = try evaluator.evaluate(expression), count >= 0 else {
            throw Diagnostic(.badArgument, "a number of rows is 0 or more", at: expression.span)
        }
        return count
    }

    /// The pipeline's value: rows of an entity by their keys, other rows as records.
    package func value(of pipeline: CheckedPipeline) throws -> Value {
        try value(of: CompiledPipeline(pipeline, for: evaluator), source: nil)
    }

    func value(of compiled: CompiledPipeline, source: Value?) throws -> Value {
        switch try prepare(compiled, source: source) {
        case .value(let value): return value
        case .split(let plan, let rest): return try value(of: plan, rest)
        case .sql(let sql, let parameters):
            let collector = RecordCollector()
            try evaluator.engine?.run(sql: sql, parameters: parameters, into: collector)
            return collector.list
        case .plan(let plan, let entity, let single):
            guard let engine = evaluator.engine else { return .null }
            let rows: [Value]
            if let entity {
                let sink = KeyingSink(DiscardSink())
                try engine.run(plan, withKeys: true, into: sink)
                if single == nil { return .rows(entity: entity, sink.keys) }
                rows = sink.keys.map { .row(entity: entity, $0) }
            } else {
                let collector = RecordCollector()
                try engine.run(plan, withKeys: false, into: collector)
                rows = collector.records.map(Value.record)
            }
            return try Self.reduce(rows, single)
        }
    }

    /// What a store answers, through the stages that are left.
    package func value(of plan: QueryPlan, _ rest: [CheckedPipeline.Operation]) throws -> Value {
        guard let engine = evaluator.engine else { return .null }
        let collector = RecordCollector()
        try engine.run(plan, withKeys: false, into: collector)
        return try MemoryRows(evaluator).apply(rest, to: collector.list)
    }

    package static func reduce(_ rows: [Value], _ single: Single?) throws -> Value {
        switch single {
        case nil: return .list(rows)
        case .firstOrNull?: return rows.first ?? .null
        case .scalar?:
            guard case .record(let record)? = rows.first?.kind else { return .null }
            return record.values.first ?? .null
        case .exactlyOne(let span)?:
            if rows.count == 1 { return rows[0] }
            throw notOne(rows, span)
        }
    }

    package static func notOne(_ rows: [Value], _ span: CvxLanguage.Span) -> Diagnostic {
        let names = rows.prefix(5).map { row in
            if case .row(_, let key) = row.kind { "@\(key.id)" } else { row.summary }
        }
        let noun: String
        if case .row(let entity, _)? = rows.first?.kind {
            noun = Catalog.entity(entity)?.singular ?? "row"
        } else {
            noun = "row"
        }
        let found = rows.count > 5 ? "more than 5" : rows.isEmpty ? "none" : String(rows.count)
        return Diagnostic(
            .cardinality, "expected one \(noun), found \(found)", at: span,
            help: names.isEmpty ? "`find first` may give nothing" : names.joined(separator: "  "),
            notes: ["0 changes made"])
    }
}

extension CheckedPipeline {
    /// Without what says where rows go.
    package var rowOperations: [Operation] {
        operations.filter { if case .output = $0 { false } else { true } }
    }

    package var outputs: [Output] {
        operations.compactMap { if case .output(let output) = $0 { output } else { nil } }
    }
}
