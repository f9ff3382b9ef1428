import CvxDomain
import CvxStores

/// A workspace of two organizations, whose rows point across the border wherever they can. Every text of what is
/// not Acme's has `leak` in it.
enum TwoOrganizations {
    static let acme = OrganizationScope(id: "o1", name: "Acme Homes")

    /// Ids of rows that are not Acme's: the other organization's, and those that are nobody's.
    static let foreign: Set<String> = [
        "o2", "u2", "u0", "l2", "l0", "x1", "x2", "n2", "n3", "n4", "c2", "c3", "k2", "m2", "m3", "m4", "s2",
        "t2", "t3", "f2", "f3", "e2", "h1", "h2", "h3", "h4", "h5", "h6",
    ]

    static func make(in scratch: Scratch) throws {
        try Fixture.make(in: scratch)
        for store in ["prisma/dev.db", "data/leadflow.db", "data/skip_trace.db"] {
            try Fixture.execute(scratch.path + "/" + store, drops[store] ?? "")
        }
        try Fixture.execute(scratch.path + "/prisma/dev.db", prisma)
        try Fixture.execute(scratch.path + "/data/leadflow.db", leadflow)
        try Fixture.execute(scratch.path + "/data/skip_trace.db", skipTrace)
        try SQLFixture.run(tags, in: scratch.path)
    }

    private static let drops = [
        "prisma/dev.db":
            #"DROP TABLE "Organization"; DROP TABLE "User"; DROP TABLE "Lead"; DROP TABLE "LeadNote"; DROP TABLE "CallLog";"#,
        "data/leadflow.db": "DROP TABLE leads; DROP TABLE lead_tags;",
        "data/skip_trace.db": "DROP TABLE skip_trace_results; DROP TABLE skip_trace_phones;",
    ]

    private static let prisma = """
        CREATE TABLE "Organization" (id TEXT PRIMARY KEY, name TEXT, plan TEXT);
        INSERT INTO "Organization" VALUES ('o1', 'Acme Homes', 'pro'), ('o2', 'leak Realty', 'free');
        CREATE TABLE "User" (id TEXT PRIMARY KEY, email TEXT, firstName TEXT, lastName TEXT, role TEXT, organizationId TEXT);
        INSERT INTO "User" VALUES ('u1', 'ana@acme.example', 'Ana', 'Lee', 'manager', 'o1'),
            ('u2', 'leak@realty.example', 'leak', 'leak', 'admin', 'o2'), ('u0', 'leak@nobody.example', 'leak', 'leak', 'admin', NULL);
        CREATE TABLE "Lead" (id TEXT PRIMARY KEY, address TEXT, ownerName TEXT, phone TEXT, email TEXT, phones TEXT,
            emails TEXT, leadScore INTEGER, organizationId TEXT, assignedToId TEXT, createdAt DATETIME);
        INSERT INTO "Lead" VALUES
            ('l1', '1 Main St', 'Ann', '480-555-0101', 'ann@example.com', '["480-555-0102"]', '["a@example.com"]', 50, 'o1', 'u2', 1),
            ('both', '3 Main St', 'Bob', NULL, NULL, NULL, NULL, 10, 'o1', 'u1', 2),
            ('l2', 'leak', 'leak', 'leak', 'leak', '["leak", {"number": "leak"}]', '["leak"]', 60, 'o2', 'u1', 3),
            ('l0', 'leak', 'leak', 'leak', 'leak', '["leak"]', '["leak"]', 70, NULL, 'u1', 4);
        CREATE TABLE "LeadNote" (id TEXT PRIMARY KEY, content TEXT, type TEXT, leadId TEXT, userId TEXT);
        INSERT INTO "LeadNote" VALUES ('n1', 'ours', 'call', 'l1', 'u2'), ('n2', 'leak', 'call', 'l2', 'u1'),
            ('n3', 'leak', 'call', NULL, 'u1'), ('n4', 'leak', 'call', 'x1', 'u1');
        CREATE TABLE "CallLog" (id TEXT PRIMARY KEY, direction TEXT, duration INTEGER, outcome TEXT, transcript TEXT, leadId TEXT, userId TEXT);
        INSERT INTO "CallLog" VALUES ('c1', 'outbound', 60, 'answered', 'ours', 'both', 'u2'),
            ('c2', 'outbound', 60, 'answered', 'leak', 'l2', 'u1'), ('c3', 'inbound', 1, 'busy', 'leak', 'l0', 'u1');
        CREATE TABLE "Campaign" (id TEXT PRIMARY KEY, name TEXT, type TEXT, status TEXT, message TEXT, organizationId TEXT);
        INSERT INTO "Campaign" VALUES ('k1', 'Spring', 'sms', 'draft', 'ours', 'o1'), ('k2', 'leak', 'sms', 'draft', 'leak', 'o2');
        CREATE TABLE "CampaignLog" (id TEXT PRIMARY KEY, status TEXT, response TEXT, campaignId TEXT, leadId TEXT);
        INSERT INTO "CampaignLog" VALUES ('m1', 'sent', 'ours', 'k1', 'l1'), ('m5', 'sent', 'ours', 'k1', NULL),
            ('m6', 'sent', 'ours', NULL, 'l1'), ('m2', 'sent', 'leak', 'k2', 'l1'), ('m3', 'sent', 'leak', 'k1', 'l2'),
            ('m4', 'sent', 'leak', NULL, NULL);
        CREATE TABLE "SkipTraceRecord" (id TEXT PRIMARY KEY, provider TEXT, requestData TEXT, leadId TEXT, organizationId TEXT);
        INSERT INTO "SkipTraceRecord" VALUES ('s1', 'batchdata', '{}', 'l1', NULL), ('s2', 'leak', '"leak"', 'l1', 'o2');
        CREATE TABLE "PropertyRecord" (id TEXT PRIMARY KEY, address TEXT);
        INSERT INTO "PropertyRecord" VALUES ('r1', 'leak');
        CREATE TABLE audit (id INTEGER PRIMARY KEY, detail TEXT, organizationId TEXT);
        INSERT INTO audit VALUES (1, 'ours', 'o1'), (2, 'leak', 'o2'), (3, 'leak', NULL);
        CREATE TABLE secrets_of_all (id INTEGER PRIMARY KEY, detail TEXT);
        INSERT INTO secrets_of_all VALUES (1, 'leak');
        """

