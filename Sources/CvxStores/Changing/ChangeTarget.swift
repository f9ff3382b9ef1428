import CvxDomain

/// The rows of one home that a change touches: a temporary table of their places in the home's table.
///
/// Columns of the temporary table: `n` as in the chosen rows, `k` the row's key, and `seen`, a fingerprint of the
/// row, where the rows are shown to somebody before they are changed.
struct ChangeTarget {
    var home: BoundHome
    /// As SQL names it.
    var table: String
    /// Rows in it.
    var count: Int
    /// What a row of the home's table `t` is found by again.
    var key: String
    /// Every column of the home's table, as SQL names it under `t`; empty where no fingerprint is kept.
    var watched: [String]

    /// - Parameters:
    ///   - condition: over the chosen rows as `c` and the home's table as `t`
    ///   - earlier: homes before this one, whose rows are here as well
    ///   - watches: keep a fingerprint of each row
    static func choose(
        _ home: BoundHome, of chosen: ChosenRows, where condition: String?, parameters: [Scalar],
        earlier: [StoreRole], watches: Bool, on connection: OpaquePointer
    ) throws -> ChangeTarget {
        guard case .column(let id)? = home.columns["id"] else {
            throw ChangeRefusal.noID(entity: home.table, store: home.store)
        }
        let key = home.hasRowID ? "t.rowid" : "t.\(SQLWriter.identifier(id.name))"
        let watched = watches ? try columns(of: home, on: connection) : []
        if watches { try SQLFingerprint.register(on: connection) }
        let table = try chosen.addTable("n INTEGER PRIMARY KEY, k, seen", on: connection)
        // Its own rows are found by their place, in the order in which they lie; those of other homes by their id.
        var links = ["c.store = \(SQLWriter.literal(home.store.rawValue)) AND \(key) = c.k"]
        if !earlier.isEmpty {
            let stores = earlier.map { SQLWriter.literal($0.rawValue) }.joined(separator: ", ")
            links.append("c.store IN (\(stores)) AND t.\(SQLWriter.identifier(id.name)) = CAST(c.id AS TEXT)")
        }
        var count = 0
        for link in links {
            // An id that is there twice, as only a table without a key can have it, would be two rows for one.
            count += try PreparedStatement.run(
                """
                INSERT OR IGNORE INTO \(table) (n, k, seen) SELECT c.n, \(key), \(fingerprint(watched)) \
                FROM \(chosen.table) AS c CROSS JOIN \(home.qualifiedTable) AS t \
                WHERE \(link)\(condition.map { " AND \($0)" } ?? "")
                """, parameters, on: connection)
        }
        return ChangeTarget(home: home, table: table, count: count, key: key, watched: watched)
    }

    /// Takes the rows out that are gone or differ from what was seen, and gives their numbers.
    func dropMoved(on connection: OpaquePointer) throws -> Set<Int64> {
        guard !watched.isEmpty else { return [] }
        var moved: Set<Int64> = []
        try PreparedStatement.run(
            """
            SELECT h.n FROM \(table) AS h LEFT JOIN \(home.qualifiedTable) AS t ON \(key) = h.k \
            WHERE \(key) IS NULL OR \(Self.fingerprint(watched)) IS NOT h.seen
            """, on: connection
        ) { moved.insert($0.int(0)) }
        return moved
    }

    func drop(_ numbers: Set<Int64>, on connection: OpaquePointer) throws {
        guard !numbers.isEmpty else { return }
        let delete = try PreparedStatement(connection, "DELETE FROM \(table) WHERE n = ?1")
        for number in numbers { try delete.run([.int(number)]) }
    }

    /// The chosen rows' numbers in pieces, so that what a session gathers is drained in between.
    func pieces(of count: Int, _ body: (_ after: Scalar, _ through: Scalar) throws -> Void) rethrows {
        let size = 20_000
        for start in stride(from: 0, to: count, by: size) {
            try body(.int(Int64(start)), .int(Int64(min(count, start + size))))
        }
    }

    private static func fingerprint(_ columns: [String]) -> String {
        columns.isEmpty ? "NULL" : SQLFingerprint.sql(columns)
    }

    private static func columns(of home: BoundHome, on connection: OpaquePointer) throws -> [String] {
        var names: [String] = []
        let schema = SQLWriter.identifier(home.store.rawValue)
        try PreparedStatement.run(
            "PRAGMA \(schema).table_info(\(SQLWriter.identifier(home.table)))", on: connection
        ) { row in names += row.text(1).map { ["t.\(SQLWriter.identifier($0))"] } ?? [] }
        return names
    }
}
