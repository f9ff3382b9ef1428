internal import CvxDomain
internal import CvxServices

/// The changesets of one entry.
struct JournalChunks {
    let entry: Int64
    private let connection: OpaquePointer

    static func of(_ entry: Int64, _ connection: OpaquePointer) -> JournalChunks {
        JournalChunks(entry: entry, connection: connection)
    }

    /// In the order of their change, until `body` returns false. The bytes are valid inside it only.
    ///
    /// - Parameter reversed: the latest first.
    func each(
        reversed: Bool = false, _ body: (String, StoreRole, UnsafeRawBufferPointer) throws -> Bool
    ) throws {
        let select = try PreparedStatement(
            connection,
            "SELECT file, store, changeset FROM chunks WHERE entry = ? ORDER BY seq \(reversed ? "DESC" : "ASC")"
        )
        select.bind(1, entry)
        while try select.step() {
            guard let role = select.text(1).flatMap(StoreRole.init(rawValue:)) else { continue }
            guard try body(select.text(0) ?? "", role, select.blob(2)) else { return }
        }
    }

    /// Whether the entry changed a row. The key's bytes stand in a changeset as they are, so that most chunks are
    /// passed over by a search of SQLite's.
    func touch(_ row: JournalRowKey) throws -> Bool {
        let select = try PreparedStatement(
            connection,
            """
            SELECT changeset FROM chunks WHERE entry = ?1 AND store = ?2
              AND (instr(changeset, CAST(?3 AS BLOB)) OR instr(changeset, ?4))
            """)
        select.bind(1, entry)
        select.bind(2, row.store.rawValue)
        select.bind(3, row.id)
        // As the format writes an integer: its type, then its bytes, the highest first.
        let number = [ChangesetFormat.int] + withUnsafeBytes(of: Int64(row.id)?.bigEndian ?? 0, Array.init)
        return try number.withUnsafeBytes { bytes in
            if Int64(row.id) != nil { select.bind(4, blob: bytes) }
            var isThere = false
            while try !isThere && select.step() {
                try ChangesetReader(select.blob(0)).each { change in
                    isThere =
                        change.key.first?.text == row.id
                        && (row.table == nil || row.table == change.table.name)
                    return !isThere
                }
            }
            return isThere
        }
    }
}
