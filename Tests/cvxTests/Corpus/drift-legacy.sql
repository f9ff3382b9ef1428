-- A Prisma file that holds the legacy table of leads with columns added to it, and none of the web application's others:
-- no organizations, no users, no notes. Foreign keys are off, the journal is `delete`, nothing but the key has an index.

-- store: prisma
PRAGMA journal_mode = delete;
PRAGMA foreign_keys = off;
CREATE TABLE _prisma_migrations (id TEXT PRIMARY KEY, migration_name TEXT);
CREATE TABLE leads (
    id TEXT PRIMARY KEY, address TEXT NOT NULL, owner_name TEXT, phone TEXT, email TEXT, source_type TEXT NOT NULL,
    source TEXT NOT NULL DEFAULT 'manual', motivation_score INTEGER NOT NULL DEFAULT 0, estimated_value REAL, equity REAL,
    condition_score INTEGER NOT NULL DEFAULT 50, tax_debt REAL NOT NULL DEFAULT 0, violations INTEGER NOT NULL DEFAULT 0,
    is_probate BOOLEAN NOT NULL DEFAULT 0, is_vacant BOOLEAN NOT NULL DEFAULT 0, days_on_market INTEGER,
    lead_score INTEGER NOT NULL DEFAULT 0, aiScore INTEGER, feedback_good INTEGER NOT NULL DEFAULT 0,
    feedback_bad INTEGER NOT NULL DEFAULT 0, phones TEXT NOT NULL DEFAULT '[]', emails TEXT NOT NULL DEFAULT '[]',
    raw_data TEXT, temperature_tag TEXT NOT NULL DEFAULT 'DEAD', status TEXT NOT NULL DEFAULT 'NEW', notes TEXT,
    created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, updated_at DATETIME NOT NULL, skip_traced_at DATETIME,
    dnc_flag INTEGER NOT NULL DEFAULT 0, timezone TEXT, quiet_hours_start TEXT, quiet_hours_end TEXT,
    activity_log_json TEXT, skip_trace_provider TEXT, skip_trace_cost_cents INTEGER NOT NULL DEFAULT 0,
    ai_cost_cents INTEGER NOT NULL DEFAULT 0, ai_scored_at DATETIME,
    primary_phone TEXT, primary_email TEXT, phones_count INTEGER DEFAULT 0, has_dnc BOOLEAN DEFAULT 0,
    skip_trace_cache_until DATETIME, attom_id TEXT);
INSERT INTO leads (id, address, owner_name, phone, source_type, estimated_value, equity, lead_score, phones, notes,
    temperature_tag, status, created_at, updated_at, skip_trace_cost_cents, primary_phone, phones_count, has_dnc,
    skip_trace_cache_until, attom_id) VALUES
    ('a1', '1 Main St', 'Ann Lee', '(480) 555-0101', 'probate', 250000, 90000, 72, '["+14805550102"]', 'seller is ready',
        'HOT', 'NEW', '2025-01-01 08:00:00', '2025-01-01T08:00:00.000Z', 12, '480-555-0103', 3, 0,
        '2025-02-01T00:00:00.000Z', '77001'),
    ('a2', '2 Oak Ave', 'Bob King', NULL, 'vacant', 180000, 20000, 40, '[]', NULL,
        'WARM', 'CONTACTED', '2025-01-02 08:00:00', '2025-01-02T08:00:00.000Z', 0, NULL, 0, 1, NULL, NULL);
CREATE TABLE dnc_cache (phone TEXT PRIMARY KEY, is_dnc INTEGER, checked_at DATETIME);
INSERT INTO dnc_cache VALUES ('4805550101', 1, '2025-01-05 00:00:00');
CREATE TABLE probate_cases (id INTEGER PRIMARY KEY, lead_id TEXT REFERENCES leads(id), case_number TEXT, filed_at DATETIME,
    estate_value_cents INTEGER);
INSERT INTO probate_cases VALUES (1, 'a1', 'PB-1', '2025-01-04', 12345678), (2, 'gone', 'PB-2', NULL, NULL);
CREATE TABLE property_violations (lead_id TEXT, code TEXT, fineAmount REAL, isOpen BOOLEAN);
INSERT INTO property_violations VALUES ('a1', 'weeds', 150.5, 1), ('a1', 'roof', 75, 0);
