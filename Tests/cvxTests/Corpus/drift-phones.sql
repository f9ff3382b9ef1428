-- Numbers in four places and every way of writing them; one number on many leads.

-- store: prisma
CREATE TABLE "Lead" (id TEXT PRIMARY KEY, address TEXT, ownerName TEXT, phone TEXT, phones TEXT, primaryPhone TEXT, emails TEXT,
    hasDnc BOOLEAN, updatedAt DATETIME, createdAt DATETIME);
INSERT INTO "Lead" VALUES
    ('s', '1 Main St', 'Strings', '(480) 555-0101', '["856-555-0102", "+18565550103"]', '4805550104', '["s@example.com"]', 0, 1735689600000, 1735689600000),
    ('o', '2 Oak Ave', 'Objects', NULL, '[{"number":"480-555-0105","type":"mobile","isPrimary":true,"isDoNotCall":false,"confidence":0.9,"lineId":7},{"number":"4805550106","type":"landline","isDoNotCall":true,"confidence":40}]', NULL,
        '[{"address":"o@example.com","isValid":true}]', 0, 1735689600000, 1735689600000),
    ('m', '3 Elm Ct', 'Mixed', '', '["480-555-0107", {"phone":"480-555-0108","dnc":true}, 4805550109, null, ""]', '', 'none', 1, 1735689600000, 1735689600000),
    ('x', '4 Fir Ln', 'Broken', 'none', 'call 480-555-0110', NULL, '', 0, 1735689600000, 1735689600000),
    ('n', '5 Ash Rd', 'Nothing', NULL, NULL, NULL, NULL, 0, 1735689600000, 1735689600000);

-- store: skip_trace
CREATE TABLE skip_trace_phones (id TEXT PRIMARY KEY, skip_trace_id TEXT, lead_id TEXT, phone TEXT, phone_type TEXT, carrier TEXT,
    is_mobile BOOLEAN, is_dnc BOOLEAN, confidence REAL);
INSERT INTO skip_trace_phones VALUES ('k1', 't1', 's', '+14805550101', 'mobile', 'Example Mobile', 1, 0, 95), ('k2', 't1', 'gone', '480.555.0111', NULL, NULL, NULL, NULL, NULL);
