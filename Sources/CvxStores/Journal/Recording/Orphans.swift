internal import CvxDomain
internal import CvxServices

/// A deleted row that referred to a row which was not there before either: taking it back breaks no more than was broken.
struct Orphan: Hashable {
    var store: StoreRole
    /// As the store spells it.
    var table: String
    var key: String

    init(store: StoreRole, table: String, key: [StoredValue]) {
        self.store = store
        self.table = table
        self.key = key.map(Self.code).joined(separator: ",")
    }

    private init(store: StoreRole, table: String, code: String) {
        (self.store, self.table, key) = (store, table, code)
    }

    /// With its length, so that two keys never read the same.
    private static func code(_ value: StoredValue) -> String {
        switch value {
        case .int(let number): "i\(number)"
        case .real(let number): "r\(number.bitPattern)"
        case .text(let text): "t\(text.utf8.count):\(text)"
        case .blob(let bytes): "b\(bytes)"
        case .null, .redacted: "n"
        }
    }

    /// Those that some entries deleted, as the journal has them.
    static func of(_ entries: some Sequence<Int64>, _ connection: OpaquePointer) throws -> Set<Orphan> {
        var found: Set<Orphan> = []
        let select = try PreparedStatement(
            connection, #"SELECT store, "table", key FROM orphans WHERE entry = ?"#)
        for entry in entries {
            select.bind(1, entry)
            while try select.step() {
                guard let store = select.text(0).flatMap(StoreRole.init(rawValue:)) else { continue }
                found.insert(Orphan(store: store, table: select.text(1) ?? "", code: select.text(2) ?? ""))
            }
            select.reset()
        }
        return found
    }
}

/// Finds the orphans among what a statement deleted.
struct OrphanSearch {
    private let log: ChangeLog
    private let schemas: [StoreRole: (schema: String, tables: StoreTables)]
    private let foreignKeys: [StoreRole: ForeignKeys]

    /// - Parameter log: what the statement changed, finished
    init(
        _ log: ChangeLog, _ schemas: [StoreRole: (schema: String, tables: StoreTables)],
        _ connection: OpaquePointer
    ) {
        self.log = log
        self.schemas = schemas
        foreignKeys = schemas.mapValues { ForeignKeys($0.tables, schema: $0.schema, on: connection) }
    }

    func orphans() throws -> Set<Orphan> {
        guard log.counts.contains(where: { $0.deleted > 0 }) else { return [] }
        // What the statement deleted itself was there before it.
        var gone: Set<Int> = []
        try eachDeleted { change, role, keys, names in
            for key in try keys.to(change.table.name) {
                gone.insert(Self.hash(role, key.parent, values(key.parentColumns, names, change)))
            }
        }
        var found: Set<Orphan> = []
        try eachDeleted { change, role, keys, names in
            for key in try keys.from(change.table.name) {
                let values = values(key.childColumns, names, change)
                if gone.contains(Self.hash(role, key.parent, values)) { continue }
                if try keys.exists(key.parent, key.parentColumns, values) { continue }
                found.insert(Orphan(store: role, table: change.table.name, key: change.key))
            }
        }
        return found
    }

    private func eachDeleted(
        _ body: (ChangesetChange, StoreRole, ForeignKeys, _ names: [String]) throws -> Void
    ) throws {
        try log.eachChunk { role, changeset in
            guard let keys = foreignKeys[role], let tables = schemas[role]?.tables else { return }
            // Rows of one table follow each other.
            var (table, names): (String?, [String]) = (nil, [])
            try ChangesetReader(changeset).each { change in
                guard change.kind == .deleted else { return true }
                if table != change.table.name {
                    table = change.table.name
                    names = tables.shape(change.table.name)?.columns.map(\.name) ?? []
                }
                try body(change, role, keys, names)
                return true
            }
        }
    }

    private func values(
        _ columns: [String], _ names: [String], _ change: ChangesetChange
    ) -> [ChangesetValue] {
        columns.map { column in names.firstIndex(of: column).map { change.old[$0] } ?? .undefined }
    }

    /// A collision only costs the row its coming back while its parent is gone.
    private static func hash(_ role: StoreRole, _ table: String, _ values: [ChangesetValue]) -> Int {
        var hasher = Hasher()
        hasher.combine(role)
        hasher.combine(table)
        for value in values { hasher.combine(value) }
        return hasher.finalize()
    }
}
