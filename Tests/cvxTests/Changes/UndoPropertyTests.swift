import Foundation
import GRDB
import Testing

/// Random statements, then an undo of each from the last to the first: every store is as it was, byte for byte.
@Suite struct UndoPropertyTests {
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
        mutating func pick(_ items: [String]) -> String {
            items[Int.random(in: 0..<items.count, using: &self)]
        }

        mutating func statement() -> String {
            let rows = pick([
                "lead_score > 30", "temperature = HOT", "has notes", "owner_name contains \"e\"",
                "phone is null",
                "id = \"both\"", "store = \"leadflow\"", "value > $50k", "score < 95",
            ])
            let leads = pick(["leads", "leads", "prisma.leads", "leadflow.leads"])
            let value = pick([
                "temperature = HOT", "owner_name = \"Zoë ${.id}\"", "lead_score = 42, status = DEAD",
                "lead_score = lead_score - 2", "phone = \"480-555-0177\"", "value = value + $1.50",
                "owner_name = null", "created = 2024-02-29T12:00Z", "score = 7",
            ])
            switch Int.random(in: 0..<8, using: &self) {
            case 0...3: return "update \(leads) where \(rows) set \(value)"
            case 4:
                return
                    "delete \(pick(["notes", "calls", "phones", "traces"])) where \(pick(["id > \"c\"", "lead_id = \"p1\""]))"
            case 5: return "delete \(leads) where \(rows)"
            case 6: return "add note to (find prisma.leads where \(rows)) \"note ${.owner_name}\" type call"
            default: return "update phones where number contains \"0\" set number = \"+14805550166\""
            }
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func undoOfEveryChangeIsIdentity(_ seed: UInt64) throws {
        let scratch = try Scratch()
        try Fixture.make(in: scratch)
        let runner = CommandRunner(folder: scratch.path)
        let before = try dump(scratch)
        var generator = Generator(state: seed)
        let statements = (0..<14).map { _ in generator.statement() }
        // A statement that a rule refuses changes nothing; the others go on.
        let script = statements.map { "try { \($0) } catch e { print \"refused: ${$e.message}\" }" }
        try scratch.write(
            "allow update 1_000, delete 1_000, add 1_000\n" + script.joined(separator: "\n") + "\n",
            to: "random.cvx")
        let run = try runner.run("random.cvx")
        #expect(run.status == 0, "\(run.errors)")
        let count = Int(try runner.run("-c", "history | count").output.dropLast()) ?? 0
        #expect(count > 4, "\(run.output)\(run.errors)")
        #expect(try dump(scratch) != before)
        for id in stride(from: count, through: 1, by: -1) {
            let undo = try runner.run("--yes", "-c", "undo \(id)")
            #expect(undo.status == 0, "\(undo.errors)")
            #expect(!undo.errors.contains("left alone"), "seed \(seed), undo \(id): \(undo.errors)")
        }
        #expect(try dump(scratch) == before, "seed \(seed): \(statements)")
        // And an undo of the undo of the first change that there was brings it back.
        #expect(try runner.run("--yes", "-c", "undo \(count * 2)").status == 0)
        #expect(try dump(scratch) != before)
    }

    /// Every row of every table with its rowid and types, as SQL literals.
    private func dump(_ scratch: Scratch) throws -> [String] {
        var lines: [String] = []
        for store in ["prisma/dev.db", "data/leadflow.db", "data/skip_trace.db"] {
            try DatabaseQueue(path: scratch.path + "/" + store).read { database in
                let tables = try String.fetchAll(
                    database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
                for table in tables {
                    let columns = try database.columns(in: table).map { "quote(\"\($0.name)\")" }
                    let list = columns.joined(separator: " || ',' || ")
                    lines += try String.fetchAll(
                        database, sql: "SELECT '\(table):' || \(list) FROM \"\(table)\""
                    )
                    .sorted()
                }
            }
        }
        return lines
    }
}
