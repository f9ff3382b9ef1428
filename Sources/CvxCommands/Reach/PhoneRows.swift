import CvxDomain
import CvxRuntime
import CvxServices

/// Rows of `phones`, wherever they stand, and what is said of them.
struct PhoneRows {
    struct Phone {
        var key: RowKey
        var lead: String
        var number: NANPNumber
        /// Something is said of it beyond the number, so that more can be.
        var isDescribed: Bool
    }

    private let host: any VerbHost
    private let reason: String?
    private let place: ChangePlace

    /// - Parameter reason: for the journal
    init(_ host: any VerbHost, reason: String?, place: ChangePlace) {
        self.host = host
        self.reason = reason
        self.place = place
    }

    /// Says of numbers whether they are their leads', in all rows that the leads have of them.
    ///
    /// - Returns: how many rows changed.
    func mark(_ chosen: [Phone], isValid: Bool) throws -> Int {
        let wanted = Set(chosen.map { "\($0.lead) \($0.number)" })
        let keys = try read(ofLeads: Set(chosen.map(\.lead))).filter {
            wanted.contains("\($0.lead) \($0.number)")
        }.map(\.key)
        return try update(keys, "is_valid", .constant(.bool(isValid), .bool))
    }

    func update(_ keys: [RowKey], _ field: String, _ value: PlanExpression) throws -> Int {
        let outcome = try host.change(
            ChangePlan(
                entity: "phones", store: nil, rows: QueryPlan(source: .rows(entity: "phones", keys)),
                kind: .update([.init(field: field, value: value)]), isLenient: true), reason: reason,
            at: place)
        if outcome.changed == 0, !keys.isEmpty, !host.isDryRun {
            host.say("it is said of them already, or the stores have no place to say it of these numbers")
        }
        return outcome.changed
    }

    func read(ofLeads ids: Set<String>) throws -> [Phone] {
        let lead = PlanExpression(.field(.init(relations: [], name: "lead_id")), .text)
        let members = ids.sorted().map { PlanExpression.constant(.text($0), .text) }
        let filter = PlanExpression(.membership(lead, members), .bool)
        // Many are not named one by one.
        let operations: [QueryPlan.Operation] = ids.count > 500 ? [] : [.filter(filter)]
        return try read(QueryPlan(source: .scan(entity: "phones", store: nil), operations: operations))
            .filter { ids.contains($0.lead) }
    }

    func read(_ rows: QueryPlan) throws -> [Phone] {
        func field(_ name: String, _ type: ColumnType = .text) -> PlanExpression {
            PlanExpression(.field(.init(relations: [], name: name)), type)
        }
        let described = ["type", "carrier", "is_valid", "is_dnc", "is_primary", "confidence"].map {
            PlanExpression(.not(PlanExpression(.isNull(field($0, .any)), .bool)), .bool)
        }
        var plan = rows
        plan.operations.append(
            .project([
                .init(name: "store", value: field("store")), .init(name: "id", value: field("id")),
                .init(name: "lead_id", value: field("lead_id")),
                .init(name: "number", value: field("number", .phone)),
                .init(name: "described", value: .any(described)),
            ]))
        let collector = RecordCollector()
        try host.queries.run(plan, withKeys: false, into: collector)
        return collector.records.compactMap { record in
            guard let store = StoreRole(rawValue: record.values[0].summary),
                let number = NANPNumber(record.values[3].summary)
            else { return nil }
            return Phone(
                key: RowKey(store: store, id: record.values[1].summary), lead: record.values[2].summary,
                number: number,
                isDescribed: record.values[4].isTrue)
        }
    }
}
