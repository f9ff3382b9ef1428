import CvxDomain
import CvxServices

/// `tag`: each row gets those of the tags that it has not, wherever it may have them.
final class RowTagging: StoreChange {
    let plan: ChangePlan
    let summary: ChangeSummary
    /// One for each tag.
    private let parts: [RowInsertion]
    private let context: ChangeContext

    var roles: Set<StoreRole> { parts.reduce(into: []) { $0.formUnion($1.roles) } }

    init(_ plan: ChangePlan, rows: QueryPlan, _ words: [String], _ context: ChangeContext) throws {
        self.plan = plan
        self.context = context
        let count = try ChosenRows(rows, values: [], engine: context.engine, stores: context.stores).count
        parts = try words.map { try Self.part(plan, rows, $0, context) }
        var first: [RowKey] = []
        for key in parts.flatMap(\.summary.first) where !first.contains(key) { first.append(key) }
        summary = ChangeSummary(
            chosen: count * words.count, changing: parts.reduce(0) { $0 + $1.summary.changing },
            first: Array(first.prefix(ChangeSummary.sampleSize)), dependents: [],
            stores: parts.first?.summary.stores ?? [])
    }

    /// One tag for those of the rows that lack it.
    private static func part(
        _ plan: ChangePlan, _ rows: QueryPlan, _ word: String, _ context: ChangeContext
    ) throws -> RowInsertion {
        let entity = try context.entity(rows.entity)
        guard let relation = entity.definition.relations.first(where: { $0.target == plan.entity }),
            let mark = relation.mark
        else { throw ChangeRefusal.noTable(entity: plan.entity) }
        let has = PlanExpression(.exists(relations: [relation.name], condition: .isTag(word)), .bool)
        var lacking = rows
        lacking.operations.append(.filter(PlanExpression(.not(has), .bool)))
        let id = PlanExpression(.field(.init(relations: [], name: "id")), .text)
        let assignments = [
            ChangePlan.Assignment(field: "tag", value: .constant(.text(word), .text)),
            .init(field: mark.field, value: .constant(.text(mark.value), .text)),
            .init(field: relation.targetField, value: id),
        ]
        let part = ChangePlan(entity: plan.entity, store: nil, rows: lacking, kind: .insert(assignments))
        return try RowInsertion(part, assignments, context)
    }

    func write(_ recording: ChangeRecording) throws -> ChangeOutcome {
        var outcome = unchanged
        var moved: Set<RowKey> = []
        for part in parts {
            let (part, gone) = context.watches ? try asTheyAre(part) : (part, [])
            moved.formUnion(gone)
            let written = try part.write(recording)
            outcome.changed += written.changed
            outcome.added += written.added
        }
        outcome.moved = moved.sorted { ($0.store.rawValue, $0.id) < ($1.store.rawValue, $1.id) }
        return outcome
    }

    /// The rows that were chosen before the stores were locked, without those that are gone or have the tag by now.
    private func asTheyAre(_ part: RowInsertion) throws -> (RowInsertion, gone: Set<RowKey>) {
        guard let entity = part.plan.rows?.entity, case .insert(let assignments) = part.plan.kind,
            case .constant(.text(let word))? = assignments.first?.value.kind
        else { return (part, []) }
        let keys = try part.keys()
        let now = try Self.part(plan, QueryPlan(source: .rows(entity: entity, keys)), word, context)
        return (now, Set(keys).subtracting(try now.keys()))
    }
}

extension StoreChange {
    /// What it comes to where there is nothing to write.
    var unchanged: ChangeOutcome { ChangeOutcome(changed: 0, same: summary.chosen - summary.changing) }
}

/// The tags that some rows have, as far as they are certain words.
struct TagsOfRows {
    private(set) var keys: [RowKey] = []

    init(rows: QueryPlan, _ words: [String], _ context: ChangeContext) throws {
        guard let owner = try context.entity(rows.entity).definition.relation("tags"),
            let tags = try context.engine.entity(owner.target)
        else { return }
        let chosen = try ChosenRows(rows, values: [], engine: context.engine, stores: context.stores)
        for home in context.tables(of: tags, in: nil) {
            var compiler = ExpressionCompiler(catalog: context.stores, writer: SQLWriter())
            let scope = HomeScope(entity: tags, home: home, alias: "t")
            let isWord = try compiler.condition(.any(words.map(PlanExpression.isTag)), in: .home(scope))
            let mark = owner.mark.flatMap(scope.bears).map { " AND \($0)" } ?? ""
            try context.engine.register(compiler.writer.functions)
            try PreparedStatement.run(
                """
                SELECT \(scope.idText) FROM \(scope.from) \
                WHERE \(scope.value(owner.targetField)) IN (SELECT CAST(c.id AS TEXT) FROM \(chosen.table) AS c)\(mark) AND \(isWord)
                """, compiler.writer.parameters, on: context.connection
            ) { row in
                if let id = row.text(0) { keys.append(RowKey(store: home.store, id: id)) }
            }
        }
    }
}
