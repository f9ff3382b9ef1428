package import CvxDomain
package import CvxServices

/// Carries changes out on a workspace's stores.
package final class StoreChangeEngine: ChangeEngine {
    private let engine: StoreQueryEngine
    let stores: WorkspaceStores
    let transactions: StoreTransactions
    private let clock: () -> Instant
    private let actor: () -> String

    /// - Parameters:
    ///   - clock: the moment that new and changed rows are stamped with
    ///   - actor: who acts, for rows of our own store
    package init(
        engine: StoreQueryEngine, stores: WorkspaceStores, transactions: StoreTransactions,
        clock: @escaping () -> Instant, actor: @escaping () -> String
    ) {
        self.engine = engine
        self.stores = stores
        self.transactions = transactions
        self.clock = clock
        self.actor = actor
    }

    package func prepare(_ plan: ChangePlan) throws -> any PreparedChange {
        try translating {
            try stores.wholly(except: Self.named(plan)) {
                try stores.withConnection { connection in
                    try self.change(plan, on: connection, watches: true)
                }
            }
        }
    }

    package func apply(_ change: any PreparedChange, _ draft: JournalDraft) throws -> ChangeOutcome {
        guard let change = change as? any StoreChange else { return ChangeOutcome(changed: 0) }
        if change.summary.isEmpty { return change.unchanged }
        try widenCache(of: change.roles)
        return try recorded {
            try transactions.perform(draft, writing: change.roles) { try change.write($0) }
        }
    }

    package func perform(
        _ plan: ChangePlan, _ draft: JournalDraft, check: (ChangeSummary) throws -> Void
    ) throws -> ChangeOutcome {
        try stores.wholly(except: Self.named(plan)) {
            let roles = try self.roles(plan)
            if roles.contains(where: { $0.isOwn && stores.attached[$0] == nil }) {
                // Made when it is sure that something is to be kept there.
                let change = try prepare(plan)
                try check(change.summary)
                return try apply(change, draft)
            }
            try widenCache(of: roles)
            return try recorded {
                try transactions.perform(draft, writing: roles) { recording in
                    let change = try self.change(plan, on: recording.connection, watches: false)
                    try check(change.summary)
                    return change.summary.isEmpty ? change.unchanged : try change.write(recording)
                }
            }
        }
    }

    /// The entity, where the change says itself which of its rows it means: those of one store, or chosen before.
    private static func named(_ plan: ChangePlan) -> String? {
        if plan.store != nil { return plan.entity }
        if case .rows(let entity, _)? = plan.rows?.source { return entity }
        return nil
    }

    private func change(
        _ plan: ChangePlan, on connection: OpaquePointer, watches: Bool
    ) throws -> any StoreChange {
        let context = ChangeContext(
            engine: engine, stores: stores, connection: connection, now: clock(), actor: actor(),
            watches: watches)
        switch plan.kind {
        case .insert(let assignments): return try RowInsertion(plan, assignments, context)
        case .update(let assignments):
            return try RowUpdate(plan, rows: Self.rows(plan), assignments, context)
        case .delete: return try RowDeletion(plan, rows: Self.rows(plan), context)
        case .tag(let words): return try RowTagging(plan, rows: Self.rows(plan), words, context)
        case .suppress(let suppression): return try SuppressionAddition(plan, suppression, context)
        case .release(let suppression): return try SuppressionRemoval(plan, suppression, context)
        case .untag(let words):
            let tags = try TagsOfRows(rows: Self.rows(plan), words, context)
            return try RowDeletion(
                plan, rows: QueryPlan(source: .rows(entity: plan.entity, tags.keys)), context)
        }
    }

    private static func rows(_ plan: ChangePlan) -> QueryPlan {
        plan.rows ?? QueryPlan(source: .rows(entity: plan.entity, []))
    }

    /// Every store that the change may write, so that it is locked before its rows are chosen.
    private func roles(_ plan: ChangePlan) throws -> Set<StoreRole> {
        guard let entity = try engine.entity(plan.entity)?.restricted(to: plan.store) else { return [] }
        let homes = entity.homes
        guard let first = entity.awaitsFirst ? entity.awaited : homes.first else { return [] }
        // A store that cannot be written is refused when one of its rows is to be.
        func writable(_ stores: [StoreRole]) -> Set<StoreRole> {
            let writable = Set(stores.filter { self.stores.attached[$0]?.isReadOnly == false })
            return writable.isEmpty ? Set(stores) : writable
        }
        switch plan.kind {
        case .insert, .tag: return [first.store]
        case .update, .untag: return writable(homes.map(\.store))
        case .suppress(let suppression), .release(let suppression):
            var marked: [StoreRole] = []
            for entity in DoNotCallMarks.entities(suppression, plan.rows) {
                marked += try DoNotCallMarks.homes(of: engine.entity(entity)).map(\.store)
            }
            return (marked.isEmpty ? [] : writable(marked)).union([first.store])
        case .delete:
            let steps = try DependentRows(engine: engine).steps(of: entity, ids: "NULL")
            return writable(homes.map(\.store) + steps.filter { $0.statement != nil }.map(\.home.store))
        }
    }

    /// Pages are read in several orders while a change is made: by place, by id for the journal. SQLite's own cache of
    /// 2 MB reads them again and again, which took half of the time for 200,000 rows.
    private func widenCache(of roles: Set<StoreRole>) throws {
        for role in roles where stores.attached[role] != nil {
            try stores.withConnection { connection in
                _ = try PreparedStatement.run(
                    "PRAGMA \(SQLWriter.identifier(role.rawValue)).cache_size = -98304", on: connection)
            }
        }
    }

    func recorded(_ body: () throws -> (ChangeOutcome, JournalEntry?)) throws -> ChangeOutcome {
        var (outcome, entry) = try translating(body)
        // Within a transaction there is none yet.
        outcome.entry = entry.flatMap { $0.id > 0 ? $0.id : nil }
        return outcome
    }

    func translating<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch { throw StoreError.translate(error) ?? error }
    }
}
