import CvxDomain

/// Changes of numbers and addresses that other rows carry: each is a new value of the carrying row's column.
struct CarriedChange {
    /// One carrying row.
    private struct Row {
        var home: BoundHome
        var column: BoundColumn
        var carrier: String
        var before: String
        var after: Scalar
        var numbers: [Int64]
    }

    private let rows: [Row]
    private let context: ChangeContext

    /// Values that are not as they are to be.
    var count: Int { rows.reduce(0) { $0 + $1.numbers.count } }
    var roles: Set<StoreRole> { Set(rows.map(\.home.store)) }
    var numbers: Set<Int64> { Set(rows.flatMap(\.numbers)) }

    /// - Throws: `ChangeRefusal` where a column has no place for a field.
    init(
        _ kind: CarriedEdit.Kind, of entity: BoundEntity, in store: StoreRole?, chosen: ChosenRows,
        slots: Int, isLenient: Bool = false, _ context: ChangeContext
    ) throws {
        self.context = context
        var rows: [Row] = []
        for home in entity.homes where store == nil || home.store == store {
            guard let column = home.carried else { continue }
            let values = try Self.values(in: home, of: chosen, slots: slots, context)
            if values.isEmpty { continue }
            let encoding = try entity.definition.field("number").map {
                try ColumnEncoding.detect(.column(column), of: $0, in: home, on: context.connection)
            }
            let edit = CarriedEdit(
                entity: entity.definition.singular, home: home, column: column, kind: kind,
                format: encoding ?? .plain, isLenient: isLenient)
            for (carrier, values) in Dictionary(grouping: values, by: \.carrier).sorted(by: {
                $0.key < $1.key
            }) {
                guard let before = try Self.text(home, column, carrier, context.connection) else { continue }
                let after = try edit.result(values, of: before, on: context.connection)
                if case .text(before) = after { continue }
                rows.append(
                    Row(
                        home: home, column: column, carrier: carrier, before: before, after: after,
                        numbers: values.map(\.number)))
            }
        }
        self.rows = rows
    }

    /// As an id is compared: one of a column without a type may be a number.
    private static func text(_ id: BoundColumn) -> String {
        let name = SQLWriter.identifier(id.name)
        return id.affinity == .blob ? "CAST(\(name) AS TEXT)" : name
    }

    private static func values(
        in home: BoundHome, of chosen: ChosenRows, slots: Int, _ context: ChangeContext
    ) throws -> [CarriedValue] {
        var values: [CarriedValue] = []
        let list = (0..<slots).map { ", v\($0)" }.joined()
        try PreparedStatement.run(
            "SELECT n, id\(list) FROM \(chosen.table) WHERE store = ?1", [.text(home.store.rawValue)],
            on: context.connection
        ) { row in
            let slots = (0..<slots).map { row.raw(Int32($0) + 2) }
            if let id = row.text(1),
                let value = CarriedValue(number: row.int(0), id: id, in: home, slots: slots)
            {
                values.append(value)
            }
        }
        return values
    }

    private static func text(
        _ home: BoundHome, _ column: BoundColumn, _ carrier: String, _ connection: OpaquePointer
    ) throws -> String? {
        guard case .column(let id)? = home.columns["id"] else { return nil }
        var text: String?
        try PreparedStatement.run(
            """
            SELECT \(SQLWriter.identifier(column.name)) FROM \(home.qualifiedTable) \
            WHERE \(Self.text(id)) = ?1
            """, [.text(carrier)], on: connection
        ) { text = $0.text(0) }
        return text
    }

    /// Writes, and gives the chosen rows whose carrying row has another value by now.
    func write(on connection: OpaquePointer) throws -> [Int64] {
        var moved: [Int64] = []
        for row in rows {
            guard case .column(let id)? = row.home.columns["id"] else { continue }
            let column = SQLWriter.identifier(row.column.name)
            let (touch, stamp) = try touched(row.home)
            let changed = try PreparedStatement.run(
                """
                UPDATE \(row.home.qualifiedTable) SET \(column) = ?1\(touch) \
                WHERE \(Self.text(id)) = ?2 AND \(column) IS ?3
                """, [row.after, .text(row.carrier), .text(row.before)] + stamp, on: connection)
            if changed == 0 { moved += row.numbers }
        }
        return moved
    }

    /// The carrying row is changed as well.
    private func touched(_ home: BoundHome) throws -> (sql: String, values: [Scalar]) {
        let leads = try context.engine.entity("leads")
        guard let field = leads?.definition.field("updated_at"),
            let carrier = leads?.homes.first(where: { $0.store == home.store && $0.table == home.table }),
            let source = carrier.columns["updated_at"], case .column(let column) = source
        else { return ("", []) }
        let encoding = try ColumnEncoding.detect(source, of: field, in: carrier, on: context.connection)
        return (", \(SQLWriter.identifier(column.name)) = ?4", [encoding.encode(.instant(context.now))])
    }
}

extension BoundHome {
    /// The column of another entity's table that this home's values stand in; nil for a table of its own.
    fileprivate var carried: BoundColumn? {
        switch kind {
        case .table: nil
        case .carriedText(let column), .carriedList(let column): column
        }
    }
}
