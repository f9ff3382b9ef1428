import CvxDomain

/// Rows that a plan chose, numbered in their order and kept in a temporary table of the connection, with what
/// the change's expressions come to for each.
///
/// Columns of the table: `n` from 1, `store`, `id`, `k` for what the row is found by in that store's table, `v0` …
/// one for each value.
final class ChosenRows {
    /// As SQL names it.
    let table: String
    let count: Int
    private let stores: WorkspaceStores
    private var tables: [String]

    /// - Throws: what compiling and running the plan throws.
    init(
        _ plan: QueryPlan, values: [PlanExpression], engine: StoreQueryEngine, stores: WorkspaceStores
    ) throws {
        self.stores = stores
        let name = stores.temporaryName()
        table = "temp.\(name)"
        tables = [table]
        let store = PlanExpression(.field(.init(relations: [], name: "store")), .text)
        let id = PlanExpression(.field(.init(relations: [], name: "id")), .text)
        let key = PlanExpression(.field(.init(relations: [], name: HomeScope.rowKey)), .any)
        var columns = [
            QueryPlan.Column(name: "store", value: store), .init(name: "id", value: id),
            .init(name: "key", value: key),
        ]
        for (index, value) in values.enumerated() {
            // A column that is only copied would come in the encoding of its store.
            let decoded = PlanExpression(.coalesce(value, .constant(.null, value.type)), value.type)
            columns.append(.init(name: "v\(index)", value: decoded))
        }
        var chosen = plan
        chosen.operations.append(.project(columns))
        let query = try engine.compile(chosen)
        let slots = values.indices.map { ", v\($0)" }.joined()
        // In the order in which they lie, where none is asked for: an index gives another, in which every page is visited
        // again and again. 200,000 of a million leads by their score took 0.87 s of processor time so and 0.63 s in order.
        let order = plan.isInOrder ? "" : " ORDER BY 1 DESC, 3"
        let table = table
        count = try stores.withConnection { connection in
            try PreparedStatement.run(
                "CREATE TEMP TABLE \(name) (n INTEGER PRIMARY KEY, store, id, k\(slots))", on: connection)
            do {
                return try PreparedStatement.run(
                    "INSERT INTO \(table) (store, id, k\(slots)) SELECT * FROM (\(query.sql))\(order)",
                    query.parameters,
                    on: connection)
            } catch {
                _ = try? PreparedStatement.run("DROP TABLE \(table)", on: connection)
                throw error
            }
        }
    }

    /// Another temporary table that lives as long as this one.
    func addTable(_ columns: String, on connection: OpaquePointer) throws -> String {
        let name = stores.temporaryName()
        try PreparedStatement.run("CREATE TEMP TABLE \(name) (\(columns))", on: connection)
        tables.append("temp.\(name)")
        return "temp.\(name)"
    }

    /// The keys of some of the rows, in their order.
    func keys(
        where condition: String = "TRUE", limit: Int = -1, on connection: OpaquePointer
    ) throws -> [RowKey] {
        var keys: [RowKey] = []
        try PreparedStatement.run(
            "SELECT store, id FROM \(table) AS c WHERE \(condition) ORDER BY n LIMIT \(limit)", on: connection
        ) { row in
            guard let store = row.text(0).flatMap(StoreRole.init), let id = row.text(1) else { return }
            keys.append(RowKey(store: store, id: id))
        }
        return keys
    }

    func keys(numbered numbers: [Int64], on connection: OpaquePointer) throws -> [RowKey] {
        try numbers.flatMap { try keys(where: "n = \($0)", on: connection) }
    }

    deinit {
        for table in tables {
            _ = try? stores.withConnection { connection in
                try PreparedStatement.run("DROP TABLE IF EXISTS \(table)", on: connection)
            }
        }
    }
}

extension QueryPlan {
    /// Its rows come in an order that somebody asked for, or are those of a list.
    fileprivate var isInOrder: Bool {
        if case .rows = source { return true }
        return operations.contains {
            switch $0 {
            case .sort, .slice, .last: true
            default: false
            }
        }
    }
}
