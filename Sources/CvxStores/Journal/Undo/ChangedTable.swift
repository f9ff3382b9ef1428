internal import CSQLite
internal import CvxDomain
internal import CvxServices

/// Carries row changes out on one table, each only where the row is as expected.
final class ChangedTable {
    enum Outcome {
        case done
        /// The row is what it should become.
        case nothingToDo
        case conflict(UndoConflict.Reason)
    }

    let shape: TableShape
    private let connection: OpaquePointer
    /// As SQL names it.
    private let name: String
    /// By the changeset's column: the table's; nil where it is generated.
    private let columns: [TableShape.Column?]
    /// In the order of the primary key.
    private let keys: [Int]
    /// Keys that compare in another way than byte for byte.
    private let looseKeys: [Int]
    private var updates: [[Int]: PreparedStatement] = [:]
    private var looks: [[Int]: PreparedStatement] = [:]
    private var lastUpdate: (changed: [Int], statement: PreparedStatement)?
    private lazy var insert = Result { try makeInsert() }
    private lazy var delete = Result { try makeDelete() }
    private lazy var select = Result { try makeSelect() }

    /// Nil where the table no longer has the key, or the columns, that it had.
    init?(
        _ shape: TableShape, schema: String, names: [String], keyPlaces: [UInt8], on connection: OpaquePointer
    ) {
        self.shape = shape
        self.connection = connection
        name = "\(schema).\(SQLText.quoted(shape.name))"
        var columns: [TableShape.Column?] = []
        for (index, name) in names.enumerated() {
            guard let column = shape.columns.first(where: { $0.name == name }),
                column.keyPlace == keyPlaces[index]
            else { return nil }
            columns.append(column.isGenerated ? nil : column)
        }
        guard shape.columns.allSatisfy({ $0.keyPlace == 0 || names.contains($0.name) }) else { return nil }
        self.columns = columns
        keys = keyPlaces.indices.filter { keyPlaces[$0] != 0 }.sorted { keyPlaces[$0] < keyPlaces[$1] }
        looseKeys = keys.filter { index in
            var collation: UnsafePointer<CChar>?
            let code = sqlite3_table_column_metadata(
                connection, shape.role.rawValue, shape.name, names[index], nil, &collation, nil, nil, nil)
            guard code == SQLITE_OK, let collation else { return false }
            return String(cString: collation).uppercased() != "BINARY"
        }
    }

    /// The values of a change must stay in place until this returns.
    func apply(_ change: RowChange) throws -> Outcome {
        let statement = try statement(for: change)
        defer { statement.reset() }
        for index in columns.indices where columns[index] != nil {
            let place = Int32(index + 1)
            if change.kind != .added { statement.bindDefined(place, change.expected[index]) }
            if change.kind != .deleted {
                statement.bindDefined(place + Int32(columns.count), change.wanted[index])
            }
        }
        do { while try statement.step() {} } catch let failure as SQLiteFailure
            where failure.code & 0xFF == SQLITE_CONSTRAINT
        {
            return try change.kind == .added && isThere(change)
                ? outcome(of: change, otherwise: .keyTaken) : .conflict(.constraint(failure.message))
        }
        if change.kind == .added || sqlite3_changes64(connection) > 0 { return .done }
        return try outcome(of: change, otherwise: .gone)
    }

    /// What `apply` would come to for an update, as far as its own row goes.
    func look(_ change: RowChange) throws -> Outcome {
        let changed = changedColumns(change)
        let statement = try looks[changed] ?? makeLook(changed)
        looks[changed] = statement
        defer { statement.reset() }
        for index in changed + keys { statement.bindDefined(Int32(index + 1), change.expected[index]) }
        return try statement.step() ? .done : outcome(of: change, otherwise: .gone)
    }

    /// Whether the changeset's column is one that is compared and written.
    func has(_ column: Int) -> Bool { columns[column] != nil }

    private func isThere(_ change: RowChange) throws -> Bool { try current(change) != nil }

