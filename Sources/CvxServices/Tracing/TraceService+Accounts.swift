package import CvxDomain

/// What may still be asked of a provider.
package struct TraceAllowance: Hashable, Sendable {
    /// Attempts that are left of the day, in UTC.
    package var calls: Int
    /// What those can cost at most; nil where nobody said what one costs.
    package var cost: Money?
}

extension TraceService {
    /// Of each provider that has a quota, by name.
    package func allowances(at now: Instant) throws -> [String: TraceAllowance] {
        try providers.compactMapValues { provider in
            guard let quota = provider.settings.quota else { return nil }
            let left = max(0, quota - (try ledger.attempts(of: provider.name, on: now)))
            let price = provider.settings.price?.tenThousandths
            let most = price.map { $0.multipliedReportingOverflow(by: Int64(left)) }
            let cost = most.flatMap { $0.overflow ? nil : Money(tenThousandths: $0.partialValue) }
            return TraceAllowance(calls: left, cost: cost)
        }
    }

    /// Calls of all batches whose cost the stores do not tell: nobody knows whether they were charged, or their answers are
    /// still to be brought there.
    package func unsettled() throws -> [UnsettledCall] {
        let calls = try ledger.unsettled()
        let answered = calls.map(\.call).filter { $0.state == .answered }
        let there = try answered.isEmpty ? [] : store.applied(answered)
        return calls.filter { !there.contains($0.call.call.id) }
    }
}
