import CvxDomain
import Testing

@testable import CvxStores

@Suite struct EntityBindingTests {
    private func bound(
        _ name: String, _ sql: [StoreRole: String], sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> BoundEntity {
        let workspace = try TemporaryWorkspace()
        for (role, text) in sql { try workspace.make(role, text) }
        return try #require(try workspace.open().entity(name), sourceLocation: sourceLocation)
    }

    @Test(arguments: [
        "CREATE TABLE Lead (id TEXT PRIMARY KEY, ownerName TEXT, propertyAddress TEXT, createdAt DATETIME)",
        "CREATE TABLE leads (id TEXT PRIMARY KEY, owner_name TEXT, property_address TEXT, created_at DATETIME)",
    ])
    func modelNamesAndMappedNames(sql: String) throws {
        let home = try #require(try bound("leads", [.prisma: sql]).homes.first)
        #expect(home.columns.count == 4)
        #expect(home.column("owner_name")?.foldedName == "ownername")
        #expect(home.column("address")?.foldedName == "propertyaddress")
        #expect(home.column("created_at")?.foldedName == "createdat")
    }

    @Test func splitAddressKeepsItsParts() throws {
        let home = try bound(
            "leads",
            [.prisma: "CREATE TABLE leads (id TEXT, address TEXT, city TEXT, state TEXT, zip_code TEXT)"]
        ).homes[0]
        #expect(
            ["address", "city", "state", "zip"].map { home.column($0) } == [
                "address", "city", "state", "zip_code",
            ])
    }

    @Test func streetWithoutAddress() throws {
        let entity = try bound(
            "leads",
            [.prisma: "CREATE TABLE leads (id TEXT, house_number TEXT, street TEXT, city TEXT, zip TEXT)"])
        guard case .address(let street, let city?, nil, let zip?)? = entity.homes[0].columns["address"] else {
            Issue.record("\(String(describing: entity.homes[0].columns["address"]))")
            return
        }
        #expect([street.name, city.name, zip.name] == ["street", "city", "zip"])
        #expect(entity.extraFields == ["house_number", "street"])
    }

