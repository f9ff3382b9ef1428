internal import CSQLite
internal import CvxDomain
package import CvxServices

/// Reads campaigns and keeps the log of what they sent.
package final class WorkspaceCampaigns: CampaignStore {
    private let engine: StoreQueryEngine
    private let stores: WorkspaceStores
    let transactions: StoreTransactions

    package init(engine: StoreQueryEngine, stores: WorkspaceStores, transactions: StoreTransactions) {
        self.engine = engine
        self.stores = stores
        self.transactions = transactions
    }

    package func campaign(_ name: String) throws -> Campaign? {
        func field(_ name: String) -> PlanExpression {
            PlanExpression(.field(.init(relations: [], name: name)), .text)
        }
        let text = PlanExpression.constant(.text(name), .text)
        let tests: [PlanExpression] = [
            PlanExpression(.compare(.equal, field("id"), text), .bool),
            PlanExpression(.compare(.equal, field("name"), text), .bool),
            PlanExpression(.textTest(.equalFolded, field("name"), text), .bool),
        ]
        for test in tests {
            let found = try campaigns(test)
            if found.count > 1 {
                throw CampaignError(
                    .noCampaign, "\(found.count) campaigns are called `\(name)`",
                    help:
                        "name it by its id: \(found.prefix(3).map { "\"\($0.key.id)\"" }.joined(separator: ", "))"
                )
            }
            if let campaign = found.first { return campaign }
        }
        return nil
    }

    private func campaigns(_ test: PlanExpression) throws -> [Campaign] {
        var found: [Campaign] = []
        let fields = ["name", "type", "status", "subject", "message", "scheduled_at"]
        try KeyedRows.read(
            fields,
            of: QueryPlan(
                source: .scan(entity: "campaigns", store: nil),
                operations: [.filter(test), .slice(offset: 0, limit: 10)]), engine
        ) { key, values in
            let channel = Channel(rawValue: (values[1].heldText ?? "").lowercased()) ?? .sms
            var campaign = Campaign(
                key: key, name: values[0].heldText ?? "", channel: channel,
                status: Campaign.Status(rawValue: (values[2].heldText ?? "").lowercased()),
                subject: values[3].heldText ?? "", message: values[4].heldText ?? "")
            if case .instant(let moment) = values[5] { campaign.scheduledAt = moment }
            found.append(campaign)
        }
        return found
    }

    package func set(_ status: Campaign.Status, of campaign: Campaign, _ draft: JournalDraft) throws {
        guard campaign.status != status, let entity = try stores.entity("campaigns") else { return }
        let homes = entity.homes.filter { $0.store == campaign.key.store }
        do {
            _ = try transactions.perform(draft, writing: [campaign.key.store]) { recording in
                for home in homes {
                    try update(
                        home, of: entity,
                        [
                            "status": .symbol("campaign_status", status.rawValue),
                            "updated_at": .instant(SystemUser.now),
                        ],
                        id: campaign.key.id, recording.connection)
                }
            }
        } catch { throw StoreError.translate(error) ?? error }
    }

    /// Sets fields of one row, in the encodings that its columns use.
    private func update(
        _ home: BoundHome, of entity: BoundEntity, _ values: [String: Scalar], id: String,
        _ connection: OpaquePointer
    ) throws {
        guard let key = home.columns["id"]?.column else { return }
        var sets: [String] = []
        var parameters: [Scalar] = [.text(id)]
        for (name, value) in values.sorted(by: { $0.key < $1.key }) {
            guard let source = home.columns[name], let column = source.column,
                let field = entity.definition.field(name)
            else { continue }
            let encoding = try ColumnEncoding.detect(source, of: field, in: home, on: connection)
            parameters.append(encoding.encode(value))
            sets.append("\(SQLWriter.identifier(column.name)) = ?\(parameters.count)")
        }
        guard !sets.isEmpty else { return }
        try PreparedStatement.run(
            "UPDATE \(home.qualifiedTable) SET \(sets.joined(separator: ", ")) WHERE \(SQLWriter.identifier(key.name)) = ?1",
            parameters, on: connection)
    }

    /// The tables that keep the log.
    func homes() throws -> (entity: BoundEntity, homes: [BoundHome])? {
        guard let entity = try stores.entity("messages") else { return nil }
        let homes = entity.homes.filter { home in
            if case .table = home.kind { stores.attached[home.store]?.isReadOnly == false } else { false }
        }
        return (entity, homes)
    }

    package func logged(_ items: [SendItem]) throws -> Set<String> {
        var found: Set<String> = []
        try stores.withConnection { connection in
            for home in try homes()?.homes ?? [] {
                guard let id = home.columns["id"]?.column else { continue }
                let select = try PreparedStatement(
                    connection,
                    "SELECT 1 FROM \(home.qualifiedTable) WHERE \(SQLWriter.identifier(id.name)) = ?")
                for item in items {
                    select.bind(1, item.id)
                    if try select.step() { found.insert(item.id) }
                    select.reset()
                }
            }
        }
        return found
    }

    package func log(_ items: [SendItem], _ draft: JournalDraft) throws {
        guard let (entity, homes) = try homes(), !homes.isEmpty else { return }
        do {
            _ = try transactions.perform(draft, writing: Set(homes.map(\.store))) { recording in
                for home in homes {
                    let there = try leads(in: home.store, recording.connection)
                    let writer = try FieldRowWriter(
                        ["campaign_id", "lead_id", "status", "sent_at", "created_at", "updated_at"],
                        into: home,
                        of: entity, now: SystemUser.now, actor: draft.actor, connection: recording.connection)
                    for item in items {
                        // A log that belongs to a lead can only be kept where the lead is.
                        if let there {
                            there.bind(1, item.lead.id)
                            defer { there.reset() }
                            guard try there.step() else { continue }
                        }
                        let at = item.at ?? SystemUser.now
                        _ = try writer.write(
                            [
                                "campaign_id": .text(item.campaign), "lead_id": .text(item.lead.id),
                                "status": .symbol("message_status", item.result ?? "sent"),
                                "sent_at": .instant(at),
                                "created_at": .instant(at), "updated_at": .instant(at),
                            ], at: at, id: item.id)
                    }
                }
            }
        } catch { throw StoreError.translate(error) ?? error }
    }

    /// Whether a store's table of leads has one of an id; nil where it has no such table.
    private func leads(in store: StoreRole, _ connection: OpaquePointer) throws -> PreparedStatement? {
        guard let home = try stores.entity("leads")?.homes.first(where: { $0.store == store }),
            let id = home.columns["id"]?.column
        else { return nil }
        return try PreparedStatement(
            connection, "SELECT 1 FROM \(home.qualifiedTable) WHERE \(SQLWriter.identifier(id.name)) = ?")
    }

    package func counts(of campaign: String) throws -> [String: Int] {
        var counts: [String: Int] = [:]
        let test = PlanExpression(
            .compare(
                .equal, PlanExpression(.field(.init(relations: [], name: "campaign_id")), .text),
                .constant(.text(campaign), .text)), .bool)
        try KeyedRows.read(
            ["status"],
            of: QueryPlan(source: .scan(entity: "messages", store: nil), operations: [.filter(test)]), engine
        ) { _, values in counts[(values[0].heldText ?? "unknown").lowercased(), default: 0] += 1 }
        return counts
    }
}
