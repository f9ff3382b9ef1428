package import CvxDomain
package import CvxServices

extension WorkspaceTraces {
    private static let fields = [
        "address", "city", "state", "zip", "owner_name", "phone", "email", "skip_trace_provider",
        "skip_traced_at", "skip_trace_cache_until",
    ]

    package func leads(_ keys: [RowKey]) throws -> [RowKey: TraceLead] {
        if keys.isEmpty { return [:] }
        var leads: [RowKey: TraceLead] = [:]
        let rows = QueryPlan(source: .rows(entity: "leads", keys))
        try KeyedRows.read(Self.fields, of: rows, engine) { key, values in
            let texts = values.prefix(7).map { $0.heldText ?? "" }
            let address = PostalAddress(texts[0], city: texts[1], state: texts[2], zip: texts[3])
            let owner = texts[4]
            var lead = TraceLead(key: key, owner: owner, contact: address.map { ContactRequest($0, owner) })
            (lead.hasPhone, lead.hasEmail) = (!texts[5].isEmpty, !texts[6].isEmpty)
            lead.tracedBy = values[7].heldText
            lead.tracedAt = values[8].asInstant
            lead.cachedUntil = values[9].asInstant
            leads[key] = lead
        }
        return leads
    }
}

extension Scalar {
    fileprivate var asInstant: Instant? { if case .instant(let instant) = self { instant } else { nil } }
}

extension ContactRequest {
    fileprivate init(_ address: PostalAddress, _ owner: String) {
        let name = OwnerName(owner)
        self.init(
            street: address.street, city: address.city, state: address.state, zip: address.zip,
            firstName: name?.first, lastName: name?.last)
    }
}
