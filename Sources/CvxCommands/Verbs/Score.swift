import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    static let score = Verb(
        CommandShape(
            "score", target: .required, options: [.init("explain", .none), .init("because", .expression)]),
        "set the lead score and the temperature by rule; `explain` shows the parts and changes nothing",
        examples: ["score leads where lead_score = 0", "score (find first leads) explain"],
        signature: VerbSignature(
            result: { $0.explains ? partColumns.recordsType : .int },
            effects: { $0.explains ? Effects() : Effects(updates: ["leads"]) })
    ) { invocation in
        let rows = try leads(invocation)
        let leads = try invocation.catalog.entity("leads")
        let rule = LeadScore { field in leads?.homes.contains { $0.columns[field] != nil } == true }
        if invocation.command.explains { return try parts(of: rule, rows, invocation) }
        var values = [ChangePlan.Assignment(field: "lead_score", value: rule.total)]
        if leads?.homes.contains(where: { $0.columns["temperature_tag"] != nil }) == true {
            values.append(.init(field: "temperature_tag", value: rule.temperature))
        }
        let place = ChangePlace(statement: invocation.command.span, verb: invocation.command.span)
        let outcome = try invocation.host.change(
            ChangePlan(entity: "leads", store: nil, rows: rows, kind: .update(values)),
            reason: invocation.options["because"]?.summary, at: place)
        return .silent(.scalar(.int(Int64(outcome.changed))))
    }

    private static func leads(_ invocation: VerbInvocation) throws -> QueryPlan {
        switch invocation.target?.kind {
        case .row("leads", let key)?: return QueryPlan(source: .rows(entity: "leads", [key]))
        case .rows("leads", let keys)?: return QueryPlan(source: .rows(entity: "leads", keys))
        default:
            throw invocation.command.notRows(
                "`score` scores leads", help: "`@1`, `$lead`, or `leads where …`")
        }
    }

    private static let partColumns = [
        ResultColumn("lead", .text), ResultColumn("part", .text), ResultColumn("points", .decimal),
        ResultColumn("because", .text),
    ]

    /// Leads whose parts are listed.
    private static let explained = 100

    private static func parts(
        of rule: LeadScore, _ rows: QueryPlan, _ invocation: VerbInvocation
    ) throws -> VerbOutcome {
        var plan = rows
        let id = PlanExpression(.field(.init(relations: [], name: "id")), .text)
        let columns =
            [QueryPlan.Column(name: "id", value: id)]
            + rule.parts.map { .init(name: $0.name, value: $0.points) }
            + [.init(name: "score", value: rule.total), .init(name: "temperature", value: rule.temperature)]
        plan.operations += [.slice(offset: 0, limit: Int64(explained)), .project(columns)]
        let collector = RecordCollector()
        try invocation.host.queries.run(plan, withKeys: false, into: collector)
        var records: [Record] = []
        for lead in collector.records {
            func add(_ part: String, _ points: Value, _ because: Value) {
                records.append(
                    Record(
                        names: partColumns.map(\.name),
                        values: [lead.values[0], .text(part), points, because]))
            }
            for (index, part) in rule.parts.enumerated() {
                let points = lead.values[index + 1]
                if ![.decimal(0), .int(0)].contains(points.scalar) {
                    add(part.name, points, .text(part.rule))
                }
            }
            let count = rule.parts.count
            add("score", lead.values[count + 1], lead.values[count + 2])
        }
        return .records(partColumns, records)
    }
}

extension CheckedCommand {
    fileprivate var explains: Bool { options.contains { $0.name == "explain" } }
}
