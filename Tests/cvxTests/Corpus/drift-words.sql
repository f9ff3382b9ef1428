-- Words of a vocabulary in every case, and words that no vocabulary has; dollars beside cents; equity in dollars in
-- one store and in percent of the value in the other.

-- store: prisma
CREATE TABLE "Lead" (id TEXT PRIMARY KEY, address TEXT, status TEXT, temperatureTag TEXT, estimatedValue REAL, equity REAL,
    taxDebt REAL, skipTraceCost REAL, createdAt DATETIME);
INSERT INTO "Lead" VALUES
    ('p1', '1 Main St', 'NEW', 'HOT', 1000000, 25, 0.1, 0.12, 1735689600000),
    ('p2', '2 Oak Ave', 'New', 'Hot', 200000, 50.5, 0.2, 0.12, 1735689600000),
    ('p3', '3 Elm Ct', 'under_contract', 'on_fire', NULL, 80, 0.3, NULL, 1735689600000),
    ('p4', '4 Fir Ln', 'Under Review', 'tepid', 400000, 0, NULL, NULL, 1735689600000),
    ('p5', '5 Ash Rd', NULL, '', 300000, NULL, 12345678.91, 0.035, 1735689600000);

-- store: leadflow
CREATE TABLE leads (id TEXT PRIMARY KEY, address TEXT NOT NULL, status TEXT, temperature_tag TEXT, estimated_value REAL,
    equity REAL, tax_debt REAL, skip_trace_cost_cents INTEGER, created_at DATETIME);
INSERT INTO leads VALUES
    ('l1', '6 Bay St', 'nurturing', 'warm', 800000, 300000, 0.1, 12, '2025-01-01'),
    ('l2', '7 Cove Rd', 'OFFER_SENT', 'DEAD', 500000, 100000, 0.2, 25, '2025-01-01'),
    ('l3', '8 Dale Way', 'converted', 'hot ', 0, 0, 0, 0, '2025-01-01');
CREATE TABLE api_cost_entries (id INTEGER PRIMARY KEY, apiType TEXT, cost REAL, created_at DATETIME);
INSERT INTO api_cost_entries VALUES (1, 'skip_trace', 0.1, '2025-01-01'), (2, 'skip_trace', 0.2, '2025-01-01'), (3, 'ai', 0.0035, '2025-01-01');
