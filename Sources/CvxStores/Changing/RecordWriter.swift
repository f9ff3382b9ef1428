import CvxDomain

/// Makes new rows in one home.
struct RecordWriter {
    private let entity: BoundEntity
    private let home: BoundHome
    private let connection: OpaquePointer
    /// Columns in the order of the statement's parameters, each with its source and encoding.
    private let columns: [(column: BoundColumn, encoding: ColumnEncoding, value: Value)]
    private let id: NewID
    private let statement: PreparedStatement

    private enum Value {
        case constant(Scalar)
        case slot(Int, ColumnType)
        /// Dollars as a share of others.
        case share(ResolvedAssignment.Source, of: ResolvedAssignment.Source, scale: Double)
        case id
    }

    /// - Throws: `ChangeRefusal` where a column that needs a value has none, or none of the columns carries a field.
    init(
        _ assignments: [ResolvedAssignment], into home: BoundHome, of entity: BoundEntity, now: Instant,
        actor: String, connection: OpaquePointer
    ) throws {
        self.entity = entity
        self.home = home
        self.connection = connection
        var columns: [(column: BoundColumn, encoding: ColumnEncoding, value: Value)] = []
        func add(_ field: CatalogField, _ source: FieldSource, _ value: Value) throws {
            let column = try source.writable(field, in: home)
            let encoding = try ColumnEncoding.detect(source, of: field, in: home, on: connection)
            columns.append((column, encoding, value))
        }
        for assignment in assignments {
            guard let name = assignment.written.last(where: { home.columns[$0] != nil }),
                let source = home.columns[name], let field = entity.definition.field(name)
            else {
                throw ChangeRefusal.noColumn(field: assignment.field.name, store: home.store, rows: 0)
            }
            switch assignment.value {
            case let dollars where source.isShare:
                guard case .share(_, _, let inPercents) = source,
                    let whole = assignments.first(where: { $0.field.name == "estimated_value" })
                else { throw ChangeRefusal.noShare(field: name, of: "estimated_value", row: nil) }
                try add(field, source, .share(dollars, of: whole.value, scale: inPercents ? 100 : 1))
            case .constant(let scalar): try add(field, source, .constant(scalar))
            case .slot(let slot): try add(field, source, .slot(slot, field.type))
            }
        }
        for name in ["created_at", "updated_at"] where !assignments.contains(where: { $0.field.name == name })
        {
            if let field = entity.definition.field(name), let source = home.columns[name] {
                try add(field, source, .constant(.instant(now)))
            }
        }
        if home.store.isOwn, let field = entity.definition.field("created_by"),
            let source = home.columns[field.name]
        {
            try add(field, source, .constant(.text(actor)))
        }
        guard case .column(let idColumn)? = home.columns["id"] else {
            throw ChangeRefusal.noID(entity: entity.definition.name, store: home.store)
        }
        id = try NewID.habit(of: idColumn, in: home, on: connection)
        if id != .assignedByStore { columns.append((idColumn, .plain, .id)) }
        try Self.checkRequired(columns.map(\.column.name), entity, home, connection)
        self.columns = columns
        let names = columns.map { SQLWriter.identifier($0.column.name) }.joined(separator: ", ")
        let places = columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
        statement = try PreparedStatement(
            connection,
            "INSERT INTO \(home.qualifiedTable) (\(names)) VALUES (\(places)) RETURNING "
                + "CAST(\(SQLWriter.identifier(idColumn.name)) AS TEXT)")
    }

    /// Makes one row.
    ///
    /// - Parameters:
    ///   - slots: what the expressions come to for it, as SQL has them
    ///   - id: its id where the store does not assign one; nil: a new one
    func write(_ slots: [Scalar], at now: Instant, id given: String? = nil) throws -> RowKey {
        let values = try columns.map { column in
            switch column.value {
            case .share(let dollars, let whole, let scale):
                try Self.share(dollars.scalar(slots), of: whole.scalar(slots), scale)
            case .constant(let scalar): column.encoding.encode(scalar)
            case .slot(let slot, let type): column.encoding.encode(slots[slot].typed(type))
            case .id: Scalar.text(given ?? id.next(at: now))
            }
        }
        var made = ""
        try statement.run(values) { made = $0.text(0) ?? "" }
        return RowKey(store: home.store, id: made)
    }

    private static func share(_ dollars: Scalar, of whole: Scalar, _ scale: Double) throws -> Scalar {
        guard let part = dollars.asMoney else { return .null }
        guard let whole = whole.asMoney, whole.tenThousandths != 0 else {
            throw ChangeRefusal.noShare(field: "equity", of: "estimated_value", row: nil)
        }
        return .decimal(part.dollars * scale / whole.dollars)
    }

    private static func checkRequired(
        _ given: [String], _ entity: BoundEntity, _ home: BoundHome, _ connection: OpaquePointer
    ) throws {
        var missing: [String] = []
        let schema = SQLWriter.identifier(home.store.rawValue)
        // cid, name, type, notnull, dflt_value, pk
        try PreparedStatement.run(
            "PRAGMA \(schema).table_info(\(SQLWriter.identifier(home.table)))", on: connection
        ) { row in
            guard let name = row.text(1), row.int(3) != 0, row.isNull(4), !given.contains(name),
                row.int(5) == 0
            else { return }
            let field = home.columns.first { $0.value.column?.name == name }?.key
            missing.append(field ?? name)
        }
        if !missing.isEmpty {
            throw ChangeRefusal.required(entity: entity.definition.singular, fields: missing)
        }
    }
}

extension Scalar {
    /// What SQL worked out, as a value of a field's type.
    fileprivate func typed(_ type: ColumnType) -> Scalar {
        switch (type, self) {
        case (.bool, .int(let number)): .bool(number != 0)
        case (.money, _): asMoney.map(Scalar.money) ?? self
        case (.percent, _): asFraction.map(Scalar.percent) ?? self
        case (.instant, .int(let number)): .instant(Instant(milliseconds: number))
        case (.date, .int(let number)): .date(Day(number: number))
        case (.duration, .int(let number)): .duration(TimeSpan(milliseconds: number))
        case (.vocabulary(let name), .text(let word)): .symbol(name, word)
        default: self
        }
    }
}
