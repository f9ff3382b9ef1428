package import CvxDomain

/// Something that was paid for, or tried to be.
package struct SpentCall: Sendable {
    package var at: Instant?
    /// As the entry has it: `skip_trace`, `ai_scoring` …
    package var kind: String?
    package var provider: String?
    package var lead: String?
    package var trace: String?
    package var campaign: String?
    package var actor: String?
    package var cost: Money
    /// What it may have cost beside that; nil where its cost is known.
    package var reserved: Money?
    /// Somebody was found; nil where the call was not to find anybody.
    package var isMatched: Bool?
    /// It has a row in `costs`; else its trace alone tells of it.
    package var hasEntry: Bool
}

extension SpentCall {
    /// A call that only the ledger tells of.
    init(_ unsettled: UnsettledCall) {
        let call = unsettled.call
        let isKnown = call.state == .answered
        self.init(
            at: call.ended, kind: "skip_trace", provider: call.call.provider, lead: call.call.item.lead.id,
            trace: call.call.id, campaign: nil, actor: unsettled.actor.isEmpty ? nil : unsettled.actor,
            cost: isKnown ? call.cost : .zero, reserved: isKnown ? nil : call.call.price,
            isMatched: call.answer.outcome == .matched, hasEntry: false)
    }
}

/// What was paid, put together from the entries of `costs` and from traces that have none: each call once.
package struct Spending {
    private let queries: any QueryEngine
    private let catalog: any WorkspaceCatalog

    package init(_ queries: any QueryEngine, catalog: any WorkspaceCatalog) {
        self.queries = queries
        self.catalog = catalog
    }

    package func has(_ entity: String) throws -> Bool { try catalog.entity(entity)?.homes.isEmpty == false }

    /// - Parameters:
    ///   - unsettled: calls that the stores do not tell of
    ///   - since: the first moment that counts
    ///   - until: the first moment that is too late
    /// - Throws: what the stores throw.
    package func calls(
        with unsettled: [UnsettledCall], since: Instant? = nil, until: Instant? = nil
    ) throws -> [SpentCall] {
        // What has no moment is in no period.
        let isBounded = since != nil || until != nil
        let calls = try SpendingMatch(entries: entries(), traces: traces()).calls
        return (calls + unsettled.map(SpentCall.init)).filter { call in
            guard let at = call.at else { return !isBounded }
            return since.map { $0 <= at } ?? true && until.map { at < $0 } ?? true
        }
    }

    /// Each row of `costs`.
    func entries() throws -> [SpentCall] {
        guard try has("costs") else { return [] }
        return try rows(
            of: "costs",
            [("created_at", .instant), ("api_type", .text), ("cost", .money), ("details", .json)]
        ).map { row in
            let details = row[3].textual.flatMap { JSONValue(json: $0) }
            func detail(_ names: String...) -> String? {
                for name in names {
                    switch details?[name] {
                    case .string(let text)? where !text.isEmpty: return text
                    case .int(let number)?: return String(number)
                    default: break
                    }
                }
                return nil
            }
            return SpentCall(
                at: row[0].instant, kind: row[1].textual, provider: detail("provider"),
                lead: detail("leadId", "lead_id"), trace: detail("traceId", "trace_id"),
                campaign: detail("campaignId", "campaign_id", "campaign"), actor: detail("actor", "user"),
                cost: row[2].money, isMatched: detail("outcome").map { $0 == "matched" }, hasEntry: true)
        }
    }

    /// Each trace, by its id.
    func traces() throws -> [String: SpentCall] {
        guard try has("traces") else { return [:] }
        let finds = try ["phones", "emails"].filter { try has($0) }.map {
            PlanExpression(.exists(relations: [$0], condition: nil), .bool)
        }
        var traces: [String: SpentCall] = [:]
        let rows = try rows(
            of: "traces",
            [
                ("created_at", .instant), ("id", .text), ("provider", .text), ("lead_id", .text),
                ("cost", .money),
            ],
            also: [.any(finds)])
        for row in rows {
            guard let id = row[1].textual else { continue }
            traces[id] = SpentCall(
                at: row[0].instant, kind: "skip_trace", provider: row[2].textual, lead: row[3].textual,
                trace: id,
                campaign: nil, actor: nil, cost: row[4].money, isMatched: row[5] == .bool(true),
                hasEntry: false)
        }
        return traces
    }

    /// What each lead says that its traces cost, 0 where it says nothing; nil where no store keeps that.
    func leads() throws -> [String: Money]? {
        guard
            try catalog.entity("leads")?.homes.contains(where: { $0.columns["skip_trace_cost"] != nil })
                == true
        else { return nil }
        var leads: [String: Money] = [:]
        for row in try rows(of: "leads", [("id", .text), ("skip_trace_cost", .money)]) {
            if let id = row[0].textual { leads[id] = row[1].money }
        }
        return leads
    }

    private func rows(
        of entity: String, _ fields: [(name: String, type: ColumnType)], also others: [PlanExpression] = []
    ) throws -> [[Scalar]] {
        let homes = try catalog.entity(entity)?.homes ?? []
        var columns = fields.map { field in
            let isThere = homes.contains { $0.columns[field.name] != nil }
            return QueryPlan.Column(
                name: field.name,
                value: isThere
                    ? PlanExpression(.field(.init(relations: [], name: field.name)), field.type)
                    : .constant(.null, field.type))
        }
        for (index, value) in others.enumerated() {
            columns.append(.init(name: "also\(index)", value: value))
        }
        let sink = SpendingRows()
        try queries.run(
            QueryPlan(source: .scan(entity: entity, store: nil), operations: [.project(columns)]),
            withKeys: false,
            into: sink)
        return sink.rows
    }
}

private final class SpendingRows: RowSink {
    var rows: [[Scalar]] = []
    private var columns: [ResultColumn] = []

    func begin(_ columns: [ResultColumn]) { self.columns = columns }

    func append(_ batch: borrowing RowBatch) {
        for row in 0..<batch.rowCount {
            rows.append(columns.indices.map { batch.scalar(row, $0, columns[$0].type) })
        }
    }

    func end() {}
}

extension Scalar {
    fileprivate var textual: String? {
        switch self {
        case .text(let text), .symbol(_, let text): text.isEmpty ? nil : text
        case .int(let number): String(number)
        default: nil
        }
    }

    fileprivate var instant: Instant? { if case .instant(let instant) = self { instant } else { nil } }

    fileprivate var money: Money {
        if case .money(let money) = self { money } else { Money(tenThousandths: 0) }
    }
}
