import CvxDomain
import CvxServices

@testable import CvxStores

/// A workspace with one campaign, whose messages are taken by a transport that answers what a test says.
final class CampaignWorkspace {
    let workspace: TemporaryWorkspace
    let stores: WorkspaceStores
    let transactions: StoreTransactions
    let engine: StoreQueryEngine
    let file: SendLedgerFile
    let transport = ScriptedTransport()
    let doNotCall = FixedDoNotCallList()
    /// A Monday, 09:00 in Phoenix.
    var clock = Instant(milliseconds: 1_780_329_600_000)
    var uptime: Int64 = 1
    var isInterrupted = false
    /// What the settings say of the transport.
    var rate: Double?
    /// Called when the run waits.
    var sleeping: () -> Void = {}
    /// What the service takes for the ledger.
    var ledger: any SendLedger

    /// - Parameter channel: as the store has it
    init(leads count: Int = 3, channel: String = "email") throws {
        workspace = try TemporaryWorkspace(name: "cvx-campaign")
        try WorkspaceCreation.create(at: workspace.folder)
        stores = workspace.open(busyTimeout: 50)
        transactions = StoreTransactions(stores: stores, journalPath: workspace.folder + "/data/cvx.db")
        engine = StoreQueryEngine(stores: stores, zone: FixedZone.utc)
        file = SendLedgerFile(path: workspace.folder + "/data/cvx_ledger.db", busyTimeout: 50)
        ledger = file
        let rows = (1...max(1, count)).map {
            """
            ('l\($0)', '\($0) Oak St', 'Phoenix', 'AZ', 'Owner \($0)', '(480) 555-01\($0 % 90 + 10)', 'l\($0)@example.com',
             'tax_lien', 'America/Phoenix', 'o', 0)
            """
        }
        try workspace.make(
            .prisma,
            """
            INSERT INTO "Organization" (id, name, updatedAt) VALUES ('o', 'Acme', 0);
            INSERT INTO "Lead" (id, address, city, state, ownerName, phone, email, sourceType, timezone,
              organizationId, updatedAt) VALUES \(rows.joined(separator: ", "));
            INSERT INTO "Campaign" (id, name, type, status, subject, message, organizationId, updatedAt)
              VALUES ('c', 'Spring', '\(channel)', 'draft', 'Your house', 'Hi ${.owner_name}!', 'o', 0);
            """)
        var plan = CampaignPlan()
        plan.audience = "find leads"
        try file.set(plan, of: "c", list: nil)
    }

    var service: CampaignService {
        CampaignService(
            ledger: ledger,
            store: WorkspaceCampaigns(engine: engine, stores: stores, transactions: transactions),
            queries: engine, catalog: stores,
            compliance: ComplianceSource(
                settings: settings, realChannels: [], text: "", read: { Self.rules }),
            doNotCall: doNotCall,
            surroundings: CampaignSurroundings(
                now: { self.clock }, uptime: { self.uptime },
                sleep: {
                    self.pass(Int64($0))
                    self.sleeping()
                },
                isInterrupted: { self.isInterrupted },
                minuteOfDay: { Int($0.milliseconds / 60_000 % 1_440) },
                plan: { question, _ in Self.plan(question) },
                transport: { _, _ in self.transport }, rate: { _ in self.rate }))
    }

    private var settings: ComplianceSettings {
        var settings = ComplianceSettings()
        (settings.sender, settings.unsubscribe) = ("Acme, 1 Main St", "https://example.com/stop")
        return settings
    }

    func pass(_ milliseconds: Int64) {
        uptime += milliseconds
        clock = Instant(milliseconds: clock.milliseconds + milliseconds)
    }

    /// What `campaign send` does, with the statuses that it sets.
    @discardableResult
    func send(most: Int? = nil) throws -> (end: CampaignEnd, run: CampaignRun) {
        let service = service
        var campaign = try service.campaign("c")
        _ = try service.fill(campaign)
        let draft = JournalDraft(actor: "ana@example.com", statement: "campaign send")
        try service.store.set(.running, of: campaign, draft)
        campaign.status = .running
        let run = try CampaignRun(service, campaign, CampaignBounds(most: most, draft: draft)) { _ in }
        return (try run.run(), run)
    }

