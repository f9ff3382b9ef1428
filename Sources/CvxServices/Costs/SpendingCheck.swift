package import CvxDomain

/// Where `costs`, the leads' own sums and the traces do not say the same.
package struct SpendingDifference: Hashable, Sendable {
    /// Nil where nobody says whose it is.
    package var lead: String?
    /// What each says of the lead; nil: it says nothing.
    package var entries: Money?
    package var leadSays: Money?
    package var traces: Money?
    /// What is not in any of them, and may be or is to be.
    package var reserved: Money?
    /// In words.
    package var what: String
}

extension Spending {
    /// Every difference, by lead: first those of leads, then what belongs to none, then what the stores do not tell of.
    ///
    /// - Parameter unsettled: calls that the stores do not tell of
    /// - Throws: what the stores throw.
    package func differences(with unsettled: [UnsettledCall]) throws -> [SpendingDifference] {
        let traces = try traces()
        let calls = SpendingMatch(entries: try entries(), traces: traces).calls
        let hasEntries = try has("costs")
        let traced = calls.filter { $0.isMatched != nil || $0.kind?.foldedName.contains("trace") == true }
        var byEntries: [String: Money] = [:]
        var byTraces: [String: Money] = [:]
        var differences: [SpendingDifference] = []
        for call in traced where call.hasEntry {
            guard let lead = call.lead else {
                if call.cost.tenThousandths != 0 { differences.append(Self.orphan(call)) }
                continue
            }
            byEntries[lead, default: .zero] += call.cost
        }
        for trace in traces.values {
            if let lead = trace.lead { byTraces[lead, default: .zero] += trace.cost }
        }
        let byLeads = try leads()
        let ids = Set(byEntries.keys).union(byTraces.keys)
            .union((byLeads ?? [:]).filter { $0.value != .zero }.keys)
        var ofLeads: [SpendingDifference] = []
        for id in ids.sorted() {
            var difference = SpendingDifference(
                lead: id, entries: byEntries[id], leadSays: byLeads?[id], traces: byTraces[id], what: "")
            let words = difference.words(hasEntries: hasEntries, leadsSay: byLeads != nil)
            if words.isEmpty { continue }
            difference.what = words.joined(separator: "; ")
            ofLeads.append(difference)
        }
        return ofLeads + differences + unsettled.map(SpendingDifference.init)
    }

    private static func orphan(_ call: SpentCall) -> SpendingDifference {
        SpendingDifference(
            lead: nil, entries: call.cost, leadSays: nil, traces: nil,
            what: "an entry of costs names no lead and no trace fits it")
    }
}

extension SpendingDifference {
    fileprivate init(_ unsettled: UnsettledCall) {
        let (call, batch) = (unsettled.call, unsettled.call.call.item.batch)
        let (money, words) =
            switch call.state {
            case .answered:
                (call.cost, "is paid and not in the stores yet: `batch resume @\(batch)` brings it there")
            case .open:
                (call.call.price, "is on its way, or was cut off: `batch resume @\(batch)` settles it")
            default: (call.call.price, "may have been charged; only `force` asks again (batch @\(batch))")
            }
        self.init(
            lead: call.call.item.lead.id, reserved: money, what: "a call to \(call.call.provider) \(words)")
    }

    fileprivate func words(hasEntries: Bool, leadsSay: Bool) -> [String] {
        let (entries, traces) = (entries ?? .zero, traces ?? .zero)
        var words: [String] = []
        if hasEntries, entries != traces {
            words.append("costs and traces differ by \((entries - traces).words)")
        }
        guard leadsSay else { return words }
        guard let leadSays else { return words + ["there is no such lead"] }
        // The lead keeps whole cents.
        let isLikeTraces = leadSays == traces.toTheCent
        let isLikeCosts = hasEntries && leadSays == entries.toTheCent
        switch (isLikeTraces, isLikeCosts) {
        case (true, true): break
        case (true, false): if hasEntries { words.append("the lead says what its traces say") }
        case (false, true): words.append("the lead says what costs say")
        case (false, false): words.append("the lead says \(leadSays.words)")
        }
        return words
    }
}

extension Money {
    package static let zero = Money(tenThousandths: 0)

    package static func += (left: inout Money, right: Money) { left.tenThousandths += right.tenThousandths }

    fileprivate static func - (left: Money, right: Money) -> Money {
        Money(tenThousandths: abs(left.tenThousandths - right.tenThousandths))
    }

    /// Half away from zero.
    fileprivate var toTheCent: Money {
        let sign: Int64 = tenThousandths < 0 ? -1 : 1
        return Money(tenThousandths: sign * ((abs(tenThousandths) + 50) / 100 * 100))
    }

    /// `$0.07`, `$0.0035`
    fileprivate var words: String {
        let cents = tenThousandths % Self.scale
        var digits = String(Self.scale + cents).dropFirst()
        while digits.count > 2, digits.last == "0" { digits.removeLast() }
        return "$\(tenThousandths / Self.scale).\(digits)"
    }
}
