import CvxDomain
import CvxServices

/// Writes what one call brought: the trace in each store that keeps traces, its phones and emails, the lead's own
/// columns, and what it cost.
struct TraceWriter {
    private static let traceFields = [
        "lead_id", "provider", "status", "confidence", "cost", "request_data", "response_data", "created_at",
        "completed_at",
    ]
    private static let phoneFields = [
        "lead_id", "skip_trace_id", "number", "type", "carrier", "is_valid", "is_mobile", "is_dnc",
        "confidence",
        "source",
    ]
    private static let emailFields = [
        "lead_id", "skip_trace_id", "address", "type", "is_valid", "confidence", "source",
    ]

    private let now: Instant
    private let actor: String
    private let traces: [Home]
    private let phones: [Home]
    private let emails: [Home]
    private let costs: [Home]
    private let leads: [TracedLeadWriter]
    /// Why traces can be kept in none of the stores that have a table for them; nil where they can.
    let refusal: ChangeRefusal?

    private struct Home {
        var store: StoreRole
        var writer: FieldRowWriter
        /// The values of a lead's rows, for contacts: its numbers or addresses.
        var there: PreparedStatement?

        func has(_ lead: String) throws -> Set<String> {
            guard let there else { return [] }
            var found: Set<String> = []
            there.bind(1, lead)
            defer { there.reset() }
            while try there.step() {
                if let text = there.text(0) { found.insert(PhoneNumber(text)?.digits ?? text.lowercased()) }
            }
            return found
        }
    }

    init(_ workspace: WorkspaceTraces, _ connection: OpaquePointer, now: Instant, actor: String) throws {
        self.now = now
        self.actor = actor
        var refusal: ChangeRefusal?
        func homes(_ name: String, _ fields: [String], value: String? = nil) throws -> [Home] {
            guard let entity = try workspace.stores.entity(name) else { return [] }
            return try entity.homes.compactMap { home in
                guard case .table = home.kind, workspace.stores.attached[home.store]?.isReadOnly == false
                else {
                    return nil
                }
                do {
                    let writer = try FieldRowWriter(
                        fields, into: home, of: entity, now: now, actor: actor, connection: connection)
                    return Home(
                        store: home.store, writer: writer, there: try value.flatMap { try there($0, home) })
                } catch let error as ChangeRefusal {
                    refusal = error
                    return nil
                }
            }
        }
        func there(_ field: String, _ home: BoundHome) throws -> PreparedStatement? {
            guard let value = home.columns[field]?.column, let lead = home.columns["lead_id"]?.column else {
                return nil
            }
            return try PreparedStatement(
                connection,
                """
                SELECT \(SQLWriter.identifier(value.name)) FROM \(home.qualifiedTable)
                WHERE \(SQLWriter.identifier(lead.name)) = ?
                """)
        }
        let traces = try homes("traces", Self.traceFields)
        self.refusal = traces.isEmpty ? refusal : nil
        self.traces = traces
        phones = try homes("phones", Self.phoneFields, value: "number")
        emails = try homes("emails", Self.emailFields, value: "address")
        costs = try homes("costs", ["api_type", "cost", "details", "created_at"])
        let entity = try workspace.stores.entity("leads")
        leads =
            try entity?.homes.compactMap { home in
                guard workspace.stores.attached[home.store]?.isReadOnly == false else { return nil }
                return try entity.flatMap { try TracedLeadWriter(home, of: $0, connection) }
            } ?? []
    }

