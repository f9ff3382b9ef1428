internal import CSQLite
package import CvxDomain
package import CvxServices

extension TraceLedgerFile {
    package func batch(_ id: String) throws -> TraceBatch? {
        try store.reading { connection in
            var found = try batches("id = ?1", [id], limit: 1, connection)
            if found.isEmpty, !id.isEmpty {
                found = try batches("substr(id, 1, length(?1)) = ?1", [id], limit: 2, connection)
            }
            return found.count == 1 ? found[0] : nil
        } ?? nil
    }

    package func batches(limit: Int) throws -> [TraceBatch] {
        try store.reading { try batches("TRUE", [], limit: limit, $0) } ?? []
    }

    private func batches(
        _ test: String, _ values: [String], limit: Int, _ connection: OpaquePointer
    ) throws -> [TraceBatch] {
        let select = try PreparedStatement(
            connection,
            """
            SELECT id, state, pause, created_at, providers, budget, retries, is_forced, actor, statement, reason, run
            FROM batches WHERE \(test) ORDER BY created_at DESC, id DESC LIMIT \(limit)
            """)
        for (index, value) in values.enumerated() { select.bind(Int32(index + 1), value) }
        var found: [TraceBatch] = []
        while try select.step() {
            let draft = JournalDraft(
                actor: select.text(8) ?? "", statement: select.text(9) ?? "", reason: select.text(10),
                run: select.text(11))
            let order = TraceOrder(
                providers: (select.text(4) ?? "").split(separator: ",").map(String.init),
                budget: select.isNull(5) ? nil : Money(tenThousandths: select.int(5)),
                retries: Int(select.int(6)), isForced: select.int(7) != 0, draft: draft)
            found.append(
                TraceBatch(
                    id: select.text(0) ?? "", order: order,
                    state: select.text(1).flatMap(TraceBatch.State.init) ?? .paused,
                    pause: select.text(2).flatMap(TraceOutcome.init),
                    created: Instant(milliseconds: select.int(3))))
        }
        let counts = try PreparedStatement(
            connection, "SELECT state, outcome, count(*), sum(cost) FROM items WHERE batch = ? GROUP BY 1, 2")
        let uncertain = try PreparedStatement(
            connection, "SELECT coalesce(sum(price), 0) FROM calls WHERE batch = ? AND state = 'uncertain'")
        for index in found.indices {
            counts.bind(1, found[index].id)
            while try counts.step() {
                guard let state = counts.text(0).flatMap(TraceItem.State.init) else { continue }
                found[index].counts[state, default: 0] += Int(counts.int(2))
                found[index].spent.tenThousandths += counts.int(3)
                if let outcome = counts.text(1).flatMap(TraceOutcome.init) {
                    found[index].outcomes[outcome, default: 0] += Int(counts.int(2))
                }
            }
            counts.reset()
            uncertain.bind(1, found[index].id)
            if try uncertain.step() { found[index].uncertain.tenThousandths = uncertain.int(0) }
            uncertain.reset()
        }
        return found
    }

    private static let itemColumns = "position, store, lead, state, outcome, provider, cost, message"

    private static func item(_ row: PreparedStatement, of batch: String, from column: Int32 = 0) -> TraceItem
    {
        var item = TraceItem(
            batch: batch, position: Int(row.int(column)),
            lead: RowKey(
                store: row.text(column + 1).flatMap(StoreRole.init(rawValue:)) ?? .prisma,
                id: row.text(column + 2) ?? ""),
            state: row.text(column + 3).flatMap(TraceItem.State.init) ?? .queued)
        item.outcome = row.text(column + 4).flatMap(TraceOutcome.init)
        item.provider = row.text(column + 5)
        item.cost = Money(tenThousandths: row.int(column + 6))
        item.message = row.text(column + 7)
        return item
    }

    package func items(
        of batch: String, in states: Set<TraceItem.State>, from position: Int, limit: Int
    ) throws -> [TraceItem] {
        try store.reading { connection in
            let list = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
            let select = try PreparedStatement(
                connection,
                """
                SELECT \(Self.itemColumns) FROM items
                WHERE batch = ? AND position >= ? AND state IN (\(list)) ORDER BY position LIMIT ?
                """)
            select.bind(1, batch)
            select.bind(2, Int64(position))
            select.bind(3, Int64(limit))
            var items: [TraceItem] = []
            while try select.step() { items.append(Self.item(select, of: batch)) }
            return items
        } ?? []
    }

