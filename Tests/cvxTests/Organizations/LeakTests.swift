import CvxCommands
import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices
import CvxStores
import Testing

/// Whatever is asked inside an organization, nothing of another shows: no row, no field at the end of a path, no
/// answer that depends on one.
@Suite struct LeakTests {
    private let scratch: Scratch
    private let stores: WorkspaceStores
    private let engine: StoreQueryEngine
    private let schema: CatalogSchema
    /// Entities that have a way to an organization.
    private static let readable = [
        "leads", "organizations", "users", "notes", "calls", "campaigns", "messages", "traces", "phones",
        "emails", "audit", "lead_tags", "tags", "suppressions",
    ]
    private static let unreadable = ["properties", "costs", "secrets_of_all"]

    init() throws {
        scratch = try Scratch()
        try TwoOrganizations.make(in: scratch)
        stores = WorkspaceStores(
            StoreConfiguration(paths: WorkspaceLocation(folder: scratch.path).paths, readOnly: true))
        engine = StoreQueryEngine(stores: stores, zone: FixedZone.utc)
        schema = CatalogSchema(stores)
        stores.organization = TwoOrganizations.acme
    }

    private func ask(_ text: String) throws -> Value {
        let source = SourceText(name: "leak", text: text)
        let parsed = Parser.parse(source, door: .shell, shapes: VerbTable.shapes)
        let output = try Checker.check(
            parsed.program, source: source, schema: schema, verbs: [:], environment: CheckEnvironment())
        guard case .pipeline(let pipeline)? = output.program?.statements.first?.kind else {
            throw Diagnostic(
                .failed, "\(text): \((parsed.diagnostics + output.diagnostics).map(\.message))")
        }
        let moments = Moments(now: Instant(milliseconds: 1_738_500_000_000), zone: FixedZone.utc)
        let evaluator = Evaluator(moments: moments, engine: engine)
        return try PipelineRunner(evaluator).value(of: pipeline)
    }

    /// Everything in the rows of a plan, one line a row.
    private func rows(_ plan: QueryPlan) throws -> [String] {
        let collector = RecordCollector()
        try engine.run(plan, withKeys: false, into: collector)
        return collector.records.map { $0.values.map(\.summary).joined(separator: "|") }
    }

    private func ids(_ entity: String, in store: StoreRole? = nil) throws -> [String] {
        let id = PlanExpression(.field(.init(relations: [], name: "id")), .text)
        return try rows(
            QueryPlan(
                source: .scan(entity: entity, store: store),
                operations: [.project([.init(name: "id", value: id)])])
        )
        .sorted()
    }

    @Test func knowsEveryEntity() throws {
        #expect(Set(try stores.entityNames()) == Set(Self.readable + Self.unreadable))
    }

    @Test(arguments: [
        ("leads", ["both", "l1"]), ("organizations", ["o1"]), ("users", ["u1"]), ("notes", ["n1"]),
        ("calls", ["c1"]), ("campaigns", ["k1"]), ("messages", ["m1", "m5", "m6"]), ("traces", ["s1", "t1"]),
        ("phones", ["f1", "l1:phone", "l1:phones:0"]), ("emails", ["e1", "l1:email", "l1:emails:0"]),
        ("audit", ["1"]), ("tags", ["1", "g1", "g2", "g3", "g4"]),
    ])
    func seesItsOwn(_ entity: String, _ expected: [String]) throws {
        #expect(try ids(entity) == expected)
    }

    @Test func seesItsOwnInOneStore() throws {
        #expect(try ids("leads", in: .leadflow) == ["both"])
        #expect(try ids("leads", in: .prisma) == ["both", "l1"])
        #expect(try ids("phones", in: .leadflow) == ["both:phone"])
        #expect(try ids("traces", in: .skipTrace) == ["t1"])
        #expect(try ids("tags", in: .cvx) == ["g1", "g2", "g3", "g4"])
    }

    @Test(arguments: readable)
    func rowsOfOthersDoNotShow(_ entity: String) throws {
        for store in [nil] + StoreRole.allCases.map(Optional.some) {
            for row in try rows(QueryPlan(source: .scan(entity: entity, store: store))) {
                #expect(!row.contains("leak"), "\(entity): \(row)")
            }
        }
    }

    /// Paths of one and of two steps to every field at their end.
    @Test(arguments: readable)
    func pathsEndAtTheBorder(_ entity: String) throws {
        let definition = try #require(try stores.entity(entity)).definition
        for first in definition.relations where !Self.unreadable.contains(first.target) {
            guard let near = try stores.entity(first.target) else { continue }
            try check(entity, [first], near)
            for second in near.definition.relations where !Self.unreadable.contains(second.target) {
                guard let far = try stores.entity(second.target) else { continue }
                try check(entity, [first, second], far)
            }
        }
    }

