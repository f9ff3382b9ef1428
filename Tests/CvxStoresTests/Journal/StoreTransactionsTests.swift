import CvxDomain
import CvxServices
import Testing

@testable import CvxStores

@Suite struct StoreTransactionsTests {
    @Test func aChangeIsAnEntry() throws {
        let it = try JournaledWorkspace()
        let entry = try #require(
            try it.change(
                [.leadflow, .prisma],
                """
                UPDATE leadflow.leads SET lead_score = lead_score + 5 WHERE lead_score < 25;
                DELETE FROM prisma.Lead WHERE id = 'p1'; INSERT INTO prisma.Lead VALUES ('p3', 'Pam', NULL)
                """))
        #expect(entry.state == .done)
        #expect(
            entry.counts == [
                .init(store: .leadflow, table: "leads", updated: 2),
                .init(store: .prisma, table: "Lead", added: 1, deleted: 1),
            ])
        let read = try #require(try it.reader.entry(entry.id))
        #expect(read == entry)
        #expect(read.draft == JournaledWorkspace.draft)
        #expect(try it.rows("SELECT lead_score FROM leadflow.leads ORDER BY id") == ["15", "25", "30"])
        var rows: [JournalRow] = []
        try it.reader.rows(of: entry.id) { row in
            rows.append(row)
            return true
        }
        let ann = try #require(rows.first { $0.key == [.text("l1")] })
        #expect(ann.columns == [.init(name: "lead_score", before: .int(10), after: .int(15))])
        #expect(rows.count == 4)
    }

    @Test func nothingChangedIsNoEntry() throws {
        let it = try JournaledWorkspace()
        #expect(
            try it.change([.leadflow], "UPDATE leadflow.leads SET lead_score = 10 WHERE id = 'l1'") == nil)
        #expect(try it.reader.entries(JournalFilter()).isEmpty)
    }

    @Test func anErrorTakesTheStatementBackAndKeepsTheTransaction() throws {
        let it = try JournaledWorkspace()
        try it.transactions.begin()
        try it.change([.leadflow], "UPDATE leadflow.leads SET owner_name = 'Eve' WHERE id = 'l1'")
        #expect(throws: StoreError.self) {
            try it.change(
                [.leadflow],
                """
                UPDATE leadflow.leads SET owner_name = 'Max' WHERE id = 'l2';
                UPDATE leadflow.leads SET email = 'a@example.com' WHERE id = 'l2'
                """)
        }
        #expect(it.transactions.isOpen)
        try it.change([.prisma], "UPDATE prisma.Lead SET aiScore = 9 WHERE id = 'p1'")
        #expect(try it.rows("SELECT owner_name FROM leadflow.leads WHERE id = 'l1'") == ["Eve"])
        #expect(try it.reader.entries(JournalFilter()).isEmpty)
        let entries = try it.transactions.commit()
        #expect(entries.map(\.counts.first?.store) == [.leadflow, .prisma])
        #expect(try it.rows("SELECT owner_name FROM leadflow.leads ORDER BY id") == ["Eve", "Bob", "∅"])
        #expect(try it.reader.entries(JournalFilter()).map(\.id) == entries.map(\.id).reversed())
    }

    @Test func rollbackLeavesNothing() throws {
        let it = try JournaledWorkspace()
        try it.transactions.begin(writing: [.leadflow])
        try it.change([.leadflow], "DELETE FROM leadflow.leads")
        try it.transactions.rollback()
        #expect(!it.transactions.isOpen)
        #expect(try it.rows("SELECT count(*) FROM leadflow.leads") == ["3"])
        #expect(try it.reader.entries(JournalFilter()).isEmpty)
        #expect(throws: JournalError.self) { try it.transactions.rollback() }
    }

    @Test(arguments: [
        "INSERT INTO leadflow.lead_tags VALUES ('l1', 'vip')", "UPDATE prisma.Lead SET aiScore = 1",
        "CREATE TABLE leadflow.x (id)", "PRAGMA leadflow.user_version = 7", "COMMIT",
        "UPDATE leadflow.leads SET lead_score = 0; DROP TABLE leadflow.lead_tags",
        "INSERT INTO leadflow.leads (owner_name) VALUES ('No Key')",
    ])
    func whatCannotBeRecordedIsRefused(_ sql: String) throws {
        let it = try JournaledWorkspace()
        try it.stores.attach(.prisma)
        #expect(throws: JournalError.self) { try it.change([.leadflow], sql) }
        #expect(try it.rows("SELECT sum(lead_score) || count(*) FROM leadflow.leads") == ["603"])
        #expect(try it.rows("SELECT count(*) FROM leadflow.lead_tags") == ["0"])
        #expect(try it.reader.entries(JournalFilter()).isEmpty)
    }

    @Test func readOnlyStoresAreRefused() throws {
        let it = try JournaledWorkspace(readOnly: true)
        let error = #expect(throws: StoreError.self) {
            try it.change([.leadflow], "DELETE FROM leadflow.leads")
        }
        #expect(error?.kind == .readOnly)
        let missing = #expect(throws: StoreError.self) { try it.change([.skipTrace], "SELECT 1") }
        #expect(missing?.kind == .missing)
    }

    @Test func entriesAreFiltered() throws {
        let it = try JournaledWorkspace()
        var ids: [Int64] = []
        for (actor, id) in [("ana@example.com", "l1"), ("ben@example.com", "l2"), ("ana@example.com", "l2")] {
            let draft = JournalDraft(
                actor: actor, statement: "set", run: actor == "ben@example.com" ? "r1" : nil)
            let entry = try it.change(
                [.leadflow], "UPDATE leadflow.leads SET lead_score = lead_score + 1 WHERE id = '\(id)'",
                draft: draft)
            ids.append(try #require(entry).id)
        }
        func found(_ filter: JournalFilter) throws -> [Int64] { try it.reader.entries(filter).map(\.id) }
        #expect(try found(JournalFilter(actor: "ANA@example.com")) == [ids[2], ids[0]])
        #expect(try found(JournalFilter(run: "r1")) == [ids[1]])
        #expect(try found(JournalFilter(row: JournalRowKey(store: .leadflow, id: "l2"))) == [ids[2], ids[1]])
        #expect(try found(JournalFilter(row: JournalRowKey(store: .prisma, id: "l2"))) == [])
        #expect(try found(JournalFilter(limit: 1)) == [ids[2]])
        #expect(try found(JournalFilter(until: Instant(milliseconds: 0))) == [])
    }

    @Test func secretsAreNotShown() throws {
        let it = try JournaledWorkspace()
        let entry = try #require(
            try it.change([.prisma], "INSERT INTO prisma.User VALUES ('u1', 'a@example.com', 'hash')"))
        try it.reader.rows(of: entry.id) { row in
            #expect(row.columns.first { $0.name == "password" }?.after == .redacted)
            #expect(row.columns.first { $0.name == "email" }?.after == .text("a@example.com"))
            return true
        }
    }
}
