import CvxDomain
import CvxServices
import Testing

@testable import CvxStores

@Suite struct UndoTests {
    let draft = JournalDraft(actor: "ben@example.com", statement: "undo")

    func id(_ entry: JournalEntry?) throws -> Int64 { try #require(entry).id }

    @Test func takesBackAndCanBeTakenBack() throws {
        let it = try JournaledWorkspace()
        let before = try it.dump()
        let change = try id(
            it.change(
                [.leadflow, .prisma],
                """
                UPDATE leadflow.leads SET lead_score = 99, owner_name = NULL;
                DELETE FROM leadflow.leads WHERE id = 'l1';
                INSERT INTO leadflow.leads VALUES ('l9', 'Zoe', 1, 'a@example.com');
                UPDATE prisma.Lead SET id = 'p7' WHERE id = 'p1'
                """))
        let after = try it.dump()
        #expect(try it.transactions.checkUndo([change]).conflictCount == 0)
        #expect(try it.dump() == after)
        let undo = try it.transactions.undo([change], draft: draft)
        #expect(undo.conflictCount == 0)
        #expect(try it.dump() == before)
        #expect(try it.reader.entry(change)?.state == .undone)
        #expect(try it.reader.entry(change)?.undoneBy == undo.entry?.id)
        #expect(undo.entry?.draft.undoes == [change])
        #expect(throws: JournalError.self) { try it.transactions.undo([change], draft: draft) }
        let redo = try it.transactions.undo([try id(undo.entry)], draft: draft)
        #expect(redo.conflictCount == 0)
        #expect(try it.dump() == after)
        #expect(try it.reader.entry(change)?.state == .done)
        _ = try it.transactions.undo([change], draft: draft)
        #expect(try it.dump() == before)
    }

    @Test func severalEntriesNewestFirst() throws {
        let it = try JournaledWorkspace()
        let before = try it.dump()
        var ids: [Int64] = []
        for score in [50, 60, 70] {
            ids.append(
                try id(
                    it.change([.leadflow], "UPDATE leadflow.leads SET lead_score = \(score) WHERE id = 'l1'"))
            )
        }
        let first = try it.transactions.checkUndo([ids[0]])
        #expect(
            first.conflicts == [
                UndoConflict(
                    store: .leadflow, table: "leads", key: [.text("l1")],
                    reason: .changed(column: "lead_score", left: .int(50), now: .int(70)), by: ids[2])
            ])
        #expect(try it.transactions.undo(ids, draft: draft).conflictCount == 0)
        #expect(try it.dump() == before)
    }

