-- One lead's numbers in every place: traced rows, a JSON list of objects and of texts, and the lead's own column.

-- store: prisma
CREATE TABLE "Lead" (id TEXT PRIMARY KEY, ownerName TEXT, phone TEXT, phones TEXT, updatedAt DATETIME);
INSERT INTO "Lead" VALUES
('p1', 'José Núñez', '(480) 555-0101',
    '[{"number":"+14805550101","type":"mobile","isPrimary":true},{"number":"480-555-0102","isPrimary":false,"isValid":true}]', 1738368000000),
('p2', 'Ann McDonald', '480.555.0103', '["4805550103","4805550104"]', 1738368000000);

-- store: leadflow
CREATE TABLE leads (id TEXT PRIMARY KEY, owner_name TEXT, phone TEXT, updated_at DATETIME);
INSERT INTO leads VALUES ('l1', 'Lee Park', '+14805550105', '2025-01-01T00:00:00Z');

-- store: skip_trace
CREATE TABLE skip_trace_phones (id TEXT PRIMARY KEY, skip_trace_id TEXT, lead_id TEXT, phone TEXT, is_dnc BOOLEAN, is_valid BOOLEAN);
INSERT INTO skip_trace_phones VALUES ('f1', 't1', 'p1', '4805550101', 0, 1), ('f2', 't1', 'p1', '4805550102', 0, 1),
    ('f3', 't2', 'l1', '4805550106', 0, NULL), ('f4', 't2', 'l1', '4805550101', 0, 1);
