internal import CvxDomain
package import CvxServices

/// Reads leads for traces and brings what they found into the stores.
package final class WorkspaceTraces: TraceStore {
    let engine: StoreQueryEngine
    let stores: WorkspaceStores
    let transactions: StoreTransactions
    private let doNotCall: (any DoNotCallList)?
    /// Answers that are written in a millisecond or few.
    private static let pace = 16
    /// What a trace writes.
    private static let entities = ["leads", "traces", "phones", "emails", "costs"]

    package init(
        engine: StoreQueryEngine, stores: WorkspaceStores, transactions: StoreTransactions,
        doNotCall: (any DoNotCallList)?
    ) {
        self.engine = engine
        self.stores = stores
        self.transactions = transactions
        self.doNotCall = doNotCall
    }

    package func prepare() throws {
        if transactions.isOpen {
            throw JournalError(
                .transactionState,
                "a trace cannot be part of a transaction: what it costs cannot be taken back",
                help: "commit or rollback first")
        }
        try translating {
            // What was paid for is to be found in every place that is there for it.
            try stores.wholly { for name in Self.entities { _ = try stores.entity(name) } }
            for role in try roles(areReadOnly: true) {
                throw StoreError(.readOnly, store: role, path: stores.configuration.paths[role] ?? "")
            }
            try stores.withConnection { connection in
                let writer = try TraceWriter(self, connection, now: SystemUser.now, actor: "")
                guard let refusal = writer.refusal else { return }
                throw refusal
            }
        }
    }

    package func apply(_ calls: [AnsweredCall], _ draft: JournalDraft, between: () -> Void) throws {
        try translating {
            let roles = try stores.wholly { try self.roles(areReadOnly: false) }
            _ = try transactions.perform(draft, writing: roles) { recording in
                let writer = try TraceWriter(
                    self, recording.connection, now: SystemUser.now, actor: draft.actor)
                let forbidden = try self.forbidden(calls)
                for (number, call) in calls.enumerated() {
                    try writer.write(call, forbidden)
                    if number % Self.pace == Self.pace - 1 { between() }
                }
            }
        }
    }

    package func applied(_ calls: [AnsweredCall]) throws -> Set<String> {
        var found: Set<String> = []
        let homes = (try stores.entity("traces")?.homes ?? []).filter {
            if case .table = $0.kind { true } else { false }
        }
        if homes.isEmpty { return try charged(calls) }
        try stores.withConnection { connection in
            for home in homes {
                guard case .column(let id)? = home.columns["id"] else { continue }
                let request = home.columns["request_data"]?.column
                let lead = home.columns["lead_id"]?.column
                var test = "\(SQLWriter.identifier(id.name)) = ?1"
                if let request, let lead {
                    // Where the store gives the ids, the request that it keeps has the call's.
                    test +=
                        " OR \(SQLWriter.identifier(lead.name)) = ?2 AND instr(\(SQLWriter.identifier(request.name)), ?1)"
                }
                let select = try PreparedStatement(
                    connection, "SELECT 1 FROM \(home.qualifiedTable) WHERE \(test) LIMIT 1")
                for call in calls where !found.contains(call.call.id) {
                    select.bind(1, call.call.id)
                    if request != nil, lead != nil { select.bind(2, call.call.item.lead.id) }
                    if try select.step() { found.insert(call.call.id) }
                    select.reset()
                }
            }
        }
        return found
    }

    /// Of these calls, those whose cost is written down: what tells where no store keeps traces.
    private func charged(_ calls: [AnsweredCall]) throws -> Set<String> {
        var found: Set<String> = []
        try stores.withConnection { connection in
            for home in try stores.entity("costs")?.homes ?? [] {
                guard case .table = home.kind, let details = home.columns["details"]?.column else { continue }
                let select = try PreparedStatement(
                    connection,
                    "SELECT 1 FROM \(home.qualifiedTable) WHERE instr(\(SQLWriter.identifier(details.name)), ?1) LIMIT 1"
                )
                for call in calls {
                    select.bind(1, call.call.id)
                    if try select.step() { found.insert(call.call.id) }
                    select.reset()
                }
            }
        }
        return found
    }

    /// Stores that a trace writes, or would if they could be written.
    private func roles(areReadOnly: Bool) throws -> Set<StoreRole> {
        var roles: Set<StoreRole> = []
        for name in Self.entities {
            for home in try stores.entity(name)?.homes ?? [] {
                guard case .table = home.kind, stores.attached[home.store]?.isReadOnly == areReadOnly else {
                    continue
                }
                roles.insert(home.store)
            }
        }
        return roles
    }

    /// Numbers of these calls that a list forbids.
    private func forbidden(_ calls: [AnsweredCall]) throws -> Set<String> {
        guard let doNotCall else { return [] }
        let numbers = calls.flatMap { $0.answer.phones.compactMap { NANPNumber($0.number) } }
        guard !numbers.isEmpty else { return [] }
        return Set(try doNotCall.marks(on: numbers, at: SystemUser.now).keys.map { String($0.digits) })
    }

    func translating<T>(_ body: () throws -> T) throws -> T {
        do { return try body() } catch { throw StoreError.translate(error) ?? error }
    }
}
