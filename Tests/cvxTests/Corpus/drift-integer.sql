-- A leadflow whose rows are numbered, with tables of its own for what people said and did; traces and notes of other
-- stores name its leads by text.

-- store: prisma
CREATE TABLE "LeadNote" (id TEXT PRIMARY KEY, content TEXT NOT NULL, type TEXT, leadId TEXT NOT NULL, createdAt DATETIME);
INSERT INTO "LeadNote" VALUES ('n1', 'wants to sell', 'call', '12', 1735776000000), ('n2', 'lost', 'general', '99', 1735776000000);

-- store: leadflow
CREATE TABLE leads (id INTEGER PRIMARY KEY AUTOINCREMENT, address TEXT NOT NULL, city TEXT, state TEXT, zip_code INTEGER,
    owner_name TEXT, phone_number TEXT, lead_source TEXT, ai_temperature REAL, status TEXT, estimated_value INTEGER,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP);
INSERT INTO leads (id, address, city, state, zip_code, owner_name, phone_number, lead_source, ai_temperature, status,
    estimated_value, created_at) VALUES
    (2, '2 Oak Ave', 'Mesa', 'AZ', 85201, 'Bob King', '480-555-0102', 'county', 0.4, 'new', 180000, '2025-01-02 08:00:00'),
    (12, '12 Elm Ct', 'Tempe', 'AZ', 85281, 'Cyd Moss', '480-555-0112', 'county', 0.9, 'qualified', 210000, '2025-01-03 08:00:00'),
    (120345, '3 Fir Ln', 'Tempe', 'AZ', 85281, 'Dee Orr', 4805550113, 'web', NULL, 'new', NULL, '2025-01-04 08:00:00'),
    (120399, '4 Ash Rd', 'Tempe', 'AZ', NULL, 'Eli Fox', NULL, 'web', 0.1, 'new', NULL, '2025-01-05 08:00:00');
CREATE TABLE lead_tags (id INTEGER PRIMARY KEY, lead_id INTEGER REFERENCES leads(id), tag TEXT);
INSERT INTO lead_tags VALUES (1, 12, 'vip'), (2, 77, 'lost');
CREATE TABLE communications (id INTEGER PRIMARY KEY, lead_id INTEGER, channel TEXT, body TEXT, sent_at TIMESTAMP);
INSERT INTO communications VALUES (1, 12, 'sms', 'hello', '2025-01-06 00:00:00'), (2, 2, 'email', 'offer', '2025-01-07 00:00:00'),
    (3, 99, 'sms', 'nobody', NULL);
CREATE TABLE lead_feedback (id INTEGER PRIMARY KEY, lead_id INTEGER, was_good BOOLEAN, created_at TIMESTAMP);
INSERT INTO lead_feedback VALUES (1, 12, 1, '2025-01-08 00:00:00');

-- store: skip_trace
CREATE TABLE skip_trace_results (id INTEGER PRIMARY KEY, lead_id TEXT NOT NULL, provider TEXT NOT NULL, cost REAL, created_at DATETIME);
INSERT INTO skip_trace_results VALUES (1, '12', 'local', 0.1, '2025-01-06 00:00:00'), (2, '2', 'local', 0.1, '2025-01-06 00:00:00');
CREATE TABLE skip_trace_phones (id INTEGER PRIMARY KEY, skip_trace_id INTEGER, lead_id TEXT, phone TEXT, is_mobile BOOLEAN);
INSERT INTO skip_trace_phones VALUES (1, 1, '12', '4805550122', 1), (2, 2, '2', '4805550123', 0);
