-- A Prisma store whose calls have no place for a follow-up.

-- store: prisma
CREATE TABLE "Lead" ("id" TEXT PRIMARY KEY, "address" TEXT, "ownerName" TEXT, "phone" TEXT, "phones" TEXT, "status" TEXT,
    "dncFlag" BOOLEAN, "source" TEXT, "createdAt" DATETIME);
INSERT INTO "Lead" VALUES
('l1', '1 Main St', 'Ana', '(480) 555-0101', '["(480) 555-0102"]', 'NEW', 0, 'county', '2026-01-01T00:00:00.000Z'),
('l2', '2 Main St', 'Bo', '(480) 555-0103', '[]', 'NEW', 0, NULL, '2026-01-02T00:00:00.000Z');
CREATE TABLE "LeadNote" ("id" TEXT PRIMARY KEY, "content" TEXT NOT NULL, "type" TEXT, "leadId" TEXT, "createdAt" DATETIME);
INSERT INTO "LeadNote" VALUES ('n1', 'Wants $5k less', 'call', 'l1', '2026-02-01T10:00:00.000Z'),
('n2', 'Other', 'general', 'l2', '2026-02-01T10:00:00.000Z');
CREATE TABLE "CallLog" ("id" TEXT PRIMARY KEY, "direction" TEXT NOT NULL, "duration" INTEGER, "outcome" TEXT,
    "leadId" TEXT NOT NULL, "createdAt" DATETIME);
INSERT INTO "CallLog" VALUES ('k1', 'outbound', 125, 'voicemail', 'l1', '2026-02-01T09:00:00.000Z');
CREATE TABLE "Campaign" ("id" TEXT PRIMARY KEY, "name" TEXT, "type" TEXT);
INSERT INTO "Campaign" VALUES ('c1', 'Spring', 'sms');
CREATE TABLE "CampaignLog" ("id" TEXT PRIMARY KEY, "status" TEXT, "response" TEXT, "sentAt" DATETIME, "campaignId" TEXT,
    "leadId" TEXT, "createdAt" DATETIME, "updatedAt" DATETIME);
INSERT INTO "CampaignLog" VALUES ('m1', 'replied', 'How much?', '2026-01-20T16:00:00.000Z', 'c1', 'l1',
    '2026-01-20T15:00:00.000Z', '2026-01-21T08:00:00.000Z');

-- store: skip_trace
CREATE TABLE skip_trace_results (id TEXT PRIMARY KEY, lead_id TEXT, provider TEXT, cost REAL, created_at DATETIME);
INSERT INTO skip_trace_results VALUES ('t1', 'l1', 'batchdata', 0.07, '2026-01-10 12:00:00');
