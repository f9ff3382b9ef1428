internal import CvxDomain

/// Changesets that wait for their commit, in a temporary table of the data's own connection: it spills to a file, and
/// savepoints and rollbacks take them back with the rows that they are about.
struct PendingChunks {
    static let table = "cvx_pending_chunks"

    let connection: OpaquePointer

    init(_ connection: OpaquePointer) throws {
        self.connection = connection
        try OwnStore.execute(
            """
            CREATE TEMP TABLE IF NOT EXISTS \(Self.table)
              (seq INTEGER PRIMARY KEY, entry INTEGER NOT NULL, store TEXT NOT NULL, changeset BLOB NOT NULL)
            """, connection)
    }

    /// - Parameter entry: the entry's place among those of the transaction.
    func append(_ changeset: UnsafeRawBufferPointer, entry: Int, role: StoreRole) throws {
        let insert = try PreparedStatement(
            connection, "INSERT INTO temp.\(Self.table) (entry, store, changeset) VALUES (?, ?, ?)")
        insert.bind(1, Int64(entry))
        insert.bind(2, role.rawValue)
        insert.bind(3, blob: changeset)
        try insert.run()
    }

    /// In the order in which they were appended.
    func each(_ body: (Int, StoreRole, UnsafeRawBufferPointer) throws -> Void) throws {
        let select = try PreparedStatement(
            connection, "SELECT entry, store, changeset FROM temp.\(Self.table) ORDER BY seq")
        while try select.step() {
            guard let role = select.text(1).flatMap(StoreRole.init(rawValue:)) else { continue }
            try body(Int(select.int(0)), role, select.blob(2))
        }
    }

    func clear() throws { try OwnStore.execute("DELETE FROM temp.\(Self.table)", connection) }
}
