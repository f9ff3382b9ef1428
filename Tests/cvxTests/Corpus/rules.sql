-- Who may be reached, and why not; `owner_name` says what is to be found.

-- store: prisma
CREATE TABLE "Lead" ("id" TEXT PRIMARY KEY, "address" TEXT, "city" TEXT, "state" TEXT, "zipCode" TEXT,
    "ownerName" TEXT, "phone" TEXT, "email" TEXT, "phones" TEXT, "emails" TEXT, "dncFlag" BOOLEAN, "timezone" TEXT,
    "quietHoursStart" TEXT, "quietHoursEnd" TEXT, "smsConsent" BOOLEAN, "litigator" BOOLEAN, "createdAt" DATETIME);
INSERT INTO "Lead" VALUES
('jersey', '1 Main St', 'Hoboken', 'NJ', '07030', 'federal hours', '(201) 555-0101', 'ana@example.com', '[]', '[]', 0,
    NULL, NULL, NULL, NULL, NULL, 1780000000000),
('florida', '2 Main St', 'Miami', 'FL', '33101', 'Florida hours', '(305) 555-0102', NULL,
    '["305-555-0102",{"number":"(305) 555-0103","type":"landline"},{"number":"3055550104","isDoNotCall":true}]', '[]', 0,
    NULL, NULL, NULL, NULL, NULL, 1780000000000),
('quiet', '3 Main St', 'Phoenix', 'AZ', '85004', 'quiet hours', '(480) 555-0105', NULL, '[]', '[]', 0,
    'America/Phoenix', '12:00', '13:30', NULL, NULL, 1780000000000),
('marked', '4 Main St', 'Phoenix', 'AZ', '85004', 'marks of all kinds', '(480) 555-0106', 'not an address', '[]', '[]', 1,
    NULL, 'noon', '13:30', 0, 1, 1780000000000),
('broken', '5 Main St', 'Dallas', 'TX', '75201', 'no number', '555-01', NULL, 'no JSON', NULL, 0,
    'Mars/Olympus', NULL, NULL, NULL, NULL, 1780000000000),
('nothing', NULL, NULL, NULL, NULL, 'nothing at all', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
    1780000000000),
('asked', '6 Main St', 'Atlanta', 'GA', '30303', 'answered STOP', '(404) 555-0107', NULL, '[]', '[]', 0,
    NULL, NULL, NULL, NULL, NULL, 1780000000000),
('again', '7 Main St', 'Atlanta', 'GA', '30303', 'answered STOP, then START', '(404) 555-0108', NULL, '[]', '[]', 0,
    NULL, NULL, NULL, NULL, NULL, 1780000000000),
('often', '8 Main St', 'Miami', 'FL', '33101', 'three calls', '(305) 555-0109', NULL, '[]', '[]', 0,
    NULL, NULL, NULL, NULL, NULL, 1780000000000),
('both', '9 Main St', 'Hoboken', 'NJ', '07030', 'not to be called in the other store', '(201) 555-0110', NULL, '[]', '[]',
    0, NULL, NULL, NULL, NULL, NULL, 1780000000000);
CREATE TABLE "Campaign" ("id" TEXT PRIMARY KEY, "name" TEXT, "type" TEXT, "status" TEXT, "message" TEXT);
INSERT INTO "Campaign" VALUES ('c1', 'Spring', 'sms', 'completed', 'Hi'), ('c2', 'Letter', 'email', 'completed', 'Hi');
CREATE TABLE "CampaignLog" ("id" TEXT PRIMARY KEY, "status" TEXT, "response" TEXT, "sentAt" DATETIME,
    "campaignId" TEXT, "leadId" TEXT, "createdAt" DATETIME);
INSERT INTO "CampaignLog" VALUES
('m1', 'replied', 'Stop.', '2026-06-01T16:00:00.000Z', 'c1', 'asked', '2026-06-01T16:00:00.000Z'),
('m2', 'replied', 'STOP', '2026-06-01T16:00:00.000Z', 'c1', 'again', '2026-06-01T16:00:00.000Z'),
('m3', 'replied', 'start', '2026-06-02T16:00:00.000Z', 'c1', 'again', '2026-06-02T16:00:00.000Z'),
('m4', 'replied', 'Please stop by', '2026-06-01T16:00:00.000Z', 'c1', 'jersey', '2026-06-01T16:00:00.000Z'),
('m5', 'sent', NULL, '2026-06-15T14:00:00.000Z', 'c1', 'often', '2026-06-15T14:00:00.000Z'),
('m6', 'sent', NULL, '2026-06-15T14:30:00.000Z', 'c2', 'often', '2026-06-15T14:30:00.000Z');
CREATE TABLE "CallLog" ("id" TEXT PRIMARY KEY, "direction" TEXT, "duration" INTEGER, "outcome" TEXT, "leadId" TEXT,
    "createdAt" DATETIME);
INSERT INTO "CallLog" VALUES
('k1', 'outbound', 60, 'voicemail', 'often', '2026-06-15T12:30:00.000Z'),
('k2', 'outbound', 60, 'voicemail', 'often', '2026-06-15T13:00:00.000Z'),
('k3', 'inbound', 60, 'answered', 'florida', '2026-06-15T13:00:00.000Z'),
('k4', 'outbound', 60, 'DO_NOT_CALL', 'marked', '2026-06-10T13:00:00.000Z');

-- store: leadflow
CREATE TABLE leads (id TEXT PRIMARY KEY, address TEXT, owner_name TEXT, phone TEXT, phones TEXT, dnc_flag INTEGER,
    created_at DATETIME);
INSERT INTO leads VALUES
('both', '9 Main St, Hoboken, NJ 07030', 'the same lead', '(201) 555-0110', '[]', 1, '2026-01-01T00:00:00.000Z'),
('tail', '10 Main St, Birmingham, AL 35203', 'the state stands in the address', '(800) 555-0111', '[]', 0,
    '2026-01-01T00:00:00.000Z');

-- store: skip_trace
CREATE TABLE skip_trace_results (id TEXT PRIMARY KEY, lead_id TEXT, provider TEXT, response_data TEXT, created_at DATETIME);
INSERT INTO skip_trace_results VALUES
('t1', 'quiet', 'x', '{"results":{"persons":[{"litigator": true,"death":{"deceased":false}}]}}', '2026-01-01T00:00:00.000Z'),
('t2', 'jersey', 'x', '{"results":{"persons":[{"litigator":false,"death":{"deceased":false}}]}}', '2026-01-01T00:00:00.000Z');
CREATE TABLE skip_trace_phones (id TEXT PRIMARY KEY, skip_trace_id TEXT, lead_id TEXT, phone TEXT, phone_type TEXT,
    is_valid BOOLEAN, is_mobile BOOLEAN, is_dnc BOOLEAN);
INSERT INTO skip_trace_phones VALUES
('p1', 't2', 'jersey', '+12015550101', 'Mobile', 1, 1, 0),
('p2', 't2', 'jersey', '201-555-0112', 'Landline', 0, 0, 1);
