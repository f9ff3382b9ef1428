import CvxDomain
import CvxServices

/// `add`: one new row, or one for each row of a plan.
final class RowInsertion: StoreChange {
    let plan: ChangePlan
    let summary: ChangeSummary
    private let context: ChangeContext
    private let entity: BoundEntity
    private let home: BoundHome
    /// The store is our own and not made yet.
    private let isAwaited: Bool
    private let assignments: [ResolvedAssignment]
    private let slots: Int
    private let chosen: ChosenRows?

    var roles: Set<StoreRole> { [home.store] }

    init(_ plan: ChangePlan, _ assignments: [ChangePlan.Assignment], _ context: ChangeContext) throws {
        self.plan = plan
        self.context = context
        entity = try context.entity(plan.entity)
        let home = try context.place(of: entity, in: plan.store)
        self.home = home
        isAwaited = entity.awaited?.store == home.store
        let (resolved, expressions) = try ResolvedAssignment.resolve(assignments, of: entity)
        self.assignments = resolved
        slots = expressions.count
        chosen = try plan.rows.map {
            try ChosenRows($0, values: expressions, engine: context.engine, stores: context.stores)
        }
        try ChangeValidation(
            entity: entity, chosen: chosen, engine: context.engine, connection: context.connection
        ).check(resolved, in: [home])
        // What a row must have is known before anything is written; of a table that is not there, when it is.
        if !isAwaited { _ = try Self.writer(resolved, home, entity, context) }
        summary = ChangeSummary(
            chosen: chosen?.count ?? 1, changing: chosen?.count ?? 1,
            first: try chosen?.keys(limit: ChangeSummary.sampleSize, on: context.connection) ?? [],
            dependents: [], stores: [home.store])
    }

    private static func writer(
        _ assignments: [ResolvedAssignment], _ home: BoundHome, _ entity: BoundEntity,
        _ context: ChangeContext
    ) throws -> RecordWriter {
        try RecordWriter(
            assignments, into: home, of: entity, now: context.now, actor: context.actor,
            connection: context.connection)
    }

    /// The rows that new ones are made for.
    func keys() throws -> [RowKey] { try chosen?.keys(on: context.connection) ?? [] }

    func write(_ recording: ChangeRecording) throws -> ChangeOutcome {
        let made = isAwaited ? try context.entity(plan.entity) : entity
        let home = isAwaited ? try context.place(of: made, in: plan.store) : home
        let writer = try Self.writer(assignments, home, made, context)
        guard let chosen else {
            return ChangeOutcome(changed: 1, added: [try writer.write([], at: context.now)])
        }
        var added: [RowKey] = []
        let values = (0..<slots).map { "v\($0)" }.joined(separator: ", ")
        let list = values.isEmpty ? "n" : values
        try PreparedStatement.run(
            "SELECT \(list) FROM \(chosen.table) ORDER BY n", on: recording.connection
        ) { row in
            added.append(try writer.write((0..<slots).map { row.raw(Int32($0)) }, at: context.now))
            if added.count.isMultiple(of: 20_000) { try recording.flush() }
        }
        return ChangeOutcome(changed: added.count, added: added)
    }
}
