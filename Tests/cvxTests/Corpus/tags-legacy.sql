-- A drifted leadflow with numbers for ids and tags of its own, and traces that name its leads by text.

-- store: leadflow
CREATE TABLE leads (id INTEGER PRIMARY KEY, address TEXT NOT NULL, owner_name TEXT, source_type TEXT, created_at DATETIME);
INSERT INTO leads VALUES (1, '1 Main St', 'Ann', 'manual', '2025-01-01'), (2, '2 Oak Ave', 'Bob', 'manual', '2025-01-02'),
    (3, '3 Elm Ct', 'Cyd', 'manual', '2025-01-03');
CREATE TABLE lead_tags (leadId INTEGER NOT NULL, name TEXT NOT NULL, createdAt DATETIME, PRIMARY KEY (leadId, name));
INSERT INTO lead_tags VALUES (1, 'VIP', '2025-01-01'), (1, 'cold', NULL), (2, 'vip', NULL), (9, 'lost', NULL);

-- store: skip_trace
CREATE TABLE skip_trace_results (id TEXT PRIMARY KEY, lead_id TEXT NOT NULL, provider TEXT NOT NULL, created_at DATETIME);
INSERT INTO skip_trace_results VALUES ('t1', '1', 'local', '2025-01-02'), ('t2', '2', 'local', '2025-01-02');
