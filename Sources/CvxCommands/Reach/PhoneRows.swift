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
        return try read(QueryPlan(source: .scan(entity: "phones", store: nil), operations: operations)) {
            ids.contains($0)
        }
    }

    /// - Parameter counts: whether a lead does, by its id
    func read(_ rows: QueryPlan, where counts: @escaping (String) -> Bool = { _ in true }) throws -> [Phone] {
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
        let sink = PhoneSink(counts)
        try host.queries.run(plan, withKeys: false, into: sink)
        return sink.phones
    }
}

/// Keeps the phones of leads that count: there may be a million others.
private final class PhoneSink: RowSink {
    private(set) var phones: [PhoneRows.Phone] = []
    private let counts: (String) -> Bool

    init(_ counts: @escaping (String) -> Bool) { self.counts = counts }

    func begin(_ columns: [ResultColumn]) {}

    func append(_ batch: borrowing RowBatch) {
        for row in 0..<batch.rowCount {
            let lead = batch.idText(row, 2)
            guard counts(lead), let store = StoreRole(rawValue: batch.idText(row, 0)),
                let number = NANPNumber(batch.idText(row, 3))
            else { continue }
            phones.append(
                PhoneRows.Phone(
                    key: RowKey(store: store, id: batch.idText(row, 1)), lead: lead, number: number,
                    isDescribed: batch.scalar(row, 4, .bool) == .bool(true)))
        }
    }

    func end() {}
}

extension RowBatch {
    /// A value as text, where a store counts its ids too; empty where there is none.
    fileprivate func idText(_ row: Int, _ column: Int) -> String {
        switch scalar(row, column, .text) {
        case .text(let text): text
        case .int(let number): String(number)
        default: ""
        }
    }
}
