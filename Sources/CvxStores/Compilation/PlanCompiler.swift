package import CvxDomain

/// Compiles a plan to one parameterised SQLite statement.
struct PlanCompiler {
    private var expressions: ExpressionCompiler
    private let catalog: any WorkspaceCatalog

    private enum Rows {
        case entity(EntityRows)
        case derived(DerivedRows)
    }

    /// Throws what the catalog throws where a store must be opened. `withKeys` puts store and id first.
    static func compile(
        _ plan: QueryPlan, catalog: any WorkspaceCatalog, withKeys: Bool
    ) throws -> CompiledQuery {
        var compiler = PlanCompiler(catalog: catalog)
        var rows = try compiler.start(plan.source)
        for operation in plan.operations { rows = try compiler.apply(operation, to: rows) }
        return try compiler.finish(rows, withKeys: withKeys)
    }

    private init(catalog: any WorkspaceCatalog) {
        self.catalog = catalog
        expressions = ExpressionCompiler(catalog: catalog, writer: SQLWriter())
    }

    private mutating func start(_ source: QueryPlan.Source) throws -> Rows {
        switch source {
        case .scan(let name, let store):
            let entity = try entity(name)
            if let store { try require(store, of: entity) } else { catalog.leaveOut(entity.lacking) }
            return .entity(EntityRows(entity: entity, store: store))
        case .rows(let name, let keys):
            let entity = try entity(name)
            for store in Set(keys.lazy.map(\.store)) { try require(store, of: entity) }
            let list = expressions.writer.bind(.text(Self.json(keys)))
            return .entity(EntityRows(entity: entity, chosen: list))
        }
    }

    /// A store that was named cannot be left out.
    private func require(_ store: StoreRole, of entity: BoundEntity) throws {
        if entity.lacking.contains(store), let fault = catalog.fault(of: store) { throw fault }
    }

    private func entity(_ name: String) throws -> BoundEntity {
        if let entity = try catalog.entity(name) { return entity }
        throw StoreError(.sql("no entity \(name)"), store: nil, path: "")
    }

    private mutating func apply(_ operation: QueryPlan.Operation, to rows: Rows) throws -> Rows {
        switch rows {
        case .entity(let rows): return try apply(operation, to: rows)
        case .derived(let rows): return .derived(try apply(operation, to: rows))
        }
    }

    // MARK: rows of an entity

    private mutating func apply(_ operation: QueryPlan.Operation, to start: EntityRows) throws -> Rows {
        var rows = start
        switch operation {
        case .filter(let condition):
            if rows.isSliced { rows = try sealed(rows) }
            rows.filters.append(condition)
            return .entity(rows)
        case .sort(let keys):
            if rows.isSliced { rows = try sealed(rows) }
            rows.sort = keys
            return .entity(rows)
        case .slice(let offset, let limit):
            SliceSQL.combine(offset: &rows.offset, limit: &rows.limit, with: (offset, limit))
            return .entity(rows)
        case .last(let count):
            return .entity(try last(count, of: rows))
        case .project(let columns):
            let inner = try rows.select(&expressions, width: columns.count) { compiler, scope in
                try columns.map { try compiler.output($0.value, in: scope) }
            }
            return .derived(DerivedRows(inner: inner, columns: columns.map(\.result)))
        case .distinct: return .entity(rows)
        case .aggregate(let keys, let values):
            if rows.isSliced { rows = try sealed(rows) }
            return .derived(try aggregate(rows, keys, values))
        case .count:
            if rows.isSliced { rows = try sealed(rows) }
            let counts = try rows.arms(&expressions).map { "(\($0.select(["count(*)"])))" }
            return .derived(
                DerivedRows(
                    inner: "SELECT \(counts.isEmpty ? "0" : counts.joined(separator: " + ")) AS c0",
                    columns: [ResultColumn("count", .int)]))
        case .exists:
            if rows.isSliced { rows = try sealed(rows) }
            let tests = try rows.arms(&expressions).map { "EXISTS (\($0.select(["1"])))" }
            return .derived(
                DerivedRows(
                    inner: "SELECT \(tests.isEmpty ? "0" : tests.joined(separator: " OR ")) AS c0",
                    columns: [ResultColumn("exists", .bool)]))
        }
    }

