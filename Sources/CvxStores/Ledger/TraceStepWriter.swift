internal import CSQLite
internal import CvxDomain
internal import CvxServices

/// Writes the steps of a run; its statements are prepared once.
struct TraceStepWriter {
    private let connection: OpaquePointer
    private let item: PreparedStatement
    private let answer: PreparedStatement
    private let applied: PreparedStatement
    private let call: PreparedStatement
    private let earlier: PreparedStatement
    private let isThere: PreparedStatement
    private let due: PreparedStatement
    private let setDue: PreparedStatement
    private let attempts: PreparedStatement
    private let addAttempt: PreparedStatement
    private let cancelled: PreparedStatement

    init(_ connection: OpaquePointer) throws {
        self.connection = connection
        item = try PreparedStatement(
            connection,
            """
            UPDATE items SET state = ?3, outcome = ?4, provider = coalesce(?5, provider), cost = ?6, message = ?7,
              call = coalesce(?8, call)
            WHERE batch = ?1 AND position = ?2
            """)
        answer = try PreparedStatement(
            connection,
            """
            INSERT INTO calls (id, batch, position, store, lead, provider, question, request, price, attempts, state,
              cost, outcome, answer, began_at, ended_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, ?10, ?11, ?12, ?13, ?14, ?15)
            ON CONFLICT (id) DO UPDATE SET state = ?10, cost = ?11, outcome = ?12, answer = ?13, began_at = ?14,
              ended_at = ?15
            """)
        applied = try PreparedStatement(connection, "UPDATE calls SET is_applied = 1 WHERE id = ?")
        call = try PreparedStatement(
            connection,
            """
            INSERT INTO calls (id, batch, position, store, lead, provider, question, request, price, attempts, state,
              began_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 1, 'open', ?10)
            ON CONFLICT (id) DO UPDATE SET state = 'open', attempts = attempts + 1
            """)
        earlier = try PreparedStatement(
            connection,
            """
            SELECT NULL, 0 FROM (
              SELECT state, ended_at FROM calls
              WHERE lead = ?1 AND provider = ?2 AND store = ?3 AND state IN ('answered', 'uncertain')
              ORDER BY ended_at DESC LIMIT 1)
            WHERE state = 'uncertain' OR ended_at >= ?5
            UNION ALL
            SELECT NULL, 0 FROM calls WHERE question = ?4 AND provider = ?2 AND state = 'answered' AND ended_at >= ?5
            UNION ALL
            SELECT batch, began_at FROM calls WHERE question = ?4 AND provider = ?2 AND state = 'open'
            LIMIT 1
            """)
        isThere = try PreparedStatement(connection, "SELECT 1 FROM calls WHERE id = ?")
        due = try PreparedStatement(connection, "SELECT due FROM providers WHERE name = ?")
        setDue = try PreparedStatement(
            connection,
            "INSERT INTO providers (name, due) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET due = ?2")
        attempts = try PreparedStatement(
            connection, "SELECT count FROM attempts WHERE provider = ? AND day = ?")
        addAttempt = try PreparedStatement(
            connection,
            """
            INSERT INTO attempts (provider, day, count) VALUES (?1, ?2, max(0, ?3))
            ON CONFLICT (provider, day) DO UPDATE SET count = max(0, count + ?3)
            """)
        cancelled = try PreparedStatement(
            connection, "SELECT 1 FROM batches WHERE id = ? AND state = 'cancelled'")
    }

    func write(_ step: TraceStep) throws -> [TraceReservation] {
        for item in step.items { try write(item, call: nil) }
        for answered in step.answers { try write(answered) }
        for id in step.applied {
            applied.bind(1, id)
            try applied.run()
        }
        return try step.calls.map { try reserve($0, step.limits[$0.provider], step.now) }
    }

    private func write(_ item: TraceItem, call: String?) throws {
        self.item.bind(1, item.batch)
        self.item.bind(2, Int64(item.position))
        self.item.bind(3, item.state.rawValue)
        self.item.bind(4, item.outcome?.rawValue)
        self.item.bind(5, item.provider)
        self.item.bind(6, item.cost.tenThousandths)
        self.item.bind(7, item.message)
        self.item.bind(8, call)
        try self.item.run()
    }

