/// Rows of the legacy store.
struct SampleLeadflowRows {
    private let leads: RawInsert
    private let costs: RawInsert

    init(_ store: RawStore) throws {
        leads = try store.insert(
            into: "leads",
            [
                "id", "address", "owner_name", "phone", "email", "source_type", "source", "motivation_score",
                "estimated_value", "equity", "condition_score", "tax_debt", "violations", "is_probate",
                "is_vacant", "days_on_market", "lead_score", "aiScore", "feedback_good", "feedback_bad",
                "phones", "emails", "raw_data", "temperature_tag", "status", "notes", "created_at",
                "updated_at",
                "skip_traced_at", "dnc_flag", "timezone", "quiet_hours_start", "quiet_hours_end",
                "activity_log_json", "skip_trace_provider", "skip_trace_cost_cents", "ai_cost_cents",
                "ai_scored_at",
            ])
        costs = try store.insert(into: "api_cost_entries", ["apiType", "cost", "details", "created_at"])
    }

    /// Writes a lead; where the Prisma store has it too, one in four differs there.
    func write(_ lead: SampleLead, _ random: inout SampleRandom) throws -> Int {
        var (status, phone, updated) = (lead.status, lead.phone, lead.updated)
        if lead.inPrisma, random.chance(25) || lead.index == 0 {
            status = random.pick(["CONTACTED", "NEGOTIATING", "DEAD"])
            updated = SampleMoment(milliseconds: (lead.created.milliseconds + lead.updated.milliseconds) / 2)
            if random.chance(50) { phone = SampleContact.phone(lead.property.place, &random) }
        }
        let encoding: SampleMoment.Encoding = random.weighted([(.iso, 45), (.sql, 35), (.epoch, 20)])
        let address = random.chance(80) ? lead.property.line(lead.style) : lead.property.street(lead.style)
        try leads.run([
            .text(lead.id), .text(address), .optional(lead.property.owner), .optional(phone),
            .optional(lead.email),
            .text(lead.sourceType), .text(lead.source), .int(lead.motivation ?? 50),
            .optional(lead.property.value), .optional(lead.equity), .int(lead.condition), .real(lead.taxDebt),
            .int(lead.violations), .bool(lead.isProbate), .bool(lead.isVacant), .optional(lead.daysOnMarket),
            .int(lead.leadScore), .optional(lead.aiScore), .int(random.chance(10) ? random.within(1...4) : 0),
            .int(random.chance(6) ? 1 : 0),
            .text(SampleContact.phonesJSON(lead.phones, isDNC: lead.isDNC, &random)), lead.emailsCell,
            random.chance(25) ? lead.rawData(&random) : .null, .text(lead.temperature), .text(status),
            random.chance(18) ? .text(random.pick(SampleText.notes)) : .null,
            lead.created.cell(encoding), updated.cell(random.chance(90) ? encoding : .iso),
            lead.traces.last?.created.cell(encoding) ?? .null, .bool(lead.isDNC), .optional(lead.timezone),
            .optional(lead.quietHours?.start), .optional(lead.quietHours?.end),
            random.chance(15) || lead.index == 0 ? .text(activity(lead)) : .null,
            .optional(lead.traces.last?.provider), .int(lead.traceCents), .int(lead.aiCostCents),
            lead.aiScoredAt?.cell(encoding) ?? .null,
        ])
        return 1
    }

    func writeCost(of trace: SampleTrace) throws -> Int {
        try costs.run([
            .text("skip_trace"), .real(Double(trace.cents) / 100),
            .text(
                #"{"provider":"\#(trace.provider)","traceId":"\#(trace.id)","leadId":\#(SampleText.json(trace.leadID))}"#
            ),
            trace.created.cell(trace.encoding == .iso ? .sql : trace.encoding),
        ])
        return 1
    }

    func writeScoringCost(of lead: SampleLead) throws -> Int {
        try costs.run([
            .text("ai_scoring"), .real(Double(lead.aiCostCents) / 100),
            .text(#"{"leadId":\#(SampleText.json(lead.id)),"score":\#(lead.aiScore ?? 0)}"#),
            lead.aiScoredAt?.cell(.sql) ?? .null,
        ])
        return 1
    }

    /// What happened to a lead, newest first.
    private func activity(_ lead: SampleLead) -> String {
        #"[{"at":"\#(lead.updated.iso)","type":"update","text":"status \#(lead.status)"},"#
            + #"{"at":"\#(lead.created.iso)","type":"create","text":"imported from \#(lead.source)"}]"#
    }
}

extension SampleLead {
    var emailsCell: Cell {
        guard let email, !email.isEmpty else { return .text("[]") }
        return .text("[\"\(email)\"]")
    }

    /// What a county's list says of a house.
    func rawData(_ random: inout SampleRandom) -> Cell {
        .text(
            #"{"county":"\#(property.place.county)","apn":"\#(random.within(100...999))-\#(random.within(10...99))","#
                + #""beds":\#(random.within(1...6)),"baths":\#(random.within(2...8)).5,"#
                + #""sqft":\#(random.within(600...4_200)),"yearBuilt":\#(random.within(1890...2022))}"#)
    }
}