    /// The rows of a slice as a condition, so that what follows still sees rows of the entity.
    private mutating func sealed(_ rows: EntityRows) throws -> EntityRows {
        let chosen = try rows.select(&expressions, width: 2) { _, scope in
            [scope.idText, scope.value("store")]
        }
        return EntityRows(
            entity: rows.entity, store: rows.store, chosen: rows.chosen,
            memberships: ["SELECT c0 AS id, c1 AS store FROM (\(chosen))"], sort: rows.sort)
    }

    private mutating func last(_ count: Int64, of rows: EntityRows) throws -> EntityRows {
        let chosen = try rows.select(&expressions, width: 2) { _, scope in
            [scope.idText, scope.value("store")]
        }
        let numbered = "SELECT c0, c1, row_number() OVER () AS n, count(*) OVER () AS total FROM (\(chosen))"
        let wanted = expressions.writer.bind(.int(count))
        return EntityRows(
            entity: rows.entity, store: rows.store, chosen: rows.chosen,
            memberships: ["SELECT c0 AS id, c1 AS store FROM (\(numbered)) WHERE n > total - \(wanted)"],
            sort: rows.sort)
    }

    private mutating func aggregate(
        _ rows: EntityRows, _ keys: [QueryPlan.Column], _ values: [QueryPlan.Column]
    ) throws -> DerivedRows {
        let arms = try rows.arms(&expressions)
        let columns = (keys + values).map(\.result)
        let inner: String
        if arms.count == 1 {
            let scope = SQLScope.home(arms[0].scope)
            var grouping = Grouping()
            for key in keys {
                grouping.add(
                    try expressions.groupValue(key.value, in: scope), folding: try folds(key, rows.entity),
                    &expressions.writer)
            }
            let results = try values.map { try expressions.value($0.value, in: scope) }
            inner =
                arms[0].select((grouping.values + results).enumerated().map { "\($1) AS c\($0)" })
                + grouping.clause
        } else {
            // Arguments are worked out in each home; only then are the homes' rows grouped together.
            var arguments: [PlanExpression] = []
            let outer = values.map { $0.value.liftingAggregates(into: &arguments) }
            let selects = try arms.map { arm -> String in
                let scope = SQLScope.home(arm.scope)
                let groups = try keys.enumerated().map {
                    "\(try expressions.groupValue($1.value, in: scope)) AS g\($0)"
                }
                let inputs = try arguments.enumerated().map {
                    "\(try expressions.value($1, in: scope)) AS a\($0)"
                }
                return arm.select(groups + inputs + (groups.isEmpty && inputs.isEmpty ? ["1"] : []))
            }
            var names: [String: String] = [:]
            for index in arguments.indices { names["a\(index)"] = "a\(index)" }
            let results = try outer.map { try expressions.value($0, in: .derived(names)) }
            var grouping = Grouping()
            for (index, key) in keys.enumerated() {
                grouping.add("g\(index)", folding: try folds(key, rows.entity), &expressions.writer)
            }
            let list = grouping.values + results
            let none = SQLWriter.noRows(keys.indices.map { "g\($0)" } + names.keys.sorted())
            inner =
                "SELECT \(list.enumerated().map { "\($1) AS c\($0)" }.joined(separator: ", ")) FROM (\n"
                + (selects.isEmpty ? none : selects.joined(separator: "\nUNION ALL\n")) + "\n)"
                + grouping.clause
        }
        var derived = DerivedRows(inner: inner, columns: columns)
        derived.order = try naturalOrder(keys, derived)
        return derived
    }

