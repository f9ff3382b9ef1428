import CvxCommands
import CvxDomain
import CvxLanguage
import CvxRender
import CvxRuntime

/// Runs a pipeline and sends its rows where it says: the session's format, a file, a chart, the pager.
struct PipelineOutput {
    let session: Session
    let evaluator: Evaluator
    let source: SourceText
    /// The result is to be kept as `$_`.
    let keeps: Bool

    func run(_ pipeline: CheckedPipeline, source value: Value? = nil) throws {
        switch pipeline.source {
        case .command(let command): guard try run(command, pipeline) else { return }
        case .change(let change):
            _ = try session.perform(change, evaluator)
            return
        default: break
        }
        let runner = PipelineRunner(evaluator)
        if pipeline.outputs.contains(where: { if case .explain = $0 { true } else { false } }) {
            return try explain(pipeline, try runner.outline(pipeline, source: value))
        }
        try deliver(try runner.prepare(pipeline, source: value), pipeline)
    }

    private func deliver(_ prepared: PipelineRunner.Prepared, _ pipeline: CheckedPipeline) throws {
        let output = pipeline.outputs
        switch prepared {
        case .sql(let sql, let parameters):
            if case .sql(let text, _) = pipeline.source, pipeline.type == .int {
                return try session.changeBySQL(sql, parameters, at: text.span, statement: pipeline.span)
            }
            try stream(output) { try session.services.engine.run(sql: sql, parameters: parameters, into: $0) }
        case .split(let plan, let rest):
            let value = try PipelineRunner(evaluator).value(of: plan, rest)
            if keeps { session.lastResult = value }
            try show(value, output)
        case .value(let value):
            if keeps { session.lastResult = value }
            try show(value, output)
        case .plan(let plan, let entity, nil):
            var sink: KeyingSink?
            var collector: RecordCollector?
            var rows = 0
            try stream(output, of: plan.entity) { target in
                let counter = CountingSink(target)
                if keeps, entity != nil {
                    let keying = KeyingSink(counter)
                    sink = keying
                    try session.services.engine.run(plan, withKeys: true, into: keying)
                } else if keeps {
                    let both = TeeSink(counter)
                    collector = both.collector
                    try session.services.engine.run(plan, withKeys: false, into: both)
                } else {
                    try session.services.engine.run(plan, withKeys: false, into: counter)
                }
                rows = counter.rows
            }
            if let entity, let sink { session.lastResult = .rows(entity: entity, sink.keys) }
            if let collector { session.lastResult = collector.list }
            if rows == 0 { try CaseHint(session: session).check(plan, pipeline, source) }
        case .plan(let plan, let entity, let single?):
            let value = try value(of: plan, entity, single)
            if keeps { session.lastResult = value }
            try show(value, output)
        }
    }

    private func value(
        of plan: QueryPlan, _ entity: String?, _ single: PipelineRunner.Single
    ) throws -> Value {
        guard let entity else {
            let collector = RecordCollector()
            try session.services.engine.run(plan, withKeys: false, into: collector)
            return try PipelineRunner.reduce(collector.records.map(Value.record), single)
        }
        let sink = KeyingSink(DiscardSink())
        try session.services.engine.run(plan, withKeys: true, into: sink)
        return try PipelineRunner.reduce(sink.keys.map { .row(entity: entity, $0) }, single)
    }

    // MARK: where rows go

