import CvxDomain
import CvxServices

/// `set` and `update` of rows that are tables' rows.
final class RowUpdate: StoreChange {
    let plan: ChangePlan
    let summary: ChangeSummary
    private let context: ChangeContext
    private let chosen: ChosenRows
    private let carried: CarriedChange
    private let statements: [(target: ChangeTarget, sql: String, parameters: [Scalar])]

    var roles: Set<StoreRole> { Set(statements.map(\.target.home.store)).union(carried.roles) }

    /// - Parameter releases: do-not-call marks may be taken off
    init(
        _ plan: ChangePlan, rows: QueryPlan, _ assignments: [ChangePlan.Assignment], releases: Bool = false,
        _ context: ChangeContext
    ) throws {
        self.plan = plan
        self.context = context
        let entity = try context.entity(plan.entity)
        let homes = context.tables(of: entity, in: plan.store)
        let (resolved, slots) = try ResolvedAssignment.resolve(assignments, of: entity)
        if !releases { try StickyMarks.check(assignments, of: entity, rows: rows, context) }
        chosen = try ChosenRows(rows, values: slots, engine: context.engine, stores: context.stores)
        try ChangeValidation(
            entity: entity, chosen: chosen, engine: context.engine, connection: context.connection
        ).check(resolved, in: homes)

        var compiled: [StoreRole: (changes: [UpdateCompiler.Change], compiler: UpdateCompiler)] = [:]
        for home in homes {
            var compiler = UpdateCompiler(
                entity: entity, home: home, now: context.now, connection: context.connection)
            let changes = try compiler.changes(resolved)
            if !plan.isLenient { try Self.refuseMissing(resolved, home, chosen, context) }
            compiled[home.store] = (changes, compiler)
        }
        let targets = try context.targets(of: chosen, in: homes, named: plan.store != nil) { home in
            guard let (changes, compiler) = compiled[home.store], !changes.isEmpty else { return nil }
            try context.engine.register(compiler.writer.functions)
            let differs = changes.map(\.differs).joined(separator: " OR ")
            return ("(\(differs))", compiler.writer.parameters)
        }
        for target in targets {
            guard let (changes, compiler) = compiled[target.home.store] else { continue }
            try Self.refuseObstacles(changes, compiler, target, chosen, context)
        }
        let usesSlots = !slots.isEmpty
        let chosenTable = chosen.table
        statements = try targets.compactMap { target in
            guard var (changes, compiler) = compiled[target.home.store] else { return nil }
            changes += try compiler.touch(resolved)
            return Self.statement(target, changes, compiler, chosen: usesSlots ? chosenTable : nil)
        }
        carried = try CarriedChange(
            .set(resolved), of: entity, in: plan.store, chosen: chosen, slots: slots.count,
            isLenient: plan.isLenient,
            context)
        let any = ChangeContext.inAny(targets, carried)
        summary = ChangeSummary(
            chosen: chosen.count, changing: try context.changing(chosen, targets) + carried.count,
            first: try chosen.keys(where: any, limit: ChangeSummary.sampleSize, on: context.connection),
            dependents: [], stores: context.stores(targets, carried))
    }

    private static func statement(
        _ target: ChangeTarget, _ changes: [UpdateCompiler.Change], _ compiler: UpdateCompiler,
        chosen: String?
    ) -> (target: ChangeTarget, sql: String, parameters: [Scalar]) {
        let parameters = compiler.writer.parameters
        let values = chosen.map { " CROSS JOIN \($0) AS c ON c.n = h.n" } ?? ""
        let sql = """
            UPDATE \(target.home.qualifiedTable) AS t SET \(changes.map(\.assignment).joined(separator: ", ")) \
            FROM \(target.table) AS h\(values) WHERE \(target.key) = h.k \
            AND h.n > ?\(parameters.count + 1) AND h.n <= ?\(parameters.count + 2)
            """
        return (target, sql, parameters)
    }

    /// Rows that only a home without the column has cannot get the value.
    private static func refuseMissing(
        _ assignments: [ResolvedAssignment], _ home: BoundHome, _ chosen: ChosenRows, _ context: ChangeContext
    ) throws {
        for assignment in assignments
        where !assignment.written.contains(where: { home.columns[$0] != nil }) {
            let rows = try PreparedStatement.count(
                "SELECT count(*) FROM \(chosen.table) WHERE store = \(SQLWriter.literal(home.store.rawValue))",
                on: context.connection)
            if rows > 0 {
                throw ChangeRefusal.noColumn(field: assignment.field.name, store: home.store, rows: rows)
            }
        }
    }

    /// Rows that cannot take a value that depends on what they hold.
    private static func refuseObstacles(
        _ changes: [UpdateCompiler.Change], _ compiler: UpdateCompiler, _ target: ChangeTarget,
        _ chosen: ChosenRows, _ context: ChangeContext
    ) throws {
        for obstacle in changes.flatMap(\.obstacles) {
            var found: Int64?
            try PreparedStatement.run(
                """
                SELECT h.n FROM \(target.table) AS h CROSS JOIN \(chosen.table) AS c ON c.n = h.n \
                CROSS JOIN \(target.home.qualifiedTable) AS t ON \(target.key) = h.k \
                WHERE \(obstacle.condition) ORDER BY h.n LIMIT 1
                """, compiler.writer.parameters, on: context.connection
            ) { found = $0.int(0) }
            guard let found else { continue }
            throw obstacle.refusal(try chosen.keys(numbered: [found], on: context.connection).first)
        }
    }

    func write(_ recording: ChangeRecording) throws -> ChangeOutcome {
        let moved = try context.dropMoved(statements.map(\.target), of: chosen)
        for (target, sql, parameters) in statements {
            let update = try PreparedStatement(recording.connection, sql)
            try target.pieces(of: chosen.count) { after, through in
                try update.run(parameters + [after, through])
                try recording.flush()
            }
        }
        let left =
            moved
            + (try chosen.keys(
                numbered: try carried.write(on: recording.connection), on: recording.connection))
        return ChangeOutcome(changed: summary.changing - left.count, moved: left)
    }
}
