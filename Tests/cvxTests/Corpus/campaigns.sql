-- A Prisma store with a few people; answers must not depend on the hour, so messages are emails and letters.

-- store: prisma
CREATE TABLE "Lead" ("id" TEXT PRIMARY KEY, "address" TEXT, "city" TEXT, "state" TEXT, "ownerName" TEXT, "phone" TEXT,
    "email" TEXT, "status" TEXT, "isProbate" BOOLEAN, "dncFlag" BOOLEAN, "createdAt" DATETIME);
INSERT INTO "Lead" VALUES
('l1', '1 Main St', 'Phoenix', 'AZ', 'Ana', NULL, 'ana@example.com', 'NEW', 1, 0, '2026-01-01T00:00:00.000Z'),
('l2', '2 Main St', 'Phoenix', 'AZ', 'Bo', NULL, 'bo@example.com', 'NEW', 1, 0, '2026-01-02T00:00:00.000Z'),
('l3', '3 Main St', 'Phoenix', 'AZ', NULL, NULL, 'cy@example.com', 'NEW', 1, 0, '2026-01-03T00:00:00.000Z'),
('l4', '4 Main St', 'Phoenix', 'AZ', 'Di', NULL, NULL, 'NEW', 1, 0, '2026-01-04T00:00:00.000Z'),
('l5', '5 Main St', 'Phoenix', 'AZ', 'Ed', NULL, 'ed@example.com', 'NEW', 1, 0, '2026-01-05T00:00:00.000Z'),
('l6', '6 Main St', 'Phoenix', 'AZ', 'Flo', NULL, 'flo@example.com', 'NEW', 0, 0, '2026-01-06T00:00:00.000Z');
CREATE TABLE "Campaign" ("id" TEXT PRIMARY KEY, "name" TEXT, "type" TEXT, "status" TEXT, "subject" TEXT, "message" TEXT,
    "scheduledAt" DATETIME, "createdAt" DATETIME, "updatedAt" DATETIME);
CREATE TABLE "CampaignLog" ("id" TEXT PRIMARY KEY, "status" TEXT, "response" TEXT, "sentAt" DATETIME, "campaignId" TEXT,
    "leadId" TEXT, "createdAt" DATETIME, "updatedAt" DATETIME);
