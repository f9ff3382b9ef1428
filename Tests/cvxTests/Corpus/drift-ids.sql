-- Ids as a naive split of lines left them, rows that point nowhere, no foreign keys, no index but those of keys.

-- store: leadflow
PRAGMA journal_mode = delete;
PRAGMA foreign_keys = off;
CREATE TABLE leads (id TEXT, address TEXT NOT NULL, owner_name TEXT, source_type TEXT, status TEXT, created_at DATETIME, updated_at DATETIME,
    PRIMARY KEY (id));
INSERT INTO leads VALUES
    ('"103 Ardmore Ave', ' Camden', 'Ann Lee', 'manual', 'NEW', '2025-01-01 00:00:00', '2025-01-01 00:00:00'),
    ('5f0c9b1e-0000-4000-8000-000000000001', '2 Oak Ave', 'Bob King', 'manual', 'NEW', '2025-01-01 00:00:00', '2025-01-01 00:00:00'),
    ('clx9f2abc0000', '3 Elm Ct', 'Cyd Moss', 'manual', 'NEW', '2025-01-01 00:00:00', '2025-01-01 00:00:00'),
    ('17', '4 Fir Ln', 'Dee Orr', 'manual', 'NEW', '2025-01-01 00:00:00', '2025-01-01 00:00:00'),
    ('it''s "odd" \ ' || char(10) || 'end', '5 Ash Rd', 'Eli Fox', 'manual', 'NEW', '2025-01-01 00:00:00', '2025-01-01 00:00:00'),
    ('', '6 Bay St', 'Nameless', 'manual', 'NEW', '2025-01-01 00:00:00', '2025-01-01 00:00:00'),
    ('Größe:phone', '7 Cove Rd', 'Flo', 'manual', 'NEW', '2025-01-01 00:00:00', '2025-01-01 00:00:00');

-- store: skip_trace
CREATE TABLE skip_trace_results (id TEXT PRIMARY KEY, lead_id TEXT NOT NULL, provider TEXT NOT NULL, created_at DATETIME);
INSERT INTO skip_trace_results VALUES ('t1', '"103 Ardmore Ave', 'local', '2025-01-02'), ('t2', 'gone', 'local', '2025-01-02');
CREATE TABLE skip_trace_phones (id TEXT PRIMARY KEY, skip_trace_id TEXT REFERENCES skip_trace_results(id), lead_id TEXT, phone TEXT);
INSERT INTO skip_trace_phones VALUES ('k1', 't1', '"103 Ardmore Ave', '4805550101'), ('k2', 'nowhere', 'gone', '4805550102');