    private func stream(
        _ outputs: [CheckedPipeline.Output], of entity: String? = nil, _ rows: (any RowSink) throws -> Void
    ) throws {
        func body(_ sink: any RowSink) throws { try rows(NoticeSink(session: session, next: sink)) }
        switch outputs.last {
        case .save(let path, let span)?:
            let name = try evaluator.evaluate(path).summary
            if case .chart(let kind, let columns)? = outputs.dropLast().last {
                guard let (kind, data) = try chart(kind, columns, body) else { return }
                let file = try AtomicFileOutput(path: name)
                try file.write(kind.svg(data))
                try file.finish()
                return session.say("chart saved to \(name)")
            }
            let format = name.split(separator: "/").last.flatMap { file in
                file.split(separator: ".").count > 1
                    ? OutputFormat(fileExtension: String(file.split(separator: ".").last ?? "")) : nil
            }
            guard let format else {
                throw Diagnostic(
                    .fileUnwritable, "the name `\(name)` does not say which format", at: span,
                    help: "end it in .csv, .tsv, .json, .jsonl, .md, .html or .txt")
            }
            let file = try AtomicFileOutput(path: name)
            var options = session.renderOptions
            (options.isTerminal, options.color, options.width, options.maxRows) = (false, false, nil, nil)
            let counter = CountingSink(
                exporting(format.makeSink(options: options, output: file), of: entity, at: span))
            try body(counter)
            try file.finish()
            session.say("\(counter.rows) row\(counter.rows == 1 ? "" : "s") saved to \(name)")
        case .format(let name)?:
            guard let format = OutputFormat(rawValue: name) else { return }
            try body(exported(format, of: entity))
        case .page?:
            try Pager.run(session) { try body($0) }
        case .chart(let kind, let columns)?:
            guard let (kind, data) = try chart(kind, columns, body) else { return }
            let width = session.settings.width ?? 80
            try session.output.write(kind.render(data, width: width, color: session.settings.color))
        case .explain?, nil:
            try body(exported(session.format, of: entity))
        }
    }

    /// The session's own output, which may be a file.
    private func exported(_ format: OutputFormat, of entity: String?) -> any RowSink {
        let sink = format.makeSink(options: session.renderOptions, output: session.output)
        return session.settings.writesFile ? exporting(sink, of: entity, at: nil) : sink
    }

    /// With an eye on whose numbers leave.
    private func exporting(
        _ sink: any RowSink, of entity: String?, at span: CvxLanguage.Span?
    ) -> any RowSink {
        // A warning that nobody sees is not worked out, and whoever saves the list itself knows what is on it.
        session.settings.isQuiet || entity == "suppressions"
            ? sink : ExportSink(sink, session, source, at: span)
    }

    /// The first column named is a bar's label, a histogram's values, or where a line's points stand.
    private func chart(
        _ kind: String, _ columns: [CheckedColumn], _ body: (any RowSink) throws -> Void
    ) throws -> (ChartKind, ChartData)? {
        guard let kind = ChartKind(rawValue: kind) else { return nil }
        let names = columns.map(\.name)
        let second = names.count > 1 ? names[1] : nil
        let collector: ChartCollector
        switch kind {
        case .bar: collector = ChartCollector(y: second, label: names.first)
        case .hist, .spark: collector = ChartCollector(y: names.first)
        case .line, .scatter:
            collector =
                second == nil ? ChartCollector(y: names.first) : ChartCollector(y: second, x: names.first)
        }
        try body(collector)
        if collector.isCut { session.say("only the first \(ChartCollector.limit) rows are drawn") }
        return (kind, collector.data)
    }

    /// A value on its own: a scalar bare, a record as a row, a list as rows.
    private func show(_ value: Value, _ output: [CheckedPipeline.Output]) throws {
        session.reportNotices()
        switch value.kind {
        case .rows(let entity, let keys):
            let plan = QueryPlan(source: .rows(entity: entity, keys))
            try stream(output, of: entity) {
                try session.services.engine.run(plan, withKeys: false, into: $0)
            }
        case .row(let entity, let key):
            let plan = QueryPlan(source: .rows(entity: entity, [key]))
            try stream(output, of: entity) {
                try session.services.engine.run(plan, withKeys: false, into: $0)
            }
        case .list(let items): try stream(output) { try Self.write(items, to: $0) }
        case .record: try stream(output) { try Self.write([value], to: $0) }
        case .scalar, .period:
            var options = session.renderOptions
            options.isScalar = true
            // One value needs no header, unless a format was asked for.
            var format = session.settings.format ?? .table
            if case .format(let name)? = output.last, let named = OutputFormat(rawValue: name) {
                format = named
            }
            if case .save? = output.last { return try stream(output) { try Self.write([value], to: $0) } }
            try Self.write([value], to: format.makeSink(options: options, output: session.output))
        }
    }