    /// Why a row is not as expected.
    private func outcome(of change: RowChange, otherwise reason: UndoConflict.Reason) throws -> Outcome {
        guard let now = try current(change) else {
            return change.kind == .deleted ? .nothingToDo : .conflict(reason)
        }
        let touched = columns.indices.filter { index in
            guard case .some = columns[index] else { return false }
            if change.kind != .updated { return true }
            if case .undefined = change.wanted[index] { return false }
            return true
        }
        if change.kind != .deleted, touched.allSatisfy({ StoredValue(change.wanted[$0]) == now[$0] }) {
            return .nothingToDo
        }
        if change.kind == .added { return .conflict(reason) }
        for index in touched {
            guard let left = StoredValue(change.expected[index]), left != now[index] else { continue }
            return .conflict(.changed(column: columns[index]?.name ?? "", left: left, now: now[index]))
        }
        return .conflict(reason)
    }

    /// The row as it is now, a value a column; nil where there is none.
    func current(_ change: RowChange) throws -> [StoredValue]? {
        let statement = try select.get()
        defer { statement.reset() }
        for (place, index) in keys.enumerated() { statement.bind(Int32(place + 1), change.keyed[index]) }
        guard try statement.step() else { return nil }
        return columns.indices.map { statement.value(Int32($0)) }
    }

    // MARK: statements

    private func statement(for change: RowChange) throws -> PreparedStatement {
        switch change.kind {
        case .added: return try insert.get()
        case .deleted: return try delete.get()
        case .updated: break
        }
        let changed = changedColumns(change)
        if let lastUpdate, lastUpdate.changed == changed { return lastUpdate.statement }
        let statement = try updates[changed] ?? makeUpdate(changed)
        updates[changed] = statement
        lastUpdate = (changed, statement)
        return statement
    }

    private func changedColumns(_ change: RowChange) -> [Int] {
        columns.indices.filter { index in
            if case .undefined = change.wanted[index] { return false }
            return columns[index] != nil
        }
    }

    private func quoted(_ index: Int) -> String { SQLText.quoted(columns[index]?.name ?? "") }

    /// `?n` is what the changeset's column n is expected to hold, and what it is to hold comes after all of those.
    private func keyTest(_ parameter: (Int) -> Int) -> [String] {
        keys.map { "\(quoted($0)) = ?\(parameter($0))" }
            + looseKeys.map { "\(quoted($0)) COLLATE BINARY IS ?\(parameter($0))" }
    }

    private func test(_ columns: [Int]) -> String {
        let rest = columns.filter { !keys.contains($0) }.map { "\(quoted($0)) COLLATE BINARY IS ?\($0 + 1)" }
        return (keyTest { $0 + 1 } + rest).joined(separator: " AND ")
    }

    private func makeUpdate(_ changed: [Int]) throws -> PreparedStatement {
        let assigns = changed.map { "\(quoted($0)) = ?\($0 + 1 + columns.count)" }.joined(separator: ", ")
        return try PreparedStatement(
            connection, "UPDATE OR ABORT \(name) SET \(assigns) WHERE \(test(changed))")
    }

    private func makeLook(_ changed: [Int]) throws -> PreparedStatement {
        try PreparedStatement(connection, "SELECT 1 FROM \(name) WHERE \(test(changed))")
    }

    private func makeDelete() throws -> PreparedStatement {
        let all = columns.indices.filter { columns[$0] != nil }
        return try PreparedStatement(connection, "DELETE FROM \(name) WHERE \(test(all))")
    }

    private func makeInsert() throws -> PreparedStatement {
        let all = columns.indices.filter { columns[$0] != nil }
        let names = all.map(quoted).joined(separator: ", ")
        let values = all.map { "?\($0 + 1 + columns.count)" }.joined(separator: ", ")
        return try PreparedStatement(
            connection, "INSERT OR ABORT INTO \(name) (\(names)) VALUES (\(values))")
    }

    private func makeSelect() throws -> PreparedStatement {
        let names = columns.indices.map { columns[$0] == nil ? "NULL" : quoted($0) }.joined(separator: ", ")
        var places: [Int: Int] = [:]
        for (place, index) in keys.enumerated() { places[index] = place + 1 }
        let test = keyTest { places[$0] ?? 0 }.joined(separator: " AND ")
        return try PreparedStatement(connection, "SELECT \(names) FROM \(name) WHERE \(test)")
    }
}
