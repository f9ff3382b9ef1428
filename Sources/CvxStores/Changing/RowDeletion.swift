import CvxDomain
import CvxServices

/// `delete` of rows that are tables' rows, with what hangs on them.
final class RowDeletion: StoreChange {
    let plan: ChangePlan
    let summary: ChangeSummary
    private let context: ChangeContext
    private let chosen: ChosenRows
    private let targets: [ChangeTarget]
    private let carried: CarriedChange
    private let steps: [DependentRows.Step]

    var roles: Set<StoreRole> {
        Set(targets.map(\.home.store)).union(steps.map(\.home.store)).union(carried.roles)
    }

    init(_ plan: ChangePlan, rows: QueryPlan, _ context: ChangeContext) throws {
        self.plan = plan
        self.context = context
        let entity = try context.entity(plan.entity)
        let homes = context.tables(of: entity, in: plan.store)
        chosen = try ChosenRows(rows, values: [], engine: context.engine, stores: context.stores)
        targets = try context.targets(of: chosen, in: homes, named: plan.store != nil) { _ in (nil, []) }
        let ids = Self.leaving(chosen, context.tables(of: entity, in: nil), except: plan.store)
        let all = try DependentRows(engine: context.engine).steps(of: entity, ids: ids)
        var dependents: [ChangeSummary.Dependent] = []
        var steps: [DependentRows.Step] = []
        for step in all where targets.contains(where: { $0.count > 0 }) {
            let count = try PreparedStatement.count(step.count, on: context.connection)
            guard count > 0 else { continue }
            if step.statement != nil { steps.append(step) }
            if let index = dependents.firstIndex(where: { $0.entity == step.entity && $0.rule == step.rule })
            {
                dependents[index].count += count
            } else {
                dependents.append(.init(entity: step.entity, rule: step.rule, count: count))
            }
        }
        if let refused = dependents.first(where: { $0.rule == .refuse }) {
            throw ChangeRefusal.dependents(entity: refused.entity, count: refused.count)
        }
        self.steps = steps
        carried = try CarriedChange(
            .remove, of: entity, in: plan.store, chosen: chosen, slots: 0, context)
        let any = ChangeContext.inAny(targets, carried)
        summary = ChangeSummary(
            chosen: chosen.count, changing: try context.changing(chosen, targets) + carried.count,
            first: try chosen.keys(where: any, limit: ChangeSummary.sampleSize, on: context.connection),
            dependents: dependents,
            stores: context.stores(targets, carried, also: steps.map(\.home.store)))
    }

    /// The ids that are gone from every store afterwards: where one store was named, another may keep the row.
    private static func leaving(_ chosen: ChosenRows, _ homes: [BoundHome], except store: StoreRole?)
        -> String
    {
        var sql = "SELECT CAST(c.id AS TEXT) FROM \(chosen.table) AS c WHERE TRUE"
        guard let store else { return sql }
        for home in homes where home.store != store {
            guard case .column(let id)? = home.columns["id"] else { continue }
            sql +=
                " AND NOT EXISTS (SELECT 1 FROM \(home.qualifiedTable) AS o WHERE o.\(SQLWriter.identifier(id.name)) = CAST(c.id AS TEXT))"
        }
        return sql
    }

    func write(_ recording: ChangeRecording) throws -> ChangeOutcome {
        let moved = try context.dropMoved(targets, of: chosen)
        if !moved.isEmpty { try dropFromChosen() }
        for case let statement? in steps.map(\.statement) {
            try PreparedStatement.run(statement, on: recording.connection)
            try recording.flush()
        }
        for target in targets {
            let delete = try PreparedStatement(
                recording.connection,
                """
                DELETE FROM \(target.home.qualifiedTable) AS t WHERE \(target.key) IN \
                (SELECT h.k FROM \(target.table) AS h WHERE h.n > ?1 AND h.n <= ?2)
                """)
            try target.pieces(of: chosen.count) { after, through in
                try delete.run([after, through])
                try recording.flush()
            }
        }
        let left =
            moved
            + (try chosen.keys(
                numbered: try carried.write(on: recording.connection), on: recording.connection))
        return ChangeOutcome(
            changed: summary.changing - left.count, moved: left,
            kept: summary.dependents.filter { $0.rule == .keep })
    }

    /// What hangs on a row that stays, stays.
    private func dropFromChosen() throws {
        try PreparedStatement.run(
            "DELETE FROM \(chosen.table) AS c WHERE NOT \(ChangeContext.inAny(targets))",
            on: context.connection)
    }
}