    @Test func conflictsAreLeftAlone() throws {
        let it = try JournaledWorkspace()
        let change = try id(
            it.change(
                [.leadflow],
                """
                UPDATE leadflow.leads SET lead_score = 0 WHERE id IN ('l1', 'l2');
                DELETE FROM leadflow.leads WHERE id = 'l3';
                INSERT INTO leadflow.leads VALUES ('l4', 'Add', 4, NULL), ('l5', 'Add', 5, NULL)
                """))
        try it.outside(
            .leadflow,
            """
            UPDATE leads SET lead_score = 7, email = 'x@example.com' WHERE id = 'l1';
            UPDATE leads SET email = 'y@example.com' WHERE id = 'l2';
            INSERT INTO leads VALUES ('l3', 'Other', 3, NULL);
            DELETE FROM leads WHERE id = 'l5'; UPDATE leads SET owner_name = 'Mine' WHERE id = 'l4';
            """)
        let report = try it.transactions.undo([change], draft: draft)
        #expect(
            report.conflicts.map(\.reason) == [
                .changed(column: "owner_name", left: .text("Add"), now: .text("Mine")), .keyTaken,
                .changed(column: "lead_score", left: .int(0), now: .int(7)),
            ])
        #expect(report.conflicts.allSatisfy { $0.by == nil })
        #expect(
            try it.rows("SELECT id || owner_name || lead_score FROM leadflow.leads ORDER BY id")
                == ["l1Ann7", "l2Bob20", "l3Other3", "l4Mine4"])
    }

    @Test func foreignKeysHold() throws {
        let it = try JournaledWorkspace()
        try it.workspace.make(
            .skipTrace,
            """
            PRAGMA foreign_keys = OFF;
            CREATE TABLE results (id TEXT PRIMARY KEY, lead_id TEXT);
            CREATE TABLE phones (id TEXT PRIMARY KEY, result_id TEXT, FOREIGN KEY (result_id) REFERENCES results(id));
            INSERT INTO results VALUES ('r1', 'l1'), ('r2', 'l2');
            INSERT INTO phones VALUES ('f1', 'r1'), ('f2', 'r2'), ('f3', 'nobody');
            """)
        let gone = try id(it.change([.skipTrace], "DELETE FROM skip_trace.phones"))
        let added = try id(it.change([.skipTrace], "INSERT INTO skip_trace.results VALUES ('r3', 'l3')"))
        try it.outside(
            .skipTrace,
            "PRAGMA foreign_keys = OFF; DELETE FROM results WHERE id = 'r1'; INSERT INTO phones VALUES ('f9', 'r3')"
        )
        let report = try it.transactions.undo([gone, added], draft: draft)
        #expect(report.conflicts.map(\.reason) == [.hasChildren("phones"), .parentGone("results")])
        // What referred to nobody before does so again.
        #expect(report.counts == [.init(store: .skipTrace, table: "phones", added: 2)])
        #expect(try it.rows("SELECT id FROM skip_trace.phones ORDER BY id") == ["f2", "f3", "f9"])
        #expect(try it.rows("SELECT id FROM skip_trace.results ORDER BY id") == ["r2", "r3"])
    }

    @Test func whatReferredToNothingComesBack() throws {
        let it = try JournaledWorkspace()
        try it.workspace.make(
            .skipTrace,
            """
            PRAGMA foreign_keys = OFF;
            CREATE TABLE results (id TEXT PRIMARY KEY);
            CREATE TABLE phones (a INTEGER, b TEXT, result_id TEXT REFERENCES results(id), PRIMARY KEY (a, b));
            INSERT INTO results VALUES ('r1');
            INSERT INTO phones VALUES (1, 'x', 'r1'), (2, 'x', 'nobody'), (2, 'y', NULL);
            """)
        let before = try it.dump()
        let change = try id(
            it.change([.skipTrace], "DELETE FROM skip_trace.phones; DELETE FROM skip_trace.results"))
        let after = try it.dump()
        let undo = try it.transactions.undo([change], draft: draft)
        #expect(undo.conflictCount == 0)
        #expect(try it.dump() == before)
        let redo = try it.transactions.undo([try id(undo.entry)], draft: draft)
        #expect(redo.conflictCount == 0)
        #expect(try it.dump() == after)
        #expect(try it.transactions.undo([change], draft: draft).conflictCount == 0)
        #expect(try it.dump() == before)
    }

    @Test func ordersOfForeignKeysDoNotMatter() throws {
        let it = try JournaledWorkspace()
        try it.workspace.make(
            .skipTrace,
            """
            CREATE TABLE results (id TEXT PRIMARY KEY);
            CREATE TABLE phones (id TEXT PRIMARY KEY, result_id TEXT REFERENCES results(id));
            INSERT INTO results VALUES ('r1'); INSERT INTO phones VALUES ('f1', 'r1');
            """)
        let before = try it.dump()
        let gone = try id(
            it.change([.skipTrace], "DELETE FROM skip_trace.results; DELETE FROM skip_trace.phones"))
        #expect(try it.transactions.undo([gone], draft: draft).conflictCount == 0)
        #expect(try it.dump() == before)
    }

    @Test func aTableThatChangedIsAConflict() throws {
        let it = try JournaledWorkspace()
        let change = try id(it.change([.leadflow], "UPDATE leadflow.leads SET lead_score = 1"))
        try it.outside(
            .leadflow,
            """
            CREATE TABLE new (email TEXT, lead_score INTEGER, added TEXT DEFAULT 'x', id TEXT PRIMARY KEY, owner_name);
            INSERT INTO new SELECT email, lead_score, 'x', id, owner_name FROM leads;
            DROP TABLE leads; ALTER TABLE new RENAME TO leads;
            """)
        // Columns in another order are the same columns.
        #expect(
            try it.transactions.checkUndo([change]).counts == [
                .init(store: .leadflow, table: "leads", updated: 3)
            ])
        try it.outside(.leadflow, "ALTER TABLE leads DROP COLUMN lead_score")
        let report = try it.transactions.checkUndo([change])
        #expect(report.conflicts.map(\.reason) == [.tableChanged, .tableChanged, .tableChanged])
    }

    @Test func whatCannotBeUndoneSaysWhy() throws {
        let it = try JournaledWorkspace()
        #expect(throws: JournalError.self) { try it.transactions.undo([7], draft: draft) }
        let change = try id(it.change([.leadflow], "DELETE FROM leadflow.leads"))
        try it.transactions.begin()
        _ = try it.transactions.undo([change], draft: draft)
        let twice = #expect(throws: JournalError.self) { try it.transactions.undo([change], draft: draft) }
        #expect(twice?.kind == .alreadyUndone(change, by: nil))
        try it.transactions.commit()
        #expect(try it.rows("SELECT count(*) FROM leadflow.leads") == ["3"])
    }
}

extension UndoTests {
    /// A check that only looks and one that tries find the same.
    @Test func checksAgree() throws {
        let it = try JournaledWorkspace()
        let plain = try id(
            it.change([.leadflow], "UPDATE leadflow.leads SET lead_score = 9, owner_name = 'x'"))
        try it.outside(
            .leadflow,
            """
            UPDATE leads SET lead_score = 1 WHERE id = 'l1'; DELETE FROM leads WHERE id = 'l2';
            UPDATE leads SET email = 'z@example.com' WHERE id = 'l3'
            """)
        // Nobody is kept from writing meanwhile.
        let other = try OtherProgram(it.workspace.path(.leadflow))
        try other.run("BEGIN IMMEDIATE")
        let check = try it.transactions.checkUndo([plain])
        try other.run("ROLLBACK")
        #expect(check.counts == [.init(store: .leadflow, table: "leads", updated: 1)])
        #expect(
            check.conflicts.map(\.reason) == [
                .gone, .changed(column: "lead_score", left: .int(9), now: .int(1)),
            ])
        let report = try it.transactions.undo([plain], draft: draft)
        #expect(report.conflicts == check.conflicts)
        #expect(report.counts == check.counts)
        // A unique column has to be tried.
        let unique = try id(
            it.change([.leadflow], "UPDATE leadflow.leads SET email = 'new@example.com' WHERE id = 'l1'"))
        try it.outside(.leadflow, "UPDATE leads SET email = 'a@example.com' WHERE id = 'l3'")
        let tried = try it.transactions.checkUndo([unique])
        #expect(tried.conflicts.map(\.key) == [[.text("l1")]])
        #expect(tried.counts.isEmpty)
    }
}