    /// Rows whose key is the same but for its case are one group.
    private func folds(_ key: QueryPlan.Column, _ entity: BoundEntity) throws -> Bool {
        guard case .field(let path) = key.value.kind else { return false }
        var definition = entity.definition
        for name in path.relations {
            guard let target = try definition.relation(name).flatMap({ try catalog.entity($0.target) }) else {
                return false
            }
            definition = target.definition
        }
        return definition.field(path.name)?.ignoresCase ?? false
    }

    /// Groups come in the order of their keys unless a sort follows.
    private mutating func naturalOrder(
        _ keys: [QueryPlan.Column], _ derived: DerivedRows
    ) throws -> [String] {
        try keys.map { key in
            let column = PlanExpression(.column(key.name), key.value.type)
            return "\(try expressions.sortValue(column, in: derived.scope)) ASC NULLS LAST"
        }
    }

    // MARK: rows that an operation made

    private mutating func apply(
        _ operation: QueryPlan.Operation, to start: DerivedRows
    ) throws -> DerivedRows {
        var rows = start
        switch operation {
        case .filter(let condition):
            if rows.isSliced || rows.isDistinct { rows.seal(&expressions.writer) }
            rows.conditions.append(try expressions.condition(condition, in: rows.scope))
        case .sort(let keys):
            if rows.isSliced { rows.seal(&expressions.writer) }
            rows.order = try keys.map {
                "\(try expressions.sortValue($0.value, in: rows.scope))\($0.descending ? " DESC" : " ASC NULLS LAST")"
            }
        case .slice(let offset, let limit):
            SliceSQL.combine(offset: &rows.offset, limit: &rows.limit, with: (offset, limit))
        case .last(let count):
            rows.seal(&expressions.writer)
            let list = rows.columns.indices.map { "c\($0)" }.joined(separator: ", ")
            rows.inner =
                "SELECT \(list) FROM (SELECT \(list), row_number() OVER () AS n, count(*) OVER () AS total FROM (\(rows.inner))) WHERE n > total - \(expressions.writer.bind(.int(count)))"
        case .distinct:
            if rows.isSliced { rows.seal(&expressions.writer) }
            rows.isDistinct = true
        case .project(let columns):
            rows.seal(&expressions.writer)
            let list = try columns.enumerated().map {
                "\(try expressions.value($1.value, in: rows.scope)) AS c\($0)"
            }
            rows = DerivedRows(
                inner: "SELECT \(list.joined(separator: ", ")) FROM (\(rows.inner)) AS q",
                columns: columns.map(\.result))
        case .aggregate(let keys, let values):
            rows.order = []
            rows.seal(&expressions.writer)
            let groups = try keys.map { try expressions.groupValue($0.value, in: rows.scope) }
            let results = try values.map { try expressions.value($0.value, in: rows.scope) }
            let list = (groups + results).enumerated().map { "\($1) AS c\($0)" }
            let clause = Grouping(values: groups).clause
            rows = DerivedRows(
                inner: "SELECT \(list.joined(separator: ", ")) FROM (\(rows.inner)) AS q" + clause,
                columns: (keys + values).map(\.result))
            rows.order = try naturalOrder(keys, rows)
        case .count, .exists:
            let isCount = if case .count = operation { true } else { false }
            rows.order = []
            rows.seal(&expressions.writer)
            rows = DerivedRows(
                inner: "SELECT \(isCount ? "count(*)" : "count(*) > 0") AS c0 FROM (\(rows.inner))",
                columns: [isCount ? ResultColumn("count", .int) : ResultColumn("exists", .bool)])
        }
        return rows
    }

    // MARK: the end