    @Test func legacyLeadsInThePrismaFile() throws {
        let entity = try bound(
            "leads",
            [
                .prisma: """
                CREATE TABLE leads (id TEXT PRIMARY KEY, address TEXT NOT NULL, phone TEXT, source_type TEXT,
                  aiScore INTEGER, is_probate BOOLEAN, skip_trace_cost_cents INTEGER, phones TEXT, notes TEXT,
                  primary_phone TEXT, phones_count INTEGER, has_dnc INTEGER, skip_trace_cache_until DATETIME,
                  attom_id TEXT);
                """
            ])
        let home = entity.homes[0]
        #expect(home.column("ai_score") == "aiScore")
        #expect(home.column("dnc_flag") == "has_dnc")
        #expect(home.column("notes_text") == "notes")
        #expect(home.column("source") == nil)
        guard case .cents? = home.columns["skip_trace_cost"] else {
            Issue.record("cents")
            return
        }
        #expect(
            entity.extraFields == ["primary_phone", "phones_count", "skip_trace_cache_until", "attom_id"])
        #expect(entity.definition.field("skip_trace_cache_until")?.type == .instant)
        #expect(entity.definition.field("phones_count")?.type == .int)
    }

    @Test func aMarkThatTwoColumnsHave() throws {
        let entity = try bound(
            "leads",
            [.prisma: "CREATE TABLE leads (id TEXT, dnc_flag INTEGER, has_dnc BOOLEAN, doNotCall TEXT)"])
        guard case .anyTrue(let column, let others)? = entity.homes[0].columns["dnc_flag"] else {
            Issue.record("\(String(describing: entity.homes[0].columns["dnc_flag"]))")
            return
        }
        #expect([column.name] + others.map(\.name) == ["dnc_flag", "has_dnc", "doNotCall"])
        #expect(entity.extraFields.isEmpty)
    }

    @Test(arguments: [
        ("(1, 1000, 35), (2, 5000, 100)", true, true), ("(1, 1000, 0.35), (2, 5000, 1)", true, false),
        ("(1, 1000, 101), (2, 5000, 100)", false, false), ("(1, 200, 35)", false, false),
        ("(1, 1000, NULL)", false, false),
    ])
    func dollarsOrAShareByTheRows(rows: String, isShare: Bool, inPercents: Bool) throws {
        let home = try bound(
            "leads",
            [
                .prisma:
                    "CREATE TABLE Lead (id, estimatedValue REAL, equity REAL); INSERT INTO Lead VALUES \(rows)"
            ]
        ).homes[0]
        guard case .share(let column, let whole, inPercents)? = home.columns["equity"] else {
            #expect(!isShare)
            return
        }
        #expect(isShare && column.name == "equity" && whole.name == "estimatedValue")
    }

    @Test func integerIdsAndOtherWords() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(
            .leadflow,
            """
            CREATE TABLE leads (id INTEGER PRIMARY KEY, phone_number TEXT, lead_source TEXT, ai_temperature REAL);
            CREATE TABLE lead_tags (lead_id INTEGER, tag TEXT);
            CREATE TABLE communications (id INTEGER); CREATE TABLE lead_feedback (id INTEGER);
            """)
        let stores = workspace.open()
        let leads = try #require(try stores.entity("LEADS"))
        #expect(leads.homes[0].column("phone") == "phone_number")
        #expect(leads.homes[0].column("source") == "lead_source")
        #expect(leads.definition.field("ai_temperature")?.type == .decimal)
        let tags = try #require(try stores.entity("LeadTags"))
        #expect(!tags.isCataloged)
        #expect(tags.definition.fields.map(\.name) == ["lead_id", "tag"])
        #expect(tags.definition.relation("lead")?.target == "leads")
        #expect(try stores.entity("leadflow.lead_tags")?.homes.count == 1)
        #expect(try stores.entity("prisma.lead_tags") == nil)
        #expect(try stores.entityNames().suffix(3) == ["communications", "lead_feedback", "lead_tags"])
    }

    @Test func otherSkipTraceTables() throws {
        let phones = try bound(
            "phones",
            [
                .skipTrace: """
                CREATE TABLE phone_numbers (id INTEGER PRIMARY KEY, lead_id TEXT, number TEXT, type TEXT,
                  provider TEXT, confidence REAL);
                CREATE TABLE skip_trace_logs (id TEXT, lead_id TEXT, provider TEXT);
                CREATE TABLE provider_calls (id TEXT, api_key TEXT, request_json TEXT);
                """,
                .leadflow: "CREATE TABLE leads (id TEXT, phone TEXT, phones TEXT, primary_phone TEXT)",
            ])
        #expect(phones.homes.map(\.table) == ["phone_numbers", "leads", "leads", "leads"])
        #expect(phones.homes[0].column("source") == "provider")
        var carriers: [String] = []
        for home in phones.homes.dropFirst() {
            #expect(home.column("lead_id") == "id" && home.column("id") == "id")
            switch home.kind {
            case .carriedText(let column): carriers.append("text \(column.name)")
            case .carriedList(let column): carriers.append("list \(column.name)")
            case .table: carriers.append("table")
            }
        }
        #expect(carriers == ["text phone", "text primary_phone", "list phones"])
    }

    @Test func secretsAndJSONByName() throws {
        let calls = try bound(
            "provider_calls",
            [
                .skipTrace:
                    "CREATE TABLE provider_calls (apiKey TEXT, accessToken TEXT, request_json TEXT, x, n_cents INT)"
            ])
        #expect(calls.definition.fields.map(\.type) == [.secret, .secret, .json, .any, .money])
        #expect(
            calls.definition.fields.map(\.name) == [
                "api_key", "access_token", "request_json", "x", "n_cents",
            ])
    }

    @Test func twoTablesForOneHome() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(
            .prisma,
            """
            CREATE TABLE Lead (id TEXT, ownerName TEXT);
            CREATE TABLE lead_notes (id TEXT); CREATE TABLE notes (id TEXT);
            """)
        // Case does not tell two SQLite tables apart: `Lead` and `leads` differ by their `s`.
        try workspace.make(
            .prisma, "CREATE TABLE leads (id TEXT, owner TEXT); INSERT INTO leads VALUES ('1', 'x')")
        let stores = workspace.open()
        #expect(try #require(try stores.entity("leads")).homes[0].table == "leads")
        #expect(try #require(try stores.entity("Lead_table")).homes[0].table == "Lead")
        #expect(try #require(try stores.entity("notes")).homes[0].table == "lead_notes")
    }

    @Test func bothHomesMergeAndQualify() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(.prisma, "CREATE TABLE Lead (id TEXT, attomId TEXT, rank INTEGER)")
        try workspace.make(.leadflow, "CREATE TABLE leads (id INTEGER, attom_id TEXT, rank TEXT)")
        let stores = workspace.open()
        let leads = try #require(try stores.entity("leads"))
        #expect(leads.extraFields == ["attom_id", "rank"])
        #expect(leads.homes.map { $0.column("attom_id") } == ["attomId", "attom_id"])
        #expect(leads.definition.field("rank")?.type == .any)
        #expect(try #require(try stores.entity("leadflow.leads")).homes.map(\.store) == [.leadflow])
    }

    @Test func viewsRowIDsAndHiddenTables() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(
            .prisma,
            """
            CREATE TABLE base (id TEXT PRIMARY KEY, lead_id TEXT) WITHOUT ROWID;
            CREATE VIEW lead_notes AS SELECT id, lead_id FROM base;
            CREATE VIEW broken AS SELECT x FROM nowhere;
            CREATE TABLE _prisma_migrations (id TEXT);
            CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT);
            CREATE VIRTUAL TABLE search USING fts5(body);
            """)
        let stores = workspace.open()
        #expect(try #require(try stores.entity("notes")).homes[0].hasRowID == false)
        #expect(try #require(try stores.entity("base")).homes[0].hasRowID == false)
        #expect(try #require(try stores.entity("broken")).definition.fields.isEmpty)
        let foreign = try stores.entityNames().filter { Catalog.entity($0) == nil }
        #expect(foreign == ["base", "broken", "counted"])
    }

    @Test func oddIdentifiersSurvive() throws {
        let entity = try bound(
            "odd \"table\" é",
            [
                .leadflow:
                    #"CREATE TABLE "odd ""table"" é" ("Phone No." TEXT, "größe" INT, "a""b" TEXT, "1st" TEXT)"#
            ])
        #expect(entity.homes[0].table == #"odd "table" é"#)
        #expect(entity.definition.fields.map(\.name) == ["phone_no", "größe", "a_b", "c_1st"])
        #expect(entity.homes[0].column("a_b") == "a\"b")
    }

    @Test func clashingNamesGetAnother() throws {
        let leads = try bound(
            "leads",
            [
                .leadflow:
                    "CREATE TABLE leads (id TEXT, calls TEXT, store TEXT, ownerName TEXT, owner_name TEXT)"
            ])
        #expect(leads.extraFields == ["calls_column", "store_column", "owner_name_column"])
    }

    @Test func durationIsSeconds() throws {
        let calls = try bound(
            "calls", [.prisma: "CREATE TABLE CallLog (id TEXT, leadId TEXT, duration INTEGER)"])
        guard case .seconds(let column)? = calls.homes[0].columns["duration"] else {
            Issue.record("seconds")
            return
        }
        #expect(column.affinity == .integer)
    }

    @Test func foreignTableNamedLikeACatalogEntity() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(.leadflow, "CREATE TABLE campaigns (id INTEGER, name TEXT)")
        let stores = workspace.open()
        #expect(try #require(try stores.entity("campaigns")).homes.isEmpty)
        #expect(try stores.entityNames().contains("leadflow.campaigns"))
        #expect(try #require(try stores.entity("leadflow.campaigns")).homes.count == 1)
    }
}

@Suite struct AffinityTests {
    @Test(arguments: [
        ("INTEGER", BoundColumn.Affinity.integer), ("bigint", .integer), ("CHARINT", .integer),
        ("varchar(20)", .text), ("Text", .text), ("CLOB", .text), ("", .blob), ("BLOB", .blob),
        ("double precision", .real), ("FLOAT", .real), ("REAL", .real), ("DATETIME", .numeric),
        ("BOOLEAN", .numeric), ("DECIMAL(10,2)", .numeric), ("X", .numeric),
    ])
    func followsSQLite(declared: String, affinity: BoundColumn.Affinity) {
        #expect(BoundColumn.Affinity(declaredType: declared) == affinity)
    }
}