    package func results(of batch: String, _ body: (TraceItem, ContactAnswer?) throws -> Void) throws {
        _ = try store.reading { connection in
            let columns = "i." + Self.itemColumns.replacing(", ", with: ", i.")
            let select = try PreparedStatement(
                connection,
                """
                SELECT c.answer, \(columns) FROM items i LEFT JOIN calls c ON c.id = i.call
                WHERE i.batch = ? ORDER BY i.position
                """)
            select.bind(1, batch)
            while try select.step() {
                try body(
                    Self.item(select, of: batch, from: 1), select.text(0).flatMap(AnswerCoding.decode))
            }
        }
    }

    private func calls(
        _ test: String, of batch: String, _ body: (TraceCall, PreparedStatement) throws -> Void
    ) throws {
        _ = try store.reading { connection in
            let columns = "i." + Self.itemColumns.replacing(", ", with: ", i.")
            let select = try PreparedStatement(
                connection,
                """
                SELECT c.id, c.provider, c.question, c.request, c.price, c.cost, c.answer, c.began_at, c.ended_at,
                  \(columns)
                FROM calls c JOIN items i ON i.batch = c.batch AND i.position = c.position
                WHERE c.batch = ? AND \(test) ORDER BY c.position
                """)
            select.bind(1, batch)
            while try select.step() {
                let call = TraceCall(
                    id: select.text(0) ?? "", item: Self.item(select, of: batch, from: 9),
                    provider: select.text(1) ?? "", question: select.text(2) ?? "",
                    request: select.text(3) ?? "", price: Money(tenThousandths: select.int(4)))
                try body(call, select)
            }
        }
    }

    package func openCalls(of batch: String) throws -> [TraceCall] {
        var found: [TraceCall] = []
        try calls("c.state = 'open'", of: batch) { call, _ in found.append(call) }
        return found
    }

    package func unapplied(of batch: String) throws -> [AnsweredCall] {
        var found: [AnsweredCall] = []
        try calls("c.state = 'answered' AND c.is_applied = 0", of: batch) { call, row in
            guard let answer = row.text(6).flatMap(AnswerCoding.decode) else { return }
            found.append(
                AnsweredCall(
                    call: call, state: .answered, answer: answer, cost: Money(tenThousandths: row.int(5)),
                    began: Instant(milliseconds: row.int(7)), ended: Instant(milliseconds: row.int(8))))
        }
        return found
    }

    package func answers(
        _ questions: Set<String>, of provider: String, since: Instant
    ) throws -> [String: ContactAnswer] {
        try store.reading { connection in
            let select = try PreparedStatement(
                connection,
                """
                SELECT answer FROM calls WHERE question = ? AND provider = ? AND ended_at >= ? AND state = 'answered'
                ORDER BY ended_at DESC LIMIT 1
                """)
            var found: [String: ContactAnswer] = [:]
            for question in questions {
                select.bind(1, question)
                select.bind(2, provider)
                select.bind(3, since.milliseconds)
                if try select.step() { found[question] = select.text(0).flatMap(AnswerCoding.decode) }
                select.reset()
            }
            return found
        } ?? [:]
    }

    package func earlier(
        _ leads: [RowKey], of provider: String, since: Instant
    ) throws -> [RowKey: EarlierCall] {
        try store.reading { connection in
            let select = try PreparedStatement(
                connection,
                """
                SELECT state, ended_at, outcome FROM calls
                WHERE lead = ? AND provider = ? AND store = ? AND state IN ('answered', 'uncertain')
                ORDER BY ended_at DESC LIMIT 1
                """)
            var found: [RowKey: EarlierCall] = [:]
            for lead in leads {
                select.bind(1, lead.id)
                select.bind(2, provider)
                select.bind(3, lead.store.rawValue)
                if try select.step() {
                    if select.text(0) == "uncertain" {
                        found[lead] = .uncertain
                    } else if select.int(1) >= since.milliseconds {
                        let isFound = select.text(2) == TraceOutcome.matched.rawValue
                        found[lead] = .answered(at: Instant(milliseconds: select.int(1)), found: isFound)
                    }
                }
                select.reset()
            }
            return found
        } ?? [:]
    }
}
