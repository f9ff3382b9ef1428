import CvxDomain
import CvxServices

/// The rows of `suppressions`, as they are on the workspace's connection: what a transaction has added counts.
struct HouseList {
    let stores: WorkspaceStores

    /// What of an entry is asked for.
    struct Entry {
        var id: String
        var mark: DoNotCallMark
    }

    /// Up to so many are looked up one by one; for more all entries are read.
    private static let few = 500

    /// - Throws: `StoreError` where the store is there and cannot be read.
    func entries(of numbers: [NANPNumber]) throws -> [NANPNumber: [Entry]] {
        var found: [NANPNumber: [Entry]] = [:]
        let isAll = numbers.count > Self.few
        lazy var wanted = Set(numbers)
        try read("number", isAll ? nil : numbers.map(\.description)) { text, row in
            guard let number = NANPNumber(text), !isAll || wanted.contains(number) else { return }
            found[number, default: []].append(Self.entry(row))
        }
        return found
    }

    /// - Parameter addresses: in lower case
    func entries(of addresses: [String]) throws -> [String: [Entry]] {
        var found: [String: [Entry]] = [:]
        let isAll = addresses.count > Self.few
        lazy var wanted = Set(addresses)
        try read("address", isAll ? nil : addresses) { text, row in
            guard !isAll || wanted.contains(text) else { return }
            found[text, default: []].append(Self.entry(row))
        }
        return found
    }

    /// As SQL names the table; nil while there is none.
    func table() throws -> String? {
        guard try stores.attach(.cvx), let store = stores.attached[.cvx] else { return nil }
        let count = try stores.withConnection { connection in
            try PreparedStatement.count(
                "SELECT count(*) FROM \(store.schema).sqlite_schema WHERE name = 'suppressions'",
                on: connection)
        }
        return count > 0 ? "\(store.schema).suppressions" : nil
    }

    private func read(
        _ column: String, _ values: [String]?, _ body: (String, _ row: PreparedStatement) -> Void
    ) throws {
        if values?.isEmpty == true { return }
        guard let table = try table() else { return }
        let sql = """
            SELECT \(column), id, kind, reason, source, expires_at, created_at, created_by FROM \(table) \
            WHERE \(column) \(values == nil ? "IS NOT NULL" : "= ?1")
            """
        try stores.translating(.cvx) {
            try stores.withConnection { connection in
                let statement = try PreparedStatement(connection, sql)
                for value in values.map({ $0.map(Optional.some) }) ?? [nil] {
                    if let value { statement.bind(1, value) }
                    while try statement.step() {
                        if let text = statement.text(0) { body(text, statement) }
                    }
                    statement.reset()
                }
            }
        }
    }

    private static func entry(_ row: PreparedStatement) -> Entry {
        func instant(_ column: Int32) -> Instant? {
            row.isNull(column) ? nil : Instant(milliseconds: row.int(column))
        }
        return Entry(
            id: row.text(1) ?? "",
            mark: DoNotCallMark(
                .house, isOptOut: row.text(2) == "opt_out", since: instant(6), reason: row.text(3),
                source: row.text(4), by: row.text(7), expires: instant(5)))
    }
}
