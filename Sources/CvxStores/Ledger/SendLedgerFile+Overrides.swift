internal import CSQLite
internal import CvxDomain
package import CvxServices

extension SendLedgerFile {
    package func requeue(skippedBy rules: [String], of campaign: String) throws {
        try store.writing { connection in
            let update = try PreparedStatement(
                connection,
                """
                UPDATE sends SET state = 'queued', rule = NULL, reason = NULL
                WHERE campaign = ? AND state = 'skipped' AND rule = ?
                """)
            for rule in rules {
                update.bind(1, campaign)
                update.bind(2, rule)
                try update.run()
            }
        }
    }

    package func record(_ overrides: [RuleOverride], of campaign: String) throws {
        guard !overrides.isEmpty else { return }
        try store.writing { connection in
            let insert = try PreparedStatement(
                connection,
                """
                INSERT INTO overrides (campaign, actor, rule, source, rule_date, file, reason, lead, channel, address, at,
                  local_time, zone_source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
            for override in overrides {
                insert.bind(1, campaign)
                insert.bind(2, override.actor)
                insert.bind(3, override.rule.id)
                insert.bind(4, override.rule.source)
                insert.bind(5, override.rule.date.number)
                insert.bind(6, override.rule.file)
                insert.bind(7, override.reason)
                insert.bind(8, override.lead)
                insert.bind(9, override.channel.rawValue)
                insert.bind(10, override.address)
                insert.bind(11, override.at.milliseconds)
                insert.bind(12, override.localTime)
                insert.bind(13, override.zoneSource.rawValue)
                try insert.run()
            }
        }
    }

    package func overrides(of campaign: String) throws -> [RuleOverride] {
        try store.reading { connection in
            let select = try PreparedStatement(
                connection,
                """
                SELECT actor, rule, source, rule_date, file, reason, lead, channel, address, at, local_time, zone_source
                FROM overrides WHERE campaign = ? ORDER BY id
                """)
            select.bind(1, campaign)
            var found: [RuleOverride] = []
            while try select.step() {
                let rule = RuleOrigin(
                    id: select.text(1) ?? "", source: select.text(2) ?? "", date: Day(number: select.int(3)),
                    file: select.text(4) ?? "")
                found.append(
                    RuleOverride(
                        actor: select.text(0) ?? "", rule: rule, reason: select.text(5) ?? "",
                        lead: select.text(6) ?? "",
                        channel: select.text(7).flatMap(Channel.init(rawValue:)) ?? .sms,
                        address: select.text(8),
                        at: Instant(milliseconds: select.int(9)), localTime: select.text(10) ?? "",
                        zoneSource: select.text(11).flatMap(RuleOverride.ZoneSource.init(rawValue:))
                            ?? .nothing))
            }
            return found
        } ?? []
    }
}
