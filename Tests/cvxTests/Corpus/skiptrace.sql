-- Leads at one address and apart, of one owner, without an address, with a contact and without; invented people.

-- store: leadflow
CREATE TABLE leads (
    id TEXT PRIMARY KEY, address TEXT, owner_name TEXT, phone TEXT, email TEXT, source_type TEXT, temperature TEXT,
    lead_score INTEGER, skip_traced_at TEXT, skip_trace_provider TEXT, skip_trace_cost_cents INTEGER, updated_at TEXT);
INSERT INTO leads (id, address, owner_name, phone, email, source_type, lead_score, updated_at) VALUES
('a1', '12 Oak St, Mesa, AZ 85201', 'Rosa Vidal', NULL, NULL, 'tax_lien', 91, '2026-01-01T00:00:00Z'),
('a2', '12 OAK ST, Mesa, AZ 85201', 'VIDAL, ROSA', '(480) 555-0141', 'rosa@example.com', 'probate', 40, '2026-01-01T00:00:00Z'),
('a3', '7 Elm Ave, Mesa, AZ 85201', 'Ned Okoye', NULL, NULL, 'tax_lien', 85, '2026-01-01T00:00:00Z'),
('a4', ' , ', 'Nobody', NULL, NULL, 'tax_lien', 80, '2026-01-01T00:00:00Z');
CREATE TABLE api_cost_entries (id TEXT PRIMARY KEY, api_type TEXT, cost REAL, details TEXT, created_at TEXT);

-- store: skip_trace
CREATE TABLE skip_trace_results (
    id TEXT PRIMARY KEY, lead_id TEXT, provider TEXT, request_data TEXT, response_data TEXT, confidence REAL, cost REAL,
    created_at TEXT, completed_at TEXT);
CREATE TABLE skip_trace_phones (
    id TEXT PRIMARY KEY, skip_trace_id TEXT, lead_id TEXT, phone TEXT, phone_type TEXT, is_valid BOOLEAN, is_mobile BOOLEAN,
    is_dnc BOOLEAN, confidence REAL);
CREATE TABLE skip_trace_emails (
    id TEXT PRIMARY KEY, skip_trace_id TEXT, lead_id TEXT, email TEXT, is_valid BOOLEAN, confidence REAL);
