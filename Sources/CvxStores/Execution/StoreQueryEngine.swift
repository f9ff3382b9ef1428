import CSQLite
package import CvxDomain
package import CvxServices

/// Carries plans out on a workspace's stores.
package final class StoreQueryEngine: QueryEngine {
    let stores: WorkspaceStores
    private let zone: any Zone
    private var registered: Set<String> = []
    /// Rows in a batch: enough to make the calls between layers cheap, small enough for the cache.
    private static let batchRows = 256
    /// Why SQL that a person wrote is not run; asked before each.
    package var sqlRefusal: () -> Refusal? = { nil }

    package init(stores: WorkspaceStores, zone: any Zone) {
        self.stores = stores
        self.zone = zone
    }

    package func run(_ plan: QueryPlan, withKeys: Bool, into sink: any RowSink) throws {
        while true {
            let delivery = Delivery()
            do {
                let query = try PlanCompiler.compile(plan, catalog: stores, withKeys: withKeys)
                return try stream(query, into: sink, delivery)
            } catch let error as StoreError {
                // What was not begun yet can be asked again without the store that is damaged.
                guard let fault = stores.setAside(after: error) else { throw error }
                if delivery.hasBegun { throw fault }
            }
        }
    }

    /// Whether a sink has been given anything.
    private final class Delivery {
        var hasBegun = false
    }

    package func run(sql: String, parameters: [Scalar], into sink: any RowSink) throws {
        try prepare(sql: sql)
        try stream(sql: sql, parameters: parameters, columns: nil, into: sink, Delivery())
    }

    /// SQL that a person wrote may name any store; nothing keeps it inside an organization.
    func prepare(sql: String) throws {
        try SQLRefusal.check(sql)
        if let refusal = sqlRefusal() { throw refusal }
        if let organization = stores.organization { throw Refusal.sql(inside: organization) }
        try stores.attachAll(for: sql)
    }

    package func rows(
        withID id: String, exact: Bool, of entity: String?, limit: Int
    ) throws -> [(entity: String, key: RowKey)] {
        try RowLookup(engine: self, id: id, isExact: exact, limit: limit).rows(of: entity)
    }

    func entity(_ name: String) throws -> BoundEntity? { try stores.entity(name) }

    /// Some row of the entity has the id.
    func exists(_ id: String, in entity: String) throws -> Bool {
        let field = PlanExpression(.field(.init(relations: [], name: "id")), .text)
        let test = PlanExpression(.compare(.equal, field, .constant(.text(id), .text)), .bool)
        let query = try compile(
            QueryPlan(source: .scan(entity: entity, store: nil), operations: [.filter(test), .exists]))
        return try stores.withConnection { connection in
            try PreparedStatement.count(query.sql, query.parameters, on: connection) != 0
        }
    }

    /// The plan's statement, ready to stand inside another: what it calls is registered.
    func compile(_ plan: QueryPlan) throws -> CompiledQuery {
        let query = try PlanCompiler.compile(plan, catalog: stores, withKeys: false)
        try register(query.functions)
        return query
    }

    // MARK: statements

    private func stream(
        _ query: CompiledQuery, into sink: any RowSink, _ delivery: Delivery
    ) throws {
        try register(query.functions)
        try stream(
            sql: query.sql, parameters: query.parameters, columns: query.columns, into: sink, delivery)
    }

    func register(_ functions: Set<String>) throws {
        for name in functions.subtracting(registered) {
            guard let function = SQLFunctions.make(name, zone: zone) else { continue }
            try stores.withConnection { connection in try function.register(on: connection) }
            registered.insert(name)
        }
    }

    /// - Parameter columns: nil for SQL that a person wrote: names and types are SQLite's.
    private func stream(
        sql: String, parameters: [Scalar], columns: [ResultColumn]?, into sink: any RowSink,
        _ delivery: Delivery
    ) throws {
        var sink = sink
        try statement(sql, parameters) { statement, connection in
            if columns == nil, sqlite3_stmt_readonly(statement) == 0 { throw SQLRefusal.writes }
            let columns = columns ?? Self.columns(of: statement)
            let reader = RowReader(columns: columns)
            var batch = RowBatch(width: columns.count)
            func deliver() throws {
                if !delivery.hasBegun {
                    delivery.hasBegun = true
                    try sink.begin(columns)
                }
                if batch.rowCount > 0 { try sink.append(batch) }
            }
            while try Self.step(statement, connection) {
                reader.read(statement, into: &batch)
                if batch.rowCount == Self.batchRows || batch.byteCount > 1 << 20 {
                    try deliver()
                    batch.removeAll()
                }
            }
            try deliver()
        }
        try sink.end()
    }

    private static func columns(of statement: OpaquePointer) -> [ResultColumn] {
        (0..<sqlite3_column_count(statement)).map { index in
            ResultColumn(sqlite3_column_name(statement, index).map { String(cString: $0) } ?? "", .any)
        }
    }

    func statement(
        _ sql: String, _ parameters: [Scalar], _ body: (OpaquePointer, OpaquePointer) throws -> Void
    ) throws {
        do {
            try stores.withConnection { connection in
                var prepared: OpaquePointer?
                let (status, rest) = sql.withCString { start in
                    var tail: UnsafePointer<CChar>?
                    let status = sqlite3_prepare_v2(connection, start, -1, &prepared, &tail)
                    return (status, tail.map { String(cString: $0) } ?? "")
                }
                guard status == SQLITE_OK else {
                    throw StoreError.translate(
                        code: sqlite3_extended_errcode(connection), message: Self.message(connection))
                }
                guard let statement = prepared else { return }
                defer { sqlite3_finalize(statement) }
                if rest.contains(where: { !$0.isWhitespace && $0 != ";" }) {
                    throw SQLRefusal.severalStatements
                }
                for (index, value) in parameters.enumerated() {
                    value.bind(to: statement, at: Int32(index + 1))
                }
                try body(statement, connection)
            }
        } catch {
            throw StoreError.translate(error) ?? error
        }
    }

    static func step(_ statement: OpaquePointer, _ connection: OpaquePointer) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default:
            throw StoreError.translate(
                code: sqlite3_extended_errcode(connection), message: message(connection))
        }
    }

    private static func message(_ connection: OpaquePointer) -> String {
        sqlite3_errmsg(connection).map { String(cString: $0) } ?? "unknown error"
    }
}

/// Keeps (store, id) of each row.
final class KeyCollector: RowSink {
    private(set) var keys: [RowKey] = []
    func begin(_ columns: [ResultColumn]) {}
    func append(_ batch: borrowing RowBatch) {
        for row in 0..<batch.rowCount {
            guard let store = batch.plainText(row, 0).flatMap(StoreRole.init),
                let id = batch.plainText(row, 1)
            else { continue }
            keys.append(RowKey(store: store, id: id))
        }
    }
    func end() {}
}

extension RowBatch {
    /// Text, or a whole number as text: ids are either. Nil for null and anything else.
    func plainText(_ row: Int, _ column: Int) -> String? {
        let cell = self[row, column]
        switch cell.kind {
        case .text, .json: return text(of: cell)
        case .int: return String(cell.int)
        default: return nil
        }
    }
}
