import CSQLite
import CvxDomain
import CvxServices
import Testing

@testable import CvxStores

/// What is hard to record: each is changed, read back from the journal, and undone.
@Suite struct RecordingTests {
    private let draft = JournalDraft(actor: "ana@example.com", statement: "a change")

    private func workspace(_ sql: String) throws -> JournaledWorkspace {
        let it = try JournaledWorkspace()
        try it.workspace.make(.skipTrace, sql)
        return it
    }

    private func rows(_ it: JournaledWorkspace, _ entry: JournalEntry?) throws -> [JournalRow] {
        var rows: [JournalRow] = []
        try it.reader.rows(of: try #require(entry).id) { row in
            rows.append(row)
            return true
        }
        return rows
    }

    private func undone(_ it: JournaledWorkspace, _ entry: JournalEntry?) throws {
        let report = try it.transactions.undo([try #require(entry).id], draft: draft)
        #expect(report.conflicts == [])
    }

    /// SQLite 3.40 gives NULL as the old value of a column that a row is older than.
    @Test func columnsThatWereAddedLater() throws {
        let it = try workspace(
            """
            CREATE TABLE t (id TEXT PRIMARY KEY, a TEXT);
            INSERT INTO t VALUES ('1', 'x'), ('2', 'y');
            ALTER TABLE t ADD COLUMN n INTEGER NOT NULL DEFAULT 7;
            ALTER TABLE t ADD COLUMN r REAL DEFAULT 2;
            ALTER TABLE t ADD COLUMN s TEXT DEFAULT 'it''s';
            ALTER TABLE t ADD COLUMN f BOOLEAN DEFAULT true;
            ALTER TABLE t ADD COLUMN q INTEGER DEFAULT '12';
            ALTER TABLE t ADD COLUMN w TEXT DEFAULT 1.50;
            ALTER TABLE t ADD COLUMN y BLOB DEFAULT x'00Ff';
            ALTER TABLE t ADD COLUMN v NUMERIC DEFAULT 2.0;
            ALTER TABLE t ADD COLUMN u DEFAULT -3;
            ALTER TABLE t ADD COLUMN z TEXT;
            """)
        let before = try it.dump()
        let change = try it.change(
            [.skipTrace],
            "UPDATE skip_trace.t SET a = 'new'; UPDATE skip_trace.t SET n = 8, r = 3 WHERE id = '1'")
        let rows = try rows(it, change)
        #expect(rows[0].columns.map(\.name) == ["a"])
        #expect(
            rows[2].columns == [
                .init(name: "n", before: .int(7), after: .int(8)),
                .init(name: "r", before: .real(2), after: .real(3)),
            ])
        try undone(it, change)
        #expect(try it.dump() == before)
        let gone = try it.change([.skipTrace], "DELETE FROM skip_trace.t WHERE id = '2'")
        #expect(
            try self.rows(it, gone)[0].columns.compactMap(\.before)
                == [
                    .text("2"), .text("y"), .int(7), .real(2), .text("it's"), .int(1), .int(12),
                    .text("1.50"),
                    .blob([0, 255]), .int(2), .int(-3), .null,
                ])
        try undone(it, gone)
        #expect(try it.dump() == before)
    }

