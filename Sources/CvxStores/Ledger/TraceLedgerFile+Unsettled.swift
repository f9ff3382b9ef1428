internal import CSQLite
internal import CvxDomain
package import CvxServices

extension TraceLedgerFile {
    package func unsettled() throws -> [UnsettledCall] {
        try store.reading { connection in
            // Few of the ledger's calls, each kind with an index of its own, which the planner does not see by itself.
            let kinds = [
                ("calls_open", "state = 'open'"), ("calls_batch", "state = 'uncertain'"),
                ("calls_unapplied", "state = 'answered' AND is_applied = 0 AND cost > 0"),
            ]
            let calls = kinds.map { "SELECT * FROM calls INDEXED BY \($0) WHERE \($1)" }
                .joined(separator: " UNION ALL ")
            let select = try PreparedStatement(
                connection,
                """
                SELECT c.id, c.batch, c.position, c.store, c.lead, c.provider, c.question, c.request, c.price, c.state,
                  c.cost, c.outcome, coalesce(c.ended_at, c.began_at), c.began_at, b.actor
                FROM (\(calls)) c LEFT JOIN batches b ON b.id = c.batch ORDER BY 13, 1
                """)
            var found: [UnsettledCall] = []
            while try select.step() {
                guard let state = select.text(9).flatMap(AnsweredCall.State.init) else { continue }
                let lead = RowKey(
                    store: select.text(3).flatMap(StoreRole.init(rawValue:)) ?? .prisma,
                    id: select.text(4) ?? "")
                let call = TraceCall(
                    id: select.text(0) ?? "",
                    item: TraceItem(batch: select.text(1) ?? "", position: Int(select.int(2)), lead: lead),
                    provider: select.text(5) ?? "", question: select.text(6) ?? "",
                    request: select.text(7) ?? "",
                    price: Money(tenThousandths: select.int(8)))
                let outcome = select.text(11).flatMap(TraceOutcome.init) ?? .uncertain
                let answered = AnsweredCall(
                    call: call, state: state, answer: ContactAnswer(outcome, mayHaveBeenCharged: true),
                    cost: Money(tenThousandths: select.int(10)), began: Instant(milliseconds: select.int(13)),
                    ended: Instant(milliseconds: select.int(12)))
                found.append(UnsettledCall(call: answered, actor: select.text(14) ?? ""))
            }
            return found
        } ?? []
    }
}
