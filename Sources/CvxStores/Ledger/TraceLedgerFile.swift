internal import CSQLite
package import CvxDomain
package import CvxServices

/// The ledger of traces, `data/cvx_ledger.db`.
package final class TraceLedgerFile: TraceLedger {
    let store: OwnStore
    private let newID: () -> String
    /// Statements of the connection that is open, which a run uses for every step.
    private var prepared: (connection: OpaquePointer, writer: TraceStepWriter)?

    /// - Parameters:
    ///   - path: absolute
    ///   - busyTimeout: milliseconds to wait for another process's lock
    package init(path: String, busyTimeout: Int) {
        store = OwnStore(path: path, schema: .ledger, busyTimeout: busyTimeout)
        newID = { "b" + String(NewID.cuid.next(at: SystemUser.now).dropFirst().prefix(14)) }
    }

    package func begin(_ order: TraceOrder, leads: [RowKey], at now: Instant) throws -> String {
        let id = newID()
        try store.writing { connection in
            let batch = try PreparedStatement(
                connection,
                """
                INSERT INTO batches (id, state, created_at, providers, budget, retries, is_forced, actor, statement,
                  reason, run) VALUES (?, 'running', ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
            batch.bind(1, id)
            batch.bind(2, now.milliseconds)
            batch.bind(3, order.providers.joined(separator: ","))
            batch.bind(4, order.budget?.tenThousandths)
            batch.bind(5, Int64(order.retries))
            batch.bind(6, order.isForced ? 1 : 0)
            batch.bind(7, order.draft.actor)
            batch.bind(8, order.draft.statement)
            batch.bind(9, order.draft.reason)
            batch.bind(10, order.draft.run)
            try batch.run()
            let item = try PreparedStatement(
                connection,
                "INSERT INTO items (batch, position, store, lead, state) VALUES (?, ?, ?, ?, 'queued')")
            for (position, lead) in leads.enumerated() {
                item.bind(1, id)
                item.bind(2, Int64(position))
                item.bind(3, lead.store.rawValue)
                item.bind(4, lead.id)
                try item.run()
            }
        }
        return id
    }

    package func set(_ state: TraceBatch.State, pause: TraceOutcome?, of batch: String) throws {
        try store.writing { connection in
            let update = try PreparedStatement(
                connection, "UPDATE batches SET state = ?, pause = ? WHERE id = ? AND state <> 'cancelled'")
            update.bind(1, state.rawValue)
            update.bind(2, pause?.rawValue)
            update.bind(3, batch)
            try update.run()
        }
    }

    package func isCancelled(_ batch: String) throws -> Bool {
        try store.reading { connection in
            let select = try PreparedStatement(
                connection, "SELECT 1 FROM batches WHERE id = ? AND state = 'cancelled'")
            select.bind(1, batch)
            return try select.step()
        } ?? false
    }

    package func hold(_ batch: String) throws -> AnyObject? {
        try ByteLock(store.path + "-locks", at: place(of: batch))
    }

    package func isHeld(_ batch: String) throws -> Bool {
        ByteLock.isHeld(store.path + "-locks", at: try place(of: batch))
    }

    /// Of its byte in the file of locks.
    private func place(of batch: String) throws -> Int64 {
        try store.reading { connection in
            let select = try PreparedStatement(connection, "SELECT rowid FROM batches WHERE id = ?")
            select.bind(1, batch)
            return try select.step() ? select.int(0) : 0
        } ?? 0
    }

    package func change(_ order: TraceOrder, of batch: String) throws {
        try store.writing { connection in
            let update = try PreparedStatement(
                connection, "UPDATE batches SET budget = ?, retries = ?, is_forced = ? WHERE id = ?")
            update.bind(1, order.budget?.tenThousandths)
            update.bind(2, Int64(order.retries))
            update.bind(3, order.isForced ? 1 : 0)
            update.bind(4, batch)
            try update.run()
        }
    }

    package func requeueFailed(of batch: String) throws {
        try store.writing { connection in
            let update = try PreparedStatement(
                connection,
                """
                UPDATE items SET state = 'queued', outcome = NULL, message = NULL
                WHERE batch = ? AND state = 'failed' AND outcome IN ('timeout', 'provider_error', 'rate_limited')
                """)
            update.bind(1, batch)
            try update.run()
        }
    }

    package func write(_ step: TraceStep) throws -> [TraceReservation] {
        try store.writing { connection in
            if prepared?.connection != connection {
                prepared = (connection, try TraceStepWriter(connection))
            }
            return try prepared?.writer.write(step) ?? []
        }
    }

    package func circuitOpened(_ provider: String) throws -> Instant? {
        try store.reading { connection in
            let select = try PreparedStatement(
                connection, "SELECT circuit_opened FROM providers WHERE name = ?")
            select.bind(1, provider)
            guard try select.step(), !select.isNull(0) else { return nil }
            return Instant(milliseconds: select.int(0))
        } ?? nil
    }

    package func setCircuit(_ opened: Instant?, of provider: String) throws {
        try store.writing { connection in
            let update = try PreparedStatement(
                connection,
                """
                INSERT INTO providers (name, circuit_opened) VALUES (?1, ?2)
                ON CONFLICT (name) DO UPDATE SET circuit_opened = ?2
                """)
            update.bind(1, provider)
            update.bind(2, opened?.milliseconds)
            try update.run()
        }
    }

    package func attempts(of provider: String, on now: Instant) throws -> Int {
        try store.reading { connection in
            let select = try PreparedStatement(
                connection, "SELECT count FROM attempts WHERE provider = ? AND day = ?")
            select.bind(1, provider)
            select.bind(2, now.utcDay)
            return try select.step() ? Int(select.int(0)) : 0
        } ?? 0
    }
}

extension Instant {
    /// Days since 1970-01-01 in UTC.
    var utcDay: Int64 {
        milliseconds >= 0 ? milliseconds / 86_400_000 : (milliseconds - 86_399_999) / 86_400_000
    }
}
