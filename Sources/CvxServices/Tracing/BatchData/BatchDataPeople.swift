internal import CvxDomain

/// The persons of an answer: V1 has them at `results.persons`, V3 at `result.data[].persons`, and either may be null.
enum BatchDataPeople {
    /// Nil where the answer has neither shape.
    static func people(in json: JSONValue) -> [JSONValue]? {
        if let results = json["results"] { return persons(of: results) }
        if let result = json["result"] { return persons(of: result) }
        return nil
    }

    /// Nil where what ought to be a list or null is neither.
    private static func persons(of value: JSONValue) -> [JSONValue]? {
        switch value {
        case .null: return []
        case .array(let items):
            return items.reduce([]) { all, item in all.flatMap { all in persons(of: item).map { all + $0 } } }
        case .object(let members):
            if let persons = members["persons"] {
                if persons.isNull { return [] }
                guard let items = persons.array else { return nil }
                return items.filter { !$0.isNull }
            }
            return members["data"].flatMap { persons(of: $0) }
        default: return nil
        }
    }

    static func answer(_ people: [JSONValue]) -> ContactAnswer {
        let found = people.filter { LooseJSON.flag($0["meta"]?["matched"]) != false && isSomebody($0) }
        guard !found.isEmpty else { return unmatched(people) }
        let isPercent = scores(found).contains { $0 > 1 }
        var contacts = FoundContacts()
        for person in found { read(person, isPercent, into: &contacts) }
        var answer = contacts.answer
        let own = found.compactMap {
            LooseJSON.share(
                $0["confidence"] ?? $0["score"] ?? $0["meta"]?["confidence"] ?? $0["meta"]?["score"],
                isPercent: isPercent)
        }
        answer.confidence = own.max() ?? contacts.bestConfidence
        return answer
    }

    /// An object with nothing in it is nobody.
    private static func isSomebody(_ person: JSONValue) -> Bool {
        if case .object(let members) = person { members.values.contains { !$0.isNull } } else { false }
    }

    private static func unmatched(_ people: [JSONValue]) -> ContactAnswer {
        let errors = people.compactMap { person in
            person["meta"]?["error"]?.string ?? person["meta"]?["errorMessage"]?.string
        }
        guard let error = errors.first(where: { !$0.isEmpty }) else {
            return ContactAnswer(.noMatch, mayHaveBeenCharged: true)
        }
        let isAddress = TextFolding.contains(error, "address")
        return ContactAnswer(
            isAddress ? .badAddress : .noMatch, message: KeptResponse.message(error), mayHaveBeenCharged: true
        )
    }

    /// Whether scores are of 1 or of 100 is told by the answer's largest.
    private static func scores(_ people: [JSONValue]) -> [Double] {
        people.flatMap { person in
            let contacts = (person["phoneNumbers"]?.array ?? []) + (person["emails"]?.array ?? [])
            return (contacts + [person, person["meta"] ?? .null]).flatMap {
                [LooseJSON.number($0["score"]), LooseJSON.number($0["confidence"])].compactMap { $0 }
            }
        }
    }

    private static func read(_ person: JSONValue, _ isPercent: Bool, into contacts: inout FoundContacts) {
        let marks = person["dnc"]
        let isBarred = LooseJSON.flag(marks) == true
        contacts.markLitigator(LooseJSON.flag(person["litigator"]))
        contacts.markLitigator(LooseJSON.flag(marks?["tcpa"]))
        contacts.markDeceased(
            LooseJSON.flag(person["death"]?["deceased"]) ?? LooseJSON.flag(person["deceased"]))
        for item in (person["phoneNumbers"] ?? person["phones"])?.array ?? [] {
            guard var phone = LooseJSON.phone(item.string ?? LooseJSON.text(item["number"])) else { continue }
            phone.type = LooseJSON.text(item["type"])
            phone.carrier = LooseJSON.text(item["carrier"])
            phone.isMobile = phone.type.flatMap(LooseJSON.isMobile)
            // What was never tried says nothing of whether it can be reached.
            let reachable = LooseJSON.flag(item["reachable"])
            phone.isValid = reachable == false && LooseJSON.flag(item["tested"]) != true ? nil : reachable
            // A number of somebody who sues callers is one not to call.
            let isListed = LooseJSON.flag(item["tcpa"]) == true || isBarred
            phone.isDoNotCall = isListed ? true : LooseJSON.flag(item["dnc"])
            phone.confidence = LooseJSON.share(item["score"] ?? item["confidence"], isPercent: isPercent)
            contacts.add(phone)
        }
        for item in person["emails"]?.array ?? [] {
            guard let address = item.string ?? LooseJSON.text(item["email"]), address.contains("@") else {
                continue
            }
            var email = ContactEmail(address: address)
            email.type = LooseJSON.text(item["type"])
            // An address that was not tried may still be good.
            email.isValid = LooseJSON.flag(item["tested"]) == true ? true : nil
            email.confidence = LooseJSON.share(item["score"] ?? item["confidence"], isPercent: isPercent)
            contacts.add(email)
        }
    }
}
