internal import CvxDomain
internal import CvxServices

/// Carries journaled changes out on the stores, back or forth, and leaves alone what is not as it should be.
final class ChangeApplication {
    /// A row that was changed though a foreign key did not hold then; it may by the end.
    private struct Suspect {
        var role: StoreRole
        var names: [String]
        var kept: KeptRowChange
        var isTakenBack = false
    }

    /// Conflicts that are named; all are counted.
    private static let namedConflicts = 100

    private let connection: OpaquePointer
    private let schemas: [StoreRole: (schema: String, tables: StoreTables)]
    private var tables: [String: ChangedTable?] = [:]
    private var last: (role: StoreRole, name: String, table: ChangedTable?)?
    private var foreignKeys: [StoreRole: ForeignKeys] = [:]
    private var suspects: [Suspect] = []
    private let orphans: Set<Orphan>
    private(set) var report = UndoReport()

    /// - Parameter orphans: rows that come back though what they refer to is not there
    init(
        _ connection: OpaquePointer, _ schemas: [StoreRole: (schema: String, tables: StoreTables)],
        orphans: Set<Orphan> = []
    ) {
        self.connection = connection
        self.schemas = schemas
        self.orphans = orphans
    }

    /// - Parameter names: the columns' names when the change was made.
    func apply(_ change: RowChange, _ role: StoreRole, names: [String]) throws {
        guard let table = try table(change.table, role, names) else {
            return conflict(change, role, .tableChanged)
        }
        switch try table.apply(change) {
        case .done:
            count(change, table, by: 1)
            if try !suspects.isEmpty || breaksForeignKey(change, role, names) != nil {
                suspects.append(Suspect(role: role, names: names, kept: KeptRowChange(change)))
            }
        case .nothingToDo: break
        case .conflict(let reason): conflict(change, role, reason)
        }
    }

    /// As `apply` for an update, and changes nothing.
    func look(_ change: RowChange, _ role: StoreRole, names: [String]) throws {
        guard let table = try table(change.table, role, names) else {
            return conflict(change, role, .tableChanged)
        }
        switch try table.look(change) {
        case .done: count(change, table, by: 1)
        case .nothingToDo: break
        case .conflict(let reason): conflict(change, role, reason)
        }
    }

    /// Takes back what breaks a foreign key even now that everything is done.
    func finish() throws {
        var goesOn = true
        while goesOn {
            goesOn = false
            for index in suspects.indices where !suspects[index].isTakenBack {
                let suspect = suspects[index]
                let change = suspect.kept.change
                guard let reason = try breaksForeignKey(change, suspect.role, suspect.names),
                    let table = try table(change.table, suspect.role, suspect.names)
                else { continue }
                suspects[index].isTakenBack = true
                guard case .done = try table.apply(change.reversed) else { continue }
                count(change, table, by: -1)
                conflict(change, suspect.role, reason)
                goesOn = true
            }
        }
        suspects = []
        report.counts.removeAll { $0.total == 0 }
    }

    /// Nil where the table is not there any more, or not with its columns.
    func table(
        _ changed: ChangesetChange.Table, _ role: StoreRole, _ names: [String]
    ) throws -> ChangedTable? {
        if let last, last.role == role, last.name == changed.name { return last.table }
        let key = "\(role.rawValue).\(changed.name)"
        let table: ChangedTable?
        if let known = tables[key] {
            table = known
        } else if let (schema, shapes) = schemas[role], let shape = shapes.shape(changed.name) {
            table = ChangedTable(
                shape, schema: schema, names: names, keyPlaces: changed.keyPlaces, on: connection)
        } else {
            table = nil
        }
        tables[key] = .some(table)
        last = (role, changed.name, table)
        return table
    }

    private func count(_ change: RowChange, _ table: ChangedTable, by step: Int) {
        let role = table.shape.role
        let place: Int
        if let known = report.counts.firstIndex(where: { $0.store == role && $0.table == table.shape.name }) {
            place = known
        } else {
            place = report.counts.count
            report.counts.append(JournalEntry.TableCount(store: role, table: table.shape.name))
        }
        switch change.kind {
        case .added: report.counts[place].added += step
        case .updated: report.counts[place].updated += step
        case .deleted: report.counts[place].deleted += step
        }
    }

    private func conflict(_ change: RowChange, _ role: StoreRole, _ reason: UndoConflict.Reason) {
        report.conflictCount += 1
        guard report.conflicts.count < Self.namedConflicts else { return }
        report.conflicts.append(
            UndoConflict(store: role, table: change.table.name, key: change.key, reason: reason))
    }

    private func breaksForeignKey(
        _ change: RowChange, _ role: StoreRole, _ names: [String]
    ) throws -> UndoConflict.Reason? {
        guard let (schema, tables) = schemas[role] else { return nil }
        let keys = foreignKeys[role] ?? ForeignKeys(tables, schema: schema, on: connection)
        foreignKeys[role] = keys
        func values(_ columns: [String], _ image: [ChangesetValue]) -> [ChangesetValue] {
            columns.map { column in names.firstIndex(of: column).map { image[$0] } ?? .undefined }
        }
        switch change.kind {
        case .added, .updated:
            if !orphans.isEmpty,
                orphans.contains(Orphan(store: role, table: change.table.name, key: change.key))
            {
                return nil
            }
            for key in try keys.from(change.table.name)
            where try !keys.exists(key.parent, key.parentColumns, values(key.childColumns, change.wanted)) {
                return .parentGone(key.parent)
            }
        case .deleted:
            for key in try keys.to(change.table.name) {
                let values = values(key.parentColumns, change.expected)
                if case .undefined? = values.first { continue }
                if try keys.exists(key.child, key.childColumns, values) { return .hasChildren(key.child) }
            }
        }
        return nil
    }
}