    /// - Parameter columns: what there is where no row shows it
    static func write(_ items: [Value], _ columns: [ResultColumn] = [], to sink: any RowSink) throws {
        if items.isEmpty, !columns.isEmpty {
            var sink = sink
            try sink.begin(columns)
            return try sink.end()
        }
        var sink = sink
        var names: [String] = []
        var last: Shape?
        for item in items {
            guard case .record(let record) = item.kind, record.shape !== last else { continue }
            last = record.shape
            for name in record.names where !names.contains(name) { names.append(name) }
        }
        let isPlain = names.isEmpty
        if isPlain { names = ["value"] }
        try sink.begin(
            names.map { name in
                ResultColumn(
                    name,
                    isPlain
                        ? items.first?.columnType ?? .any
                        : items.lazy.compactMap { item in
                            if case .record(let record) = item.kind, let value = record[name: name],
                                !value.isNull
                            {
                                value.columnType
                            } else {
                                nil
                            }
                        }.first ?? .any)
            })
        var batch = RowBatch(width: names.count)
        for item in items {
            if case .record(let record) = item.kind {
                for name in names { batch.append(record[name: name] ?? .null) }
            } else {
                batch.append(item)
                for _ in names.dropFirst() { batch.appendNull() }
            }
            if batch.rowCount == 256 {
                try sink.append(batch)
                batch.removeAll()
            }
        }
        if batch.rowCount > 0 { try sink.append(batch) }
        try sink.end()
    }

    private func explain(_ pipeline: CheckedPipeline, _ outline: PipelineRunner.Outline) throws {
        let engine = session.services.engine
        let explanation: QueryExplanation?
        switch outline {
        case .plan(let plan, _), .split(let plan, _): explanation = try engine.explain(plan)
        case .sql(let sql, let parameters):
            explanation = try engine.explain(sql: sql, parameters: parameters)
        case .values: explanation = nil
        }
        try session.output.write(
            ExplanationText(pipeline: pipeline, source: source).render(explanation, outline))
    }

    /// Carries a verb out; true where its value is to be shown like a pipeline's.
    private func run(_ command: CheckedCommand, _ pipeline: CheckedPipeline) throws -> Bool {
        guard let verb = VerbTable.verb(command.verb), let body = verb.run else { return false }
        switch try body(try session.invocation(of: command, evaluator)) {
        case .nothing, .silent: break
        case .text(let lines): try session.output.write(lines.map { $0 + "\n" }.joined())
        case .records(let columns, let records):
            let rows = records.map(Value.record)
            if pipeline.rowOperations.isEmpty {
                try stream(pipeline.outputs) { try Self.write(rows, columns, to: $0) }
            } else if case .value(let value) = try PipelineRunner(evaluator).prepare(
                pipeline, source: .list(rows))
            {
                try show(value, pipeline.outputs)
            }
        case .stream(let columns, let rows):
            if pipeline.rowOperations.isEmpty {
                try stream(pipeline.outputs) { sink in
                    var sink = sink
                    try sink.begin(columns)
                    try rows(&sink)
                    try sink.end()
                }
            } else if case .value(let value) = try PipelineRunner(evaluator).prepare(
                pipeline, source: try Session.collect(columns, rows))
            {
                try show(value, pipeline.outputs)
            }
        case .value(let value):
            // `show @2` leaves `$_` alone, so that `@3` still means the next row.
            if pipeline.rowOperations.isEmpty {
                try show(value, pipeline.outputs)
            } else {
                try deliver(try PipelineRunner(evaluator).prepare(pipeline, source: value), pipeline)
            }
        }
        return false
    }
}

extension Value {
    fileprivate var columnType: ColumnType {
        guard case .scalar(let scalar) = kind else { return .any }
        return switch scalar {
        case .null: .any
        case .bool: .bool
        case .int: .int
        case .decimal: .decimal
        case .money: .money
        case .percent: .percent
        case .text: .text
        case .symbol(let name, _): .vocabulary(name)
        case .date: .date
        case .instant: .instant
        case .duration: .duration
        case .phone: .phone
        }
    }
}
