internal import CSQLite
internal import CvxDomain
internal import CvxServices

/// The lists that were imported, in a file of their own: they are too large to be journaled row by row, and anybody's
/// copy is as good. The numbers of a list are sorted and kept in chunks, each a row of about a page: the first number is
/// the row's key, the others are the distances from one to the next, seven bits a byte.
final class ImportedLists {
    private let store: OwnStore

    init(path: String, busyTimeout: Int) {
        store = OwnStore(path: path, schema: .doNotCall, busyTimeout: busyTimeout)
    }

    /// - Throws: `StoreError`.
    func lists() throws -> [(key: Int64, list: ImportedDoNotCallList)] {
        try store.reading { connection in
            var lists: [(Int64, ImportedDoNotCallList)] = []
            let select = try PreparedStatement(
                connection,
                "SELECT id, name, as_of, imported_at, count, file, imported_by FROM lists ORDER BY id")
            while try select.step() {
                lists.append(
                    (
                        select.int(0),
                        ImportedDoNotCallList(
                            list: .init(named: select.text(1) ?? ""), asOf: Day(number: select.int(2)),
                            importedAt: Instant(milliseconds: select.int(3)), count: Int(select.int(4)),
                            file: select.text(5) ?? "", by: select.text(6) ?? "")
                    ))
            }
            return lists
        } ?? []
    }

    /// Those of the numbers that a list has.
    ///
    /// - Parameter sorted: each once
    func members(of list: Int64, among sorted: [NANPNumber]) throws -> [NANPNumber] {
        try store.reading { connection in
            var found: [NANPNumber] = []
            if sorted.count <= Self.few {
                let chunk = try PreparedStatement(
                    connection,
                    "SELECT id, numbers FROM chunks WHERE id <= ?1 AND id >= ?2 ORDER BY id DESC LIMIT 1")
                for number in sorted {
                    chunk.bind(1, NumberChunk.key(list, number.digits))
                    chunk.bind(2, NumberChunk.key(list, 0))
                    if try chunk.step(), NumberChunk(chunk, list).contains(number.digits) {
                        found.append(number)
                    }
                    chunk.reset()
                }
                return found
            }
            var next = 0
            try chunks(of: list, on: connection) { chunk in
                while next < sorted.count, sorted[next].digits < chunk.first { next += 1 }
                guard next < sorted.count else { return false }
                chunk.each { digits in
                    while next < sorted.count, sorted[next].digits < digits { next += 1 }
                    if next < sorted.count, sorted[next].digits == digits { found.append(sorted[next]) }
                }
                return true
            }
            return found
        } ?? []
    }

    /// Up to so many are looked up one by one.
    private static let few = 2_000

    /// Every number of a list, in order.
    func each(of list: Int64, _ body: (UInt64) -> Void) throws {
        _ = try store.reading { connection in
            try chunks(of: list, on: connection) { chunk in
                chunk.each(body)
                return true
            }
        }
    }

    private func chunks(
        of list: Int64, on connection: OpaquePointer, _ body: (NumberChunk) -> Bool
    ) throws {
        let select = try PreparedStatement(
            connection, "SELECT id, numbers FROM chunks WHERE id BETWEEN ?1 AND ?2 ORDER BY id")
        select.bind(1, NumberChunk.key(list, 0))
        select.bind(2, NumberChunk.key(list + 1, 0) - 1)
        while try select.step() {
            if !body(NumberChunk(select, list)) { break }
        }
        select.reset()
    }

    /// Puts the numbers in the list's place, in one transaction.
    func replace(_ entry: ImportedDoNotCallList, with numbers: inout NumberCollection) throws -> Int {
        try store.writing { connection in
            let row = try PreparedStatement(
                connection,
                """
                INSERT INTO lists (name, as_of, imported_at, count, file, imported_by) VALUES (?1, ?2, ?3, 0, ?4, ?5) \
                ON CONFLICT (name) DO UPDATE SET as_of = ?2, imported_at = ?3, file = ?4, imported_by = ?5 RETURNING id
                """)
            row.bind(1, entry.list.name)
            row.bind(2, entry.asOf.number)
            row.bind(3, entry.importedAt.milliseconds)
            row.bind(4, entry.file)
            row.bind(5, entry.by)
            guard try row.step() else { return 0 }
            let list = row.int(0)
            row.reset()
            let clear = try PreparedStatement(connection, "DELETE FROM chunks WHERE id BETWEEN ?1 AND ?2")
            clear.bind(1, NumberChunk.key(list, 0))
            clear.bind(2, NumberChunk.key(list + 1, 0) - 1)
            try clear.run()
            let writer = NumberChunkWriter(
                list: list,
                insert: try PreparedStatement(connection, "INSERT INTO chunks (id, numbers) VALUES (?1, ?2)"))
            try numbers.drain { base, rests in
                for rest in rests { try writer.add(base + UInt64(rest)) }
            }
            try writer.end()
            let count = try PreparedStatement(connection, "UPDATE lists SET count = ?1 WHERE id = ?2")
            count.bind(1, Int64(writer.count))
            count.bind(2, list)
            try count.run()
            return writer.count
        }
    }
}

extension OwnSchema {
    /// Of `data/cvx_dnc.db`.
    static let doNotCall = OwnSchema(holds: "the file of imported do-not-call lists", migrations: [lists])

    private static let lists = """
        CREATE TABLE lists (
          id INTEGER PRIMARY KEY,
          -- national, or a state's two letters.
          name TEXT NOT NULL UNIQUE,
          -- Days since 1970-01-01.
          as_of INTEGER NOT NULL,
          imported_at INTEGER NOT NULL,
          count INTEGER NOT NULL,
          file TEXT,
          imported_by TEXT
        );
        -- The list and the chunk's first number, in one key.
        CREATE TABLE chunks (id INTEGER PRIMARY KEY, numbers BLOB NOT NULL);
        """
}