    private static let leadflow = """
        CREATE TABLE leads (id TEXT PRIMARY KEY, address TEXT, owner_name TEXT, phone TEXT, email TEXT, phones TEXT,
            emails TEXT, lead_score INTEGER, created_at DATETIME);
        INSERT INTO leads VALUES ('both', '3 Main Street', 'Bob', '480-555-0103', NULL, '[]', '[]', 11, '2025-01-01'),
            ('l2', 'leak', 'leak', 'leak', 'leak', '["leak"]', '["leak"]', 1, '2025-01-01'),
            ('x1', 'leak', 'leak', 'leak', 'leak', '["leak"]', '["leak"]', 99, '2025-01-01'),
            ('x2', 'leak', 'leak', NULL, NULL, '[]', '[]', 98, '2025-01-01');
        CREATE TABLE lead_tags (lead_id TEXT, tag TEXT);
        INSERT INTO lead_tags VALUES ('l1', 'vip'), ('l2', 'leak'), ('x1', 'leak'), (NULL, 'leak');
        """

    private static let skipTrace = """
        CREATE TABLE skip_trace_results (id TEXT PRIMARY KEY, lead_id TEXT, provider TEXT, request_data TEXT);
        INSERT INTO skip_trace_results VALUES ('t1', 'l1', 'local', '{}'), ('t2', 'l2', 'leak', '"leak"'), ('t3', 'x1', 'leak', '"leak"');
        CREATE TABLE skip_trace_phones (id TEXT PRIMARY KEY, skip_trace_id TEXT, lead_id TEXT, phone TEXT, carrier TEXT);
        INSERT INTO skip_trace_phones VALUES ('f1', 't2', 'l1', '4805550111', 'ours'), ('f2', 't1', 'l2', 'leak', 'leak'), ('f3', 't1', 'x1', 'leak', 'leak');
        CREATE TABLE skip_trace_emails (id TEXT PRIMARY KEY, skip_trace_id TEXT, lead_id TEXT, email TEXT);
        INSERT INTO skip_trace_emails VALUES ('e1', 't1', 'l1', 'b@example.com'), ('e2', 't1', 'l2', 'leak');
        """

    /// Of every entity that has tags: those of what is nobody's, too.
    private static let tags = """
        -- store: cvx
        INSERT INTO tags (id, entity, row_id, tag, created_at) VALUES
            ('g1', 'leads', 'l1', 'ours', 1), ('g2', 'notes', 'n1', 'ours', 1), ('g3', 'campaigns', 'k1', 'ours', 1),
            ('g4', 'leads', 'both', 'ours', 1),
            ('h1', 'leads', 'l2', 'leak', 1), ('h2', 'notes', 'n2', 'leak', 1), ('h3', 'campaigns', 'k2', 'leak', 1),
            ('h4', 'leads', 'x1', 'leak', 1), ('h5', 'properties', 'r1', 'leak', 1), ('h6', 'notes', 'l1', 'leak', 1);
        """
}
