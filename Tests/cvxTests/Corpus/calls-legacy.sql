-- A workspace of the legacy store alone, which has no table for calls.

-- store: leadflow
CREATE TABLE leads (id TEXT PRIMARY KEY, address TEXT, owner_name TEXT, phone TEXT, created_at DATETIME);
INSERT INTO leads VALUES ('a', '1 Main St, Phoenix, AZ 85004', 'Ana', '(480) 555-0101', '2026-01-01 00:00:00');
