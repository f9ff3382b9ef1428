/// What skip tracing finds, and what it costs.
extension CatalogEntity {
    static let traces = CatalogEntity(
        name: "traces", singular: "trace", summary: "One skip trace of a lead and what it brought",
        homes: [
            CatalogHome(.prisma, .table(names: ["SkipTraceRecord", "skip_trace_records"])),
            CatalogHome(.skipTrace, .table(names: ["skip_trace_results", "skip_trace_logs"])),
        ],
        fields: [
            CatalogField("id", .text),
            CatalogField("lead_id", .text),
            CatalogField("provider", .text),
            CatalogField("status", .text),
            CatalogField("confidence", .percent),
            CatalogField("cost", .money, columns: [.cents("cost_cents")], rule: .notNegative),
            CatalogField(
                "request_data", .json,
                columns: [.named("request"), .named("request_payload"), .named("request_json")]),
            CatalogField(
                "response_data", .json,
                columns: [.named("response"), .named("response_payload"), .named("response_json")]),
            CatalogField("created_at", .instant, aliases: ["created"]),
            CatalogField("completed_at", .instant, aliases: ["completed"]),
        ],
        relations: [
            .one("lead", "leads", by: "lead_id"),
            .many("phones", "phones", by: "skip_trace_id"),
            .many("emails", "emails", by: "skip_trace_id"),
            .tags(of: "traces"),
        ])

    static let phones = CatalogEntity(
        name: "phones", singular: "phone", summary: "A number of a lead, wherever it was found",
        homes: [
            CatalogHome(.skipTrace, .table(names: ["skip_trace_phones", "phone_numbers"])),
            CatalogHome(.prisma, .carried(by: "leads", field: "phone")),
            CatalogHome(.prisma, .carried(by: "leads", field: "phones_json")),
            CatalogHome(.leadflow, .carried(by: "leads", field: "phone")),
            CatalogHome(.leadflow, .carried(by: "leads", field: "phones_json")),
        ],
        fields: [
            CatalogField("id", .text),
            CatalogField("lead_id", .text),
            CatalogField(
                "number", .phone, aliases: ["phone"], columns: [.named("phone"), .named("phone_number")]),
            CatalogField(
                "type", .vocabulary("phone_type"), aliases: ["phone_type"], columns: [.named("phone_type")]),
            CatalogField("carrier", .text),
            CatalogField("is_valid", .bool),
            CatalogField("is_mobile", .bool),
            CatalogField(
                "is_dnc", .bool, "Do not call", aliases: ["dnc"],
                columns: [.named("dnc"), .named("is_do_not_call"), .named("do_not_call")], isSticky: true),
            CatalogField("is_primary", .bool),
            CatalogField("confidence", .percent),
            CatalogField(
                "source", .text, "Where the number stands",
                columns: [.named("provider")]),
            CatalogField("skip_trace_id", .text, columns: [.named("result_id")]),
        ],
        relations: [
            .one("lead", "leads", by: "lead_id"), .one("trace", "traces", by: "skip_trace_id"),
        ], textField: "number")

    static let emails = CatalogEntity(
        name: "emails", singular: "email", summary: "An address of a lead, wherever it was found",
        homes: [
            CatalogHome(.skipTrace, .table(names: ["skip_trace_emails", "email_addresses"])),
            CatalogHome(.prisma, .carried(by: "leads", field: "email")),
            CatalogHome(.prisma, .carried(by: "leads", field: "emails_json")),
            CatalogHome(.leadflow, .carried(by: "leads", field: "email")),
            CatalogHome(.leadflow, .carried(by: "leads", field: "emails_json")),
        ],
        fields: [
            CatalogField("id", .text),
            CatalogField("lead_id", .text),
            CatalogField(
                "address", .text, aliases: ["email"],
                columns: [.named("email"), .named("email_address")], rule: .email),
            CatalogField(
                "type", .vocabulary("email_type"), aliases: ["email_type"], columns: [.named("email_type")]),
            CatalogField("is_valid", .bool),
            CatalogField("confidence", .percent),
            CatalogField("source", .text, "Where the address stands", columns: [.named("provider")]),
            CatalogField("skip_trace_id", .text, columns: [.named("result_id")]),
        ],
        relations: [
            .one("lead", "leads", by: "lead_id"), .one("trace", "traces", by: "skip_trace_id"),
        ], textField: "address")

    static let costs = CatalogEntity(
        name: "costs", singular: "cost", summary: "What a paid call cost",
        homes: [CatalogHome(.leadflow, .table(names: ["api_cost_entries", "api_costs"]))],
        fields: [
            CatalogField("id", .text),
            CatalogField("api_type", .text, columns: [.named("service"), .named("api")]),
            CatalogField("cost", .money, columns: [.cents("cost_cents")], rule: .notNegative),
            CatalogField("details", .json),
            CatalogField("created_at", .instant, aliases: ["created"]),
        ],
        relations: [])
}
