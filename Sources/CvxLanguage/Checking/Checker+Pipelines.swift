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

    private mutating func check(
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

    /// The entity that a name means; nil where it is reported.
    mutating func entity(_ name: EntityName) throws -> EntitySignature? {
        if let home = name.home, !schema.homes.contains(where: { $0.foldedWord == home.text.foldedWord }) {
            report(
                .unknownHome, "`\(home.text)` is not a store", at: home.span,
                help: suggestion(
                    home.text, in: schema.homes, otherwise: "stores: " + schema.homes.joined(separator: ", "))
            )
            return nil
        }
        guard let entity = try schema.entity(name.name.text) else {
            let names = try schema.entityNames()
            report(
                .unknownEntity, "there is no entity `\(name.name.text)`", at: name.name.span,
                help: suggestion(
                    name.name.text, in: names,
                    otherwise: "entities: " + names.prefix(12).joined(separator: ", ")))
            return nil
        }
        if entity.homes.isEmpty {
            report(
                .entityNotInStores, "no open store holds \(entity.name)", at: name.span,
                help: "`describe` shows the stores that are open")
            return nil
        }
        if let home = name.home, !entity.homes.contains(where: { $0.foldedWord == home.text.foldedWord }) {
            // A store that cannot be read says so itself.
            _ = try schema.entity("\(home.text).\(name.name.text)")
            report(
                .entityNotInStores, "the store \(home.text) has no \(entity.name)", at: name.span,
                help: "\(entity.name) live in " + entity.homes.joined(separator: " and "))
            return nil
        }
        return entity
    }

    private mutating func check(_ query: Query) throws -> (CheckedPipeline.Source, Rows) {
        if query.entity.home == nil, let view = view(query.entity.name.text) {
            var rows = Rows(view: view)
            try checkQuery(query, &rows)
            return (view.source, rows)
        }
        guard let entity = try entity(query.entity) else {
            return (.value(CheckedExpression(.invalid, .unknown, query.span)), Rows(type: .unknown))
        }
        var rows = Rows(type: .list(.entity(entity.name)))
        try checkQuery(query, &rows)
        let home = query.entity.home.flatMap { name in
            schema.homes.first { $0.foldedWord == name.text.foldedWord }
        }
        return (.scan(entity: entity.name, home: home), rows)
    }

    /// Clauses work in SQL's order, whatever order they are written in; names of `select` items may be sorted by.
    private mutating func checkQuery(_ query: Query, _ rows: inout Rows) throws {
        let clauses = query.clauses
        for clause in clauses { if case .where = clause.kind { try check(clause, &rows) } }
        for clause in clauses {
            switch clause.kind {
            case .since, .until: try check(clause, &rows)
            default: break
            }
        }
        for clause in clauses { if case .groupBy = clause.kind { try check(clause, &rows) } }
        for clause in clauses { if case .aggregate = clause.kind { try check(clause, &rows) } }
        closeGroup(&rows)
        for clause in clauses { if case .having = clause.kind { try check(clause, &rows) } }
        if let by = query.by {
            guard query.verb == .count else {
                report(
                    .wrongPlace, "`by` belongs to `count`", at: by.first?.span ?? query.span,
                    help: "`find … sort by …` orders, `group by …` groups")
                return
            }
            try group(by: by, &rows)
            closeGroup(&rows)
        }
        let selected = clauses.lazy.compactMap { clause -> [Item]? in
            if case .select(let items) = clause.kind { items } else { nil }
        }.first
        let hasDistinct = clauses.contains { if case .distinct = $0.kind { true } else { false } }
        if !hasDistinct {
            for clause in clauses {
                if case .sort(let keys) = clause.kind {
                    try sort(keys.map { Self.resolveAlias($0, in: selected) }, &rows)
                }
            }
        }
        for clause in clauses { if case .select = clause.kind { try check(clause, &rows) } }
        for clause in clauses { if case .distinct = clause.kind { try check(clause, &rows) } }
        if hasDistinct {
            for clause in clauses { if case .sort = clause.kind { try check(clause, &rows) } }
        }
        for clause in clauses { if case .offset = clause.kind { try check(clause, &rows) } }
        for clause in clauses { if case .limit = clause.kind { try check(clause, &rows) } }
        finish(query, &rows)
    }

    /// A sort key that is an item's name means the item.
    private static func resolveAlias(_ key: SortKey, in items: [Item]?) -> SortKey {
        guard case .name(let name) = key.value.kind,
            let item = items?.first(where: { $0.name?.text.foldedWord == name.text.foldedWord })
        else { return key }
        return SortKey(value: item.value, descending: key.descending)
    }

    private mutating func finish(_ query: Query, _ rows: inout Rows) {
        switch query.verb {
        case .find: break
        case .findOne:
            rows.operations.append(.one(query.verbSpan))
            rows.type = rows.type.element ?? .unknown
        case .findFirst:
            rows.operations.append(.firstRow)
            rows.type = rows.type.element ?? .unknown
        case .count:
            guard query.by == nil else { return }
            rows.operations.append(.count)
            rows.type = .int
        case .exists:
            rows.operations.append(.exists)
            rows.type = .bool
        }
    }

    private mutating func check(_ stage: Stage, _ rows: inout Rows) throws {
        if case .clause(let clause) = stage.kind {
            if case .aggregate = clause.kind {} else { closeGroup(&rows) }
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

    private mutating func requireRows(_ rows: Rows, at span: Span) -> Bool {
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

    private mutating func check(_ clause: Clause, _ rows: inout Rows) throws {
        switch clause.kind {
        case .where(let condition), .having(let condition):
            let checked = try withRow(of: rows) { try $0.checkCondition(condition) }
            requireAskable(checked, of: rows)
            rows.operations.append(.filter(checked))
        case .since(let moment): try bound(moment, .greaterOrEqual, clause, &rows)
        case .until(let moment): try bound(moment, .lessOrEqual, clause, &rows)
        case .sort(let keys): try sort(keys, &rows)
        case .limit(let count):
            rows.operations.append(.limit(try checkInt(count, "a number of rows")))
        case .offset(let count):
            rows.operations.append(.offset(try checkInt(count, "a number of rows")))
        case .select(let items):
            let columns = try withRow(of: rows) { checker in
                checker.isSelecting = true
                return try checker.columns(items)
            }
            rows.operations.append(.project(columns))
            rows.type = .list(.record(columns.map { .init(name: $0.name, type: $0.value.type) }))
        case .distinct: rows.operations.append(.distinct)
        case .groupBy(let items): try group(by: items, &rows)
        case .aggregate(let items):
            let keys = rows.pendingKeys ?? []
            rows.pendingKeys = nil
            let values = try withRow(of: rows) { checker in
                checker.aggregatesAllowed = true
                return try checker.columns(items, taken: keys.map(\.name))
            }
            for value in values { requireAskable(value.value, of: rows) }
            for value in values where !value.value.containsAggregate {
                report(
                    .aggregateMisplaced, "`\(value.name)` is not one value for a group", at: value.value.span,
                    help: "use count(), sum(…), avg(…), min(…), max(…) or count_distinct(…)")
            }
            aggregate(keys, values, &rows)
        }
    }

    private mutating func sort(_ keys: [SortKey], _ rows: inout Rows) throws {
        let checked = try withRow(of: rows) { checker in
            try keys.map { key in
                let value = try checker.check(key.value)
                if case .list = value.type {
                    checker.report(.notComparable, "a list has no order", at: key.value.span)
                }
                if value.type == .secret {
                    checker.report(.notComparable, "a secret cannot be sorted by", at: key.value.span)
                }
                return CheckedSortKey(value: value, descending: key.descending)
            }
        }
        for key in checked { requireAskable(key.value, of: rows) }
        rows.operations.append(.sort(checked))
    }

    /// Rows of an entity are a store's until some of their fields are selected.
    private mutating func requireAskable(_ expression: CheckedExpression, of rows: Rows) {
        guard case .entity? = rows.type.element, let part = expression.partForMemory else { return }
        let name = source.text(part.span)
        report(
            .notForStores, "`\(name)` is worked out in memory, and these are rows of a store", at: part.span,
            help: "put `| select …` with the fields that it needs before it")
    }

    private mutating func bound(
        _ moment: Expression, _ comparison: CheckedExpression.Comparison, _ clause: Clause,
        _ rows: inout Rows
    ) throws {
        guard case .entity(let name)? = rows.type.element, let entity = try schema.entity(name),
            let field = entity.createdField
        else {
            return report(
                .wrongPlace, "these rows have no time of their own", at: clause.span,
                help: "say which: `where updated >= …`")
        }
        let checked = try withRow(of: rows) { checker -> CheckedExpression in
            let left = CheckedExpression(
                .field(FieldPath(relations: [], entity: name, field: field)), .datetime, moment.span)
            let right = try checker.check(moment)
            return checker.compare(comparison, left, right, at: moment.span)
        }
        rows.operations.append(.filter(checked))
    }

    private mutating func group(by items: [Item], _ rows: inout Rows) throws {
        rows.pendingKeys = try withRow(of: rows) { try $0.columns(items) }
        for key in rows.pendingKeys ?? [] { requireAskable(key.value, of: rows) }
    }

    /// `group by` without `aggregate` counts.
    private mutating func closeGroup(_ rows: inout Rows) {
        guard let keys = rows.pendingKeys else { return }
        rows.pendingKeys = nil
        let name = keys.contains { $0.name.foldedWord == "count" } ? "n" : "count"
        let span = keys.last?.value.span ?? .none
        aggregate(
            keys, [CheckedColumn(name: name, value: CheckedExpression(.aggregate(.count, nil), .int, span))],
            &rows)
    }

    private mutating func aggregate(
        _ keys: [CheckedColumn], _ values: [CheckedColumn], _ rows: inout Rows
    ) {
        rows.operations.append(.aggregate(keys: keys, values: values))
        rows.type = .list(
            .record((keys + values).map { .init(name: $0.name, type: $0.value.type) }))
    }

    /// Items with the names that their columns get: the given one, else the field's, else the expression's text.
    mutating func columns(_ items: [Item], taken: [String] = []) throws -> [CheckedColumn] {
        var used = Set(taken.map(\.foldedWord))
        var columns: [CheckedColumn] = []
        for item in items {
            let value = try check(item.value)
            if value.type == .secret {
                report(.typeMismatch, "a secret cannot be shown", at: item.value.span)
            }
            if let name = item.name {
                if !used.insert(name.text.foldedWord).inserted {
                    report(.duplicateName, "two columns are called `\(name.text)`", at: name.span)
                }
                columns.append(CheckedColumn(name: name.text, value: value))
                continue
            }
            var name = columnName(of: item.value, value)
            if !used.insert(name.foldedWord).inserted {
                name = source.text(item.value.span)
                var number = 2
                while !used.insert(name.foldedWord).inserted {
                    name = "\(source.text(item.value.span)) \(number)"
                    number += 1
                }
            }
            columns.append(CheckedColumn(name: name, value: value))
        }
        return columns
    }

    private func columnName(of expression: Expression, _ checked: CheckedExpression) -> String {
        switch expression.kind {
        case .name(let name), .rowField(let name), .member(_, let name):
            if case .field(let path) = checked.kind, name.text.foldedWord == path.field.foldedWord {
                return path.field
            }
            return name.text
        case .call(let callee, let arguments):
            guard case .name(let function) = callee.kind else { break }
            guard let first = arguments.first else { return function.text }
            if case .name(let argument) = first.value.kind, arguments.count == 1 {
                return "\(function.text)_\(argument.text)"
            }
        default: break
        }
        return source.text(expression.span)
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
    fileprivate var partForMemory: CheckedExpression? {
        var found: CheckedExpression?
        _ = contains {
            if $0.isForMemory { found = $0 }
            return false
        }
        return found
    }
}
