import CvxDomain
import CvxServices

/// `dnc add`: what is not on the house's list yet goes there, and rows that have such a number are marked.
final class SuppressionAddition: StoreChange {
    let plan: ChangePlan
    let summary: ChangeSummary
    private let suppression: Suppression
    private let fresh: Suppression
    private let marks: [RowUpdate]
    private let context: ChangeContext

    var roles: Set<StoreRole> {
        marks.reduce(into: fresh.count == 0 ? [] : [.cvx]) { $0.formUnion($1.roles) }
    }

    init(_ plan: ChangePlan, _ suppression: Suppression, _ context: ChangeContext) throws {
        self.plan = plan
        self.suppression = suppression
        self.context = context
        fresh = try Self.missing(suppression, context)
        marks = try DoNotCallMarks(context).updates(suppression, leads: plan.rows, to: true)
        summary = ChangeSummary(
            chosen: suppression.count, changing: fresh.count, first: [], dependents: [],
            marked: marks.map(\.marked),
            stores: StoreRole.allCases.filter(marks.stores(with: fresh.count).contains))
    }

    /// Those that no entry covers: an opt-out covers the house's own wish, not the other way round.
    private static func missing(_ suppression: Suppression, _ context: ChangeContext) throws -> Suppression {
        let house = HouseList(stores: context.stores)
        func isCovered(_ entries: [HouseList.Entry]?) -> Bool {
            let marks = entries.map { $0.map(\.mark).holding(at: context.now) } ?? []
            return marks.contains { $0.isOptOut || !suppression.isOptOut }
        }
        let (numbers, addresses) = (
            try house.entries(of: suppression.numbers), try house.entries(of: suppression.addresses)
        )
        var missing = suppression
        missing.numbers.removeAll { isCovered(numbers[$0]) }
        missing.addresses.removeAll { isCovered(addresses[$0]) }
        return missing
    }

    func write(_ recording: ChangeRecording) throws -> ChangeOutcome {
        // Somebody may have been quicker while the question was answered.
        let fresh = context.watches ? try Self.missing(fresh, context) : fresh
        var outcome = ChangeOutcome(changed: fresh.count, same: suppression.count - fresh.count)
        outcome.added = try insert(fresh, recording)
        for mark in marks {
            let marked = try mark.write(recording)
            outcome.marked.append(.init(entity: mark.plan.entity, count: marked.changed))
        }
        return outcome
    }

    private func insert(_ fresh: Suppression, _ recording: ChangeRecording) throws -> [RowKey] {
        guard fresh.count > 0, let table = try HouseList(stores: context.stores).table() else { return [] }
        let insert = try PreparedStatement(
            recording.connection,
            """
            INSERT INTO \(table) (id, number, address, kind, reason, source, expires_at, organization_id, \
            created_at, created_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """)
        func text(_ text: String?) -> Scalar { text.map(Scalar.text) ?? .null }
        let shared: [Scalar] = [
            .text(fresh.isOptOut ? "opt_out" : "house"), text(fresh.reason), text(fresh.source),
            fresh.expires.map { .int($0.milliseconds) } ?? .null, text(context.stores.organization?.id),
            .int(context.now.milliseconds), .text(context.actor),
        ]
        var keys: [RowKey] = []
        func add(_ number: Scalar, _ address: Scalar) throws {
            let id = NewID.cuid.next(at: context.now)
            try insert.run([.text(id), number, address] + shared)
            keys.append(RowKey(store: .cvx, id: id))
            if keys.count.isMultiple(of: 20_000) { try recording.flush() }
        }
        for number in fresh.numbers { try add(.text(number.description), .null) }
        for address in fresh.addresses { try add(.null, .text(address)) }
        return keys
    }
}

/// `dnc remove`: the entries go, and the marks of rows with them.
final class SuppressionRemoval: StoreChange {
    let plan: ChangePlan
    let summary: ChangeSummary
    private let entries: RowDeletion?
    private let marks: [RowUpdate]

    var roles: Set<StoreRole> { marks.reduce(into: entries?.roles ?? []) { $0.formUnion($1.roles) } }

    init(_ plan: ChangePlan, _ suppression: Suppression, _ context: ChangeContext) throws {
        self.plan = plan
        let house = HouseList(stores: context.stores)
        let found =
            Array(try house.entries(of: suppression.numbers).values)
            + Array(try house.entries(of: suppression.addresses).values)
        let keys = found.joined().map { RowKey(store: .cvx, id: $0.id) }.sorted { $0.id < $1.id }
        let rows = QueryPlan(source: .rows(entity: plan.entity, keys))
        entries =
            keys.isEmpty
            ? nil
            : try RowDeletion(
                ChangePlan(entity: plan.entity, store: .cvx, rows: rows, kind: .delete), rows: rows, context)
        marks = try DoNotCallMarks(context).updates(suppression, leads: plan.rows, to: false)
        let count = entries?.summary.changing ?? 0
        summary = ChangeSummary(
            chosen: count, changing: count, first: entries?.summary.first ?? [], dependents: [],
            marked: marks.map(\.marked), stores: StoreRole.allCases.filter(marks.stores(with: count).contains)
        )
    }

    func write(_ recording: ChangeRecording) throws -> ChangeOutcome {
        var outcome = try entries?.write(recording) ?? ChangeOutcome(changed: 0)
        for mark in marks {
            let marked = try mark.write(recording)
            outcome.marked.append(.init(entity: mark.plan.entity, count: marked.changed))
        }
        return outcome
    }
}

extension RowUpdate {
    fileprivate var marked: ChangeSummary.Marked { .init(entity: plan.entity, count: summary.changing) }
}

extension [RowUpdate] {
    /// Stores that are written, our own where entries are.
    fileprivate func stores(with entries: Int) -> Set<StoreRole> {
        reduce(into: entries == 0 ? [] : [.cvx]) { $0.formUnion($1.roles) }
    }
}