    private func bind(_ call: TraceCall, to statement: PreparedStatement) {
        statement.bind(1, call.id)
        statement.bind(2, call.item.batch)
        statement.bind(3, Int64(call.item.position))
        statement.bind(4, call.item.lead.store.rawValue)
        statement.bind(5, call.item.lead.id)
        statement.bind(6, call.provider)
        statement.bind(7, call.question)
        statement.bind(8, call.request)
        statement.bind(9, call.price.tenThousandths)
    }

    private func write(_ answered: AnsweredCall) throws {
        bind(answered.call, to: answer)
        answer.bind(10, answered.state.rawValue)
        answer.bind(11, answered.cost.tenThousandths)
        answer.bind(12, answered.answer.outcome.rawValue)
        answer.bind(13, AnswerCoding.encode(answered.answer))
        answer.bind(14, answered.began.milliseconds)
        answer.bind(15, answered.ended.milliseconds)
        try answer.run()
        try write(answered.call.item, call: answered.state == .answered ? answered.call.id : nil)
        if answered.state == .unsent { try count(-1, of: answered.call.provider, answered.began) }
    }

    /// Adds to the attempts of a day.
    private func count(_ calls: Int64, of provider: String, _ moment: Instant) throws {
        addAttempt.bind(1, provider)
        addAttempt.bind(2, moment.utcDay)
        addAttempt.bind(3, calls)
        try addAttempt.run()
    }

    private func isCancelled(_ batch: String) throws -> Bool {
        cancelled.bind(1, batch)
        defer { cancelled.reset() }
        return try cancelled.step()
    }

    private func reserve(_ call: TraceCall, _ limits: TraceLimits?, _ now: Instant) throws -> TraceReservation
    {
        if try isCancelled(call.item.batch) { return .cancelled }
        if let since = limits?.since, let known = try known(call, since) { return known }
        if let quota = limits?.quota {
            attempts.bind(1, call.provider)
            attempts.bind(2, now.utcDay)
            let used = try attempts.step() ? attempts.int(0) : 0
            attempts.reset()
            if used >= quota { return .quota }
        }
        if let rate = limits?.rate, let moment = try place(call.provider, rate, now) { return .later(moment) }
        bind(call, to: self.call)
        self.call.bind(10, now.milliseconds)
        do { try self.call.run() } catch let failure as SQLiteFailure
            where failure.code & 0xFF == SQLITE_CONSTRAINT
        {
            return try taken(call)
        }
        try count(1, of: call.provider, now)
        try write(call.item, call: nil)
        return .made
    }

    /// What other calls make of one that was not sent yet; nil where none is in its way.
    private func known(_ call: TraceCall, _ since: Instant) throws -> TraceReservation? {
        isThere.bind(1, call.id)
        defer { isThere.reset() }
        if try isThere.step() { return nil }
        earlier.bind(1, call.item.lead.id)
        earlier.bind(2, call.provider)
        earlier.bind(3, call.item.lead.store.rawValue)
        earlier.bind(4, call.question)
        earlier.bind(5, since.milliseconds)
        defer { earlier.reset() }
        guard try earlier.step() else { return nil }
        guard let batch = earlier.text(0) else { return .known }
        return .taken(by: batch, since: Instant(milliseconds: earlier.int(1)))
    }

    private func taken(_ call: TraceCall) throws -> TraceReservation {
        let select = try PreparedStatement(
            connection,
            "SELECT batch, began_at FROM calls WHERE lead = ? AND provider = ? AND store = ? AND state = 'open'"
        )
        select.bind(1, call.item.lead.id)
        select.bind(2, call.provider)
        select.bind(3, call.item.lead.store.rawValue)
        guard try select.step() else { return .later(Instant(milliseconds: 0)) }
        return .taken(by: select.text(0) ?? "", since: Instant(milliseconds: select.int(1)))
    }

    /// Takes a place in the provider's rate; a moment where there is none before then. A quarter of a second's calls may
    /// come at once.
    private func place(_ provider: String, _ rate: Double, _ now: Instant) throws -> Instant? {
        let interval = max(1, Int64(1_000_000 / rate))
        let burst = Int64(max(0, rate / 4 - 1)) * interval
        let moment = now.milliseconds * 1_000
        due.bind(1, provider)
        var next = try due.step() ? due.int(0) : 0
        due.reset()
        // A clock that was set back must not stop the provider's calls for long.
        if next > moment + burst + 60_000_000 { next = moment }
        next = max(next, moment)
        if next - moment > burst { return Instant(milliseconds: (next - burst + 999) / 1_000) }
        setDue.bind(1, provider)
        setDue.bind(2, next + interval)
        try setDue.run()
        return nil
    }
}
