package import CvxDomain

/// What a provider's account would say: what was asked, and what was charged for it.
package final class TraceLedger {
    package enum Billing: String, CaseIterable, Sendable {
        /// Everything that was answered.
        case request
        /// Only where somebody was found.
        case match
    }

    struct Call {
        var id: String
        /// Normalized.
        var address: String
        /// What was asked, to tell an id that comes again from one that is used for two things.
        var question: JSONValue
        var asked = 0
        var charged = 0
        var isMatched = false
    }

    private let price: Money
    private let billing: Billing
    /// What may be spent; nil: all there is.
    private let credit: Money?
    private var calls: [Call] = []
    private var places: [String: Int] = [:]
    private var charged: Int64 = 0
    var refused = 0
    var faults: [String: Int] = [:]

    package init(price: Money, billing: Billing, credit: Money?) {
        (self.price, self.billing, self.credit) = (price, billing, credit)
    }

    private var spent: Money { Money(tenThousandths: charged * price.tenThousandths) }

    /// Whether one more can be paid for.
    var hasCredit: Bool {
        credit.map { spent.tenThousandths + price.tenThousandths <= $0.tenThousandths } ?? true
    }

    func call(_ id: String) -> Call? { places[id].map { calls[$0] } }

    /// A question that was worked on: the first with its id is charged, an id that comes again is not.
    func record(_ id: String, _ question: JSONValue, at address: String, isMatched: Bool) {
        let isBilled = billing == .request || isMatched
        if let place = places[id] {
            calls[place].asked += 1
            return
        }
        places[id] = calls.count
        calls.append(
            Call(
                id: id, address: address, question: question, asked: 1, charged: isBilled ? 1 : 0,
                isMatched: isMatched))
        charged += isBilled ? 1 : 0
    }

    /// An id for a question that has none; such a one is charged each time.
    func newID() -> String { "none-\(calls.count + 1)" }

    /// All of it: `calls` by id, `leads` by address.
    package var json: JSONValue {
        var leads = JSONObject()
        var counts: [String: Int] = [:]
        for call in calls { counts[call.address, default: 0] += call.charged }
        let perLead = counts.sorted { $0.key < $1.key }.map { address, count in
            JSONValue.object(["address": .string(address), "charged": .int(count)])
        }
        for (name, count) in faults.sorted(by: { $0.key < $1.key }) { leads[name] = .int(count) }
        return [
            "price": .double(price.dollars), "billing": .string(billing.rawValue),
            "charged": .int(Int(charged)), "spent": .double(spent.dollars),
            "asked": .int(calls.reduce(0) { $0 + $1.asked }), "refused": .int(refused),
            "faults": .object(leads),
            "calls": .array(
                calls.map { call in
                    [
                        "requestId": .string(call.id), "address": .string(call.address),
                        "asked": .int(call.asked), "charged": .int(call.charged),
                        "matched": .bool(call.isMatched),
                    ]
                }),
            "leads": .array(perLead),
        ]
    }
}
