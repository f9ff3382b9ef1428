-- Requests that were stored with the provider's key inside, at every depth and in every kind of column.

-- store: leadflow
CREATE TABLE leads (id TEXT PRIMARY KEY, address TEXT NOT NULL, owner_name TEXT, source_type TEXT, raw_data TEXT, notes TEXT, activity_log_json TEXT,
    last_request TEXT, created_at DATETIME);
INSERT INTO leads VALUES
    ('l1', '1 Main St', 'Ann Lee', 'manual', '{"county":"Maricopa","fetch":{"headers":[{"X-Api-Key":"sk-live-1"}],"token":"t-1"}}', NULL,
        '[{"at":"2025-01-01","call":{"api_key":"sk-live-1"}}]', '{"url":"https://api.example.com","apiKey":"sk-live-1"}', '2025-01-01'),
    ('l2', '2 Oak Ave', 'Bob King', 'manual', NULL, NULL, NULL, NULL, '2025-01-01');

-- store: skip_trace
CREATE TABLE skip_trace_results (id TEXT PRIMARY KEY, lead_id TEXT NOT NULL, provider TEXT NOT NULL, request_data TEXT, response_data TEXT, created_at DATETIME);
INSERT INTO skip_trace_results VALUES ('t1', 'l1', 'batchdata', '{"auth":{"Authorization":"Bearer sk-live-1"},"client_secret":"sk-live-1","body":"{\"apiKey\":\"sk-live-1\",\"n\":1}","count":2}', '{"ok":true}', '2025-01-02');
