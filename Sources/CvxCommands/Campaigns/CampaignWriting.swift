import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// `campaign create` and `campaign edit`.
struct CampaignWriting {
    private let invocation: VerbInvocation

    init(_ invocation: VerbInvocation) { self.invocation = invocation }

    private var command: CheckedCommand { invocation.command }
    private var place: ChangePlace { ChangePlace(statement: command.span, verb: command.span) }

    func create() throws -> VerbOutcome {
        let service = try CampaignWords.service(invocation)
        let name = try CampaignWords.name(invocation)
        if try service.store.campaign(name) != nil {
            throw CampaignError(
                .status, "there is a campaign `\(name)` already",
                help: "campaign edit \"\(name)\" …, or another name")
        }
        guard let word = command.option("type")?.words.first?.text.lowercased(),
            let channel = Channel(rawValue: word)
        else {
            throw Diagnostic(
                .badArgument, "a campaign needs a type", at: command.span,
                help: "`type sms`, email, call or direct_mail")
        }
        var campaign = Campaign(
            key: RowKey(store: .prisma, id: ""), name: name, channel: channel, status: .draft,
            subject: text("subject") ?? "", message: text("message") ?? "")
        try service.check(campaign)
        var (plan, list) = try self.plan(CampaignPlan())
        if plan.audience == nil, list == nil { plan.listed = 0 }
        campaign.scheduledAt = try moment()
        var values: [(String, Scalar)] = [
            ("name", .text(name)), ("type", .symbol("campaign_type", channel.rawValue)),
            ("message", .text(campaign.message)),
            (
                "status",
                .symbol("campaign_status", campaign.scheduledAt == nil ? "draft" : "scheduled")
            ),
        ]
        if !campaign.subject.isEmpty { values.append(("subject", .text(campaign.subject))) }
        if let moment = campaign.scheduledAt { values.append(("scheduled_at", .instant(moment))) }
        if let organization = try organization() { values.append(("organization_id", .text(organization))) }
        let outcome = try invocation.host.change(
            ChangePlan(entity: "campaigns", store: nil, rows: nil, kind: .insert(assignments(values))),
            reason: invocation.options["because"]?.summary, at: place)
        guard let key = outcome.added.first else { return .nothing }
        try service.ledger.set(plan, of: key.id, list: list)
        return .silent(.row(entity: "campaigns", key))
    }

    func edit() throws -> VerbOutcome {
        let service = try CampaignWords.service(invocation)
        var campaign = try CampaignWords.campaign(invocation, service)
        guard campaign.status != .running, campaign.status != .cancelled, campaign.status != .completed else {
            throw CampaignError(
                .status, "`\(campaign.name)` is \(campaign.status?.rawValue ?? "")",
                help: campaign.status == .running
                    ? "campaign pause \"\(campaign.name)\" first" : "create another one")
        }
        var values: [(String, Scalar)] = []
        if let message = text("message") {
            campaign.message = message
            values.append(("message", .text(message)))
        }
        if let subject = text("subject") {
            campaign.subject = subject
            values.append(("subject", .text(subject)))
        }
        if let moment = try moment() {
            values.append(("scheduled_at", .instant(moment)))
            if campaign.status == .draft {
                values.append(("status", .symbol("campaign_status", "scheduled")))
            }
        }
        try service.check(campaign)
        let (plan, list) = try plan(campaign.plan)
        if !values.isEmpty {
            _ = try invocation.host.change(
                ChangePlan(
                    entity: "campaigns", store: nil,
                    rows: QueryPlan(source: .rows(entity: "campaigns", [campaign.key])),
                    kind: .update(assignments(values))), reason: invocation.options["because"]?.summary,
                at: place)
        }
        if !invocation.host.isDryRun, plan != campaign.plan || list != nil {
            try service.ledger.set(plan, of: campaign.key.id, list: list)
            invocation.host.say(
                "plan of `\(campaign.name)` changed; it is kept in the ledger, and no undo takes it back")
        }
        return .nothing
    }

    private func assignments(_ values: [(String, Scalar)]) -> [ChangePlan.Assignment] {
        values.map { name, scalar in
            let type: ColumnType =
                switch scalar {
                case .instant: .instant
                case .symbol(let vocabulary, _): .vocabulary(vocabulary)
                default: .text
                }
            return .init(field: name, value: .constant(scalar, type))
        }
    }

