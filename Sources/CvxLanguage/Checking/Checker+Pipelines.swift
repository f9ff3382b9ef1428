extension Checker {
    /// The rows that a pipeline works on while it is checked.
    struct Rows {
        var type: Type
        var operations: [CheckedPipeline.Operation] = []
        /// `group by` seen, its `aggregate` not yet.
        var pendingKeys: [CheckedColumn]?
        var viewOperations = 0

        init(type: Type, operations: [CheckedPipeline.Operation] = []) {
            self.type = type
            self.operations = operations
        }

        /// Those of a pipeline that is gone on with.
        init(_ pipeline: CheckedPipeline) {
            self.init(type: pipeline.type, operations: pipeline.operations)
            viewOperations = pipeline.viewOperations
        }

        init(view: CheckedPipeline) {
            self.init(view)
            viewOperations = view.operations.count
        }
    }

    mutating func check(_ pipeline: Pipeline) throws -> CheckedPipeline {
        let outer = (row, aggregatesAllowed)
        defer { (row, aggregatesAllowed) = outer }
        let sitesBefore = sites.count
        var (source, rows) = try check(pipeline.source, span: pipeline.span)
        for stage in pipeline.stages {
            if case .command(let command) = stage.kind {
                closeGroup(&rows)
                let before = CheckedPipeline(
                    source: source, operations: rows.operations, type: rows.type,
                    span: pipeline.span.start(to: stage.span)
                )
                .inliningView()
                // What is kept of it is all of it: `find … | set …`.
                var whole = command
                whole.span = before.span.union(command.span)
                (source, rows) = try check(whole, piped: before)
            } else {
                try check(stage, &rows)
            }
        }
        closeGroup(&rows)
        checkExplaining(source, rows, sites[sitesBefore...], at: pipeline.span)
        var checked = CheckedPipeline(
            source: source, operations: rows.operations, type: rows.type, span: pipeline.span)
        checked.viewOperations = rows.viewOperations
        return checked.inliningView()
    }

    /// What is explained is asked in part, so it must be a question and nothing else.
    private mutating func checkExplaining(
        _ source: CheckedPipeline.Source, _ rows: Rows, _ sites: ArraySlice<EffectSite>, at span: Span
    ) {
        guard rows.operations.contains(where: { if case .output(.explain) = $0 { true } else { false } })
        else { return }
        if let site = sites.first(where: { !$0.effects.kinds.isEmpty }) {
            return report(
                .wrongPlace, "`explain` is for questions, and this changes something", at: site.span,
                help: "`preview STATEMENT` shows what it would change")
        }
        switch source {
        case .command, .change:
            report(
                .wrongPlace, "`explain` is for questions to the stores, and this is none", at: span,
                help: "explain find …, explain count …, explain sql …")
        case .scan, .value, .sql: break
        }
    }

    mutating func check(
        _ source: Pipeline.Source, span: Span
    ) throws -> (CheckedPipeline.Source, Rows) {
        switch source {
        case .query(let query):
            return try check(query)
        case .command(let command):
            return try check(command)
        case .lastResult:
            readsLastResult = true
            guard let type = environment.lastResult else {
                let value = invalid(
                    .noLastResult, "there is no last result to go on with", at: span,
                    help: "start with `find …`")
                return (.value(value), Rows(type: .unknown))
            }
            return (.value(CheckedExpression(.lastResult, type, span)), Rows(type: type))
        case .expression(let expression):
            if case .variable(let name) = expression.kind, let view = view(name.text) {
                return (view.source, Rows(view: view))
            }
            let value = try check(expression)
            if case .pipeline(let inner) = value.kind {
                return (inner.source, Rows(inner))
            }
            return (.value(value), Rows(type: value.type))
        }
    }

    mutating func check(_ stage: Stage, _ rows: inout Rows) throws {
        if case .clause(let clause) = stage.kind {
            if case .aggregate = clause.kind {} else { closeGroup(&rows) }
            if case .select = clause.kind, rows.type.isOneRow { return try selectFromOne(clause, &rows) }
            guard requireRows(rows, at: stage.span) else { return }
            return try check(clause, &rows)
        }
        closeGroup(&rows)
        switch stage.kind {
        case .clause: break
        case .first(let count), .last(let count):
            guard requireRows(rows, at: stage.span) else { return }
            let isFirst = if case .first = stage.kind { true } else { false }
            if let count {
                let number = try checkInt(count, "a number of rows")
                rows.operations.append(isFirst ? .first(number) : .last(number))
            } else {
                rows.operations.append(isFirst ? .firstRow : .lastRow)
                rows.type = rows.type.element ?? .unknown
            }
        case .count:
            guard requireRows(rows, at: stage.span) else { return }
            rows.operations.append(.count)
            rows.type = .int
        case .page: rows.operations.append(.output(.page))
        case .explain: rows.operations.append(.output(.explain))
        case .chart(let kind, let items):
            guard requireRows(rows, at: stage.span) else { return }
            let kinds = ["bar", "hist", "line", "spark", "scatter"]
            guard kinds.contains(kind.text.foldedWord) else {
                report(
                    .unknownFormat, "`\(kind.text)` is not a kind of chart", at: kind.span,
                    help: suggestion(
                        kind.text, in: kinds, otherwise: "kinds: " + kinds.joined(separator: ", ")))
                return
            }
            let columns = try withRow(of: rows) { try $0.columns(items) }
            rows.operations.append(.output(.chart(kind.text.foldedWord, columns)))
        case .to(let format):
            let formats = ["table", "csv", "tsv", "json", "jsonl", "md", "html", "vertical", "list"]
            guard formats.contains(format.text.foldedWord) else {
                report(
                    .unknownFormat, "`\(format.text)` is not a format", at: format.span,
                    help: suggestion(
                        format.text, in: formats, otherwise: "formats: " + formats.joined(separator: ", ")))
                return
            }
            rows.operations.append(.output(.format(format.text.foldedWord)))
        case .save(let path):
            let checked = try check(path)
            expect(checked, [.text], "a file's path")
            if case .literal(.text(let name)) = checked.kind {
                perform(Effects(writes: [name]), at: stage.span)
            } else {
                perform(Effects(writesUnnamedFile: true), at: stage.span)
            }
            rows.operations.append(.output(.save(checked, path.span)))
        case .command: break
        }
    }

    /// `find first leads … | select id, score`: a record of one row.
    private mutating func selectFromOne(_ clause: Clause, _ rows: inout Rows) throws {
        var single = CheckedPipeline.Operation.firstRow
        if let last = rows.operations.last, last.givesOne { single = rows.operations.removeLast() }
        rows.type = .list(rows.type)
        try check(clause, &rows)
        rows.operations.append(single)
        rows.type = rows.type.element ?? .unknown
    }

    mutating func requireRows(_ rows: Rows, at span: Span) -> Bool {
        if rows.type.element != nil || rows.type == .unknown { return true }
        report(
            .notRows, "this works on rows, and there is \(rows.type.phrase) before it", at: span,
            help: "use it before the stage that makes one value of the rows")
        return false
    }

    mutating func withRow<T>(of rows: Rows, _ body: (inout Checker) throws -> T) throws -> T {
        let outer = (row, aggregatesAllowed, isInterpolating, isSelecting)
        defer { (row, aggregatesAllowed, isInterpolating, isSelecting) = outer }
        aggregatesAllowed = false
        isInterpolating = false
        isSelecting = false
        switch rows.type.element {
        case .entity(let name)?:
            if let entity = try schema.entity(name) { row = .entity(entity) } else { row = .none }
        case .record(let fields)?: row = .record(fields)
        case .unknown?: row = .unknown
        case let element?: row = .record([.init(name: "value", type: element)])
        case nil: row = rows.type == .unknown ? .unknown : .none
        }
        return try body(&self)
    }
}

extension Type {
    fileprivate var isOneRow: Bool {
        switch self {
        case .entity, .record: true
        default: false
        }
    }
}

extension CheckedPipeline.Operation {
    /// Makes one row of a list.
    fileprivate var givesOne: Bool {
        switch self {
        case .one, .firstRow, .lastRow: true
        default: false
        }
    }
}

extension CheckedPipeline {
    /// `( pipeline ) | stage` is one pipeline.
    func inliningView() -> CheckedPipeline {
        guard case .value(let value) = source, case .pipeline(let inner) = value.kind else { return self }
        var inlined = CheckedPipeline(
            source: inner.source, operations: inner.operations + operations, type: type, span: span)
        inlined.viewOperations = inner.viewOperations
        return inlined
    }
}

extension CheckedExpression {
    var containsAggregate: Bool {
        contains {
            switch $0.kind {
            case .aggregate, .invalid: true
            default: false
            }
        }
    }
}

extension CheckedExpression {
    /// The innermost part that no store works out.
    var partForMemory: CheckedExpression? {
        var found: CheckedExpression?
        _ = contains {
            if $0.isForMemory { found = $0 }
            return false
        }
        return found
    }
}
