import CvxCommands
import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxStores
import Testing

/// Random questions give the same answer as SQL and by going through the rows in memory.
@Suite struct PropertyTests {
    /// Deterministic: a failure names its seed.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }

        mutating func pick<T>(_ items: [T]) -> T { items[Int.random(in: 0..<items.count, using: &self)] }

        mutating func condition(_ depth: Int) -> String {
            if depth > 0 {
                switch Int.random(in: 0..<6, using: &self) {
                case 0: return "(\(condition(depth - 1)) and \(condition(depth - 1)))"
                case 1: return "(\(condition(depth - 1)) or \(condition(depth - 1)))"
                case 2: return "not (\(condition(depth - 1)))"
                default: break
                }
            }
            let comparison = pick(["=", "!=", "<", "<=", ">", ">="])
            let equality = pick(["=", "!="])
            let number = pick([
                "score", "lead_score", "ai_score", "score + 5", "score * 2", "ai_score - lead_score",
                "score ?? 0", "custom_rating", "length(owner_name)",
            ])
            let money = pick(["value", "tax_debt", "skip_trace_cost", "value - tax_debt", "value / 2"])
            let text = pick([
                "owner_name", "city", "address", "source_type", "id", "upper(city)", "left(owner_name, 3)",
                "owner_name + \"x\"",
            ])
            let word = pick([
                "\"Dallas\"", "\"dallas\"", "\"\"", "\"NÚÑ\"", "\"zoë king\"", "\"p1\"", "\"o\"", "\"%a_\"",
                "\"Mc\"", "\"Leeé\"",
            ])
            let moment = pick(["created", "updated"])
            let day = pick([
                "2025-01-15", "2024-12-31", "2025-02", "2025-01-01T00:00Z", "7 days ago", "2025-02-01T07:30Z",
                "last 24 months", "today",
            ])
            switch Int.random(in: 0..<16, using: &self) {
            case 0: return "\(number) \(comparison) \(pick(["0", "20", "72", "90", "-1", "55.5"]))"
            case 1: return "\(money) \(comparison) \(pick(["$0", "$100k", "$80000", "$0.25", "$0.1"]))"
            case 2: return "\(text) \(comparison) \(word)"
            case 3:
                return
                    "\(text) \(pick(["contains", "starts with", "ends with", "like", "=~", "not contains"])) \(word)"
            case 4: return "\(moment) \(comparison) \(day)"
            case 5:
                return
                    "\(pick([number, money, text, moment, "phone", "status", "is_probate"])) is \(pick(["", "not "]))null"
            case 6:
                return
                    "\(pick(["status", "status", "temperature"])) \(equality) \(pick(["DEAD", "\"DEAD\""]))"
            case 7: return "temperature \(pick(["in", "not in"])) (HOT, WARM, ON_FIRE)"
            case 8:
                return pick([
                    "is_probate", "dnc", "not dnc", "is_probate is false", "is_probate is true",
                    "is_probate = dnc",
                ])
            case 9: return "\(number) between 10 and \(pick(["50", "90"]))"
            case 10:
                return
                    "phone \(equality) \(pick(["\"(480) 555-0101\"", "\"+14805550105\"", "\"480-555-0199\""]))"
            case 11: return "\(text) \(pick(["in", "not in"])) (\(word), \(pick(["\"Dallas\"", "\"Mesa\""])))"
            case 12: return "\(pick(["owner_name", "email"])) is \(pick(["", "not "]))empty"
            case 13: return "\(number) in \(pick(["1..60", "(5, 90, 95)", "[72, 20]"]))"
            case 14: return "\(moment) \(pick(["in", "not in"])) (\(day), 2025-03)"
            default: return "if is_probate { score > 50 } else { \(moment) > 2025-01-10 }"
            }
        }

        mutating func query() -> String {
            let start = "find leads where \(condition(3))"
            switch Int.random(in: 0..<6, using: &self) {
            case 0: return "\(start) | count"
            case 1:
                return
                    "\(start) | group by \(pick(["status", "temperature", "city", "is_probate"])) | aggregate n: count(), s: sum(\(pick(["value", "score"]))), top: max(\(pick(["score", "created", "value"]))), k: count(owner_name), d: count_distinct(city)"
            case 2:
                return
                    "\(start) sort by \(pick(["score", "created desc", "value desc", "temperature", "city desc"])), id limit \(pick(["0", "2", "5"])) | select id"
            case 3:
                return
                    "\(start) sort by id | where \(condition(1)) | select id, v: \(pick(["score + 1", "value * 2", "owner_name ?? \"none\"", "created", "value / 3"]))"
            case 4:
                return
                    "\(start) sort by id | \(pick(["first", "last"])) 3 | where \(condition(1)) | select id"
            default: return "\(start) sort by id | select id"
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func sqlAndMemoryAgree(_ seed: UInt64) throws { try compare(seed, organization: nil, rowCount: 7) }

    /// Inside an organization a question is answered as if its leads were all there are.
    @Test(arguments: [5, 6, 7] as [UInt64])
    func anOrganizationIsAllThereIs(_ seed: UInt64) throws {
        try compare(seed, organization: OrganizationScope(id: "o1", name: "Acme Homes"), rowCount: 4)
    }

    private func compare(_ seed: UInt64, organization: OrganizationScope?, rowCount: Int) throws {
        let scratch = try Scratch()
        try Fixture.make(in: scratch)
        if organization != nil {
            try Fixture.execute(
                scratch.path + "/prisma/dev.db",
                """
                UPDATE "Lead" SET organizationId = 'o1' WHERE id = 'both';
                INSERT INTO "Lead" (id, city, ownerName, organizationId, aiScore, status, createdAt)
                    VALUES ('p4', 'dallas', 'Zoë King', 'o1', 20, 'new', '2025-01-10 08:00:00');
                """)
        }
        // What is no time is shown as it stands and counts as null, which a record cannot be both.
        try Fixture.execute(
            scratch.path + "/data/leadflow.db",
            "UPDATE leads SET created_at = NULL WHERE created_at = 'never'")
        let stores = WorkspaceStores(
            StoreConfiguration(paths: WorkspaceLocation(folder: scratch.path).paths, readOnly: true))
        let zone = FixedZone(seconds: -7 * 3_600)
        let engine = StoreQueryEngine(stores: stores, zone: zone)
        let schema = CatalogSchema(stores)
        let moments = Moments(now: Instant(milliseconds: 1_738_500_000_000), zone: zone)
        let evaluator = Evaluator(moments: moments, engine: engine)
        let collector = RecordCollector()
        try engine.run(
            QueryPlan(source: .scan(entity: "leads", store: nil)), withKeys: false, into: collector)
        let records = collector.records.filter { record in
            organization.map { record[name: "organization_id"] == .scalar(.text($0.id)) } ?? true
        }
        let rows = records.map(Value.record)
        #expect(rows.count == rowCount)
        stores.organization = organization

        var generator = Generator(state: seed)
        for _ in 0..<600 {
            let text = generator.query()
            let source = SourceText(name: "seed \(seed)", text: text)
            let parsed = Parser.parse(source, door: .shell, shapes: VerbTable.shapes)
            let output = try Checker.check(
                parsed.program, source: source, schema: schema, verbs: [:], environment: CheckEnvironment())
            guard case .pipeline(let pipeline)? = output.program?.statements.first?.kind else {
                Issue.record("\(text): \((parsed.diagnostics + output.diagnostics).map(\.message))")
                continue
            }
            let asked = try PipelineRunner(evaluator).value(of: pipeline)
            let walked = try MemoryRows(evaluator).apply(pipeline.rowOperations, to: .list(rows))
            let (sql, memory) = (Self.rounded(asked), Self.rounded(walked))
            if sql != memory { Issue.record("seed \(seed): \(text)\n  SQL:    \(sql)\n  memory: \(memory)") }
        }
    }

    /// As text, decimals to nine digits: SQLite and Swift may differ in the last bit.
    private static func rounded(_ value: Value) -> String {
        switch value.kind {
        case .scalar(.decimal(let number)): "\((number * 1e6).rounded() / 1e6)"
        case .scalar(.int(let number)): "\(Double(number))"
        case .scalar(let scalar): scalar.text
        case .list(let items): items.map(rounded).joined(separator: "; ")
        case .record(let record): record.values.map(rounded).joined(separator: ", ")
        default: value.summary
        }
    }
}
