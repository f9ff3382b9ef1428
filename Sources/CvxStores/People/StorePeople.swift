package import CvxDomain
package import CvxServices

/// People and organizations as the stores have them.
package final class StorePeople: PeopleStore {
    private let stores: WorkspaceStores
    private let engine: StoreQueryEngine

    package init(stores: WorkspaceStores, engine: StoreQueryEngine) {
        self.stores = stores
        self.engine = engine
    }

    package func everybody() throws -> [Person]? {
        let owner = try usersHaveOrganizations()
        let names = try stores.entity("organizations").map { !$0.homes.isEmpty } ?? false
        var columns = ["id", "email", "first_name", "last_name", "role"].map { Self.column([], $0) }
        if owner { columns.append(Self.column([], "organization_id")) }
        if owner, names { columns.append(Self.column(["organization"], "name")) }
        return try rows("users", columns)?.map { row in
            let organization = owner ? row[5].map { id in (id, owner && names ? row[6] : nil) } : nil
            return Person(
                id: row[0] ?? "", email: row[1], firstName: row[2], lastName: row[3], role: row[4],
                organization: organization.map { OrganizationScope(id: $0.0, name: $0.1 ?? $0.0) })
        }
    }

    package func organizations() throws -> [OrganizationScope]? {
        try rows("organizations", [Self.column([], "id"), Self.column([], "name")])?.compactMap { row in
            row[0].map { OrganizationScope(id: $0, name: row[1] ?? $0) }
        }
    }

    package func usersHaveOrganizations() throws -> Bool {
        try stores.entity("users")?.homes.contains { $0.columns["organization_id"] != nil } ?? false
    }

    private static func column(_ relations: [String], _ name: String) -> QueryPlan.Column {
        let field = PlanExpression(.field(.init(relations: relations, name: name)), .text)
        return .init(name: (relations + [name]).joined(separator: "."), value: field)
    }

    /// Rows of every organization, in the order of their ids; nil where the entity has no home.
    private func rows(_ entity: String, _ columns: [QueryPlan.Column]) throws -> [[String?]]? {
        guard let bound = try stores.entity(entity), !bound.homes.isEmpty else { return nil }
        let scope = stores.organization
        stores.organization = nil
        defer { stores.organization = scope }
        let sink = TextRows()
        let order = QueryPlan.SortKey(value: Self.column([], "id").value, descending: false)
        let plan = QueryPlan(
            source: .scan(entity: entity, store: nil), operations: [.sort([order]), .project(columns)])
        try engine.run(plan, withKeys: false, into: sink)
        return sink.rows
    }
}

/// Keeps each row's cells as text.
private final class TextRows: RowSink {
    private(set) var rows: [[String?]] = []
    func begin(_ columns: [ResultColumn]) {}
    func append(_ batch: borrowing RowBatch) {
        for row in 0..<batch.rowCount {
            var cells: [String?] = []
            for column in 0..<batch.width { cells.append(batch.plainText(row, column)) }
            rows.append(cells)
        }
    }
    func end() {}
}
