internal import CvxDomain
internal import CvxServices

/// Answers of providers as the ledger keeps them: JSON, members that are nil left out. By hand, as Foundation's coders take
/// ten times as long, and of a large batch every answer is read again for its result.
enum AnswerCoding {
    static func encode(_ answer: ContactAnswer) -> String {
        var object = JSONObject()
        object["outcome"] = .string(answer.outcome.rawValue)
        object["confidence"] = answer.confidence.map(JSONValue.double)
        object["phones"] = .array(answer.phones.map(encode))
        object["emails"] = .array(answer.emails.map(encode))
        object["isLitigator"] = answer.isLitigator.map(JSONValue.bool)
        object["isDeceased"] = answer.isDeceased.map(JSONValue.bool)
        object["message"] = answer.message.map(JSONValue.string)
        object["response"] = answer.response.map(JSONValue.string)
        object["retryAfter"] = answer.retryAfter.map { .int(Int($0)) }
        object["mayBeRetried"] = .bool(answer.mayBeRetried)
        object["mayHaveBeenCharged"] = .bool(answer.mayHaveBeenCharged)
        return JSONValue.object(object).text
    }

    private static func encode(_ phone: ContactPhone) -> JSONValue {
        var object: JSONObject = ["number": .string(phone.number)]
        object["type"] = phone.type.map(JSONValue.string)
        object["carrier"] = phone.carrier.map(JSONValue.string)
        object["isValid"] = phone.isValid.map(JSONValue.bool)
        object["isMobile"] = phone.isMobile.map(JSONValue.bool)
        object["isDoNotCall"] = phone.isDoNotCall.map(JSONValue.bool)
        object["confidence"] = phone.confidence.map(JSONValue.double)
        return .object(object)
    }

    private static func encode(_ email: ContactEmail) -> JSONValue {
        var object: JSONObject = ["address": .string(email.address)]
        object["type"] = email.type.map(JSONValue.string)
        object["isValid"] = email.isValid.map(JSONValue.bool)
        object["confidence"] = email.confidence.map(JSONValue.double)
        return .object(object)
    }

    /// Nil for what a newer version wrote in another form.
    static func decode(_ text: String) -> ContactAnswer? {
        guard let json = JSONValue(json: text),
            let outcome = json["outcome"]?.string.flatMap(TraceOutcome.init),
            let mayHaveBeenCharged = flag(json["mayHaveBeenCharged"])
        else { return nil }
        var answer = ContactAnswer(
            outcome, message: json["message"]?.string, mayHaveBeenCharged: mayHaveBeenCharged)
        answer.confidence = number(json["confidence"])
        answer.phones = (json["phones"]?.array ?? []).compactMap(phone)
        answer.emails = (json["emails"]?.array ?? []).compactMap(email)
        answer.isLitigator = flag(json["isLitigator"])
        answer.isDeceased = flag(json["isDeceased"])
        answer.response = json["response"]?.string
        answer.retryAfter = json["retryAfter"]?.int.map(Int64.init)
        answer.mayBeRetried = flag(json["mayBeRetried"]) ?? false
        return answer
    }

    private static func phone(_ json: JSONValue) -> ContactPhone? {
        guard let number = json["number"]?.string else { return nil }
        var phone = ContactPhone(number: number)
        (phone.type, phone.carrier) = (json["type"]?.string, json["carrier"]?.string)
        phone.isValid = flag(json["isValid"])
        phone.isMobile = flag(json["isMobile"])
        phone.isDoNotCall = flag(json["isDoNotCall"])
        phone.confidence = self.number(json["confidence"])
        return phone
    }

    private static func email(_ json: JSONValue) -> ContactEmail? {
        guard let address = json["address"]?.string else { return nil }
        var email = ContactEmail(address: address)
        email.type = json["type"]?.string
        email.isValid = flag(json["isValid"])
        email.confidence = number(json["confidence"])
        return email
    }

    private static func flag(_ json: JSONValue?) -> Bool? {
        if case .bool(let flag)? = json { flag } else { nil }
    }

    private static func number(_ json: JSONValue?) -> Double? {
        switch json {
        case .double(let number)?: number
        case .int(let number)?: Double(number)
        default: nil
        }
    }
}
