-- A store of skip traces with tables of its own making in place of the documented three.

-- store: leadflow
CREATE TABLE leads (id TEXT PRIMARY KEY, address TEXT NOT NULL, owner_name TEXT, source_type TEXT, created_at DATETIME);
INSERT INTO leads VALUES ('l1', '1 Main St', 'Ann Lee', 'manual', '2025-01-01'), ('l2', '2 Oak Ave', 'Bob King', 'manual', '2025-01-02');

-- store: skip_trace
CREATE TABLE skip_trace_logs (id INTEGER PRIMARY KEY AUTOINCREMENT, lead_id TEXT NOT NULL, provider TEXT, success INTEGER,
    status TEXT, request_payload TEXT, response_payload TEXT, cost_cents INTEGER, error_message TEXT,
    created_at DATETIME DEFAULT CURRENT_TIMESTAMP);
INSERT INTO skip_trace_logs VALUES
    (1, 'l1', 'batchdata', 1, 'matched', '{"requests":[{"street":"1 Main St"}],"apiKey":"sk-1"}', '{"persons":1}', 12, NULL, '2025-01-03 10:00:00'),
    (2, 'l1', 'peopledata', 0, 'no_match', NULL, NULL, 0, 'nobody there', '2025-01-04 10:00:00'),
    (3, 'l2', 'batchdata', 0, 'timeout', NULL, NULL, NULL, 'late', '2025-01-05 10:00:00');
CREATE TABLE phone_numbers (id INTEGER PRIMARY KEY, lead_id TEXT, phone_number TEXT, phone_type TEXT, provider TEXT,
    confidence REAL, is_dnc INTEGER, created_at DATETIME);
INSERT INTO phone_numbers VALUES (1, 'l1', '(480) 555-0101', 'Mobile', 'batchdata', 0.92, 0, '2025-01-03 10:00:00'),
    (2, 'l1', '+14805550102', 'LANDLINE', 'batchdata', 0.4, 1, '2025-01-03 10:00:00');
CREATE TABLE email_addresses (id INTEGER PRIMARY KEY, lead_id TEXT, email_address TEXT, source TEXT, confidence REAL);
INSERT INTO email_addresses VALUES (1, 'l1', 'ann@example.com', 'batchdata', 0.7);
CREATE TABLE contact_attempts (id INTEGER PRIMARY KEY, lead_id TEXT, phone_number TEXT, result TEXT, attempted_at DATETIME);
INSERT INTO contact_attempts VALUES (1, 'l1', '(480) 555-0101', 'voicemail', '2025-01-06 18:00:00');
CREATE TABLE provider_quota_usage (provider TEXT, usage_date DATE, used INTEGER, PRIMARY KEY (provider, usage_date)) WITHOUT ROWID;
INSERT INTO provider_quota_usage VALUES ('batchdata', '2025-01-03', 12), ('batchdata', '2025-01-04', 3);
CREATE TABLE provider_calls (id TEXT PRIMARY KEY, provider TEXT, api_key TEXT, request_json TEXT, headers TEXT, status INTEGER,
    duration_ms INTEGER, called_at DATETIME);
INSERT INTO provider_calls VALUES ('k1', 'batchdata', 'sk-live-1', '{"headers":{"Authorization":"Bearer sk-live-1"},"n":1}',
    '{"X-API-Key":"sk-live-1","Accept":"application/json"}', 200, 812, '2025-01-03 10:00:00');
