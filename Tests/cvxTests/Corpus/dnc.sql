-- Numbers in every place and format where leads carry them, and people with roles.

-- store: prisma
CREATE TABLE "Organization" (id TEXT PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO "Organization" VALUES ('o1', 'Acme Homes');
CREATE TABLE "User" (id TEXT PRIMARY KEY, email TEXT, role TEXT, organizationId TEXT);
INSERT INTO "User" VALUES ('u1', 'ana@example.com', 'user', 'o1'), ('u2', 'max@example.com', 'manager', 'o1');
CREATE TABLE "Lead" (
    id TEXT PRIMARY KEY, ownerName TEXT, phone TEXT, email TEXT, dncFlag BOOLEAN, phones TEXT, organizationId TEXT,
    updatedAt DATETIME);
INSERT INTO "Lead" VALUES
('p1', 'José Núñez', '(480) 555-0101', 'Jose@Example.com', 0,
    '[{"number":"+14805550101","isPrimary":true,"isDoNotCall":false},{"number":"480-555-0102 x7","isPrimary":false}]', 'o1', 1738368000000),
('p2', 'Ann McDonald', '480.555.0101', NULL, 0, '["4805550101","not a number"]', 'o1', 1738368000000),
('p3', 'Bo Diaz', '555-0199', NULL, 1, NULL, 'o1', 1738368000000);

-- store: leadflow
CREATE TABLE leads (id TEXT PRIMARY KEY, owner_name TEXT, phone TEXT, email TEXT, updated_at DATETIME);
INSERT INTO leads VALUES ('l1', 'Lee Park', '+14805550105', 'lee@example.org', '2025-01-01T00:00:00Z');

-- store: skip_trace
CREATE TABLE skip_trace_phones (id TEXT PRIMARY KEY, skip_trace_id TEXT, lead_id TEXT, phone TEXT, is_dnc BOOLEAN, is_valid BOOLEAN);
INSERT INTO skip_trace_phones VALUES ('f1', 't1', 'p1', '4805550111', 0, 1), ('f2', 't1', 'p1', '14805550101', NULL, 1), ('f3', 't2', 'l1', '4805550113', 1, 1);
