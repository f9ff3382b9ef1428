import CvxCommands
import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxStores
import CvxTestSupport
import Foundation
import GRDB
import Testing

@Suite struct MessageTemplateTests {
    private let folder: URL
    private let stores: WorkspaceStores
    private let engine: StoreQueryEngine

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "cvx-template-\(UUID().uuidString)")
        let prisma = folder.appending(path: "prisma")
        try FileManager.default.createDirectory(at: prisma, withIntermediateDirectories: true)
        let queue = try DatabaseQueue(path: prisma.appending(path: "dev.db").path)
        try queue.write { database in
            try database.execute(
                sql: """
                    CREATE TABLE "Organization" ("id" TEXT PRIMARY KEY, "name" TEXT);
                    INSERT INTO "Organization" VALUES ('o1', 'Acme');
                    CREATE TABLE "Lead" ("id" TEXT PRIMARY KEY, "ownerName" TEXT, "address" TEXT, "estimatedValue" REAL,
                        "organizationId" TEXT, "createdAt" INTEGER);
                    INSERT INTO "Lead" VALUES ('a', 'Ana', '1 Main St', 250000, 'o1', 0), ('b', NULL, '', NULL, NULL, 0);
                    """)
        }
        try queue.close()
        stores = WorkspaceStores(
            StoreConfiguration(paths: WorkspaceLocation(folder: folder.path).paths, readOnly: true))
        engine = StoreQueryEngine(stores: stores, zone: FixedZone.utc)
    }

    private func template(_ text: String) throws -> MessageTemplate {
        try MessageTemplate(text, schema: CatalogSchema(stores))
    }

    private func render(_ text: String) throws -> [String] {
        defer { try? FileManager.default.removeItem(at: folder) }
        let evaluator = Evaluator(
            moments: Moments(now: Instant(milliseconds: 0), zone: FixedZone.utc), engine: engine)
        let leads = QueryPlan(source: .scan(entity: "leads", store: nil))
        return try template(text).render(leads, evaluator).map {
            "\($0.lead): \($0.text)"
                + ($0.unresolved.isEmpty ? "" : " [\($0.unresolved.joined(separator: " | "))]")
        }.sorted()
    }

    @Test(arguments: [
        ("Hi ${.owner_name ?? \"there\"}!", ["a: Hi Ana!", "b: Hi there!"]),
        ("About ${.address}", ["a: About 1 Main St", "b: About  [.address]"]),
        (
            "Hi ${.owner_name}, ${.organization.name}",
            ["a: Hi Ana, Acme", "b: Hi ,  [.owner_name | .organization.name]"]
        ),
        // Nothing to merge.
        ("Hi", ["a: Hi", "b: Hi"]),
        // A plain one, quotes and brackets inside, functions that only memory works out.
        ("\\${x} ${if .owner_name is null { \"}\" } else { 'y' }}", ["a: ${x} y", "b: ${x} }"]),
        ("${upper(.owner_name ?? 'you')}", ["a: ANA", "b: YOU"]),
        ("${.owner_name ?? ' '}", ["a: Ana", "b:   [.owner_name ?? ' ']"]),
    ])
    func renders(text: String, expected: [String]) throws { #expect(try render(text) == expected) }

    @Test(
        arguments: [
            ("Hi ${.ownr_name}", "E201", "ownr_name"), ("Hi ${", "E305", "${"), ("Hi ${ }", "E305", "${ }"),
            ("Hi ${.phones.number}", "E303", "phones"), ("Hi ${.owner_name +}", "E115", nil),
            ("a ${.address} b ${$nobody}", "E202", "$nobody"), ("${(delete all leads)}", "E305", nil),
            // Neither verbs nor what would end the text and go on.
            ("${(dnc add \"+14805550101\")}", nil, nil),
            ("${.owner_name}\" | save \"x.csv ${.address}", "none", nil),
        ] as [(String, String?, String?)])
    func faults(text: String, code: String?, place: String?) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        do {
            _ = try template(text)
            #expect(code == "none")
        } catch let faults as MessageTemplate.Faults {
            let fault = try #require(faults.diagnostics.first)
            if let code { #expect("\(fault.code)" == code, "\(fault.message)") }
            let source = try #require(fault.source)
            if let place { #expect(fault.span.map(source.text) == place) }
        }
    }
}
