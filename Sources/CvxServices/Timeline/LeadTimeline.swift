package import CvxDomain

/// All that happened to a lead, in one order of time: notes, calls, traces, messages, tags, and what was changed.
package struct LeadTimeline {
    package struct Event: Sendable {
        package enum Kind: String, Sendable {
            case lead, note, call, followUp = "follow-up", trace, message, answer, tag, change
        }

        /// Nil where the store does not say.
        package var at: Instant?
        package var kind: Kind
        /// Who did it; nil where the store does not say.
        package var by: String?
        package var text: String
    }

    private let queries: any QueryEngine
    private let catalog: any WorkspaceCatalog
    private let journal: (any JournalReading)?

    package init(
        _ queries: any QueryEngine, _ catalog: any WorkspaceCatalog, journal: (any JournalReading)?
    ) {
        self.queries = queries
        self.catalog = catalog
        self.journal = journal
    }

    /// The oldest first; what has no time comes before all.
    ///
    /// - Throws: what the stores throw
    package func events(of lead: RowKey) throws -> [Event] {
        var events: [Event] = []
        try notes(lead, &events)
        try calls(lead, &events)
        try traces(lead, &events)
        try messages(lead, &events)
        try tags(lead, &events)
        try made(lead, &events)
        try changes(lead, &events)
        // Equal times stay in the order of their kinds.
        return events.enumerated().sorted { left, right in
            let (first, second) = (left.element.at, right.element.at)
            if first == second { return left.offset < right.offset }
            return (first?.milliseconds ?? .min) < (second?.milliseconds ?? .min)
        }.map(\.element)
    }

    // MARK: rows of the lead

    private func rows(_ entity: String, _ lead: RowKey, by field: String = "lead_id") throws -> SurveyRows? {
        let bound = try catalog.entity(entity)
        guard var rows = SurveyRows(queries, bound, QueryPlan(source: .scan(entity: entity, store: nil))),
            rows.has(field)
        else { return nil }
        let id = PlanExpression.constant(.text(lead.id), .text)
        rows.filter(PlanExpression(.compare(.equal, rows.value(field), id), .bool))
        return rows
    }

    /// The email of the user whose row it is.
    private func author(_ rows: inout SurveyRows) throws -> Int? {
        guard rows.has("user_id"), try catalog.entity("users")?.homes.isEmpty == false else { return nil }
        return rows.column(PlanExpression(.field(.init(relations: ["user"], name: "email")), .text))
    }

    private func notes(_ lead: RowKey, _ events: inout [Event]) throws {
        guard var rows = try rows("notes", lead) else { return }
        let (at, text, type) = (rows.column("created_at"), rows.column("content"), rows.column("type"))
        let by = try author(&rows)
        var found: [Event] = []
        try rows.read { row in
            let kind = row.words(type).map { $0 == "general" ? "" : "(\($0)) " } ?? ""
            found.append(
                Event(
                    at: row.instant(at), kind: .note, by: row.words(by),
                    text: kind + (row.words(text) ?? "")))
        }
        events += found
    }

    private func calls(_ lead: RowKey, _ events: inout [Event]) throws {
        guard var rows = try rows("calls", lead) else { return }
        let (at, direction) = (rows.column("created_at"), rows.column("direction"))
        let (outcome, length) = (rows.column("outcome"), rows.column("duration"))
        let (notes, next) = (rows.column("notes_text"), rows.column("follow_up_at"))
        let recording = rows.column("recording_url")
        let by = try author(&rows)
        var found: [Event] = []
        try rows.read { row in
            var parts = [row.words(direction), row.words(outcome)].compactMap(\.self)
            if let seconds = row.seconds(length) { parts.append(Self.length(seconds)) }
            if let notes = row.words(notes) { parts.append(notes) }
            if let recording = row.words(recording) { parts.append(recording) }
            let author = row.words(by)
            found.append(
                Event(
                    at: row.instant(at), kind: .call, by: author,
                    text: parts.joined(separator: " · ")))
            if let moment = row.instant(next) {
                found.append(Event(at: moment, kind: .followUp, by: author, text: "to be called again"))
            }
        }
        events += found
    }

    private func traces(_ lead: RowKey, _ events: inout [Event]) throws {
        guard var rows = try rows("traces", lead) else { return }
        let (at, provider) = (rows.column("created_at"), rows.column("provider"))
        let (status, cost) = (rows.column("status"), rows.column("cost"))
        var found: [Event] = []
        try rows.read { row in
            var parts = [row.words(provider), row.words(status)].compactMap(\.self)
            if let cost, row[cost].kind == .money, row[cost].int != 0 {
                parts.append("$\(Money(tenThousandths: row[cost].int).dollars)")
            }
            found.append(
                Event(
                    at: row.instant(at), kind: .trace, by: nil, text: parts.joined(separator: " · ")))
        }
        events += found
    }

    private func messages(_ lead: RowKey, _ events: inout [Event]) throws {
        guard var rows = try rows("messages", lead) else { return }
        let (sent, made) = (rows.column("sent_at"), rows.column("created_at"))
        let (status, answer) = (rows.column("status"), rows.column("response"))
        let updated = rows.column("updated_at")
        let hasCampaigns = try catalog.entity("campaigns")?.homes.isEmpty == false
        let campaign =
            rows.has("campaign_id") && hasCampaigns
            ? rows.column(PlanExpression(.field(.init(relations: ["campaign"], name: "name")), .text)) : nil
        var found: [Event] = []
        try rows.read { row in
            let name = row.words(campaign)
            let parts = [name, row.words(status)].compactMap(\.self)
            let moment = row.instant(sent) ?? row.instant(made)
            found.append(
                Event(at: moment, kind: .message, by: nil, text: parts.joined(separator: " · ")))
            if let answer = row.words(answer) {
                found.append(
                    Event(
                        at: row.instant(updated) ?? moment, kind: .answer, by: nil,
                        text: [name, answer].compactMap(\.self).joined(separator: " · ")))
            }
        }
        events += found
    }

    private func tags(_ lead: RowKey, _ events: inout [Event]) throws {
        guard var rows = try rows("tags", lead, by: "row_id") else { return }
        let (at, tag, by) = (rows.column("created_at"), rows.column("tag"), rows.column("created_by"))
        let entity = rows.column("entity")
        var found: [Event] = []
        try rows.read { row in
            guard row.words(entity) == "leads" else { return }
            found.append(
                Event(
                    at: row.instant(at), kind: .tag, by: row.words(by),
                    text: row.words(tag) ?? ""))
        }
        events += found
    }

    private func made(_ lead: RowKey, _ events: inout [Event]) throws {
        guard var rows = try rows("leads", lead, by: "id") else { return }
        let (at, source) = (rows.column("created_at"), rows.column("source"))
        var found: [Event] = []
        try rows.read { row in
            let from = row.words(source).map { " from \($0)" } ?? ""
            found.append(Event(at: row.instant(at), kind: .lead, by: nil, text: "made\(from)"))
        }
        events += found
    }

    private func changes(_ lead: RowKey, _ events: inout [Event]) throws {
        for store in StoreRole.allCases where !store.isOwn {
            let filter = JournalFilter(row: JournalRowKey(store: store, id: lead.id))
            for entry in try journal?.entries(filter) ?? [] {
                guard !events.contains(where: { $0.kind == .change && $0.text.hasPrefix("\(entry.id): ") })
                else { continue }
                let state = entry.state == .undone ? " (undone)" : ""
                events.append(
                    Event(
                        at: entry.at, kind: .change, by: entry.draft.actor,
                        text: "\(entry.id): \(entry.draft.statement)\(state)"))
            }
        }
    }

    /// `2 min 5 s`
    private static func length(_ seconds: Int64) -> String {
        let (minutes, rest) = (seconds / 60, seconds % 60)
        if minutes == 0 { return "\(rest) s" }
        return rest == 0 ? "\(minutes) min" : "\(minutes) min \(rest) s"
    }
}

extension SurveyRow {
    /// Nil where it is null or empty.
    fileprivate func words(_ column: Int?) -> String? {
        let words = text(column)
        return words.isEmpty ? nil : words
    }

    fileprivate func seconds(_ column: Int?) -> Int64? {
        guard let column, self[column].kind == .duration else { return nil }
        return self[column].int / 1_000
    }
}
