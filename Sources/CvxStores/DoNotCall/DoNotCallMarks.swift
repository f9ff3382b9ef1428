import CvxDomain

/// The do-not-call marks that rows of stores carry themselves.
struct DoNotCallMarks {
    private let context: ChangeContext

    init(_ context: ChangeContext) { self.context = context }

    /// Entities whose rows a change of the house's list marks.
    static func entities(_ suppression: Suppression, _ leads: QueryPlan?) -> [String] {
        (suppression.marked.isEmpty ? [] : ["phones"]) + (leads == nil ? [] : ["leads"])
    }

    /// Homes that have a place for the mark.
    static func homes(of entity: BoundEntity?) -> [BoundHome] {
        guard let entity, let field = field(of: entity.definition) else { return [] }
        return entity.homes.filter { $0.columns[field] != nil || $0.isCarriedList }
    }

    private static func field(of entity: CatalogEntity) -> String? {
        entity.fields.first(where: \.isSticky)?.name
    }

    /// The changes that mark every row that can carry it, or clear it.
    ///
    /// - Parameter leads: that are marked as well
    func updates(_ suppression: Suppression, leads: QueryPlan?, to flag: Bool) throws -> [RowUpdate] {
        var updates: [RowUpdate] = []
        // First the leads: what they carry changes them, and they would count as changed by somebody else.
        if let leads, try !Self.homes(of: context.engine.entity("leads")).isEmpty {
            updates.append(try update(leads, flag))
        }
        if !suppression.marked.isEmpty, let phones = try context.engine.entity("phones"),
            !Self.homes(of: phones).isEmpty
        {
            updates.append(try update(try phoneRows(Set(suppression.marked), marked: !flag, phones), flag))
        }
        return updates.filter { !$0.summary.isEmpty }
    }

    private func update(_ rows: QueryPlan, _ flag: Bool) throws -> RowUpdate {
        let name = Catalog.entity(rows.entity).flatMap(Self.field) ?? ""
        let assignment = ChangePlan.Assignment(field: name, value: .constant(.bool(flag), .bool))
        return try RowUpdate(
            ChangePlan(
                entity: rows.entity, store: nil, rows: rows, kind: .update([assignment]), isLenient: true),
            rows: rows,
            [assignment], releases: true, context)
    }

    /// Rows of `phones` that are one of the numbers and are marked, or are not.
    private func phoneRows(
        _ numbers: Set<NANPNumber>, marked: Bool, _ phones: BoundEntity
    ) throws -> QueryPlan {
        let number = PlanExpression(.field(.init(relations: [], name: "number")), .phone)
        let mark = PlanExpression(.field(.init(relations: [], name: "is_dnc")), .bool)
        let isMarked = PlanExpression(.isBool(mark, true), .bool)
        var plan = QueryPlan(
            source: .scan(entity: "phones", store: nil),
            operations: [.filter(marked ? isMarked : PlanExpression(.not(isMarked), .bool))])
        if numbers.count <= 5_000 {
            // Rows that the store finds itself are read once; to find them again by their keys takes as long for each.
            let members = numbers.map { PlanExpression.constant(.phone($0.description), .phone) }
            plan.operations.append(.filter(PlanExpression(.membership(number, members), .bool)))
            return plan
        }
        func text(_ name: String) -> PlanExpression {
            PlanExpression(.field(.init(relations: [], name: name)), .text)
        }
        plan.operations.append(
            .project([
                .init(name: "store", value: text("store")), .init(name: "id", value: text("id")),
                .init(name: "number", value: number),
            ]))
        let sink = NumberedRows(numbers)
        try context.engine.run(plan, withKeys: false, into: sink)
        return QueryPlan(source: .rows(entity: "phones", sink.keys))
    }
}

/// Keeps the keys of rows whose number is among some.
private final class NumberedRows: RowSink {
    private(set) var keys: [RowKey] = []
    private let numbers: Set<NANPNumber>

    init(_ numbers: Set<NANPNumber>) { self.numbers = numbers }

    func begin(_ columns: [ResultColumn]) {}

    func append(_ batch: borrowing RowBatch) {
        for row in 0..<batch.rowCount {
            guard let number = NANPNumber(batch.text(of: batch[row, 2])), numbers.contains(number),
                let store = StoreRole(rawValue: batch.text(of: batch[row, 0]))
            else { continue }
            keys.append(RowKey(store: store, id: batch.text(of: batch[row, 1])))
        }
    }

    func end() {}
}
