-- One shape of a lead in camelCase under its model's name, the other in snake_case under a mapped one; the address
-- whole in the first, in four columns in the second.

-- store: prisma
CREATE TABLE "Organization" (id TEXT PRIMARY KEY, name TEXT NOT NULL, plan TEXT);
INSERT INTO "Organization" VALUES ('o1', 'Acme Homes', 'pro');
CREATE TABLE "User" (id TEXT PRIMARY KEY, email TEXT, passwordHash TEXT, firstName TEXT, organizationId TEXT);
INSERT INTO "User" VALUES ('u1', 'ana@example.com', 'hash', 'Ana', 'o1');
CREATE TABLE "Lead" (id TEXT PRIMARY KEY, propertyAddress TEXT, ownerName TEXT, phoneNumber TEXT, primaryEmail TEXT,
    status TEXT, temperatureTag TEXT, aiScore INTEGER, propertyValue REAL, hasDnc BOOLEAN, organizationId TEXT,
    assignedUserId TEXT, createdAt DATETIME, updatedAt DATETIME);
INSERT INTO "Lead" VALUES
    ('p1', '1 Main St, Phoenix, AZ 85001', 'Ann Lee', '(480) 555-0101', 'ann@example.com', 'NEW', 'HOT', 90, 250000, 0,
        'o1', 'u1', 1735689600000, 1735689600000),
    ('p2', '2 Oak Ave, Mesa, AZ 85201', 'Bob King', NULL, NULL, 'CONTACTED', 'WARM', 60, 180000, 1,
        'o1', NULL, 1735776000000, 1735776000000);
CREATE TABLE lead_notes (id TEXT PRIMARY KEY, body TEXT NOT NULL, note_type TEXT, lead_id TEXT NOT NULL, author_id TEXT,
    created_at DATETIME);
INSERT INTO lead_notes VALUES ('n1', 'asked to call back', 'call', 'p1', 'u1', 1735862400000);
CREATE TABLE call_logs (id TEXT PRIMARY KEY, direction TEXT, duration_seconds INTEGER, disposition TEXT, to_number TEXT,
    lead_id TEXT, user_id TEXT, created_at DATETIME);
INSERT INTO call_logs VALUES ('c1', 'outbound', 360, 'answered', '4805550101', 'p1', 'u1', 1735862400000);

-- store: leadflow
CREATE TABLE leads (id TEXT PRIMARY KEY, street_address TEXT, unit TEXT, city TEXT, state TEXT, zip_code TEXT, owner TEXT,
    primary_phone TEXT, email_address TEXT, lead_type TEXT, status TEXT, temperature TEXT, market_value REAL, probate INTEGER,
    created_at DATETIME, updated_at DATETIME);
INSERT INTO leads VALUES
    ('l1', '3 Elm Ct', '2B', 'Dallas', 'TX', '75201', 'Cyd Moss', '2145550103', 'cyd@example.com', 'probate', 'new', 'hot',
        90000, 1, '2025-01-03T00:00:00.000Z', '2025-01-03T00:00:00.000Z'),
    ('l2', '4 Fir Ln', NULL, 'Plano', 'TX', '75023', 'Dee Orr', NULL, NULL, 'vacant', 'new', 'dead',
        NULL, 0, '2025-01-04T00:00:00.000Z', '2025-01-04T00:00:00.000Z');
