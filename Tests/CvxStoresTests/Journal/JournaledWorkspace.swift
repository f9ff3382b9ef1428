import CSQLite
import CvxDomain
import CvxServices

@testable import CvxStores

/// A workspace of two stores with a journal.
struct JournaledWorkspace {
    let workspace: TemporaryWorkspace
    let stores: WorkspaceStores
    let transactions: StoreTransactions
    let reader: JournalReader

    init(busyTimeout: Int = 50, readOnly: Bool = false) throws {
        let workspace = try TemporaryWorkspace()
        try workspace.make(
            .leadflow,
            """
            PRAGMA journal_mode = WAL;
            CREATE TABLE leads (id TEXT PRIMARY KEY, owner_name TEXT, lead_score INTEGER, email TEXT UNIQUE);
            INSERT INTO leads VALUES ('l1', 'Ann', 10, 'a@example.com'), ('l2', 'Bob', 20, NULL), ('l3', NULL, 30, NULL);
            CREATE TABLE lead_tags (lead_id TEXT, tag TEXT);
            """)
        try workspace.make(
            .prisma,
            """
            PRAGMA journal_mode = WAL;
            CREATE TABLE "Lead" (id TEXT NOT NULL PRIMARY KEY, ownerName TEXT, aiScore INTEGER);
            INSERT INTO "Lead" VALUES ('p1', 'Pia', 1), ('p2', 'Pol', 2);
            CREATE TABLE "User" (id TEXT NOT NULL PRIMARY KEY, email TEXT, password TEXT);
            """)
        self.workspace = workspace
        stores = workspace.open(readOnly: readOnly, busyTimeout: busyTimeout)
        transactions = StoreTransactions(stores: stores, journalPath: workspace.folder + "/data/cvx.db")
        reader = JournalReader(transactions)
    }

    static let draft = JournalDraft(actor: "ana@example.com", statement: "set …", reason: "a test")

    @discardableResult
    func change(_ roles: Set<StoreRole>, _ sql: String, draft: JournalDraft = draft) throws -> JournalEntry? {
        try transactions.perform(draft, writing: roles) { try OwnStore.execute(sql, $0.connection) }.1
    }

    func rows(_ sql: String) throws -> [String] { try StoreDump.rows(sql, stores) }

    /// Changes a store as another program does.
    func outside(_ role: StoreRole, _ sql: String) throws { try workspace.make(role, sql) }

    func dump() throws -> [String] { try StoreDump.of(stores) }
}

/// What stores hold.
enum StoreDump {
    /// The first column of a query on all stores.
    static func rows(_ sql: String, _ stores: WorkspaceStores) throws -> [String] {
        try stores.withConnection { connection in
            var found: [String] = []
            for role in StoreRole.allCases { try stores.attach(role) }
            try RawStatement.each(connection, sql) { found.append($0.text(0) ?? "∅") }
            return found
        }
    }

    /// Every value of every table of every store, with its type.
    static func of(_ stores: WorkspaceStores) throws -> [String] {
        try stores.withConnection { connection in
            var lines: [String] = []
            for role in StoreRole.allCases where try stores.attach(role) {
                var tables: [String] = []
                try RawStatement.each(
                    connection,
                    "SELECT name FROM \(role.rawValue).sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                ) { tables.append($0.text(0) ?? "") }
                for table in tables.sorted() {
                    let select = try PreparedStatement(
                        connection, "SELECT * FROM \(role.rawValue).\(SQLText.quoted(table))")
                    var rows: [String] = []
                    while try select.step() { rows.append(select.dumpRow()) }
                    lines += rows.sorted().map { "\(role.rawValue).\(table): \($0)" }
                }
            }
            return lines
        }
    }
}

extension PreparedStatement {
    /// The current row, each value with its type and bytes.
    fileprivate func dumpRow() -> String {
        (0..<sqlite3_column_count(statement)).map { column in
            switch value(column) {
            case .text: "t" + Array(blob(column)).description
            case .real(let number): "r\(number.bitPattern)"
            case let value: "\(value)"
            }
        }.joined(separator: " ")
    }
}
