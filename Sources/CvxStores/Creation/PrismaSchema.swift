internal import CvxDomain

/// The Prisma store, statement for statement as `prisma migrate` writes it for ``PrismaFiles/schema``.
extension NewStoreSchema {
    static let prisma = NewStoreSchema(
        role: .prisma, tables: prismaModels + [migrations], indexes: prismaIndexes)

    /// One table a model, in the order of the schema file.
    static let prismaModels = [
        organization, user, lead, leadNote, skipTraceRecord, campaign, campaignLog, callLog, propertyRecord,
    ]

    static let prismaIndexes = [
        #"CREATE UNIQUE INDEX "User_email_key" ON "User"("email")"#,
        #"CREATE INDEX "User_organizationId_idx" ON "User"("organizationId")"#,
        #"CREATE INDEX "Lead_organizationId_idx" ON "Lead"("organizationId")"#,
        #"CREATE INDEX "Lead_assignedToId_idx" ON "Lead"("assignedToId")"#,
        #"CREATE INDEX "Lead_status_idx" ON "Lead"("status")"#,
        #"CREATE INDEX "Lead_temperatureTag_idx" ON "Lead"("temperatureTag")"#,
        #"CREATE INDEX "Lead_leadScore_idx" ON "Lead"("leadScore")"#,
        #"CREATE INDEX "Lead_createdAt_idx" ON "Lead"("createdAt")"#,
        #"CREATE INDEX "Lead_updatedAt_idx" ON "Lead"("updatedAt")"#,
        #"CREATE INDEX "Lead_email_idx" ON "Lead"("email")"#,
        #"CREATE INDEX "Lead_phone_idx" ON "Lead"("phone")"#,
        #"CREATE INDEX "LeadNote_leadId_idx" ON "LeadNote"("leadId")"#,
        #"CREATE INDEX "LeadNote_userId_idx" ON "LeadNote"("userId")"#,
        #"CREATE INDEX "SkipTraceRecord_leadId_idx" ON "SkipTraceRecord"("leadId")"#,
        #"CREATE INDEX "SkipTraceRecord_provider_idx" ON "SkipTraceRecord"("provider")"#,
        #"CREATE INDEX "SkipTraceRecord_createdAt_idx" ON "SkipTraceRecord"("createdAt")"#,
        #"CREATE INDEX "Campaign_organizationId_idx" ON "Campaign"("organizationId")"#,
        #"CREATE INDEX "CampaignLog_campaignId_idx" ON "CampaignLog"("campaignId")"#,
        #"CREATE INDEX "CampaignLog_leadId_idx" ON "CampaignLog"("leadId")"#,
        #"CREATE INDEX "CallLog_leadId_idx" ON "CallLog"("leadId")"#,
        #"CREATE INDEX "CallLog_userId_idx" ON "CallLog"("userId")"#,
        #"CREATE INDEX "CallLog_createdAt_idx" ON "CallLog"("createdAt")"#,
        #"CREATE INDEX "PropertyRecord_address_idx" ON "PropertyRecord"("address")"#,
        #"CREATE INDEX "PropertyRecord_zipCode_idx" ON "PropertyRecord"("zipCode")"#,
    ]

    private static let organization = """
        CREATE TABLE "Organization" (
            "id" TEXT NOT NULL PRIMARY KEY,
            "name" TEXT NOT NULL,
            "plan" TEXT NOT NULL DEFAULT 'free',
            "monthlyLeadCount" INTEGER NOT NULL DEFAULT 0,
            "monthlySkipTraceCount" INTEGER NOT NULL DEFAULT 0,
            "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
            "updatedAt" DATETIME NOT NULL
        )
        """

    private static let user = """
        CREATE TABLE "User" (
            "id" TEXT NOT NULL PRIMARY KEY,
            "email" TEXT NOT NULL,
            "password" TEXT NOT NULL,
            "firstName" TEXT,
            "lastName" TEXT,
            "role" TEXT NOT NULL DEFAULT 'user',
            "organizationId" TEXT NOT NULL,
            "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
            "updatedAt" DATETIME NOT NULL,
            CONSTRAINT "User_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
        )
        """

