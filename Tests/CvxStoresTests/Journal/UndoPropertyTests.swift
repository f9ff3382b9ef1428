import CSQLite
import CvxDomain
import CvxServices
import Testing

@testable import CvxStores

/// The same numbers for the same seed, so that a failure can be had again.
private struct SeededNumbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

/// Random changes of tables of every kind: SQL text, as a person might write it.
private struct RandomChanges {
    struct Table {
        var name: String
        var keys: [String]
        var columns: [String]
        var unique: String?
    }

    static let schema = """
        CREATE TABLE plain (id TEXT PRIMARY KEY, a TEXT, b INTEGER, c REAL, d BLOB, e);
        CREATE TABLE numbered (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT UNIQUE, b NUMERIC, c REAL);
        CREATE TABLE pair (x TEXT, y INTEGER, a TEXT, b, PRIMARY KEY (x, y));
        CREATE TABLE "odd "" name" (x BLOB, y TEXT COLLATE NOCASE, "select" TEXT, b, PRIMARY KEY (y, x)) WITHOUT ROWID;
        CREATE TABLE made (id TEXT NOT NULL PRIMARY KEY, a INTEGER, kept TEXT AS ('=' || a) STORED, b, twice AS (a * 2));
        CREATE INDEX plain_b ON plain(b);
        CREATE INDEX made_twice ON made(twice);
        """

    static let tables = [
        Table(name: "plain", keys: ["id"], columns: ["a", "b", "c", "d", "e"]),
        Table(name: "numbered", keys: ["id"], columns: ["a", "b", "c"], unique: "a"),
        Table(name: "pair", keys: ["x", "y"], columns: ["a", "b"]),
        Table(name: "\"odd \"\" name\"", keys: ["x", "y"], columns: ["\"select\"", "b"]),
        Table(name: "made", keys: ["id"], columns: ["a", "b"]),
    ]

    var numbers: SeededNumbers

    private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &numbers) }

    private mutating func pick<T>(_ choices: [T]) -> T { choices[below(choices.count)] }

    mutating func value() -> String {
        switch below(14) {
        case 0: "NULL"
        case 1: "\(below(5))"
        case 2: pick(["9223372036854775807", "-9223372036854775808", "-1", "0"])
        case 3: pick(["0.1", "-0.0", "1e300", "3.0", "2.5e-10", "1e999"])
        case 4: "x'\(pick(["", "00", "ff00fe", "cafe"]))'"
        case 5: "zeroblob(\(below(3) * 300))"
        case 6: "''"
        case 7: pick(["'é'", "'e' || char(769)", "'李'", "'a' || char(0) || 'b'", "'O''Hara'"])
        case 8: pick(["'12'", "'1.50'", "' 7'", "'abc'", "'ABC'", "'1e3'"])
        case 9: "'\(String(repeating: pick(["x", "yz"]), count: below(200)))'"
        default: "'v\(below(40))'"
        }
    }

    private mutating func key(_ column: String) -> String {
        switch column {
        case "y": below(2) == 0 ? "\(below(12))" : "'Y\(below(12))'"
        case "x": below(3) == 0 ? "x'0\(below(9))'" : "'k\(below(12))'"
        default: "\(below(40))"
        }
    }

    mutating func statement(_ role: StoreRole) -> String {
        let table = pick(Self.tables)
        let name = "\(role.rawValue).\(table.name)"
        func test(_ value: (String) -> String) -> String {
            table.keys.map { "\($0) = \(value($0))" }.joined(separator: " AND ")
        }
        let columns = table.columns.filter { _ in below(3) > 0 }
        switch below(10) {
        case 0, 1, 2:
            let all = table.keys + columns
            let values = (table.keys.map { key($0) } + columns.map { _ in value() }).joined(separator: ", ")
            let or = pick(["OR IGNORE", "OR REPLACE", "OR IGNORE"])
            return "INSERT \(or) INTO \(name) (\(all.joined(separator: ", "))) VALUES (\(values))"
        case 3:
            let condition = test { key($0) }
            return "DELETE FROM \(name) WHERE \(condition)"
        case 4 where below(6) == 0: return "DELETE FROM \(name)"
        case 5:
            let column = pick(table.keys)
            let new = key(column)
            let condition = test { key($0) }
            return "UPDATE OR IGNORE \(name) SET \(column) = \(new) WHERE \(condition)"
        default:
            guard !columns.isEmpty else { return "SELECT 1" }
            let assigns = columns.map { "\($0) = \(value())" }.joined(separator: ", ")
            let condition = below(3) == 0 ? "rowid_or_any" : test { key($0) }
            let any = "\(table.columns[0]) IS NOT \(value())"
            let or = pick(["OR IGNORE", "OR REPLACE", "OR FAIL", "OR ABORT"])
            return
                "UPDATE \(or) \(name) SET \(assigns) WHERE \(condition == "rowid_or_any" ? any : condition)"
        }
    }
}

@Suite struct UndoPropertyTests {
    /// undo ∘ change = identity, byte for byte, and so is undo ∘ undo.
    @Test(arguments: 1...24)
    func undoIsTheInverse(_ seed: Int) throws {
        let workspace = try TemporaryWorkspace(name: "cvx-undo")
        for role in StoreRole.allCases {
            try workspace.make(
                role, "PRAGMA journal_mode = \(role == .leadflow ? "DELETE" : "WAL"); " + RandomChanges.schema
            )
        }
        let stores = workspace.open()
        let transactions = StoreTransactions(stores: stores, journalPath: workspace.folder + "/data/cvx.db")
        var random = RandomChanges(numbers: SeededNumbers(state: UInt64(seed)))
        var dumps = [try StoreDump.of(stores)]
        var ids: [Int64] = []
        for _ in 0..<12 {
            let draft = JournalDraft(actor: "random", statement: "a change")
            var sql: [String] = []
            for role in StoreRole.allCases { for _ in 0..<15 { sql.append(random.statement(role)) } }
            sql.shuffle(using: &random.numbers)
            let (_, entry) = try transactions.perform(draft, writing: Set(StoreRole.allCases)) { recording in
                for (index, statement) in sql.enumerated() {
                    // A statement that fails is taken back by itself, or to a savepoint, and the change goes on.
                    if index.isMultiple(of: 5) {
                        try? recording.attempt {
                            try OwnStore.execute(statement, recording.connection)
                            if index.isMultiple(of: 3) { throw CancellationError() }
                        }
                    } else {
                        try? OwnStore.execute(statement, recording.connection)
                    }
                }
            }
            let dump = try StoreDump.of(stores)
            guard let entry else {
                #expect(dump == dumps.last, "nothing was recorded and something changed")
                continue
            }
            ids.append(entry.id)
            dumps.append(dump)
        }
        #expect(ids.count > 6)
        for (index, id) in ids.enumerated().reversed() {
            let undo = try transactions.undo([id], draft: JournalDraft(actor: "random", statement: "undo"))
            #expect(undo.conflicts == [], "seed \(seed), entry \(id)")
            #expect(try StoreDump.of(stores) == dumps[index], "seed \(seed), entry \(id)")
            guard let back = undo.entry?.id else { continue }
            let redo = try transactions.undo([back], draft: JournalDraft(actor: "random", statement: "redo"))
            #expect(redo.conflicts == [], "seed \(seed), undo of entry \(id)")
            #expect(try StoreDump.of(stores) == dumps[index + 1], "seed \(seed), undo of entry \(id)")
            _ = try transactions.undo([id], draft: JournalDraft(actor: "random", statement: "undo"))
        }
        #expect(try StoreDump.of(stores) == dumps[0])
    }
}
