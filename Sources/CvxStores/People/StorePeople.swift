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

    package func rowsOutside(_ rows: [JournalRowKey]) throws -> Int {
        guard stores.organization != nil else { return 0 }
        var outside = 0
        for (table, rows) in Dictionary(grouping: Set(rows), by: { [$0.store.rawValue, $0.table ?? ""] }) {
            guard let store = StoreRole(rawValue: table[0]), let entity = try entity(of: table[1], in: store)
            else {
                outside += rows.count
                continue
            }
            let keys = rows.map { RowKey(store: store, id: $0.id) }
            let plan = QueryPlan(source: .rows(entity: entity, keys), operations: [.count])
            let all = try everywhere { try count(plan) }
            outside += all - ((try? count(plan)) ?? 0)
        }
        return outside
    }

    private func entity(of table: String, in store: StoreRole) throws -> String? {
        try stores.entityNames().first { name in
            try stores.entity(name)?.homes.contains { home in
                if case .table = home.kind { home.store == store && home.table == table } else { false }
            } ?? false
        }
    }

    private func count(_ plan: QueryPlan) throws -> Int {
        let sink = TextRows()
        try engine.run(plan, withKeys: false, into: sink)
        let cell = sink.rows.first?.first ?? nil
        return cell.flatMap { Int($0) } ?? 0
    }

    /// Without regard to the session's organization.
    private func everywhere<T>(_ body: () throws -> T) rethrows -> T {
        let scope = stores.organization
        stores.organization = nil
        defer { stores.organization = scope }
        return try body()
    }

    private static func column(_ relations: [String], _ name: String) -> QueryPlan.Column {
        let field = PlanExpression(.field(.init(relations: relations, name: name)), .text)
        return .init(name: (relations + [name]).joined(separator: "."), value: field)
    }

    /// Rows of every organization, in the order of their ids; nil where the entity has no home.
    private func rows(_ entity: String, _ columns: [QueryPlan.Column]) throws -> [[String?]]? {
        guard let bound = try stores.entity(entity), !bound.homes.isEmpty else { return nil }
        let sink = TextRows()
        let order = QueryPlan.SortKey(value: Self.column([], "id").value, descending: false)
        let plan = QueryPlan(
            source: .scan(entity: entity, store: nil), operations: [.sort([order]), .project(columns)])
        try everywhere { try engine.run(plan, withKeys: false, into: sink) }
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
