-- Leads without source, phones, temperature, AI score and the mark of who must not be called.

-- store: leadflow
CREATE TABLE leads (id TEXT PRIMARY KEY, address TEXT NOT NULL, owner_name TEXT, phone TEXT, source_type TEXT,
    lead_score INTEGER, created_at DATETIME DEFAULT CURRENT_TIMESTAMP, updated_at DATETIME);
INSERT INTO leads VALUES
    ('t1', '1 Main St', 'Ann Lee', '4805550101', 'probate', 80, '2025-01-01 08:00:00', '2025-01-01 08:00:00'),
    ('t2', '2 Oak Ave', 'Bob King', NULL, 'vacant', 30, '2025-01-02 08:00:00', '2025-01-02 08:00:00');