    private func check(_ entity: String, _ path: [CatalogRelation], _ target: BoundEntity) throws {
        let names = path.map(\.name)
        let texts = target.visibleFields.filter { $0.type == .text || $0.type == .phone || $0.type == .json }
        for field in texts {
            let end = PlanExpression(.field(.init(relations: names, name: field.name)), field.type)
            if !path.contains(where: \.isToMany) {
                let found = try rows(
                    QueryPlan(
                        source: .scan(entity: entity, store: nil),
                        operations: [.project([.init(name: "x", value: end)])]))
                #expect(!found.joined().contains("leak"), "\(entity).\(names).\(field.name)")
            }
            let there = PlanExpression(.field(.init(relations: [], name: field.name)), field.type)
            let test = PlanExpression(
                .textTest(.contains, there, .constant(.text("leak"), .text)), .bool)
            let some = PlanExpression(.exists(relations: names, condition: test), .bool)
            let found = try rows(
                QueryPlan(source: .scan(entity: entity, store: nil), operations: [.filter(some), .count]))
            #expect(found == ["0"], "any \(entity).\(names)(\(field.name))")
        }
    }

    @Test(arguments: unreadable)
    func whatBelongsToNobodyIsRefused(_ entity: String) throws {
        #expect(throws: Refusal.self) { try ask("find \(entity)") }
        #expect(throws: Refusal.self) { try ask("count \(entity)") }
        let plan = QueryPlan(source: .scan(entity: entity, store: nil))
        #expect(throws: Refusal.self) { try engine.explain(plan) }
    }

    /// A path may not lead there either.
    @Test func tagsOfWhatBelongsToNobodyAreRefusedAsPaths() throws {
        #expect(throws: Refusal.self) { try ask("find tags where property.address = \"leak\"") }
        #expect(throws: Refusal.self) { try ask("find tags | select property.address") }
    }

    @Test func idsOfOthersAreNotFound() throws {
        for id in TwoOrganizations.foreign {
            #expect(try engine.rows(withID: id, exact: true, of: nil, limit: 5).isEmpty, "\(id)")
            #expect(
                try engine.rows(withID: id, exact: false, of: nil, limit: 5)
                    .allSatisfy { !TwoOrganizations.foreign.contains($0.key.id) }, "\(id)")
        }
        #expect(try engine.rows(withID: "l1", exact: true, of: nil, limit: 5).map(\.entity) == ["leads"])
    }

    /// Rows chosen before the scope was set, as `let` and `$_` hold them.
    @Test(arguments: readable)
    func rowsChosenBeforeDoNotShow(_ entity: String) throws {
        stores.organization = nil
        let sink = KeyingSink(DiscardSink())
        guard try stores.entity(entity)?.isCataloged == true else { return }
        try engine.run(
            QueryPlan(source: .scan(entity: entity, store: nil)), withKeys: true, into: sink)
        stores.organization = TwoOrganizations.acme
        let chosen = try rows(QueryPlan(source: .rows(entity: entity, sink.keys)))
        #expect(chosen.count == (try ids(entity).count))
        #expect(!chosen.joined().contains("leak"))
    }

    @Test func sqlIsRefused() throws {
        #expect(throws: Refusal.self) { try ask("sql \"select 1\"") }
    }

    @Test(arguments: [
        ("count leads where organization_id = \"o2\"", "0"), ("count leads", "2"),
        ("exists leads where owner_name = \"leak\"", "false"),
        ("count leads where assigned_to.first_name = \"leak\"", "0"),
        ("count leads where any notes(user.email contains \"leak\")", "0"),
        ("count messages where campaign is null", "1"),
        ("count leads where every notes(content != \"leak\")", "1"),
        ("find leads sort by assigned_to.first_name | last 9 | count", "2"),
        ("find leads | group by organization_id | aggregate n: count() | count", "1"),
    ])
    func answersAreOfItsOwn(_ question: String, _ answer: String) throws {
        #expect(try ask(question).summary == answer)
    }

    @Test func explainsWhatRuns() throws {
        let explanation = try engine.explain(
            QueryPlan(source: .scan(entity: "leads", store: nil), operations: [.count]))
        #expect(explanation.parameters == [.text("o1")])
        #expect(!explanation.sql.contains("leadflow"))
    }

    @Test func withoutOrganizationsThereIsNoScope() throws {
        try Fixture.execute(
            scratch.path + "/prisma/dev.db", "ALTER TABLE \"Lead\" DROP COLUMN organizationId")
        #expect(throws: Refusal.self) { try ask("count leads") }
        #expect(throws: Refusal.self) { try ask("count notes") }
        #expect(throws: Refusal.self) { try ask("count phones") }
    }
}