    private static let lead = """
        CREATE TABLE "Lead" (
            "id" TEXT NOT NULL PRIMARY KEY,
            "address" TEXT NOT NULL,
            "city" TEXT,
            "state" TEXT,
            "zipCode" TEXT,
            "ownerName" TEXT,
            "phone" TEXT,
            "email" TEXT,
            "sourceType" TEXT NOT NULL,
            "source" TEXT NOT NULL DEFAULT 'manual',
            "status" TEXT NOT NULL DEFAULT 'NEW',
            "temperatureTag" TEXT NOT NULL DEFAULT 'DEAD',
            "aiScore" INTEGER,
            "leadScore" INTEGER NOT NULL DEFAULT 0,
            "motivationScore" INTEGER,
            "conditionScore" INTEGER NOT NULL DEFAULT 50,
            "estimatedValue" REAL,
            "equity" REAL,
            "taxDebt" REAL NOT NULL DEFAULT 0,
            "violations" INTEGER NOT NULL DEFAULT 0,
            "isProbate" BOOLEAN NOT NULL DEFAULT false,
            "isVacant" BOOLEAN NOT NULL DEFAULT false,
            "daysOnMarket" INTEGER,
            "feedbackGood" INTEGER NOT NULL DEFAULT 0,
            "feedbackBad" INTEGER NOT NULL DEFAULT 0,
            "phones" TEXT NOT NULL DEFAULT '[]',
            "emails" TEXT NOT NULL DEFAULT '[]',
            "rawData" TEXT,
            "dncFlag" BOOLEAN NOT NULL DEFAULT false,
            "timezone" TEXT,
            "quietHoursStart" TEXT,
            "quietHoursEnd" TEXT,
            "skipTracedAt" DATETIME,
            "skipTraceProvider" TEXT,
            "skipTraceCostCents" INTEGER NOT NULL DEFAULT 0,
            "aiCostCents" INTEGER NOT NULL DEFAULT 0,
            "aiScoredAt" DATETIME,
            "organizationId" TEXT NOT NULL,
            "assignedToId" TEXT,
            "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
            "updatedAt" DATETIME NOT NULL,
            CONSTRAINT "Lead_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
            CONSTRAINT "Lead_assignedToId_fkey" FOREIGN KEY ("assignedToId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
        )
        """

    private static let leadNote = """
        CREATE TABLE "LeadNote" (
            "id" TEXT NOT NULL PRIMARY KEY,
            "content" TEXT NOT NULL,
            "type" TEXT NOT NULL DEFAULT 'general',
            "leadId" TEXT NOT NULL,
            "userId" TEXT,
            "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
            "updatedAt" DATETIME NOT NULL,
            CONSTRAINT "LeadNote_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
            CONSTRAINT "LeadNote_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
        )
        """

    private static let skipTraceRecord = """
        CREATE TABLE "SkipTraceRecord" (
            "id" TEXT NOT NULL PRIMARY KEY,
            "provider" TEXT NOT NULL,
            "status" TEXT NOT NULL DEFAULT 'pending',
            "requestData" TEXT NOT NULL,
            "responseData" TEXT,
            "confidence" REAL,
            "cost" REAL,
            "leadId" TEXT NOT NULL,
            "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
            "completedAt" DATETIME,
            CONSTRAINT "SkipTraceRecord_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead" ("id") ON DELETE CASCADE ON UPDATE CASCADE
        )
        """

    private static let campaign = """
        CREATE TABLE "Campaign" (
            "id" TEXT NOT NULL PRIMARY KEY,
            "name" TEXT NOT NULL,
            "type" TEXT NOT NULL,
            "status" TEXT NOT NULL DEFAULT 'draft',
            "subject" TEXT,
            "message" TEXT NOT NULL,
            "scheduledAt" DATETIME,
            "organizationId" TEXT NOT NULL,
            "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
            "updatedAt" DATETIME NOT NULL,
            CONSTRAINT "Campaign_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
        )
        """

    private static let campaignLog = """
        CREATE TABLE "CampaignLog" (
            "id" TEXT NOT NULL PRIMARY KEY,
            "status" TEXT NOT NULL DEFAULT 'pending',
            "response" TEXT,
            "sentAt" DATETIME,
            "campaignId" TEXT NOT NULL,
            "leadId" TEXT NOT NULL,
            "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
            "updatedAt" DATETIME NOT NULL,
            CONSTRAINT "CampaignLog_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
            CONSTRAINT "CampaignLog_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead" ("id") ON DELETE CASCADE ON UPDATE CASCADE
        )
        """

    private static let callLog = """
        CREATE TABLE "CallLog" (
            "id" TEXT NOT NULL PRIMARY KEY,
            "direction" TEXT NOT NULL,
            "duration" INTEGER,
            "outcome" TEXT,
            "phone" TEXT,
            "transcript" TEXT,
            "recordingUrl" TEXT,
            "aiAnalysis" TEXT,
            "notes" TEXT,
            "followUpAt" DATETIME,
            "leadId" TEXT NOT NULL,
            "userId" TEXT,
            "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
            "updatedAt" DATETIME NOT NULL,
            CONSTRAINT "CallLog_leadId_fkey" FOREIGN KEY ("leadId") REFERENCES "Lead" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
            CONSTRAINT "CallLog_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE SET NULL ON UPDATE CASCADE
        )
        """

    private static let propertyRecord = """
        CREATE TABLE "PropertyRecord" (
            "id" TEXT NOT NULL PRIMARY KEY,
            "address" TEXT NOT NULL,
            "city" TEXT,
            "state" TEXT,
            "zipCode" TEXT,
            "ownerName" TEXT,
            "source" TEXT NOT NULL,
            "sourceId" TEXT,
            "estimatedValue" REAL,
            "isProcessed" BOOLEAN NOT NULL DEFAULT false,
            "rawData" TEXT,
            "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
            "updatedAt" DATETIME NOT NULL
        )
        """

    private static let migrations = """
        CREATE TABLE "_prisma_migrations" (
            "id"                    TEXT PRIMARY KEY NOT NULL,
            "checksum"              TEXT NOT NULL,
            "finished_at"           DATETIME,
            "migration_name"        TEXT NOT NULL,
            "logs"                  TEXT,
            "rolled_back_at"        DATETIME,
            "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
            "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
        )
        """
}
