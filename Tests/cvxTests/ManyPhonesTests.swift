import Testing

/// Marks of the numbers of more leads than are named one by one.
@Suite struct ManyPhonesTests {
    @Test func onlyTheChosenLeadsNumbersAreMarked() throws {
        let folder = try TracedFolder(leads: 1_200, settings: "")
        try Fixture.execute(
            folder.path + "/data/skip_trace.db",
            """
            INSERT INTO skip_trace_results (id, lead_id, provider, request_data) VALUES ('s', 'l1', 'batchdata', '{}');
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200),
              kinds(kind, number) AS (VALUES ('p', '(480) 555-0156'), ('q', '480-555-0100'))
            INSERT INTO skip_trace_phones (id, skip_trace_id, lead_id, phone, is_valid)
            SELECT kind || i, 's', 'l' || i, number, 1 FROM n, kinds
            """)
        let result = try folder.run(
            "find phones where id starts with \"p\" and lead_id != \"l1\" sort by lead_id limit 700 | phone mark wrong"
        )
        #expect(result.status == 0, "\(result.errors)")
        let marked = "SELECT count(*) FROM skip_trace_phones WHERE is_valid = 0"
        #expect(try folder.number("data/skip_trace.db", marked) == 700)
        #expect(try folder.number("data/skip_trace.db", marked + " AND id LIKE 'q%'") == 0)
        #expect(try folder.number("data/skip_trace.db", marked + " AND lead_id = 'l1'") == 0)
    }
}
