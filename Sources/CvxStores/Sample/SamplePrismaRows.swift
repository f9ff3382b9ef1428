/// Rows of the Prisma store. Its instants are epoch milliseconds throughout, as Prisma writes them.
struct SamplePrismaRows {
    let organizations: RawInsert
    let users: RawInsert
    let campaigns: RawInsert
    private let leads: RawInsert
    private let notes: RawInsert
    private let traces: RawInsert
    private let messages: RawInsert
    private let calls: RawInsert
    private let properties: RawInsert

    init(_ store: RawStore) throws {
        organizations = try store.insert(
            into: "Organization",
            ["id", "name", "plan", "monthlyLeadCount", "monthlySkipTraceCount", "createdAt", "updatedAt"])
        users = try store.insert(
            into: "User",
            [
                "id", "email", "password", "firstName", "lastName", "role", "organizationId", "createdAt",
                "updatedAt",
            ])
        campaigns = try store.insert(
            into: "Campaign",
            [
                "id", "name", "type", "status", "subject", "message", "scheduledAt", "organizationId",
                "createdAt",
                "updatedAt",
            ])
        leads = try store.insert(
            into: "Lead",
            [
                "id", "address", "city", "state", "zipCode", "ownerName", "phone", "email", "sourceType",
                "source",
                "status", "temperatureTag", "aiScore", "leadScore", "motivationScore", "conditionScore",
                "estimatedValue", "equity", "taxDebt", "violations", "isProbate", "isVacant", "daysOnMarket",
                "feedbackGood", "feedbackBad", "phones", "emails", "rawData", "dncFlag", "timezone",
                "quietHoursStart", "quietHoursEnd", "skipTracedAt", "skipTraceProvider", "skipTraceCostCents",
                "aiCostCents", "aiScoredAt", "organizationId", "assignedToId", "createdAt", "updatedAt",
            ])
        notes = try store.insert(
            into: "LeadNote", ["id", "content", "type", "leadId", "userId", "createdAt", "updatedAt"])
        traces = try store.insert(
            into: "SkipTraceRecord",
            [
                "id", "provider", "status", "requestData", "responseData", "confidence", "cost", "leadId",
                "createdAt", "completedAt",
            ])
        messages = try store.insert(
            into: "CampaignLog",
            ["id", "status", "response", "sentAt", "campaignId", "leadId", "createdAt", "updatedAt"])
        calls = try store.insert(
            into: "CallLog",
            [
                "id", "direction", "duration", "outcome", "phone", "transcript", "recordingUrl", "aiAnalysis",
                "notes", "followUpAt", "leadId", "userId", "createdAt", "updatedAt",
            ])
        properties = try store.insert(
            into: "PropertyRecord",
            [
                "id", "address", "city", "state", "zipCode", "ownerName", "source", "sourceId",
                "estimatedValue",
                "isProcessed", "rawData", "createdAt", "updatedAt",
            ])
    }

    /// Writes a lead with its notes, calls, messages and property record; returns how many rows that made.
    func write(
        _ lead: SampleLead, _ organization: SampleOrganizations.Organization, now: SampleMoment,
        _ random: inout SampleRandom
    ) throws -> Int {
        let user = random.chance(70) || lead.index == 0 ? random.pick(organization.users) : nil
        try writeLead(lead, organization.id, user, &random)
        var rows = 1
        let isFirst = lead.index == 0
        if isFirst {
            try writeNote(SampleText.controlNote, of: lead, by: user, now: now, &random)
            rows += 1
        }
        for _ in 0..<random.weighted([(0, 66), (1, 24), (2, 8), (3, 2)]) {
            try writeNote(random.pick(SampleText.notes), of: lead, by: user, now: now, &random)
            rows += 1
        }
        for _ in 0..<max(isFirst ? 1 : 0, random.weighted([(0, 78), (1, 15), (2, 5), (3, 2)])) {
            let outcome = lead.isDNC ? "do_not_call" : Self.outcome(&random)
            try writeCall(of: lead, by: user, outcome: outcome, now: now, &random)
            rows += 1
        }
        rows += try writeMessages(lead, organization, now: now, &random)
        if lead.isDuplicate || isFirst || random.chance(10) {
            try writeProperty(lead, now: now, &random)
            rows += 1
        }
        return rows
    }

    func write(_ trace: SampleTrace) throws -> Int {
        try traces.run([
            .text(trace.id), .text(trace.provider),
            .text(trace.completed == nil ? "failed" : trace.isMatch ? "completed" : "no_match"),
            .text(trace.request), .optional(trace.response), .optional(trace.confidence),
            .real(Double(trace.cents) / 100), .text(trace.leadID), trace.created.cell(.epoch),
            trace.completed?.cell(.epoch) ?? .null,
        ])
        return 1
    }

    func writeNote(
        _ text: String, of lead: SampleLead, by user: String?, now: SampleMoment, _ random: inout SampleRandom
    ) throws {
        let at = Self.later(than: lead.created, now, &random)
        let type = random.weighted([
            ("general", 5), ("call", 3), ("email", 1), ("sms", 1), ("meeting", 1), ("Call", 1),
        ])
        try notes.run([
            .text(random.cuid(at)), .text(text), .text(type), .text(lead.id), .optional(user),
            at.cell(.epoch),
            at.cell(.epoch),
        ])
    }

