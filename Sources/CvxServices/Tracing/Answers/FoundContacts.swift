internal import CvxDomain

/// Gathers the contacts of several persons: each number and address once, the best first, a mark by anybody kept.
struct FoundContacts {
    private var phones: [ContactPhone] = []
    private var emails: [ContactEmail] = []
    private var isLitigator: Bool?
    private var isDeceased: Bool?

    mutating func markLitigator(_ flag: Bool?) { isLitigator = Self.either(isLitigator, flag) }
    mutating func markDeceased(_ flag: Bool?) { isDeceased = Self.either(isDeceased, flag) }

    mutating func add(_ phone: ContactPhone) {
        guard let place = phones.firstIndex(where: { $0.number == phone.number }) else {
            return phones.append(phone)
        }
        let known = phones[place]
        phones[place].type = known.type ?? phone.type
        phones[place].carrier = known.carrier ?? phone.carrier
        phones[place].isMobile = known.isMobile ?? phone.isMobile
        phones[place].isValid = Self.either(known.isValid, phone.isValid)
        phones[place].isDoNotCall = Self.either(known.isDoNotCall, phone.isDoNotCall)
        phones[place].confidence = Self.larger(known.confidence, phone.confidence)
    }

    mutating func add(_ email: ContactEmail) {
        guard let place = emails.firstIndex(where: { TextFolding.equal($0.address, email.address) }) else {
            return emails.append(email)
        }
        let known = emails[place]
        emails[place].type = known.type ?? email.type
        emails[place].isValid = Self.either(known.isValid, email.isValid)
        emails[place].confidence = Self.larger(known.confidence, email.confidence)
    }

    var bestConfidence: Double? {
        (phones.map(\.confidence) + emails.map(\.confidence)).compactMap { $0 }.max()
    }

    /// Of somebody who was found.
    var answer: ContactAnswer {
        let isEmpty = phones.isEmpty && emails.isEmpty
        var answer = ContactAnswer(isEmpty ? .noContacts : .matched, mayHaveBeenCharged: true)
        answer.phones = Self.bestFirst(phones, \.confidence)
        answer.emails = Self.bestFirst(emails, \.confidence)
        answer.isLitigator = isLitigator
        answer.isDeceased = isDeceased
        return answer
    }

    /// Of equal ones the provider's order stays.
    private static func bestFirst<Item>(_ items: [Item], _ confidence: (Item) -> Double?) -> [Item] {
        items.enumerated().sorted {
            let (left, right) = (confidence($0.element) ?? -1, confidence($1.element) ?? -1)
            return left == right ? $0.offset < $1.offset : left > right
        }.map(\.element)
    }

    private static func either(_ one: Bool?, _ other: Bool?) -> Bool? {
        if one == true || other == true { return true }
        return one ?? other
    }

    private static func larger(_ one: Double?, _ other: Double?) -> Double? {
        one.map { max($0, other ?? $0) } ?? other
    }
}
