internal import CvxDomain
internal import CvxServices

/// What an undo would find, by looking alone: for updates of columns that no rule spans rows for, each row once. It takes
/// no lock and a fraction of the time; anything else is for a trial.
final class UndoComparison {
    /// The change is of a kind that has to be tried.
    struct NeedsTrial: Error {}

    private let connection: OpaquePointer
    private let schemas: [StoreRole: (schema: String, tables: StoreTables)]
    private let application: ChangeApplication
    private var seen: Set<Int> = []
    private var bound: [String: Set<String>] = [:]

    var report: UndoReport { application.report }

    init(_ connection: OpaquePointer, _ schemas: [StoreRole: (schema: String, tables: StoreTables)]) {
        self.connection = connection
        self.schemas = schemas
        application = ChangeApplication(connection, schemas)
    }

    /// - Throws: `NeedsTrial`.
    func look(_ change: RowChange, _ role: StoreRole, names: [String]) throws {
        guard change.kind == .updated, seen.insert(identity(change, role)).inserted else {
            throw NeedsTrial()
        }
        let bound = try boundColumns(change.table.name, role)
        if !bound.isEmpty {
            for index in names.indices where bound.contains(names[index]) {
                guard case .undefined = change.wanted[index] else { throw NeedsTrial() }
            }
        }
        try application.look(change, role, names: names)
    }

    /// A collision only costs a trial.
    private func identity(_ change: RowChange, _ role: StoreRole) -> Int {
        var hasher = Hasher()
        hasher.combine(role)
        hasher.combine(change.table.name)
        for index in change.table.keyPlaces.indices where change.table.keyPlaces[index] != 0 {
            hasher.combine(change.expected[index])
        }
        return hasher.finalize()
    }

    /// Columns of a table that unique indexes and foreign keys speak of.
    private func boundColumns(_ table: String, _ role: StoreRole) throws -> Set<String> {
        let key = "\(role.rawValue).\(table)"
        if let known = bound[key] { return known }
        guard let (schema, tables) = schemas[role] else { throw NeedsTrial() }
        var columns: Set<String> = []
        var indexes: [String] = []
        // seq, name, unique, origin
        try RawStatement.each(connection, "PRAGMA \(schema).index_list(\(SQLText.quoted(table)))") { row in
            if row.int(2) != 0, row.text(3) != "pk", let name = row.text(1) { indexes.append(name) }
        }
        for index in indexes {
            // seqno, cid, name; no name where it is an expression.
            try RawStatement.each(connection, "PRAGMA \(schema).index_info(\(SQLText.quoted(index)))") {
                row in
                guard let name = row.text(2) else { throw NeedsTrial() }
                columns.insert(name)
            }
        }
        let foreignKeys = ForeignKeys(tables, schema: schema, on: connection)
        for key in try foreignKeys.from(table) { columns.formUnion(key.childColumns) }
        for key in try foreignKeys.to(table) { columns.formUnion(key.parentColumns) }
        bound[key] = columns
        return columns
    }
}
