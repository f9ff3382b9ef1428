extension CatalogEntity {
    static let leads = CatalogEntity(
        name: "leads", singular: "lead", summary: "A property and its owner, as somebody to reach",
        homes: [
            CatalogHome(.prisma, .table(names: ["Lead", "leads"])),
            CatalogHome(.leadflow, .table(names: ["leads", "Lead"])),
        ],
        fields: [
            CatalogField("id", .text),
            CatalogField("address", .text, columns: [.named("property_address"), .named("street_address")]),
            CatalogField("city", .text, columns: [.named("property_city")]),
            CatalogField("state", .text, columns: [.named("property_state")], rule: .state),
            CatalogField(
                "zip", .text, columns: [.named("zip_code"), .named("postal_code"), .named("property_zip")],
                rule: .zip),
            CatalogField("owner_name", .text, columns: [.named("owner")]),
            CatalogField(
                "phone", .phone, columns: [.named("phone_number"), .named("primary_phone")]),
            CatalogField(
                "email", .text, columns: [.named("primary_email"), .named("email_address")], rule: .email),
            CatalogField(
                "score", .int, "The AI score where there is one, else the lead score",
                derived: .firstOf(["ai_score", "lead_score"]), rule: .score),
            CatalogField(
                "temperature_tag", .vocabulary("temperature"), aliases: ["temperature"],
                columns: [.named("temperature")]),
            CatalogField("status", .vocabulary("status")),
            CatalogField(
                "estimated_value", .money, aliases: ["value"],
                columns: [.named("property_value"), .named("market_value"), .named("value")],
                rule: .notNegative),
            CatalogField(
                "equity", .money, "In dollars, also where a store has it in percent of the value",
                columns: [.named("estimated_equity")]),
            CatalogField(
                "equity_percent", .percent, "Where a store has the equity as a share of the value",
                columns: [.named("equity_percentage"), .named("equity_pct")]),
            CatalogField("source_type", .text, columns: [.named("lead_type")]),
            CatalogField("source", .text, columns: [.named("lead_source")]),
            CatalogField("motivation_score", .int, "0 to 100", rule: .score),
            CatalogField("condition_score", .int, "0 to 100", rule: .score),
            CatalogField("lead_score", .int, "0 to 100, by rule", rule: .score),
            CatalogField("ai_score", .int, "0 to 100, by a model", rule: .score),
            CatalogField("tax_debt", .money, rule: .notNegative),
            CatalogField("violations", .int, rule: .notNegative),
            CatalogField("is_probate", .bool, columns: [.named("probate")]),
            CatalogField("is_vacant", .bool, columns: [.named("vacant")]),
            CatalogField("days_on_market", .int, rule: .notNegative),
            CatalogField("feedback_good", .int, rule: .notNegative),
            CatalogField("feedback_bad", .int, rule: .notNegative),
            CatalogField(
                "phones_json", .json, "The numbers that the lead itself carries",
                columns: [.named("phones")], rule: .jsonList),
            CatalogField("emails_json", .json, columns: [.named("emails")], rule: .jsonList),
            CatalogField(
                "dnc_flag", .bool, "Do not call", aliases: ["dnc"],
                columns: [.named("has_dnc"), .named("do_not_call"), .named("is_dnc")], isSticky: true),
            CatalogField("timezone", .text, columns: [.named("time_zone")], rule: .timeZone),
            CatalogField("quiet_hours_start", .text, rule: .timeOfDay),
            CatalogField("quiet_hours_end", .text, rule: .timeOfDay),
            CatalogField("skip_traced_at", .instant, aliases: ["skip_traced"]),
            CatalogField("skip_trace_provider", .text),
            CatalogField(
                "skip_trace_cost", .money, columns: [.cents("skip_trace_cost_cents")], rule: .notNegative),
            CatalogField("ai_cost", .money, columns: [.cents("ai_cost_cents")], rule: .notNegative),
            CatalogField("ai_scored_at", .instant, aliases: ["ai_scored"]),
            CatalogField("notes_text", .text, "The legacy store's one note", columns: [.named("notes")]),
            CatalogField("raw_data", .json),
            CatalogField("activity_log", .json, columns: [.named("activity_log_json")], rule: .jsonList),
            CatalogField("organization_id", .text),
            CatalogField(
                "assigned_to_id", .text,
                columns: [.named("assigned_user_id"), .named("assigned_to"), .named("user_id")]),
            CatalogField("created_at", .instant, aliases: ["created"]),
            CatalogField("updated_at", .instant, aliases: ["updated"]),
        ],
        relations: [
            .one("organization", "organizations", by: "organization_id"),
            .one("assigned_to", "users", by: "assigned_to_id"),
            .many("notes", "notes", by: "lead_id"),
            .many("calls", "calls", by: "lead_id"),
            .many("messages", "messages", by: "lead_id"),
            .many("traces", "traces", by: "lead_id"),
            .many("phones", "phones", by: "lead_id"),
            .many("emails", "emails", by: "lead_id"),
            .tags(of: "leads"),
        ])
}