    func plan(_ body: (inout CampaignPlan) -> Void) throws {
        var plan = try file.plan(of: "c") ?? CampaignPlan()
        body(&plan)
        try file.set(plan, of: "c", list: nil)
    }

    func prisma(_ sql: String) throws { try workspace.make(.prisma, sql) }

    func rows(_ sql: String) throws -> [String] { try StoreDump.rows(sql, stores) }

    /// `l1 sent`, in the order of the queue.
    func states() throws -> [String] {
        try file.items(of: "c", in: Set(SendItem.State.allCases), from: 0, limit: .max)
            .map { "\($0.lead.id) \($0.state.rawValue)" }
    }

    func item(_ lead: String) throws -> SendItem? {
        try file.item(of: "c", lead: RowKey(store: .prisma, id: lead))
    }

    /// Ids of leads in the log, in their order.
    func logged() throws -> [String] {
        try rows(#"SELECT leadId FROM prisma."CampaignLog" ORDER BY length(leadId), leadId"#)
    }

    func leads(_ range: ClosedRange<Int>) -> [String] { range.map { "l\($0)" } }

    /// Understands what campaigns ask: leads, and fields of them.
    private static func plan(_ question: String) -> QueryPlan {
        var plan = QueryPlan(source: .scan(entity: "leads", store: nil))
        var columns: [QueryPlan.Column] = []
        var rest = question[...]
        while let open = rest.firstIndex(of: "."), let close = rest[open...].firstIndex(of: ")") {
            let field = String(rest[rest.index(after: open)..<close])
            columns.append(
                .init(
                    name: "m\(columns.count)",
                    value: PlanExpression(.field(.init(relations: [], name: field)), .text)))
            rest = rest[close...].dropFirst()
        }
        if !columns.isEmpty { plan.operations = [.project(columns)] }
        return plan
    }

    /// 08:00 to 21:00 for calls and texts, and the marks.
    private static let rules: ComplianceRules = {
        var rules = ComplianceRules()
        func origin(_ id: String) -> RuleOrigin {
            RuleOrigin(id: id, source: "a test", date: Day(number: 20_000), file: "a test")
        }
        for (bit, name) in ContactMarks.names.enumerated() where name != "consent" {
            rules.marks[bit] = MarkRule(
                origin: origin(name), text: "it is \(name)", channels: 15, canBeOverridden: false)
        }
        rules.hours = [
            HoursRule(
                origin: origin("hours"), state: nil,
                week: WeeklyHours(days: .init(repeating: 480..<1_260, count: 7)),
                period: RulePeriod(), canBeOverridden: false)
        ]
        _ = rules.places.zoneSet(["America/Phoenix"])
        return rules
    }()
}

/// Answers at once.
final class ScriptedTransport: Transport {
    struct Crash: Error {}

    var name = "scripted"
    var isReal = true
    var width = 500
    var honoursMessageID = false
    var answer: (OutgoingMessage) -> SendResult = { .sent(id: "t-" + $0.lead.id) }
    /// Called before answers are handed over.
    var before: () -> Void = {}
    /// The process ends once it has taken so many messages, before it hears of it; nil: never.
    var crashAfter: Int?
    private(set) var taken: [OutgoingMessage] = []
    private var waiting: [(tag: Int, result: SendResult)] = []

    var inFlight: Int { waiting.count }
    var leads: [String] { taken.map(\.lead.id) }

    func start(_ message: OutgoingMessage, tag: Int) {
        taken.append(message)
        waiting.append((tag, answer(message)))
    }

    func wait(milliseconds: Int) -> [(tag: Int, result: SendResult)] {
        before()
        defer { waiting = [] }
        return waiting
    }

    func flush() throws {
        if let limit = crashAfter, taken.count >= limit { throw Crash() }
    }
}