    private mutating func finish(_ rows: Rows, withKeys: Bool) throws -> CompiledQuery {
        switch rows {
        case .derived(var derived):
            let sql = derived.sql(&expressions.writer)
            return query(sql, derived.columns)
        case .entity(let rows):
            let fields = rows.entity.visibleFields
            let width = fields.count + (withKeys ? 3 : 1)
            let sql = try rows.select(&expressions, width: width) { _, scope in
                (withKeys ? [scope.value("store"), scope.idText] : [])
                    + fields.map { scope.raw($0.name) } + [scope.value("store")]
            }
            let keys = withKeys ? [ResultColumn("store", .text), ResultColumn("id", .text)] : []
            return query(
                sql, keys + fields.map { ResultColumn($0.name, $0.type) } + [ResultColumn("store", .text)])
        }
    }

    private func query(_ sql: String, _ columns: [ResultColumn]) -> CompiledQuery {
        CompiledQuery(
            sql: sql, parameters: expressions.writer.parameters, columns: columns,
            calls: expressions.writer.calls)
    }

    private static func json(_ keys: [RowKey]) -> String {
        var text = "["
        for (index, key) in keys.enumerated() {
            if index > 0 { text += "," }
            text += "[\"\(key.store.rawValue)\",\"\(JSONText.escaped(key.id))\"]"
        }
        return text + "]"
    }
}

/// What a SELECT groups by.
private struct Grouping {
    /// Of the result, one a key.
    private(set) var values: [String] = []
    private var terms: [String] = []

    init(values: [String] = []) {
        self.values = values
        terms = values.indices.map { String($0 + 1) }
    }

    /// - Parameter folding: whether texts that differ in case alone are one group; the first of them stands for it
    mutating func add(_ value: String, folding: Bool, _ writer: inout SQLWriter) {
        values.append(folding ? "min(\(value))" : value)
        terms.append(folding ? writer.call("cvx_fold", value) : String(values.count))
    }

    var clause: String { terms.isEmpty ? "" : " GROUP BY \(terms.joined(separator: ", "))" }
}

extension QueryPlan.Column {
    var result: ResultColumn { ResultColumn(name, value.type) }
}

extension BoundEntity {
    /// Fields that some home carries, secrets left out.
    package var visibleFields: [CatalogField] {
        definition.fields.filter { field in
            field.type != .secret && field.name != "store" && isBound(field)
        }
    }

    /// Some home carries the field, or enough to derive it.
    package func isBound(_ field: CatalogField) -> Bool {
        if knownHomes.contains(where: { $0.source(of: field.name) != nil }) { return true }
        switch field.derived {
        case .firstOf(let names)?, .anyTrue(let names)?:
            return names.contains { name in knownHomes.contains { $0.columns[name] != nil } }
        case nil:
            return false
        }
    }
}

extension ExpressionCompiler {
    /// A column of the result: an instant is read in whatever encoding its column has.
    mutating func output(_ expression: PlanExpression, in scope: HomeScope) throws -> String {
        if case .field(let field) = expression.kind, field.relations.isEmpty { return scope.raw(field.name) }
        return try value(expression, in: .home(scope))
    }
}

extension PlanExpression {
    /// The same expression with each aggregate's argument replaced by a column that holds it.
    func liftingAggregates(into arguments: inout [PlanExpression]) -> PlanExpression {
        switch kind {
        case .aggregate(let aggregate, let argument?):
            arguments.append(argument)
            let column = PlanExpression(.column("a\(arguments.count - 1)"), argument.type)
            return PlanExpression(.aggregate(aggregate, column), type)
        case .arithmetic(let op, let left, let right):
            return PlanExpression(
                .arithmetic(
                    op, left.liftingAggregates(into: &arguments), right.liftingAggregates(into: &arguments)),
                type)
        case .coalesce(let left, let right):
            return PlanExpression(
                .coalesce(
                    left.liftingAggregates(into: &arguments), right.liftingAggregates(into: &arguments)), type
            )
        case .call(let name, let operands):
            return PlanExpression(
                .call(name, operands.map { $0.liftingAggregates(into: &arguments) }), type)
        case .negate(let operand):
            return PlanExpression(.negate(operand.liftingAggregates(into: &arguments)), type)
        default: return self
        }
    }
}
