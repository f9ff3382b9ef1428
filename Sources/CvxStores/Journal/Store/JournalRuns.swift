package import CvxDomain
package import CvxServices

/// Runs of scripts in cvx's own store.
package final class JournalRuns: RunRecording {
    private let store: OwnStore

    /// - Parameter transactions: shares its connection on the journal.
    package init(_ transactions: StoreTransactions) { store = transactions.journal.store }

    package func begin(_ run: ScriptRun) throws {
        try store.writing { connection in
            let insert = try PreparedStatement(
                connection,
                "INSERT INTO runs (id, script, started, actor, parameters, effects) VALUES (?, ?, ?, ?, ?, ?)"
            )
            insert.bind(1, run.id)
            insert.bind(2, run.script)
            insert.bind(3, run.started.milliseconds)
            insert.bind(4, run.actor)
            insert.bind(5, run.parameters)
            insert.bind(6, run.effects)
            try insert.run()
        }
    }

    package func end(_ id: String, at: Instant, effects: String, exit: Int32) throws {
        try store.writing(isDurable: false) { connection in
            let update = try PreparedStatement(
                connection, "UPDATE runs SET ended = ?, effects = ?, exit = ? WHERE id = ?")
            update.bind(1, at.milliseconds)
            update.bind(2, effects)
            update.bind(3, Int64(exit))
            update.bind(4, id)
            try update.run()
        }
    }

    package func runs(limit: Int?) throws -> [ScriptRun] {
        try store.reading { connection in
            let select = try select("ORDER BY started DESC, id DESC LIMIT ?", connection)
            select.bind(1, Int64(limit ?? -1))
            return try all(select)
        } ?? []
    }

    package func run(_ id: String) throws -> ScriptRun? {
        try store.reading { connection in
            let select = try select("WHERE id = ?", connection)
            select.bind(1, id)
            return try all(select).first
        } ?? nil
    }

    private func select(_ rest: String, _ connection: OpaquePointer) throws -> PreparedStatement {
        try PreparedStatement(
            connection,
            "SELECT id, script, started, ended, actor, parameters, effects, exit FROM runs " + rest)
    }

    private func all(_ select: PreparedStatement) throws -> [ScriptRun] {
        var found: [ScriptRun] = []
        while try select.step() {
            found.append(
                ScriptRun(
                    id: select.text(0) ?? "", script: select.text(1) ?? "",
                    started: Instant(milliseconds: select.int(2)),
                    ended: select.isNull(3) ? nil : Instant(milliseconds: select.int(3)),
                    actor: select.text(4) ?? "", parameters: select.text(5) ?? "",
                    effects: select.text(6) ?? "",
                    exit: select.isNull(7) ? nil : Int32(truncatingIfNeeded: select.int(7))))
        }
        return found
    }
}
