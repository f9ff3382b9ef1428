import CvxDomain
import Testing

@testable import CvxStores

/// A row is found by its id without reading the rows around it.
@Suite struct RowLookupTests {
    private let workspace: TemporaryWorkspace
    private let engine: StoreQueryEngine

    init() throws {
        workspace = try TemporaryWorkspace()
        try workspace.make(
            .prisma,
            """
            CREATE TABLE Lead (id TEXT PRIMARY KEY, phone TEXT, phones TEXT);
            INSERT INTO Lead VALUES ('a', '4805550101', '["4805550102"]'), ('a2', '4805550103', NULL), ('7', NULL, NULL);
            """)
        try workspace.make(
            .leadflow,
            """
            CREATE TABLE leads (id INTEGER PRIMARY KEY, phone_number TEXT);
            INSERT INTO leads VALUES (7, '4805550104'), (8, '4805550105');
            CREATE TABLE api_cost_entries (id TEXT PRIMARY KEY, cost REAL); INSERT INTO api_cost_entries VALUES ('a', 1);
            """)
        engine = StoreQueryEngine(stores: workspace.open(), zone: FixedZone.utc)
    }

    private func found(_ id: String, exact: Bool = true, of entity: String? = nil) throws -> [String] {
        try engine.rows(withID: id, exact: exact, of: entity, limit: 6).map {
            "\($0.entity) \($0.key.store.rawValue) \($0.key.id)"
        }
    }

    @Test func amongAllEntitiesOrOne() throws {
        #expect(try found("a") == ["leads prisma a", "costs leadflow a"])
        #expect(try found("a", of: "costs") == ["costs leadflow a"])
        #expect(try found("8") == ["leads leadflow 8"])
        #expect(try found("a\0") == [])
        #expect(try found("A") == [])
    }

    @Test func byItsBeginning() throws {
        #expect(try found("a2", exact: false) == ["leads prisma a2"])
        #expect(try found("a", exact: false) == ["leads prisma a", "costs leadflow a"])
        #expect(try found("8", exact: false) == ["leads leadflow 8"])
    }

    @Test func whatALeadCarries() throws {
        #expect(try found("a:phone") == ["phones prisma a:phone"])
        #expect(try found("a:phones:0") == ["phones prisma a:phones:0"])
        #expect(try found("8:phone_number") == ["phones leadflow 8:phone_number"])
        #expect(try found("a:pho", exact: false) == ["phones prisma a:phone", "phones prisma a:phones:0"])
        #expect(try found("a:phones:1") == [])
    }

    @Test(arguments: ["a:phone", "a:phones:0", "a"]) func anIndexServes(_ id: String) throws {
        let field = PlanExpression(.field(.init(relations: [], name: "id")), .text)
        let test = PlanExpression(.compare(.equal, field, .constant(.text(id), .text)), .bool)
        for entity in ["leads", "phones"] {
            let plan = QueryPlan(source: .scan(entity: entity, store: nil), operations: [.filter(test)])
            let scans = try engine.explain(plan).plan.filter {
                $0.contains("SCAN") && !$0.contains("VIRTUAL TABLE") && !$0.contains("CONSTANT ROW")
            }
            #expect(scans.isEmpty, "\(scans)")
        }
    }
}
