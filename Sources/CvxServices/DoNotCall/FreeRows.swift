package import CvxDomain

/// Of leads, phones or emails those that may be called or written to, as far as lists and marks go: of leads those with
/// nothing against any of their numbers and addresses.
package struct FreeRows {
    private let queries: any QueryEngine
    private let catalog: any WorkspaceCatalog
    private let contacts: ForbiddenContacts

    /// Leads up to so many are named in the question for their numbers.
    private static let few = 500

    /// - Throws: what the stores throw
    package init(
        _ queries: any QueryEngine, _ catalog: any WorkspaceCatalog, _ lists: (any DoNotCallList)?,
        at now: Instant
    ) throws {
        self.queries = queries
        self.catalog = catalog
        contacts = try ForbiddenContacts(queries, catalog, lists, at: now)
    }

    /// Entities whose rows it knows.
    package static let entities = ["leads", "phones", "emails"]

    /// - Parameter rows: of one of `entities`
    /// - Returns: those that are free, in their order.
    package func keys(of rows: QueryPlan) throws -> [RowKey] {
        let field = ["phones": "number", "emails": "address"][rows.entity]
        let all = try read(rows, field ?? "id")
        if let field {
            let forbidden = try forbidden(all.map(\.text), field)
            return all.filter { !forbidden.contains($0.text) }.map(\.key)
        }
        let leads = try forbiddenLeads(all.map(\.key.id))
        return all.filter { !leads.contains($0.key.id) }.map(\.key)
    }

    /// Of texts, those that are forbidden numbers or addresses.
    private func forbidden(_ texts: [String], _ field: String) throws -> Set<String> {
        if field == "address" { return try contacts.among(texts.filter { !$0.isEmpty }) }
        let numbers = Dictionary(texts.map { ($0, NANPNumber($0)) }) { first, _ in first }
        let found = try contacts.among(Array(Set(numbers.values.compactMap(\.self))))
        return Set(numbers.filter { $0.value.map(found.contains) == true }.keys)
    }

    private func forbiddenLeads(_ ids: [String]) throws -> Set<String> {
        var found: Set<String> = []
        for (entity, field) in [("phones", "number"), ("emails", "address")] {
            let scan = QueryPlan(source: .scan(entity: entity, store: nil))
            guard var rows = SurveyRows(queries, try catalog.entity(entity), scan) else { continue }
            if ids.count <= Self.few { rows.keep(ids) }
            let (lead, text) = (rows.column("lead_id"), rows.column(field))
            var owned: [(lead: String, text: String)] = []
            try rows.read { row in owned.append((row.text(lead), row.text(text))) }
            let texts = try forbidden(owned.map(\.text), field)
            found.formUnion(owned.filter { texts.contains($0.text) }.map(\.lead))
        }
        let scan = QueryPlan(source: .scan(entity: "leads", store: nil))
        if var rows = SurveyRows(queries, try catalog.entity("leads"), scan), rows.has("dnc_flag") {
            rows.filter(PlanExpression(.isBool(rows.value("dnc_flag"), true), .bool))
            let id = rows.column("id")
            try rows.read { row in found.insert(row.text(id)) }
        }
        return found
    }

    private func read(_ rows: QueryPlan, _ field: String) throws -> [(key: RowKey, text: String)] {
        func column(_ name: String) -> QueryPlan.Column {
            let type: ColumnType = name == "number" ? .phone : .text
            return .init(name: name, value: PlanExpression(.field(.init(relations: [], name: name)), type))
        }
        var plan = rows
        plan.operations.append(.project([column("store"), column("id"), column(field)]))
        let sink = KeyedTexts()
        try queries.run(plan, withKeys: false, into: sink)
        return sink.rows
    }
}

private final class KeyedTexts: RowSink {
    var rows: [(key: RowKey, text: String)] = []

    func begin(_ columns: [ResultColumn]) {}

    func append(_ batch: borrowing RowBatch) {
        for row in 0..<batch.rowCount {
            guard let store = StoreRole(rawValue: batch.text(of: batch[row, 0])) else { continue }
            rows.append(
                (RowKey(store: store, id: batch.text(of: batch[row, 1])), batch.text(of: batch[row, 2])))
        }
    }

    func end() {}
}
