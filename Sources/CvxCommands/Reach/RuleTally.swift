import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// How many leads and contacts each rule stands in the way of.
enum RuleTally {
    private struct Count {
        var leads = 0
        var contacts = 0
        /// The last lead that was counted.
        var last = -1

        mutating func add(_ lead: Int) {
            contacts += 1
            if last != lead { leads += 1 }
            last = lead
        }
    }

    /// The most leads first; those that something can be sent to come before all.
    static func count(_ survey: ContactSurvey, _ leads: QueryPlan) throws -> [Record] {
        // By the objection's number; several may be of one rule.
        var counts: [Count] = []
        var rules: [String: Int] = [:]
        var places: [Int] = []
        var clear = Count()
        try survey.run(leads) { contact in
            let lead = contact.leadNumber
            if contact.objections.isEmpty { clear.add(lead) }
            for number in contact.objections {
                while places.count <= number {
                    let id = survey.check.objections[places.count].origin.id
                    let place = rules[id] ?? counts.count
                    if place == counts.count { counts.append(Count()) }
                    rules[id] = place
                    places.append(place)
                }
                counts[places[number]].add(lead)
            }
        }
        let names = Verb.ruleColumns.map(\.name)
        func record(_ rule: String, _ count: Count, _ reason: String, _ source: Value) -> Record {
            Record(
                names: names,
                values: [
                    .text(rule), .int(Int64(count.leads)), .int(Int64(count.contacts)), .text(reason), source,
                ])
        }
        let found = rules.sorted { (counts[$0.value].leads, $1.key) > (counts[$1.value].leads, $0.key) }
        return [record("none", clear, "nothing stands in the way", .null)]
            + found.compactMap { id, place in
                guard let first = places.firstIndex(of: place) else { return nil }
                let objection = survey.check.objections[first]
                return record(id, counts[place], objection.sentence, .text(objection.origin.source))
            }
    }
}
