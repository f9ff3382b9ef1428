internal import CvxDomain

extension AnswerMapping {
    /// The contacts of an answer; without any, somebody was found only where the answer says so.
    func answer(_ json: JSONValue) -> ContactAnswer {
        var contacts = FoundContacts()
        let isPercent = [phoneConfidence, emailConfidence, confidence].contains { path in
            all(path, in: json).contains { LooseJSON.number($0) ?? 0 > 1 }
        }
        for item in items(of: phone, in: json) {
            guard var found = LooseJSON.phone(LooseJSON.text(first(phone, of: item))) else { continue }
            found.type = LooseJSON.text(first(phoneType, of: item))
            found.carrier = LooseJSON.text(first(phoneCarrier, of: item))
            found.isValid = LooseJSON.flag(first(phoneValid, of: item))
            found.isMobile =
                LooseJSON.flag(first(phoneMobile, of: item)) ?? found.type.flatMap(LooseJSON.isMobile)
            found.isDoNotCall = LooseJSON.flag(first(phoneDoNotCall, of: item))
            found.confidence = LooseJSON.share(first(phoneConfidence, of: item), isPercent: isPercent)
            contacts.add(found)
        }
        for item in items(of: email, in: json) {
            guard let address = LooseJSON.text(first(email, of: item)), address.contains("@") else {
                continue
            }
            var found = ContactEmail(address: address)
            found.type = LooseJSON.text(first(emailType, of: item))
            found.isValid = LooseJSON.flag(first(emailValid, of: item))
            found.confidence = LooseJSON.share(first(emailConfidence, of: item), isPercent: isPercent)
            contacts.add(found)
        }
        for flag in all(litigator, in: json) { contacts.markLitigator(LooseJSON.flag(flag)) }
        for flag in all(deceased, in: json) { contacts.markDeceased(LooseJSON.flag(flag)) }
        var answer = contacts.answer
        let flags = all(matched, in: json).compactMap { LooseJSON.flag($0) }
        if answer.outcome == .noContacts, !flags.contains(true) { answer.outcome = .noMatch }
        answer.confidence =
            all(confidence, in: json).compactMap { LooseJSON.share($0, isPercent: isPercent) }.max()
            ?? contacts.bestConfidence
        if answer.outcome != .matched { answer.message = words(in: json) }
        return answer
    }

    /// The provider's own words; nil where it has none.
    func words(in json: JSONValue) -> String? {
        all(message, in: json).compactMap { LooseJSON.text($0) }.first.map(KeptResponse.message)
    }

    private func all(_ path: AnswerPath?, in json: JSONValue) -> [JSONValue] {
        path.map { AnswerPath.values($0.steps[...], in: json) } ?? []
    }

    private func items(of path: AnswerPath?, in json: JSONValue) -> [JSONValue] {
        path.map { AnswerPath.values($0.item, in: json) } ?? []
    }

    private func first(_ path: AnswerPath?, of item: JSONValue) -> JSONValue? {
        path.flatMap { AnswerPath.values($0.rest, in: item).first }
    }
}
