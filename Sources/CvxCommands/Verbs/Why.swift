import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

extension Verb {
    static let why = Verb(
        CommandShape(
            "why", target: .required,
            options: [.init("for", .names), .init("at", .expression), .init("by", .names)]),
        "say what stands between leads and a contact: each rule, its source, and when it opens; `by rule` counts",
        examples: [
            "why @1", "why @1 for sms at 2026-03-08T13:00Z",
            "why (find leads where temperature = HOT) for sms by rule",
            "find leads where temperature = HOT | why for call | group by rule aggregate n: count()",
        ],
        signature: VerbSignature(
            result: {
                $0.options.contains { $0.name == "by" } ? ruleColumns.recordsType : contactColumns.recordsType
            }, asksRows: true, faults: faults)
    ) { invocation in
        let leads = try leads(invocation)
        let channels = channels(invocation)
        let isFew = leads.count <= detailed
        guard let compliance = invocation.host.compliance else { return .nothing }
        let check = ComplianceCheck(try compliance.rules(), at: try moment(invocation))
        var context = compliance.context
        // Those that are counted share one reason a rule.
        context.isDetailed = isFew && invocation.command.option("by") == nil
        let survey = ContactSurvey(
            check, channels: channels, queries: invocation.host.queries, catalog: invocation.catalog,
            lists: invocation.host.doNotCall, context: context)
        if invocation.command.option("by") != nil {
            return .records(ruleColumns, try RuleTally.count(survey, leads.plan))
        }
        let host = invocation.host
        return .stream(contactColumns) { sink in
            var rows = ObjectionRows(survey.check, host, isTold: isFew && leads.count > 0)
            try rows.write(survey, leads.plan, into: &sink)
        }
    }

    /// Leads that are told of one by one, with notes of where a mark stands.
    private static let detailed = 20

    static let contactColumns = [
        ResultColumn("lead", .text), ResultColumn("channel", .vocabulary("campaign_type")),
        ResultColumn("number", .text), ResultColumn("rule", .text), ResultColumn("reason", .text),
        ResultColumn("opens", .instant), ResultColumn("override", .bool), ResultColumn("source", .text),
        ResultColumn("date", .date),
    ]

    static let ruleColumns = [
        ResultColumn("rule", .text), ResultColumn("leads", .int), ResultColumn("contacts", .int),
        ResultColumn("reason", .text), ResultColumn("source", .text),
    ]

    /// The leads as a question, and how many they are where that is known; else more than a few.
    private static func leads(_ invocation: VerbInvocation) throws -> (plan: QueryPlan, count: Int) {
        guard let plan = invocation.rows, plan.entity == "leads" else { throw notLeads(invocation.command) }
        if case .rows(_, let keys) = plan.source, plan.operations.isEmpty { return (plan, keys.count) }
        let keys = try few(plan, invocation.host.queries)
        return keys.map { (QueryPlan(source: .rows(entity: "leads", $0)), $0.count) } ?? (plan, .max)
    }

    /// The leads where they are few; nil where they are more. Whoever sorts millions has them sorted once.
    private static func few(_ plan: QueryPlan, _ queries: any QueryEngine) throws -> [RowKey]? {
        let sorts = plan.operations.contains { if case .sort = $0 { true } else { false } }
        let slices = plan.operations.contains { if case .slice = $0 { true } else { false } }
        if sorts, !slices { return nil }
        var asked = plan
        asked.operations.append(.slice(offset: 0, limit: Int64(detailed + 1)))
        let sink = KeyingSink(NoRows())
        try queries.run(asked, withKeys: true, into: sink)
        return sink.keys.count > detailed ? nil : sink.keys
    }

    /// What is wrong with the words.
    @Sendable private static func faults(_ command: CheckedCommand) -> [Diagnostic] {
        var faults: [Diagnostic] = []
        for word in command.option("for")?.words ?? [] where Channel(rawValue: word.text.lowercased()) == nil
        {
            let all = Channel.allCases.map(\.rawValue)
            faults.append(
                Diagnostic(
                    .badArgument, "`\(word.text)` is no way to reach somebody", at: word.span,
                    help: Spelling.closest(to: word.text, in: all).map { "did you mean \($0)?" }
                        ?? "sms, call, email or direct_mail"))
        }
        if let by = command.option("by"), by.words.map({ $0.text.lowercased() }) != ["rule"] {
            faults.append(
                Diagnostic(.badArgument, "`why` counts by rule", at: by.span, help: "write `by rule`"))
        }
        switch command.target?.type {
        case .entity("leads"), .list(.entity("leads")), .unknown, .list(.unknown), .list(.null), nil: break
        default: faults.append(notLeads(command))
        }
        return faults
    }

    private static func notLeads(_ command: CheckedCommand) -> Diagnostic {
        command.notRows(
            "`why` is asked of leads", help: "`why @1`, `why $lead`, or `why (find leads where …)`")
    }

    private static func channels(_ invocation: VerbInvocation) -> [Channel] {
        guard let option = invocation.command.option("for") else { return Channel.allCases }
        return option.words.compactMap { Channel(rawValue: $0.text.lowercased()) }
    }

    private static func moment(_ invocation: VerbInvocation) throws -> Instant {
        guard let value = invocation.options["at"] else { return invocation.host.now }
        if let moment = invocation.host.moment(value) { return moment }
        let span = invocation.command.option("at")?.span ?? invocation.command.span
        throw Diagnostic(
            .badArgument, "`at` takes a moment", at: span, help: "`at 2026-12-01T09:00`, `at tomorrow`")
    }
}