    private func text(_ option: String) -> String? {
        guard case .text(let text)? = invocation.options[option]?.scalar else { return nil }
        return text
    }

    private func moment() throws -> Instant? {
        guard let value = invocation.options["at"] else { return nil }
        if let moment = invocation.host.moment(value) { return moment }
        throw Diagnostic(
            .badArgument, "`at` takes a moment", at: command.span(of: "at"),
            help: "`at 2026-12-01T09:00`, `at tomorrow`")
    }

    /// The plan with what the command says of it, and the list of leads where the audience is no question.
    private func plan(_ known: CampaignPlan) throws -> (CampaignPlan, [RowKey]?) {
        var plan = known
        var list: [RowKey]?
        if let value = invocation.options["to"] {
            guard case .rows("leads", let keys) = value.kind else {
                throw Diagnostic(
                    .notRows, "a campaign goes to leads", at: command.span(of: "to"),
                    help: "`to (find leads where …)`")
            }
            let written = command.option("to")?.values.first.map { invocation.host.text(of: $0.span) } ?? ""
            // A question that stands for itself is asked again when it is sent; what names variables is a list.
            if let question = Self.question(written),
                (try? invocation.host.plan(of: question, named: "the audience")) != nil
            {
                plan.audience = question
                list = []
            } else {
                plan.audience = nil
                list = keys
            }
            plan.listed = list?.count ?? 0
            invocation.host.say("\(CampaignWords.counted(keys.count, "lead")) in its audience now")
        }
        if let most = try CampaignWords.count("max", invocation) { plan.most = most }
        switch invocation.options["throttle"]?.scalar {
        case nil: break
        case .int(let count)? where count > 0: plan.throttle = Double(count)
        case .decimal(let count)? where count > 0: plan.throttle = count
        default:
            throw Diagnostic(
                .badArgument, "`throttle` is messages a second", at: command.span(of: "throttle"),
                help: "`throttle 0.5`")
        }
        if let window = text("window") {
            let ends = window.split(separator: "-").map { TimeOfDay.minutes(String($0)) }
            guard ends.count == 2, let from = ends[0], let until = ends[1] else {
                throw Diagnostic(
                    .badArgument, "`window` is two times of day", at: command.span(of: "window"),
                    help: "`window \"09:00-17:00\"`")
            }
            (plan.from, plan.until) = (from, until)
        }
        return (plan, list)
    }

    /// Without the brackets around it; nil for what does not begin with `find`.
    private static func question(_ written: String) -> String? {
        var text = written[...]
        while text.first == "(", text.last == ")" { text = text.dropFirst().dropLast() }
        let question = text.trimmingPrefix { $0.isWhitespace }
        return question.lowercased().hasPrefix("find") ? String(question) : nil
    }

    /// Whose it is: the organization that was named, the session's, or the only one; nil where the store has none.
    private func organization() throws -> String? {
        if let organization = invocation.people?.organization { return organization.id }
        guard let entity = try invocation.catalog.entity("organizations"), !entity.homes.isEmpty else {
            return nil
        }
        let named = text("organization")
        func field(_ name: String) -> PlanExpression {
            PlanExpression(.field(.init(relations: [], name: name)), .text)
        }
        var plan = QueryPlan(source: .scan(entity: "organizations", store: nil))
        if let named {
            let text = PlanExpression.constant(.text(named), .text)
            let test = PlanExpression(
                .or(
                    PlanExpression(.textTest(.equalFolded, field("name"), text), .bool),
                    PlanExpression(.compare(.equal, field("id"), text), .bool)), .bool)
            plan.operations.append(.filter(test))
        }
        plan.operations += [.slice(offset: 0, limit: 2), .project([.init(name: "id", value: field("id"))])]
        let collector = RecordCollector()
        try invocation.host.queries.run(plan, withKeys: false, into: collector)
        if collector.records.count == 1 { return collector.records[0].values[0].summary }
        if collector.records.isEmpty, named == nil { return nil }
        throw Diagnostic(
            .badArgument,
            collector.records.isEmpty
                ? "there is no organization `\(named ?? "")`"
                : "a campaign belongs to an organization, and there are several",
            at: command.span, help: "`organization \"Acme\"`, or `use org \"Acme\"` before")
    }
}
