internal import CSQLite
package import CvxDomain
package import CvxServices

/// The ledger of messages, in the same file as that of traces.
package final class SendLedgerFile: SendLedger {
    let store: OwnStore

    /// - Parameters:
    ///   - path: absolute
    ///   - busyTimeout: milliseconds to wait for another process's lock
    package init(path: String, busyTimeout: Int) {
        store = OwnStore(path: path, schema: .ledger, busyTimeout: busyTimeout)
    }

    package func plan(of campaign: String) throws -> CampaignPlan? {
        try store.reading { connection in
            let select = try PreparedStatement(
                connection,
                """
                SELECT audience, throttle, most, from_minute, until_minute,
                  (SELECT count(*) FROM campaign_lists WHERE campaign = ?1)
                FROM campaign_plans WHERE campaign = ?1
                """)
            select.bind(1, campaign)
            guard try select.step() else { return nil }
            var plan = CampaignPlan()
            plan.audience = select.text(0)
            // Thousandths of a message a second.
            plan.throttle = select.isNull(1) ? nil : Double(select.int(1)) / 1_000
            plan.most = select.isNull(2) ? nil : Int(select.int(2))
            plan.from = select.isNull(3) ? nil : Int(select.int(3))
            plan.until = select.isNull(4) ? nil : Int(select.int(4))
            plan.listed = Int(select.int(5))
            return plan
        } ?? nil
    }

    package func set(_ plan: CampaignPlan, of campaign: String, list: [RowKey]?) throws {
        try store.writing { connection in
            let write = try PreparedStatement(
                connection,
                """
                INSERT INTO campaign_plans (campaign, audience, throttle, most, from_minute, until_minute)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                ON CONFLICT (campaign) DO UPDATE SET audience = ?2, throttle = ?3, most = ?4, from_minute = ?5,
                  until_minute = ?6
                """)
            write.bind(1, campaign)
            write.bind(2, plan.audience)
            write.bind(3, plan.throttle.map { Int64(max(1, ($0 * 1_000).rounded())) })
            write.bind(4, plan.most.map(Int64.init))
            write.bind(5, plan.from.map(Int64.init))
            write.bind(6, plan.until.map(Int64.init))
            try write.run()
            guard let list else { return }
            let clear = try PreparedStatement(connection, "DELETE FROM campaign_lists WHERE campaign = ?")
            clear.bind(1, campaign)
            try clear.run()
            let insert = try PreparedStatement(
                connection, "INSERT INTO campaign_lists (campaign, position, store, lead) VALUES (?, ?, ?, ?)"
            )
            for (position, lead) in list.enumerated() {
                insert.bind(1, campaign)
                insert.bind(2, Int64(position))
                insert.bind(3, lead.store.rawValue)
                insert.bind(4, lead.id)
                try insert.run()
            }
        }
    }

    package func list(of campaign: String) throws -> [RowKey] {
        try store.reading { connection in
            let select = try PreparedStatement(
                connection, "SELECT store, lead FROM campaign_lists WHERE campaign = ? ORDER BY position")
            select.bind(1, campaign)
            var leads: [RowKey] = []
            while try select.step() { leads.append(Self.key(select, 0)) }
            return leads
        } ?? []
    }

    package func add(_ leads: [RowKey], to campaign: String, at now: Instant) throws -> Int {
        try store.writing { connection in
            let insert = try PreparedStatement(
                connection,
                """
                INSERT INTO sends (id, campaign, step, position, store, lead, state, at)
                VALUES (?1, ?2, 1, (SELECT coalesce(max(position), -1) + 1 FROM sends WHERE campaign = ?2), ?3, ?4,
                  'queued', ?5)
                ON CONFLICT (campaign, lead, store, step) DO NOTHING
                """)
            let before = sqlite3_total_changes64(connection)
            for lead in leads {
                insert.bind(1, "m" + NewID.cuid.next(at: now).dropFirst())
                insert.bind(2, campaign)
                insert.bind(3, lead.store.rawValue)
                insert.bind(4, lead.id)
                insert.bind(5, now.milliseconds)
                try insert.run()
            }
            return Int(sqlite3_total_changes64(connection) - before)
        }
    }

    package func counts(of campaign: String) throws -> SendCounts {
        try store.reading { connection in
            let select = try PreparedStatement(
                connection, "SELECT state, count(*) FROM sends WHERE campaign = ? GROUP BY 1")
            select.bind(1, campaign)
            var counts = SendCounts()
            while try select.step() {
                if let state = select.text(0).flatMap(SendItem.State.init) {
                    counts.states[state] = Int(select.int(1))
                }
            }
            return counts
        } ?? SendCounts()
    }

    package func items(
        of campaign: String, in states: Set<SendItem.State>, from position: Int, limit: Int
    ) throws -> [SendItem] {
        let list = states.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
        return try items(
            "campaign = ?1 AND position >= \(position) AND state IN (\(list)) ORDER BY position LIMIT \(limit)",
            [campaign])
    }

    package func item(of campaign: String, lead: RowKey) throws -> SendItem? {
        try items(
            "campaign = ?1 AND lead = ?2 AND store = ?3 LIMIT 1", [campaign, lead.id, lead.store.rawValue]
        ).first
    }

    package func unlogged(of campaign: String, limit: Int) throws -> [SendItem] {
        try items("campaign = ?1 AND state = 'sent' AND is_logged = 0 LIMIT \(limit)", [campaign])
    }

    private func items(_ rest: String, _ values: [String]) throws -> [SendItem] {
        try store.reading { connection in
            let select = try PreparedStatement(
                connection,
                """
                SELECT id, campaign, position, store, lead, state, rule, reason, opens_at, recipient, transport,
                  transport_id, attempts, at, result
                FROM sends WHERE \(rest)
                """)
            for (index, value) in values.enumerated() { select.bind(Int32(index + 1), value) }
            var items: [SendItem] = []
            while try select.step() {
                var item = SendItem(
                    id: select.text(0) ?? "", campaign: select.text(1) ?? "", position: Int(select.int(2)),
                    lead: Self.key(select, 3),
                    state: select.text(5).flatMap(SendItem.State.init) ?? .queued)
                item.rule = select.text(6)
                item.reason = select.text(7)
                item.opens = select.isNull(8) ? nil : Instant(milliseconds: select.int(8))
                item.recipient = select.text(9)
                item.transport = select.text(10)
                item.transportID = select.text(11)
                item.attempts = Int(select.int(12))
                item.at = Instant(milliseconds: select.int(13))
                item.result = select.text(14)
                items.append(item)
            }
            return items
        } ?? []
    }

    package func write(_ items: [SendItem], at now: Instant?) throws {
        guard !items.isEmpty else { return }
        try store.writing { connection in
            let update = try PreparedStatement(
                connection,
                """
                UPDATE sends SET state = ?2, rule = ?3, reason = ?4, opens_at = ?5, recipient = ?6, transport = ?7,
                  transport_id = ?8, attempts = ?9, at = coalesce(?10, at), result = ?11
                WHERE id = ?1
                """)
            for item in items {
                update.bind(1, item.id)
                update.bind(2, item.state.rawValue)
                update.bind(3, item.rule)
                update.bind(4, item.reason)
                update.bind(5, item.opens?.milliseconds)
                update.bind(6, item.recipient)
                update.bind(7, item.transport)
                update.bind(8, item.transportID)
                update.bind(9, Int64(item.attempts))
                update.bind(10, now?.milliseconds)
                update.bind(11, item.result)
                try update.run()
            }
        }
    }

    package func logged(_ items: [SendItem]) throws {
        guard !items.isEmpty else { return }
        // A loss of power may cost this: whoever logs them next asks the store whether it has them.
        try store.writing(isDurable: false) { connection in
            let update = try PreparedStatement(connection, "UPDATE sends SET is_logged = 1 WHERE id = ?")
            for item in items {
                update.bind(1, item.id)
                try update.run()
            }
        }
    }

    private static func key(_ row: PreparedStatement, _ column: Int32) -> RowKey {
        RowKey(
            store: row.text(column).flatMap(StoreRole.init(rawValue:)) ?? .prisma,
            id: row.text(column + 1) ?? "")
    }
}
