import CvxDomain

/// What stands at the head of a letter and of a caller's card: who, and which house.
struct LeadHead: Hashable, Sendable {
    /// The owner as the lead has it; nil where it has none.
    var name: String?
    /// In one line; nil where the lead has none.
    var address: String?

    /// By the lead's id.
    static func read(
        _ leads: [RowKey], _ queries: any QueryEngine, _ catalog: any WorkspaceCatalog
    ) throws -> [String: LeadHead] {
        let plan = QueryPlan(source: .rows(entity: "leads", leads))
        guard var rows = SurveyRows(queries, try catalog.entity("leads"), plan) else { return [:] }
        let (id, name) = (rows.column("id"), rows.column("owner_name"))
        let (address, city) = (rows.column("address"), rows.column("city"))
        let (state, zip) = (rows.column("state"), rows.column("zip"))
        var found: [String: LeadHead] = [:]
        try rows.read { row in
            var head = LeadHead()
            head.name = row.text(name).allSatisfy(\.isWhitespace) ? nil : row.text(name)
            head.address = PostalAddress.line(
                row.text(address), city: row.text(city), state: row.text(state), zip: row.text(zip))
            found[row.text(id)] = head
        }
        return found
    }
}

extension PostalAddress {
    /// In one line, with city, state and ZIP code where they are known apart; nil where there is no street.
    static func line(_ address: String, city: String, state: String, zip: String) -> String? {
        if address.utf8.allSatisfy({ $0 <= 0x20 }) { return nil }
        if city.isEmpty, state.isEmpty, zip.isEmpty { return address }
        return PostalAddress(address, city: city, state: state, zip: zip)?.line ?? address
    }
}