    func writeCall(
        of lead: SampleLead, by user: String?, outcome: String, now: SampleMoment,
        _ random: inout SampleRandom
    ) throws {
        // Between 15:00 and 23:00 UTC it is day all over the mainland.
        let day = Self.later(than: lead.created, now, &random).milliseconds / SampleMoment.day
        let at = max(
            lead.created.plus(1),
            SampleMoment(milliseconds: day * SampleMoment.day + 54_000_000 + random.below(28_800_000)))
        let spoke = ["answered", "interested", "not_interested", "callback", "do_not_call"].contains(outcome)
        let number =
            lead.phone.flatMap { $0.isEmpty ? nil : $0 } ?? SampleContact.phone(lead.property.place, &random)
        let id = random.cuid(at)
        let mood = random.pick(["positive", "neutral", "negative"])
        try calls.run([
            .text(id), .text(random.chance(85) ? "outbound" : "inbound"),
            .int(spoke ? random.within(20...1_500) : random.within(0...30)), .text(outcome), .text(number),
            spoke && random.chance(50) ? .text(random.pick(SampleText.transcripts)) : .null,
            spoke && random.chance(40) ? .text("https://recordings.example.com/\(id).mp3") : .null,
            spoke && random.chance(35)
                ? .text(
                    #"{"sentiment":"\#(mood)","summary":"\#(outcome)","score":\#(random.within(0...100))}"#)
                : .null,
            random.chance(40) ? .text(random.pick(SampleText.notes)) : .null,
            outcome == "callback" ? .int(at.plus(days: random.within(1...30)).milliseconds) : .null,
            .text(lead.id), .optional(user), at.cell(.epoch), at.cell(.epoch),
        ])
    }

    private func writeLead(
        _ lead: SampleLead, _ organization: String, _ user: String?, _ random: inout SampleRandom
    ) throws {
        let property = lead.property
        // Some imports put the whole line into one column.
        let isOneLine = random.chance(8)
        try leads.run([
            .text(lead.id), .text(isOneLine ? property.line(lead.style) : property.street(lead.style)),
            isOneLine ? .null : .text(property.place.city), isOneLine ? .null : .text(property.place.state),
            isOneLine ? .null : random.chance(1) ? .text("") : .text(property.zip), .optional(property.owner),
            .optional(lead.phone), .optional(lead.email), .text(lead.sourceType), .text(lead.source),
            .text(lead.status), .text(lead.temperature), .optional(lead.aiScore), .int(lead.leadScore),
            .optional(lead.motivation), .int(lead.condition), .optional(property.value),
            .optional(lead.equity),
            .real(lead.taxDebt), .int(lead.violations), .bool(lead.isProbate), .bool(lead.isVacant),
            .optional(lead.daysOnMarket), .int(random.chance(10) ? random.within(1...4) : 0),
            .int(random.chance(6) ? 1 : 0),
            .text(SampleContact.phonesJSON(lead.phones, isDNC: lead.isDNC, &random)), lead.emailsCell,
            random.chance(25) ? lead.rawData(&random) : .null, .bool(lead.isDNC), .optional(lead.timezone),
            .optional(lead.quietHours?.start), .optional(lead.quietHours?.end),
            lead.traces.last?.created.cell(.epoch) ?? .null, .optional(lead.traces.last?.provider),
            .int(lead.traceCents), .int(lead.aiCostCents), lead.aiScoredAt?.cell(.epoch) ?? .null,
            .text(organization), .optional(user), lead.created.cell(.epoch), lead.updated.cell(.epoch),
        ])
    }

    /// At most one message of a campaign, none to somebody who must not be reached.
    private func writeMessages(
        _ lead: SampleLead, _ organization: SampleOrganizations.Organization, now: SampleMoment,
        _ random: inout SampleRandom
    ) throws -> Int {
        let isFirst = lead.index == 0
        guard isFirst || (!lead.isDNC && random.chance(36)), !organization.campaigns.isEmpty else { return 0 }
        let count = random.weighted([(1, 70), (2, 30)])
        let start = random.below(organization.campaigns.count)
        for step in 0..<count {
            let campaign = organization.campaigns[(start + step) % organization.campaigns.count]
            let at = Self.later(than: max(campaign.started, lead.created), now, &random)
            let status = random.weighted([
                ("sent", 20), ("delivered", 40), ("opened", 10), ("clicked", 4), ("replied", 6),
                ("bounced", 4),
                ("failed", 6), ("pending", campaign.status == "completed" ? 0 : 10), ("DELIVERED", 2),
            ])
            try messages.run([
                .text(random.cuid(at)), .text(status),
                status == "replied" ? .text(random.pick(SampleText.replies)) : .null,
                status == "pending" ? .null : at.cell(.epoch), .text(campaign.id), .text(lead.id),
                at.cell(.epoch),
                at.cell(.epoch),
            ])
        }
        return count
    }

    private func writeProperty(_ lead: SampleLead, now: SampleMoment, _ random: inout SampleRandom) throws {
        let property = lead.property
        let style: SampleProperty.Style = random.pick([.usual, .capitals, .long])
        try properties.run([
            .text(random.cuid(lead.created)), .text(property.street(style)), .text(property.place.city),
            .text(property.place.state), .text(property.zip), .optional(property.owner),
            .text(random.pick(["county", "attom", "propstream"])),
            random.chance(80) ? .text("P-\(random.within(100_000...999_999))") : .null,
            .optional(property.value),
            .bool(random.chance(60)), lead.rawData(&random), lead.created.cell(.epoch),
            lead.updated.cell(.epoch),
        ])
    }

    private static func later(
        than moment: SampleMoment, _ now: SampleMoment, _ random: inout SampleRandom
    ) -> SampleMoment {
        moment.plus(random.below(max(1, now.milliseconds - moment.milliseconds)))
    }

    private static func outcome(_ random: inout SampleRandom) -> String {
        random.weighted([
            ("no_answer", 28), ("voicemail", 24), ("answered", 14), ("callback", 8), ("interested", 7),
            ("not_interested", 9), ("wrong_number", 5), ("busy", 3), ("disconnected", 2),
        ])
    }
}
