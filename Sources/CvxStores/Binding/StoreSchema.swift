internal import CSQLite
package import CvxDomain

/// A table or view of a store as the store spells it.
struct StoreTable {
    var name: String
    var isView: Bool
    /// False: WITHOUT ROWID, or a view.
    var hasRowID: Bool
    var columnCount: Int
    var foldedName: String
}

/// What a store holds at one value of its schema version. Columns are read when first asked for.
final class StoreSchema {
    let version: Int64
    /// Without SQLite's and Prisma's own tables, virtual tables and their shadows.
    let tables: [StoreTable]
    private var columns: [String: [BoundColumn]] = [:]
    /// By catalog entity name: the table that its home in this store is bound to.
    var homeTables: [String: StoreTable]?

    init(version: Int64, tables: [StoreTable]) {
        self.version = version
        self.tables = tables
    }

    static func version(_ schema: String, on connection: OpaquePointer) throws -> Int64 {
        try RawStatement.int(connection, "PRAGMA \(schema).schema_version")
    }

    static func read(_ schema: String, version: Int64, on connection: OpaquePointer) throws -> StoreSchema {
        var tables: [StoreTable] = []
        // schema, name, type, ncol, wr, strict
        try RawStatement.each(connection, "PRAGMA \(schema).table_list") { row in
            guard let name = row.text(1), let type = row.text(2), !isInternal(name),
                type == "table" || type == "view"
            else { return }
            let isView = type == "view"
            tables.append(
                StoreTable(
                    name: name, isView: isView, hasRowID: !isView && row.int(4) == 0,
                    columnCount: Int(row.int(3)), foldedName: name.foldedName))
        }
        // The pragma walks a hash table; a stable order makes names and diagnostics stable.
        tables.sort { $0.name < $1.name }
        return StoreSchema(version: version, tables: tables)
    }

    private static func isInternal(_ name: String) -> Bool {
        let lower = name.lowercased()
        return lower.hasPrefix("sqlite_") || lower == "_prisma_migrations"
    }

    /// Columns of a table in its order, generated ones too; empty for a view that no longer works.
    func columns(
        of table: StoreTable, in schema: String, on connection: OpaquePointer
    ) throws -> [BoundColumn] {
        if let known = columns[table.name] { return known }
        var found: [BoundColumn] = []
        do {
            // cid, name, type, notnull, dflt_value, pk, hidden
            try RawStatement.each(
                connection, "PRAGMA \(schema).table_xinfo(\(SQLText.quoted(table.name)))"
            ) { row in
                guard let name = row.text(1), row.int(6) != 1 else { return }
                let type = row.text(2) ?? ""
                found.append(
                    BoundColumn(
                        name: name, declaredType: type, affinity: .init(declaredType: type),
                        isNotNull: row.int(3) != 0))
            }
        } catch let failure as SQLiteFailure where table.isView && failure.code & 0xFF == SQLITE_ERROR {
            found = []
        }
        columns[table.name] = found
        return found
    }
}

extension BoundColumn.Affinity {
    /// SQLite's rules, in SQLite's order (datatype3.html §3.1). In one pass, as this runs for every column before the
    /// first statement.
    package init(declaredType: String) {
        var (isText, isBlob, isReal) = (false, declaredType.isEmpty, false)
        var lastFour: UInt32 = 0
        for byte in declaredType.utf8 {
            lastFour = lastFour << 8 | UInt32((0x61...0x7A).contains(byte) ? byte & 0xDF : byte)
            switch lastFour {
            case 0x4348_4152, 0x434C_4F42, 0x5445_5854: isText = true  // CHAR, CLOB, TEXT
            case 0x424C_4F42: isBlob = true  // BLOB
            case 0x5245_414C, 0x464C_4F41, 0x444F_5542: isReal = true  // REAL, FLOA, DOUB
            case _ where lastFour & 0xFF_FFFF == 0x49_4E54:  // INT
                self = .integer
                return
            default: break
            }
        }
        self = isText ? .text : isBlob ? .blob : isReal ? .real : .numeric
    }
}