    /// - Parameter forbidden: numbers that a list forbids to call, as ten digits
    func write(_ call: AnsweredCall, _ forbidden: Set<String>) throws {
        let answer = call.answer
        let lead = call.call.item.lead.id
        // The mark of a number stays, whatever the provider says of it.
        let marked = try leads.reduce(into: forbidden) { $0.formUnion(try $1.forbidden(lead)) }
        let homes = try leads.filter { try $0.has(lead) }.map(\.store)
        var traceID = call.call.id
        // Where a foreign key asks for the lead, its store has to have it.
        for home in traces where home.store != .prisma || homes.contains(.prisma) {
            let key = try home.writer.write(
                [
                    "lead_id": .text(lead), "provider": .text(call.call.provider),
                    "status": .text(answer.outcome == .matched ? "completed" : answer.outcome.rawValue),
                    "confidence": answer.confidence.map(Scalar.percent) ?? .null,
                    "cost": .money(call.cost), "request_data": .text(call.call.request),
                    "response_data": answer.response.map(Scalar.text) ?? .null,
                    "created_at": .instant(call.began), "completed_at": .instant(call.ended),
                ], at: now, id: call.call.id)
            if home.store == .skipTrace { traceID = key.id }
        }
        // What the workspace found in itself is there already, but for what it found elsewhere.
        let isOwn = call.call.provider == localProvider
        for home in phones {
            let known = isOwn ? try home.has(lead) : []
            for phone in answer.phones where !known.contains(phone.digits) {
                let row = row(phone, marked).merging(about(lead, traceID, call)) { first, _ in first }
                _ = try home.writer.write(row, at: now)
            }
        }
        for home in emails {
            let known = isOwn ? try home.has(lead) : []
            for email in answer.emails where !known.contains(email.address.lowercased()) {
                let row = row(email).merging(about(lead, traceID, call)) { first, _ in first }
                _ = try home.writer.write(row, at: now)
            }
        }
        for home in leads { try home.write(call, forbidden: marked, at: now) }
        if call.cost.tenThousandths > 0 {
            for home in costs {
                _ = try home.writer.write(
                    [
                        "api_type": .text("skip_trace"), "cost": .money(call.cost),
                        "details": .text(details(call)), "created_at": .instant(call.ended),
                    ], at: now)
            }
        }
    }

    private func about(_ lead: String, _ trace: String, _ call: AnsweredCall) -> [String: Scalar] {
        ["lead_id": .text(lead), "skip_trace_id": .text(trace), "source": .text(call.call.provider)]
    }

    private func row(_ phone: ContactPhone, _ forbidden: Set<String>) -> [String: Scalar] {
        [
            "number": .phone(phone.number), "type": phone.type.map(Scalar.text) ?? .null,
            "carrier": phone.carrier.map(Scalar.text) ?? .null, "is_valid": .flag(phone.isValid),
            "is_mobile": .flag(phone.isMobile),
            "is_dnc": phone.isForbidden(forbidden) ? .bool(true) : .flag(phone.isDoNotCall),
            "confidence": phone.confidence.map(Scalar.percent) ?? .null,
        ]
    }

    private func row(_ email: ContactEmail) -> [String: Scalar] {
        [
            "address": .text(email.address), "type": email.type.map(Scalar.text) ?? .null,
            "is_valid": .flag(email.isValid), "confidence": email.confidence.map(Scalar.percent) ?? .null,
        ]
    }

    /// As the application writes them, with who spent it.
    private func details(_ call: AnsweredCall) -> String {
        let pairs = [
            ("provider", call.call.provider), ("traceId", call.call.id), ("leadId", call.call.item.lead.id),
            ("outcome", call.answer.outcome.rawValue), ("batch", call.call.item.batch), ("actor", actor),
        ]
        return "{" + pairs.map { "\"\($0.0)\":\"\(JSONText.escaped($0.1))\"" }.joined(separator: ",") + "}"
    }
}

extension Scalar {
    fileprivate static func flag(_ value: Bool?) -> Scalar { value.map(Scalar.bool) ?? .null }
}

extension ContactPhone {
    /// Ten digits where it is a number of the plan.
    var digits: String { PhoneNumber(number)?.digits ?? number }

    /// Somebody said that it is not to be called, now or earlier.
    func isForbidden(_ forbidden: Set<String>) -> Bool { isDoNotCall == true || forbidden.contains(digits) }
}
