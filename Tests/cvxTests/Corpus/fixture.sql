-- A workspace of a few leads, made by hand: every encoding of a time, odd cases, nulls, two homes.

-- store: prisma
CREATE TABLE "Organization" (id TEXT PRIMARY KEY, name TEXT NOT NULL, plan TEXT, createdAt DATETIME);
INSERT INTO "Organization" VALUES ('o1', 'Acme Homes', 'pro', 1735689600000), ('o2', 'Zoë Realty', 'free', NULL);
CREATE TABLE "User" (id TEXT PRIMARY KEY, email TEXT, password TEXT, firstName TEXT, role TEXT, organizationId TEXT);
INSERT INTO "User" VALUES ('u1', 'ana@example.com', 'hash', 'Ana', 'admin', 'o1');
CREATE TABLE "Lead" (
    id TEXT PRIMARY KEY, address TEXT, city TEXT, ownerName TEXT, phone TEXT, email TEXT, status TEXT,
    temperatureTag TEXT, aiScore INTEGER, leadScore INTEGER, estimatedValue REAL, taxDebt REAL,
    isProbate BOOLEAN, dncFlag BOOLEAN, phones TEXT, rawData TEXT, organizationId TEXT, assignedToId TEXT,
    createdAt DATETIME, updatedAt DATETIME);
INSERT INTO "Lead" VALUES
('p1', '1 Main St', 'Phoenix', 'José Núñez', '(480) 555-0101', 'jose@example.com', 'NEW', 'HOT', 90, 40,
    250000, 0.1, 1, 0, '["+14805550102"]', '{"api_key": "k-123", "a": 1}', 'o1', 'u1', 1735689600000, 1738368000000),
('p2', '2 Oak Ave', 'Dallas', 'McDonald, Ann', NULL, NULL, 'contacted', 'Warm', NULL, 55,
    100000.50, 0.2, 0, 0, '[]', NULL, 'o1', NULL, '2025-01-15 12:00:00', 1738368000000),
('p3', '3 Elm Ct', 'Dallas', '', '480-555-0103', '', 'odd one', NULL, 10, NULL,
    NULL, NULL, NULL, 1, 'not json', NULL, 'o2', NULL, '2025-02-01T07:30:00.000Z', NULL),
('both', '4 Fir Ln', 'Mesa', 'Prisma Wins', NULL, NULL, 'NEW', 'ON_FIRE', 95, 95,
    500000, 0, 0, 0, NULL, NULL, NULL, NULL, 1743465600000, 1743465600000);
CREATE INDEX "Lead_createdAt_idx" ON "Lead"(createdAt);
CREATE TABLE "LeadNote" (id TEXT PRIMARY KEY, content TEXT, type TEXT, leadId TEXT, createdAt DATETIME);
INSERT INTO "LeadNote" VALUES ('n1', 'called', 'call', 'p1', 1735776000000), ('n2', 'wrote', 'email', 'p1', 1735862400000),
    ('n3', 'lost', 'general', 'gone', 1735862400000), ('n4', 'legacy' || char(27) || '[31m', 'general', 'l1', 1735862400000);
CREATE TABLE "CallLog" (id TEXT PRIMARY KEY, direction TEXT, duration INTEGER, outcome TEXT, leadId TEXT, createdAt DATETIME);
INSERT INTO "CallLog" VALUES ('c1', 'outbound', 360, 'answered', 'p1', 1735776000000), ('c2', 'outbound', 30, 'voicemail', 'p2', 1735776000000);

-- store: leadflow
CREATE TABLE leads (id TEXT PRIMARY KEY, address TEXT NOT NULL, owner_name TEXT, phone TEXT, email TEXT,
    source_type TEXT NOT NULL, estimated_value REAL, temperature_tag TEXT, status TEXT, lead_score INTEGER,
    aiScore INTEGER, skip_trace_cost_cents INTEGER, notes TEXT, created_at DATETIME, updated_at DATETIME,
    custom_rating INTEGER);
INSERT INTO leads VALUES
('l1', '5 Ash Rd', 'Bob Lee', '+14805550105', NULL, 'probate', 80000, 'hot', 'NEW', 72, NULL, 25, NULL, '2024-12-31 23:59:59', '2025-01-01T00:00:00Z', 5),
('l2', '6 Bay St', 'ZOË KING', NULL, 'zoe@example.org', 'vacant', NULL, 'DEAD', 'new', 20, NULL, 0, NULL, 1736899200000, NULL, NULL),
('both', '4 Fir Lane', 'Leadflow Loses', NULL, NULL, 'vacant', 1, 'DEAD', 'DEAD', 1, 1, 0, NULL, '2020-01-01', '2020-01-01', 1),
('"7 Odd Id', '7 Odd Id', NULL, NULL, NULL, 'vacant', 10, 'COLD', 'NEW', 5, NULL, 7, NULL, 'never', NULL, NULL);
CREATE TABLE api_cost_entries (id INTEGER PRIMARY KEY AUTOINCREMENT, apiType TEXT NOT NULL, cost REAL NOT NULL, details TEXT, created_at DATETIME);
INSERT INTO api_cost_entries (apiType, cost, created_at) VALUES ('skip_trace', 0.1, '2025-01-01'), ('skip_trace', 0.2, '2025-01-02'), ('ai', 0.0035, '2025-01-02');
CREATE TABLE lead_tags (lead_id TEXT, tag TEXT);
INSERT INTO lead_tags VALUES ('l1', 'vip');

-- store: skip_trace
CREATE TABLE skip_trace_results (id TEXT PRIMARY KEY, lead_id TEXT NOT NULL, provider TEXT NOT NULL, request_data TEXT, confidence REAL, cost REAL, created_at DATETIME);
INSERT INTO skip_trace_results VALUES ('t1', 'p1', 'batchdata', '{}', 85, 0.1, '2025-01-02 00:00:00'), ('t2', 'l1', 'local', '{}', 0.5, 0, '2025-01-03');
CREATE TABLE skip_trace_phones (id TEXT PRIMARY KEY, skip_trace_id TEXT, lead_id TEXT, phone TEXT, is_mobile BOOLEAN, is_dnc BOOLEAN, confidence REAL);
INSERT INTO skip_trace_phones VALUES ('f1', 't1', 'p1', '4805550111', 1, 0, 0.9), ('f2', 't1', 'p1', '4805550112', 0, 1, 95), ('f3', 't2', 'l1', '4805550113', 1, 1, 40);
