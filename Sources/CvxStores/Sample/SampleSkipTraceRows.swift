/// Rows of the skip-trace store.
struct SampleSkipTraceRows {
    private let results: RawInsert
    private let phones: RawInsert
    private let emails: RawInsert

    init(_ store: RawStore) throws {
        results = try store.insert(
            into: "skip_trace_results",
            [
                "id", "lead_id", "provider", "request_data", "response_data", "confidence", "cost",
                "created_at",
                "completed_at",
            ])
        phones = try store.insert(
            into: "skip_trace_phones",
            [
                "id", "skip_trace_id", "lead_id", "phone", "phone_type", "carrier", "is_valid", "is_mobile",
                "is_dnc", "confidence",
            ])
        emails = try store.insert(
            into: "skip_trace_emails",
            ["id", "skip_trace_id", "lead_id", "email", "email_type", "is_valid", "confidence"])
    }

    /// Writes a trace with its phones and emails and returns how many rows that made.
    func write(_ trace: SampleTrace) throws -> Int {
        try results.run([
            .text(trace.id), .text(trace.leadID), .text(trace.provider), .text(trace.request),
            .optional(trace.response), .optional(trace.confidence), .real(Double(trace.cents) / 100),
            trace.created.cell(trace.encoding), trace.completed?.cell(trace.encoding) ?? .null,
        ])
        for phone in trace.phones { try write(phone, of: trace) }
        for email in trace.emails {
            try emails.run([
                .text(email.id), .text(trace.id), .text(trace.leadID), .text(email.address),
                .optional(email.type),
                .bool(true), .optional(email.confidence),
            ])
        }
        return 1 + trace.phones.count + trace.emails.count
    }

    func write(_ phone: SampleTrace.Phone, of trace: SampleTrace) throws {
        try phones.run([
            .text(phone.id), .text(trace.id), .text(trace.leadID), .text(phone.number), .optional(phone.type),
            .optional(phone.carrier), .bool(phone.isValid),
            phone.type.map { .bool($0.lowercased() == "mobile") } ?? .null, .bool(phone.isDNC),
            .optional(phone.confidence),
        ])
    }
}
