-- Money in three places: entries with and without details, traces, and the leads' own cents.

-- store: prisma
CREATE TABLE "Campaign" (id TEXT PRIMARY KEY, name TEXT);
INSERT INTO "Campaign" VALUES ('k1', 'Spring');

-- store: leadflow
CREATE TABLE leads (id TEXT PRIMARY KEY, owner_name TEXT, skip_trace_cost_cents INTEGER, created_at DATETIME);
INSERT INTO leads VALUES ('l1', 'Lee Park', 7, '2026-01-01T00:00:00Z'), ('l2', 'Bo Diaz', 20, '2026-01-01T00:00:00Z'),
    ('l3', 'Ann Ray', 0, '2026-01-01T00:00:00Z'), ('l4', 'Cy Orr', 30, '2026-01-01T00:00:00Z'), ('l5', 'Di Fox', NULL, '2026-01-01T00:00:00Z');
CREATE TABLE api_cost_entries (id INTEGER PRIMARY KEY AUTOINCREMENT, apiType TEXT NOT NULL, cost REAL NOT NULL, details TEXT, created_at DATETIME);
INSERT INTO api_cost_entries (apiType, cost, details, created_at) VALUES
    ('skip_trace', 0.07, '{"provider":"batchdata","traceId":"t1","leadId":"l1","actor":"ana"}', '2026-03-01T10:00:00Z'),
    ('skip_trace', 0.1, NULL, '2026-03-02 09:00:05'),
    ('skip_trace', 0.1, 'not json', '2026-04-02 09:00:05'),
    ('skip_trace', 0.15, '{"provider":"batchdata","lead_id":"l3"}', '2026-03-03T10:00:00Z'),
    ('skip_trace', 0.25, '{"provider":"gone"}', '2026-03-03T11:00:00Z'),
    ('ai_scoring', 0.0035, '{"leadId":"l1","campaignId":"k1"}', '2026-04-01T10:00:00Z'),
    ('ai_scoring', 0.0035, '{"leadId":"l2","campaignId":"k1"}', 1775037600000),
    ('ai_scoring', 0.01, '{"leadId":"l2"}', NULL);

-- store: skip_trace
CREATE TABLE skip_trace_results (id TEXT PRIMARY KEY, lead_id TEXT NOT NULL, provider TEXT NOT NULL, confidence REAL, cost REAL, created_at DATETIME);
INSERT INTO skip_trace_results VALUES ('t1', 'l1', 'batchdata', 85, 0.07, '2026-03-01T10:00:00Z'),
    ('t2', 'l2', 'skipgenie', 70, 0.1, '2026-03-02 09:00:00'), ('t3', 'l2', 'skipgenie', 0, 0.1, '2026-04-02 09:00:00'),
    ('t4', 'l4', 'batchdata', NULL, 0.3, '2026-03-04T10:00:00Z'), ('t5', 'gone', 'batchdata', NULL, 0.07, '2026-03-05T10:00:00Z'),
    ('t6', 'l5', 'local', 50, 0, '2026-03-06T10:00:00Z');
CREATE TABLE skip_trace_phones (id TEXT PRIMARY KEY, skip_trace_id TEXT, lead_id TEXT, phone TEXT);
INSERT INTO skip_trace_phones VALUES ('f1', 't1', 'l1', '4805550111'), ('f2', 't2', 'l2', '4805550112'), ('f3', 't2', 'l2', '4805550113'),
    ('f4', 't6', 'l5', '4805550114');
