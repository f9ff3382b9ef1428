internal import CSQLite
internal import CvxDomain
internal import CvxServices

/// Rows touched, by table, in the order of the tables' first change.
struct ChangeCounts {
    private(set) var tables: [JournalEntry.TableCount] = []

    var total: Int { tables.reduce(0) { $0 + $1.total } }

    /// - Throws: `SQLiteFailure` for bytes that are no changeset.
    mutating func add(_ changeset: UnsafeRawBufferPointer, of role: StoreRole) throws {
        var last: (name: UnsafePointer<CChar>, index: Int)?
        try Changeset.each(changeset) { change in
            let index: Int
            if let last, last.name == change.table {
                index = last.index
            } else {
                index = place(of: change.tableName, in: role)
                last = (change.table, index)
            }
            switch change.operation {
            case SQLITE_INSERT: tables[index].added += 1
            case SQLITE_DELETE: tables[index].deleted += 1
            default: tables[index].updated += 1
            }
            return true
        }
    }

    private mutating func place(of table: String, in role: StoreRole) -> Int {
        if let index = tables.firstIndex(where: { $0.store == role && $0.table == table }) { return index }
        tables.append(JournalEntry.TableCount(store: role, table: table))
        return tables.count - 1
    }
}
