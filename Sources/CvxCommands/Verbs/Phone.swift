import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    static let phone = Verb(
        CommandShape(
            "phone", subverbs: ["mark"], target: .required,
            options: PhoneMark.Mark.allCases.map { .init($0.rawValue, .none) } + [
                .init("because", .expression)
            ]),
        "mark numbers as valid, wrong, do-not-call, or as a lead's primary one, in every store that has them",
        examples: [
            "find phones where number = \"(480) 555-0156\" | phone mark wrong because \"a bakery\"",
            "phone mark (find first phones) dnc because \"asked by phone\"",
            "phone mark (find first phones) primary",
        ],
        signature: VerbSignature(
            result: { _ in .int },
            effects: {
                $0.has("dnc") ? Effects(adds: ["suppressions"]) : Effects(updates: ["leads", "phones"])
            },
            asksRows: true)
    ) { invocation in
        .silent(.int(Int64(try PhoneMark(invocation).make())))
    }
}

/// `phone mark`: of each number all rows that the same lead has of it, wherever they stand.
struct PhoneMark {
    enum Mark: String, CaseIterable {
        case valid, wrong, dnc, primary
    }

    /// A row of `phones`.
    private struct Phone {
        var key: RowKey
        var lead: String
        var number: NANPNumber
        /// Something is said of it beyond the number, so that more can be.
        var isDescribed: Bool
    }

    private let invocation: VerbInvocation
    private var command: CheckedCommand { invocation.command }
    private var host: any VerbHost { invocation.host }

    init(_ invocation: VerbInvocation) { self.invocation = invocation }

    func make() throws -> Int {
        let marks = Mark.allCases.filter { command.has($0.rawValue) }
        guard command.subverb != nil, marks.count == 1, let mark = marks.first else {
            throw Diagnostic(
                .badArgument, "`phone mark` takes one of valid, wrong, dnc and primary", at: command.span,
                help: "as in `phone mark @1 wrong because \"a bakery\"`")
        }
        guard let rows = invocation.rows, rows.entity == "phones" else {
            throw Diagnostic(
                .notRows, "`phone mark` marks rows of phones", at: command.target?.span ?? command.span,
                help: "`find phones where number = \"…\" | phone mark \(mark.rawValue)`")
        }
        let chosen = try phones(rows)
        switch mark {
        case .valid, .wrong:
            return try update(try relatives(of: chosen), "is_valid", .constant(.bool(mark == .valid), .bool))
        case .dnc: return try suppress(chosen)
        case .primary: return try makePrimary(chosen)
        }
    }

    private func suppress(_ chosen: [Phone]) throws -> Int {
        var contacts = Contacts()
        for phone in chosen { contacts.add(number: phone.number.description) }
        let outcome = try host.change(
            ChangePlan(
                entity: "suppressions", store: nil, rows: nil,
                kind: .suppress(Suppression(numbers: contacts.numbers, reason: reason))), reason: reason,
            at: place)
        return outcome.changed
    }

    /// One number of a lead is the primary one, and the others are not: where rows say so, there; else it is the number
    /// that the lead itself has.
    private func makePrimary(_ chosen: [Phone]) throws -> Int {
        guard let first = chosen.first, Set(chosen.map(\.lead)).count == 1,
            Set(chosen.map(\.number)).count == 1
        else {
            throw Diagnostic(
                .badArgument,
                "a lead has one primary number, and these are \(chosen.isEmpty ? "none" : "several")",
                at: command.target?.span ?? command.span, help: "narrow it: `phones where … limit 1`")
        }
        let all = try phones(ofLeads: [first.lead])
        let phones = try invocation.catalog.entity("phones")
        let columns = Set(phones?.homes.filter { $0.columns["is_primary"] != nil }.map(\.store) ?? [])
        let isSaid = all.contains { phone in
            phone.number == first.number
                && (phone.isDescribed && phone.key.id.contains(":")
                    || columns.contains(phone.key.store) && !phone.key.id.contains(":"))
        }
        if isSaid {
            let number = PlanExpression(.field(.init(relations: [], name: "number")), .phone)
            let isIt = PlanExpression(
                .compare(.equal, number, .constant(.phone(first.number.description), .phone)), .bool)
            return try update(all.map(\.key), "is_primary", isIt)
        }
        let id = PlanExpression(.field(.init(relations: [], name: "id")), .text)
        let test = PlanExpression(.compare(.equal, id, .constant(.text(first.lead), .text)), .bool)
        let number = PlanExpression.constant(.phone(first.number.description), .phone)
        return try host.change(
            ChangePlan(
                entity: "leads", store: nil,
                rows: QueryPlan(source: .scan(entity: "leads", store: nil), operations: [.filter(test)]),
                kind: .update([.init(field: "phone", value: number)])), reason: reason, at: place
        ).changed
    }

    private func update(_ keys: [RowKey], _ field: String, _ value: PlanExpression) throws -> Int {
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

    /// All rows that the same leads have of the same numbers.
    private func relatives(of chosen: [Phone]) throws -> [RowKey] {
        let wanted = Set(chosen.map { "\($0.lead) \($0.number)" })
        return try phones(ofLeads: Set(chosen.map(\.lead))).filter {
            wanted.contains("\($0.lead) \($0.number)")
        }.map(\.key)
    }

    private func phones(ofLeads ids: Set<String>) throws -> [Phone] {
        let lead = PlanExpression(.field(.init(relations: [], name: "lead_id")), .text)
        let members = ids.sorted().map { PlanExpression.constant(.text($0), .text) }
        let filter = PlanExpression(.membership(lead, members), .bool)
        // Many are not named one by one.
        let operations: [QueryPlan.Operation] = ids.count > 500 ? [] : [.filter(filter)]
        return try phones(QueryPlan(source: .scan(entity: "phones", store: nil), operations: operations))
            .filter { ids.contains($0.lead) }
    }

    private func phones(_ rows: QueryPlan) throws -> [Phone] {
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

    private var reason: String? { invocation.options["because"].flatMap { $0.isNull ? nil : $0.summary } }
    private var place: ChangePlace { ChangePlace(statement: command.span, verb: command.span) }
}