    @Test func whatTriggersDo() throws {
        let it = try workspace(
            """
            CREATE TABLE t (id TEXT PRIMARY KEY, a TEXT, updated TEXT);
            CREATE TABLE audit (id INTEGER PRIMARY KEY, was TEXT);
            INSERT INTO t VALUES ('1', 'x', 'then'), ('2', 'y', 'then');
            CREATE TRIGGER touch AFTER UPDATE OF a ON t BEGIN
              UPDATE t SET updated = hex(randomblob(4)) WHERE id = NEW.id;
              INSERT INTO audit (was) VALUES (OLD.a);
            END;
            """)
        let before = try it.dump()
        let change = try it.change([.skipTrace], "UPDATE skip_trace.t SET a = 'z'")
        #expect(change?.counts.map(\.total) == [4, 2])
        let after = try it.dump()
        let undo = try it.transactions.undo([try #require(change).id], draft: draft)
        #expect(try it.dump() == before)
        try undone(it, undo.entry)
        #expect(try it.dump() == after)
        // They work again afterwards.
        #expect(
            try it.change([.skipTrace], "UPDATE skip_trace.t SET a = 'w' WHERE id = '1'")?.counts.count == 2)
    }

    @Test func statementsThatFailOnTheWay() throws {
        let it = try workspace(
            """
            CREATE TABLE t (id TEXT PRIMARY KEY, a INTEGER UNIQUE);
            INSERT INTO t VALUES ('1', 1), ('2', 2), ('3', 3), ('4', 30);
            """)
        let before = try it.dump()
        let (_, change) = try it.transactions.perform(draft, writing: [.skipTrace]) { recording in
            let connection = recording.connection
            // Two rows change before the third does not.
            #expect(throws: SQLiteFailure.self) {
                try OwnStore.execute("UPDATE skip_trace.t SET a = a * 10", connection)
            }
            try OwnStore.execute("UPDATE skip_trace.t SET a = 20 WHERE id = '2'", connection)
            #expect(throws: CancellationError.self) {
                try recording.attempt {
                    try OwnStore.execute("DELETE FROM skip_trace.t WHERE id = '1'", connection)
                    throw CancellationError()
                }
            }
            // As far as it comes: its rows stay.
            #expect(throws: SQLiteFailure.self) {
                try OwnStore.execute(
                    "UPDATE OR FAIL skip_trace.t SET a = 99 WHERE id IN ('3', '4')", connection)
            }
        }
        #expect(change?.counts == [.init(store: .skipTrace, table: "t", updated: 2)])
        #expect(try rows(it, change).map(\.key) == [[.text("2")], [.text("3")]])
        try undone(it, change)
        #expect(try it.dump() == before)
    }

    @Test func statementsThatReturnRows() throws {
        let it = try workspace(
            "CREATE TABLE t (id TEXT PRIMARY KEY, a INTEGER); INSERT INTO t VALUES ('1', 1), ('2', 2), ('3', 3)"
        )
        let before = try it.dump()
        let (_, change) = try it.transactions.perform(draft, writing: [.skipTrace]) { recording in
            let returning = try PreparedStatement(
                recording.connection, "UPDATE skip_trace.t SET a = a + 1 RETURNING id")
            let reading = try PreparedStatement(recording.connection, "SELECT id FROM skip_trace.t")
            #expect(try reading.step())
            #expect(try returning.step())
            try OwnStore.execute("INSERT INTO skip_trace.t VALUES ('4', 4)", recording.connection)
            returning.reset()
        }
        #expect(change?.counts == [.init(store: .skipTrace, table: "t", added: 1, updated: 3)])
        try undone(it, change)
        #expect(try it.dump() == before)
    }

    @Test func rowsThatReplaceOthersAndWholeTables() throws {
        let it = try workspace(
            """
            CREATE TABLE t (id TEXT PRIMARY KEY, a TEXT UNIQUE ON CONFLICT REPLACE, b);
            INSERT INTO t VALUES ('1', 'x', NULL), ('2', 'y', x'00'), ('3', 'z', 1.5);
            """)
        let before = try it.dump()
        let (_, change) = try it.transactions.perform(draft, writing: [.skipTrace]) { recording in
            // Prepared before: deleting all rows must not take the short way past the recording.
            for sql in [
                "INSERT OR REPLACE INTO skip_trace.t VALUES ('1', 'y', 5)",
                "INSERT INTO skip_trace.t VALUES ('9', 'z', 6)",
                "INSERT INTO skip_trace.t VALUES ('9', 'q', 7) ON CONFLICT (id) DO UPDATE SET b = excluded.b",
                "DELETE FROM skip_trace.t",
            ] { try OwnStore.execute(sql, recording.connection) }
        }
        #expect(try it.rows("SELECT count(*) FROM skip_trace.t") == ["0"])
        try undone(it, change)
        #expect(try it.dump() == before)
    }

    @Test func rowsWithoutAKeyAreRefusedOnlyWhenTouched() throws {
        let it = try workspace(
            "CREATE TABLE t (id TEXT PRIMARY KEY, a TEXT); INSERT INTO t VALUES (NULL, 'x'), ('2', 'y')")
        let before = try it.dump()
        for sql in ["UPDATE skip_trace.t SET a = 'z'", "DELETE FROM skip_trace.t WHERE id IS NULL"] {
            let error = #expect(throws: JournalError.self) { try it.change([.skipTrace], sql) }
            #expect(error?.kind == .unrecordable(table: "t"))
            #expect(try it.dump() == before)
        }
        try undone(it, it.change([.skipTrace], "UPDATE skip_trace.t SET a = 'z' WHERE id = '2'"))
        #expect(try it.dump() == before)
    }

    @Test func tablesThatCannotBeRecorded() throws {
        let it = try workspace(
            """
            CREATE TABLE made (id TEXT PRIMARY KEY, v AS (a + 1), a INTEGER);
            CREATE VIRTUAL TABLE words USING fts5(text);
            CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);
            CREATE TRIGGER indexed AFTER INSERT ON notes BEGIN INSERT INTO words VALUES (NEW.text); END;
            CREATE VIEW shown AS SELECT id, text FROM notes;
            CREATE TRIGGER add_shown INSTEAD OF INSERT ON shown BEGIN
              UPDATE notes SET text = NEW.text WHERE id = NEW.id;
            END;
            INSERT INTO notes VALUES (1, 'one');
            """)
        let before = try it.dump()
        for sql in [
            "INSERT INTO skip_trace.made (id, a) VALUES ('1', 1)",
            "INSERT INTO skip_trace.words VALUES ('x')",
            "INSERT INTO skip_trace.notes VALUES (2, 'two')",
        ] { #expect(throws: JournalError.self, "\(sql)") { try it.change([.skipTrace], sql) } }
        #expect(try it.dump() == before)
        try undone(it, it.change([.skipTrace], "INSERT INTO skip_trace.shown VALUES (1, 'uno')"))
        #expect(try it.dump() == before)
        #expect(try it.transactions.canRecord("NOTES", in: .skipTrace))
        #expect(try !it.transactions.canRecord("made", in: .skipTrace))
        #expect(try !it.transactions.canRecord("lead_tags", in: .leadflow))
    }

    /// What the journal keeps is a changeset that SQLite's own session extension reads, inverts and applies.
    @Test func chunksAreChangesetsOfSQLite() throws {
        let it = try workspace(
            """
            CREATE TABLE t (a TEXT, id INTEGER, b REAL, c BLOB, d, PRIMARY KEY (id, a)) WITHOUT ROWID;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
              INSERT INTO t SELECT 'k' || i, i, i, zeroblob(i), NULL FROM n;
            """)
        let before = try it.dump()
        let change = try it.change(
            [.skipTrace],
            """
            UPDATE skip_trace.t SET b = b / 3, d = 'é' WHERE id < 50; DELETE FROM skip_trace.t WHERE id > 90;
            INSERT INTO skip_trace.t VALUES ('new', 1000, -5, x'00ff', 12345678901)
            """)
        #expect(try it.dump() != before)
        var opened: OpaquePointer?
        #expect(sqlite3_open(it.workspace.path(.skipTrace), &opened) == SQLITE_OK)
        defer { sqlite3_close_v2(opened) }
        _ = try it.reader.store.reading { journal in
            try JournalChunks.of(try #require(change).id, journal).each { _, _, changeset in
                var count: Int32 = 0
                var inverse: UnsafeMutableRawPointer?
                let bytes = UnsafeMutableRawPointer(mutating: changeset.baseAddress)
                #expect(sqlite3changeset_invert(Int32(changeset.count), bytes, &count, &inverse) == SQLITE_OK)
                let code = sqlite3changeset_apply(
                    opened, count, inverse, nil, { _, _, _ in SQLITE_CHANGESET_ABORT }, nil)
                #expect(code == SQLITE_OK)
                sqlite3_free(inverse)
                return true
            }
        }
        #expect(try it.dump() == before)
    }

    @Test func largeChangesSpillAndComeBack() throws {
        let it = try workspace(
            """
            CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT, b TEXT);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000)
              INSERT INTO t SELECT i, printf('%0200d', i), NULL FROM n;
            """)
        let before = try it.dump()
        try it.transactions.begin()
        let (_, _) = try it.transactions.perform(draft, writing: [.skipTrace]) { recording in
            try OwnStore.execute("UPDATE skip_trace.t SET a = a || 'x'", recording.connection)
            // Some megabytes that are taken back, chunks of them closed already.
            #expect(throws: CancellationError.self) {
                try recording.attempt {
                    try OwnStore.execute("UPDATE skip_trace.t SET b = a || a || a", recording.connection)
                    throw CancellationError()
                }
            }
            try OwnStore.execute("UPDATE skip_trace.t SET b = 'y' WHERE id <= 10", recording.connection)
        }
        let entries = try it.transactions.commit()
        #expect(entries.map(\.counts) == [[.init(store: .skipTrace, table: "t", updated: 30_010)]])
        try undone(it, entries.first)
        #expect(try it.dump() == before)
    }

    @Test func damagedChangesetsAreErrors() throws {
        let it = try workspace(
            "CREATE TABLE t (id TEXT PRIMARY KEY, a INTEGER); INSERT INTO t VALUES ('1', 1), ('2', 2), ('3', 3)"
        )
        let change = try #require(try it.change([.skipTrace], "UPDATE skip_trace.t SET a = 'long text'"))
        var whole: [UInt8] = []
        _ = try it.reader.store.reading { connection in
            try JournalChunks.of(change.id, connection).each { _, _, changeset in
                whole = Array(changeset)
                return true
            }
        }
        #expect(!whole.isEmpty)
        for index in whole.indices {
            for damage in [UInt8(0), 0xFF, whole[index] ^ 0x55] {
                var bytes = whole
                bytes[index] = damage
                bytes.withUnsafeBytes { buffer in
                    _ = try? ChangesetReader(buffer).each { change in
                        _ = RowChange(change).key
                        return true
                    }
                }
            }
            whole.withUnsafeBytes { buffer in
                let cut = UnsafeRawBufferPointer(rebasing: buffer[..<index])
                _ = try? ChangesetReader(cut).each { _ in true }
            }
        }
        try it.reader.store.writing { try OwnStore.execute("UPDATE chunks SET changeset = x'5402'", $0) }
        #expect(throws: StoreError.self) { try it.transactions.undo([change.id], draft: draft) }
        #expect(throws: StoreError.self) { try it.reader.rows(of: change.id) { _ in true } }
        #expect(try it.rows("SELECT DISTINCT a FROM skip_trace.t") == ["long text"])
    }
}
