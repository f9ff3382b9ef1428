internal import CvxDomain

/// The people of an address, as the two versions of the API write them.
enum FictionalAnswer {
    /// In capitals, letters and digits only: the same house however it is written. "" without any.
    static func normalized(_ question: JSONValue) -> String {
        let place = question["propertyAddress"]
        let parts = ["street", "city", "state", "zip"].map { name in
            (place?[name]?.string ?? "").uppercased().split { !$0.isLetter && !$0.isNumber }.joined(
                separator: " ")
        }
        return parts[0].isEmpty ? "" : parts.joined(separator: ", ")
    }

    /// Nobody at an address that is none, and where the chance says so.
    static func people(
        at address: String, _ question: JSONValue, hitRate: Double, _ chance: SandboxChance
    ) -> [FictionalPerson] {
        guard !address.isEmpty, chance.happens(hitRate, "hit", address) else { return [] }
        let name = question["name"].flatMap { name in
            name["first"]?.string.flatMap { first in name["last"]?.string.map { (first, $0) } }
        }
        return (0..<(chance.happens(0.2, "two", address) ? 2 : 1)).map {
            FictionalPerson(at: address, index: $0, named: $0 == 0 ? name : nil, chance)
        }
    }

    /// Its first person, scores of 100.
    static func version1(_ id: String, _ people: [FictionalPerson], isAddress: Bool) -> [JSONValue] {
        guard let person = people.first else {
            let error: JSONValue = isAddress ? false : "Invalid address"
            return [["requestId": .string(id), "meta": ["matched": false, "error": error]]]
        }
        return [
            [
                "requestId": .string(id), "name": name(person),
                "phoneNumbers": .array(person.phones.map { phone($0, score: .int($0.score)) }),
                "emails": .array(person.emails.map { ["email": .string($0), "tested": true] }),
                "dnc": .null, "litigator": .bool(person.isLitigator),
                "death": ["deceased": .bool(person.isDeceased)], "meta": ["matched": true, "error": false],
            ]
        ]
    }

    /// All of them, scores of 1; null where there is nobody.
    static func version3(_ id: String, _ people: [FictionalPerson]) -> JSONValue {
        let persons = people.map { person -> JSONValue in
            [
                "name": name(person),
                "phoneNumbers": .array(
                    person.phones.map { phone($0, score: .double(Double($0.score) / 100)) }),
                "emails": .array(person.emails.map { ["email": .string($0)] }),
                "litigator": .bool(person.isLitigator), "death": ["deceased": .bool(person.isDeceased)],
            ]
        }
        return ["requestId": .string(id), "persons": persons.isEmpty ? .null : .array(persons)]
    }

    private static func name(_ person: FictionalPerson) -> JSONValue {
        ["first": .string(person.first), "last": .string(person.last)]
    }

    private static func phone(_ phone: FictionalPerson.Phone, score: JSONValue) -> JSONValue {
        [
            "number": .string(phone.number), "type": .string(phone.type),
            "carrier": "Nobody's Telephone Company",
            "tested": true, "reachable": .bool(phone.isReachable), "dnc": .bool(phone.isDoNotCall),
            "tcpa": .bool(phone.suesCallers), "score": score,
        ]
    }
}
