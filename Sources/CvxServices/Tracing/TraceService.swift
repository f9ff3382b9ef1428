package import CvxDomain

/// Finds phones and emails of leads, with providers that cost money and without.
package final class TraceService {
    /// Calls that are on their way at the same time.
    package static let width = 32
    /// Answers that are brought into the stores as one change: each waits for the disk a dozen times.
    static let group = 256
    /// Milliseconds after which it is one with fewer.
    static let longestGroup: Int64 = 1_000
    /// Leads that are looked at together.
    static let page = 2_000

    let ledger: any TraceLedger
    let store: any TraceStore
    let local: any LocalContacts
    let providers: [String: TraceProvider]
    let surroundings: TraceSurroundings

    /// - Parameter providers: those that are asked over the network
    package init(
        ledger: any TraceLedger, store: any TraceStore, local: any LocalContacts,
        providers: [TraceProvider], surroundings: TraceSurroundings
    ) {
        self.ledger = ledger
        self.store = store
        self.local = local
        self.providers = Dictionary(
            providers.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        self.surroundings = surroundings
    }

    /// Names that `using` takes.
    package var providerNames: [String] { [localProvider] + providers.keys.sorted() }

    /// Sees that all providers of an order can be asked.
    ///
    /// - Throws: `TraceError` naming the first that cannot.
    package func check(_ order: TraceOrder) throws {
        for name in order.providers where name != localProvider {
            guard let provider = providers[name] else {
                throw TraceError(
                    .unknownProvider, "there is no provider `\(name)`",
                    help:
                        "there are \(providerNames.joined(separator: ", ")); `[providers.\(name)]` in cvx.toml adds one"
                )
            }
            guard provider.settings.price != nil else {
                throw TraceError(
                    .noPrice, "nothing says what a call to `\(name)` costs",
                    help: "add `price = 0.07` to `[providers.\(name)]` in cvx.toml, or 0 where it is free")
            }
            if provider.settings.key != nil {
                guard let key = try provider.key(), !key.isEmpty else {
                    throw TraceError(
                        .noKey, "the key of `\(name)` is not there",
                        help: "set \(provider.settings.key.map(Self.place) ?? "it")")
                }
            }
        }
    }

    private static func place(_ source: SecretSource) -> String {
        switch source {
        case .variable(let name): "the variable \(name)"
        case .file(let path): "the first line of \(path)"
        }
    }

    /// What an order would come to for these leads now; nothing paid is asked.
    package func estimate(_ order: TraceOrder, leads: [RowKey]) throws -> TraceEstimate {
        try check(order)
        var estimate = TraceEstimate()
        estimate.leads = leads.count
        var start = 0
        while start < leads.count {
            let keys = Array(leads[start..<min(start + Self.page, leads.count)])
            let items = keys.map { TraceItem(batch: "", position: 0, lead: $0) }
            let chooser = try TraceChooser(self, order, items)
            for item in items { chooser.count(item, in: &estimate) }
            start += Self.page
        }
        return estimate
    }

    /// Writes a batch down; nothing is asked yet.
    package func begin(_ order: TraceOrder, leads: [RowKey]) throws -> String {
        try check(order)
        try store.prepare()
        return try ledger.begin(order, leads: leads, at: surroundings.now())
    }

    /// Works on a batch until it is through, paused or interrupted.
    ///
    /// - Parameter progress: is told now and then how far it is
    /// - Returns: the batch as it stands.
    package func run(_ id: String, progress: @escaping (TraceBatch) -> Void = { _ in }) throws -> TraceBatch {
        let batch = try batch(id)
        try check(batch.order)
        try store.prepare()
        let hold = try hold(batch)
        return try withExtendedLifetime(hold) { try TraceRun(self, batch, progress).run() }
    }

    /// - Throws: `TraceError` where another process works on it.
    private func hold(_ batch: TraceBatch) throws -> AnyObject {
        if let hold = try ledger.hold(batch.id) { return hold }
        throw TraceError(
            .batchState, "another process works on batch \(batch.id)",
            help: "wait for it, or stop it: `batch cancel @\(batch.id)`")
    }

    /// - Throws: `TraceError` where there is none of that id.
    package func batch(_ id: String) throws -> TraceBatch {
        guard let batch = try ledger.batch(id) else {
            throw TraceError(.noBatch, "there is no batch \(id)", help: "`batch list` shows them")
        }
        return try asItStands(batch)
    }

    /// A batch whose process was killed says that it is running, and has stopped.
    private func asItStands(_ batch: TraceBatch) throws -> TraceBatch {
        guard try batch.state == .running && !ledger.isHeld(batch.id) else { return batch }
        var batch = batch
        batch.state = .paused
        return batch
    }

    /// Gives what is left of a batch up. What was asked stays; of calls that were cut off the end is not known.
    ///
    /// - Returns: the batch, and whether another process works on it, which stops after the calls that are on their way.
    package func cancel(_ id: String) throws -> (batch: TraceBatch, isRunning: Bool) {
        let batch = try batch(id)
        let isOver = batch.state == .done || batch.state == .cancelled
        guard try !isOver || isUnsettled(batch) else {
            throw TraceError(
                .batchState, "batch \(batch.id) is \(batch.state.rawValue)",
                help: "nothing is left of it to cancel")
        }
        try ledger.set(.cancelled, pause: nil, of: batch.id)
        let hold = try ledger.hold(batch.id)
        if hold != nil {
            let cancelled = try self.batch(batch.id)
            _ = try withExtendedLifetime(hold) { try TraceRun(self, cancelled) { _ in }.run() }
        }
        return (try self.batch(batch.id), hold == nil)
    }

    private func isUnsettled(_ batch: TraceBatch) throws -> Bool {
        try !ledger.openCalls(of: batch.id).isEmpty || !ledger.unapplied(of: batch.id).isEmpty
    }

    /// Newest first.
    package func batches(limit: Int) throws -> [TraceBatch] {
        try ledger.batches(limit: limit).map(asItStands)
    }

    /// A batch of which something is left; what failed for the provider's reasons is in the queue again.
    package func resumable(_ id: String) throws -> TraceBatch {
        let batch = try batch(id)
        if batch.state == .cancelled {
            throw TraceError(.batchState, "batch \(batch.id) was cancelled", help: "trace its leads again")
        }
        // Whoever works on it has its items.
        let hold = try hold(batch)
        try withExtendedLifetime(hold) { try ledger.requeueFailed(of: batch.id) }
        let left = try self.batch(batch.id)
        if left.state == .done, left.open == 0 {
            throw TraceError(
                .batchState, "batch \(batch.id) is through", help: "`batch show @\(batch.id)` has it")
        }
        return left
    }

    package func change(_ order: TraceOrder, of batch: String) throws { try ledger.change(order, of: batch) }

    /// Each lead of a batch with its last answer, in order.
    package func results(
        of batch: String, _ body: (TraceItem, ContactAnswer?) throws -> Void
    ) throws { try ledger.results(of: batch, body) }
}
