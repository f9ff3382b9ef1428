import CvxDomain
import Foundation
import Testing

@testable import CvxStores

@Suite struct WorkspaceDiagnosisTests {
    private func faulty() throws -> TemporaryWorkspace {
        let workspace = try TemporaryWorkspace()
        try workspace.make(
            .leadflow,
            """
            CREATE TABLE leads (id TEXT PRIMARY KEY, phone TEXT, status TEXT, lead_score INTEGER,
              created_at DATETIME, mystery TEXT);
            CREATE TABLE lead_tags (lead_id TEXT, tag TEXT);
            INSERT INTO leads VALUES ('"103 Ardmore Ave', '(480) 555-0156', 'new', 'high', 1758000000000, NULL),
              ('2', '480-555-0156', 'Haunted', 5, '2025-09-16T02:18:31.644Z', NULL),
              ('3', NULL, 'DEAD', 5, '2025-09-16 02:18:31', NULL);
            WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 19)
              INSERT INTO leads (id, phone) SELECT i, '+14805550156' FROM n;
            """)
        try workspace.make(
            .skipTrace,
            """
            CREATE TABLE skip_trace_results (id TEXT PRIMARY KEY, lead_id TEXT, provider TEXT);
            INSERT INTO skip_trace_results VALUES ('a', '2', 'x'), ('b', 'gone', 'x'), ('c', NULL, 'x');
            """)
        return workspace
    }

    @Test func storesTablesAndIndexes() throws {
        let workspace = try faulty()
        let stores = workspace.open()
        let diagnosis = try stores.diagnosis()
        #expect(diagnosis.stores.map(\.store) == StoreRole.allCases)
        #expect(diagnosis.stores[0].state == .missing)
        let leadflow = diagnosis.stores[1]
        #expect(leadflow.tables.map(\.name) == ["lead_tags", "leads"])
        #expect(leadflow.tables.map(\.rows) == [0, 13])
        #expect(leadflow.tables.map(\.entity) == ["tags", "leads"])
        #expect(leadflow.indexes.map(\.columns) == [["id"]])
        #expect(leadflow.bytes == leadflow.pages * 4096)
        #expect(leadflow.isWritable)
        #expect(diagnosis.foreignTables == ["lead_tags"])
        #expect(diagnosis.faults.isEmpty)
        let leads = try #require(try stores.describe("leads"))
        #expect(leads.missingFields.contains("tax_debt"))
        #expect(!leads.missingFields.contains("score"))
        #expect(leads.entity.extraFields == ["mystery"])
    }

    @Test func faultsAreFound() throws {
        let workspace = try faulty()
        let faults = try workspace.open().diagnosis(checkingFaults: true).faults
        _ = workspace.folder
        let leads = faults.filter { $0.entity == "leads" }
        #expect(
            leads.map(\.kind) == [
                .mixedInstants(
                    field: "created_at",
                    encodings: ["epoch milliseconds": 1, "ISO text": 1, "SQLite text": 1]),
                .unknownWords(field: "status", words: ["Haunted": 1]),
                .textInNumber(field: "lead_score"), .brokenIDs, .sharedPhone("4805550156"),
            ])
        #expect(leads.map(\.count) == [3, 1, 1, 1, 12])
        #expect(
            faults.filter { $0.entity == "traces" }.map { "\($0.kind) \($0.count)" }
                == ["orphans(relation: \"lead\") 1", "missingIndex(column: \"lead_id\") 0"])
        #expect(!faults.contains { if case .damaged = $0.kind { true } else { false } })
    }

    @Test func brokenStoreDoesNotHideTheOthers() throws {
        let workspace = try faulty()
        try workspace.write(.prisma, Data(String(repeating: "text ", count: 500).utf8))
        let diagnosis = try workspace.open().diagnosis(checkingFaults: true)
        guard case .failed(let error) = diagnosis.stores[0].state else {
            Issue.record("failed")
            return
        }
        #expect(error.kind == .notADatabase)
        #expect(diagnosis.entities.map(\.entity.definition.name) == ["costs", "suppressions"])
        #expect(diagnosis.stores[1].tables.count == 2)
        #expect(diagnosis.foreignTables == ["lead_tags"])
    }

    @Test func momentsOfEveryEncodingAreTold() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(
            .leadflow,
            """
            CREATE TABLE leads (id TEXT PRIMARY KEY, created_at TEXT, updated_at INTEGER);
            INSERT INTO leads VALUES ('1', '1736935200000', 1736935200), ('2', '2025-01-15', 1736935200000);
            """)
        let faults = try workspace.open().diagnosis(checkingFaults: true).faults
        #expect(
            faults.map(\.kind).prefix(2) == [
                .mixedInstants(field: "created_at", encodings: ["digits in text": 1, "other text": 1]),
                .mixedInstants(
                    field: "updated_at", encodings: ["epoch seconds": 1, "epoch milliseconds": 1]),
            ])
    }

    @Test func nothingKnown() throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(.prisma, "CREATE TABLE songs (id INTEGER)")
        let diagnosis = try workspace.open().diagnosis(checkingFaults: true)
        #expect(diagnosis.stores[0].isUnknown)
        #expect(diagnosis.faults.map(\.kind) == [.nothingKnown])
    }
}
