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
            throw command.notRows(
                "`phone mark` marks rows of phones",
                help: "`find phones where number = \"…\" | phone mark \(mark.rawValue)`")
        }
        let chosen = try phones.read(rows)
        switch mark {
        case .valid, .wrong:
            return try phones.mark(chosen, isValid: mark == .valid)
        case .dnc: return try suppress(chosen)
        case .primary: return try makePrimary(chosen)
        }
    }

    private func suppress(_ chosen: [PhoneRows.Phone]) throws -> Int {
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
    private func makePrimary(_ chosen: [PhoneRows.Phone]) throws -> Int {
        guard let first = chosen.first, Set(chosen.map(\.lead)).count == 1,
            Set(chosen.map(\.number)).count == 1
        else {
            throw Diagnostic(
                .badArgument,
                "a lead has one primary number, and these are \(chosen.isEmpty ? "none" : "several")",
                at: command.target?.span ?? command.span, help: "narrow it: `phones where … limit 1`")
        }
        let all = try phones.read(ofLeads: [first.lead])
        let entity = try invocation.catalog.entity("phones")
        let columns = Set(entity?.homes.filter { $0.columns["is_primary"] != nil }.map(\.store) ?? [])
        let isSaid = all.contains { phone in
            phone.number == first.number
                && (phone.isDescribed && phone.key.id.contains(":")
                    || columns.contains(phone.key.store) && !phone.key.id.contains(":"))
        }
        if isSaid {
            let number = PlanExpression(.field(.init(relations: [], name: "number")), .phone)
            let isIt = PlanExpression(
                .compare(.equal, number, .constant(.phone(first.number.description), .phone)), .bool)
            return try phones.update(all.map(\.key), "is_primary", isIt)
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

    private var phones: PhoneRows { PhoneRows(host, reason: reason, place: place) }
    private var reason: String? { invocation.options["because"].flatMap { $0.isNull ? nil : $0.summary } }
    private var place: ChangePlace { ChangePlace(statement: command.span, verb: command.span) }
}
