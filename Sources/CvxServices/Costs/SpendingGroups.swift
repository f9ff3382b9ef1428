package import CvxDomain

/// What calls come to together.
package struct SpendingTotal: Hashable, Sendable {
    package var calls = 0
    package var spent = Money(tenThousandths: 0)
    /// Of that, what was spent to find somebody.
    package var spentOnContacts = Money(tenThousandths: 0)
    /// Calls that found somebody.
    package var matched = 0
    /// Calls beside those of which nobody knows whether they were charged, and what they cost if they were.
    package var uncertain = 0
    package var reserved = Money(tenThousandths: 0)

    package init() {}

    package mutating func add(_ call: SpentCall) {
        if let price = call.reserved {
            uncertain += 1
            reserved += price
            return
        }
        calls += 1
        spent.tenThousandths += call.cost.tenThousandths
        guard let isMatched = call.isMatched else { return }
        spentOnContacts.tenThousandths += call.cost.tenThousandths
        if isMatched { matched += 1 }
    }

    /// Half up, to a ten-thousandth of a dollar; nil where nobody was found.
    package var costPerMatch: Money? {
        if matched == 0 { return nil }
        let count = Int64(matched)
        return Money(tenThousandths: (2 * spentOnContacts.tenThousandths + count) / (2 * count))
    }
}

package enum SpendingGroup: String, CaseIterable, Sendable {
    case provider, kind, day, month, campaign, lead, actor

    /// - Parameter day: gives a moment's day
    package func key(_ call: SpentCall, day: (Instant) -> Day) -> Scalar {
        func text(_ text: String?) -> Scalar { text.map(Scalar.text) ?? .null }
        switch self {
        case .provider: return text(call.provider)
        case .kind: return text(call.kind)
        case .campaign: return text(call.campaign)
        case .lead: return text(call.lead)
        case .actor: return text(call.actor)
        case .day: return call.at.map { .date(day($0)) } ?? .null
        case .month:
            guard let at = call.at else { return .null }
            let (year, month, _) = day(at).civil
            return Day(year: year, month: month, day: 1).map(Scalar.date) ?? .null
        }
    }
}

extension [SpentCall] {
    /// What each group comes to, dearest first, but days and months in their order.
    package func totals(
        by groups: [SpendingGroup], day: (Instant) -> Day
    ) -> [(key: [Scalar], total: SpendingTotal)] {
        var totals: [[Scalar]: SpendingTotal] = [:]
        for call in self { totals[groups.map { $0.key(call, day: day) }, default: SpendingTotal()].add(call) }
        let isByTime = groups.first == .day || groups.first == .month
        return totals.map { ($0.key, $0.value) }.sorted { left, right in
            let (a, b) = (left.0.map(\.order), right.0.map(\.order))
            if isByTime, a[0] != b[0] { return a[0] < b[0] }
            if left.1.spent != right.1.spent { return left.1.spent > right.1.spent }
            return a.lexicographicallyPrecedes(b)
        }
    }
}

extension Scalar {
    /// For an order that is the same each time: null last.
    fileprivate var order: String {
        switch self {
        case .null: "\u{10FFFF}"
        case .date(let day): String(1_000_000_000 + day.number)
        case .text(let text): text
        default: ""
        }
    }
}
