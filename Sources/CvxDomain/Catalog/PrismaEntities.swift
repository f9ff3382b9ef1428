/// Entities that only the Prisma store holds.
extension CatalogEntity {
    private static let created = CatalogField("created_at", .instant, aliases: ["created"])
    private static let updated = CatalogField("updated_at", .instant, aliases: ["updated"])

    static let organizations = CatalogEntity(
        name: "organizations", singular: "organization", summary: "Who owns the data",
        homes: [CatalogHome(.prisma, .table(names: ["Organization", "organizations"]))],
        fields: [
            CatalogField("id", .text),
            CatalogField("name", .text),
            CatalogField("plan", .vocabulary("plan")),
            CatalogField("monthly_lead_count", .int, rule: .notNegative),
            CatalogField("monthly_skip_trace_count", .int, rule: .notNegative),
            created, updated,
        ],
        relations: [
            .many("users", "users", by: "organization_id", onDelete: .refuse),
            .many("leads", "leads", by: "organization_id", onDelete: .refuse),
            .many("campaigns", "campaigns", by: "organization_id", onDelete: .refuse),
        ])

    static let users = CatalogEntity(
        name: "users", singular: "user", summary: "Somebody who works with the leads",
        homes: [CatalogHome(.prisma, .table(names: ["User", "users"]))],
        fields: [
            CatalogField("id", .text),
            CatalogField("email", .text, rule: .email),
            CatalogField("first_name", .text),
            CatalogField("last_name", .text),
            CatalogField("role", .vocabulary("role")),
            CatalogField("password", .secret, columns: [.named("password_hash")]),
            CatalogField("organization_id", .text),
            created, updated,
        ],
        relations: [
            .one("organization", "organizations", by: "organization_id"),
            .many("leads", "leads", by: "assigned_to_id", onDelete: .clear),
            .many("notes", "notes", by: "user_id", onDelete: .clear),
            .many("calls", "calls", by: "user_id", onDelete: .clear),
        ])

    static let notes = CatalogEntity(
        name: "notes", singular: "note", summary: "What somebody wrote about a lead",
        homes: [CatalogHome(.prisma, .table(names: ["LeadNote", "lead_notes", "notes"]))],
        fields: [
            CatalogField("id", .text),
            CatalogField("content", .text, columns: [.named("text"), .named("body"), .named("note")]),
            CatalogField("type", .vocabulary("note_type"), columns: [.named("note_type")]),
            CatalogField("lead_id", .text),
            CatalogField("user_id", .text, columns: [.named("author_id"), .named("created_by")]),
            created, updated,
        ],
        relations: [
            .one("lead", "leads", by: "lead_id"), .one("user", "users", by: "user_id"), .tags(of: "notes"),
        ],
        textField: "content")

    static let calls = CatalogEntity(
        name: "calls", singular: "call", summary: "A call made to a lead or received from one",
        homes: [
            CatalogHome(.prisma, .table(names: ["CallLog", "call_logs", "calls"])),
            CatalogHome(.cvx, .table(names: ["calls"])),
        ],
        fields: [
            CatalogField("id", .text),
            CatalogField("direction", .vocabulary("direction")),
            CatalogField(
                "duration", .duration, columns: [.seconds("duration"), .seconds("duration_seconds")],
                rule: .notNegative),
            CatalogField("outcome", .vocabulary("outcome"), columns: [.named("disposition")]),
            CatalogField("phone", .phone, columns: [.named("phone_number"), .named("to_number")]),
            CatalogField("transcript", .text),
            CatalogField("recording_url", .text, columns: [.named("recording")]),
            CatalogField("ai_analysis", .json, columns: [.named("analysis"), .named("ai_summary")]),
            CatalogField("notes_text", .text, columns: [.named("notes")]),
            CatalogField("follow_up_at", .instant, aliases: ["follow_up"]),
            CatalogField("lead_id", .text),
            CatalogField("user_id", .text),
            created, updated,
        ],
        relations: [
            .one("lead", "leads", by: "lead_id"), .one("user", "users", by: "user_id"), .tags(of: "calls"),
        ],
        textField: "notes_text")

    static let campaigns = CatalogEntity(
        name: "campaigns", singular: "campaign", summary: "A message and whom it goes to",
        homes: [CatalogHome(.prisma, .table(names: ["Campaign", "campaigns"]))],
        fields: [
            CatalogField("id", .text),
            CatalogField("name", .text),
            CatalogField("type", .vocabulary("campaign_type")),
            CatalogField("status", .vocabulary("campaign_status")),
            CatalogField("subject", .text),
            CatalogField("message", .text, columns: [.named("content"), .named("template")]),
            CatalogField("scheduled_at", .instant, aliases: ["scheduled"]),
            CatalogField("organization_id", .text),
            created, updated,
        ],
        relations: [
            .one("organization", "organizations", by: "organization_id"),
            .many("messages", "messages", by: "campaign_id"), .tags(of: "campaigns"),
        ])

    static let messages = CatalogEntity(
        name: "messages", singular: "message", summary: "What a campaign sent to one lead",
        homes: [CatalogHome(.prisma, .table(names: ["CampaignLog", "campaign_logs", "messages"]))],
        fields: [
            CatalogField("id", .text),
            CatalogField("status", .vocabulary("message_status")),
            CatalogField("response", .text),
            CatalogField("sent_at", .instant, aliases: ["sent"]),
            CatalogField("campaign_id", .text),
            CatalogField("lead_id", .text),
            created, updated,
        ],
        relations: [
            .one("campaign", "campaigns", by: "campaign_id"), .one("lead", "leads", by: "lead_id"),
            .tags(of: "messages"),
        ])

    static let properties = CatalogEntity(
        name: "properties", singular: "property", summary: "A property record as a source delivered it",
        homes: [CatalogHome(.prisma, .table(names: ["PropertyRecord", "property_records", "properties"]))],
        fields: [
            CatalogField("id", .text),
            CatalogField("address", .text, columns: [.named("property_address")]),
            CatalogField("city", .text),
            CatalogField("state", .text, rule: .state),
            CatalogField("zip", .text, columns: [.named("zip_code"), .named("postal_code")], rule: .zip),
            CatalogField("owner_name", .text, columns: [.named("owner")]),
            CatalogField("source", .text),
            CatalogField("source_id", .text, columns: [.named("external_id")]),
            CatalogField("estimated_value", .money, aliases: ["value"], rule: .notNegative),
            CatalogField("is_processed", .bool, columns: [.named("processed")]),
            CatalogField("raw_data", .json),
            created, updated,
        ],
        relations: [.tags(of: "properties")])
}
