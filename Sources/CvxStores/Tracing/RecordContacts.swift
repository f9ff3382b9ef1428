import CvxDomain
import CvxServices

/// Phones and emails in a property record's raw data, whatever its source calls them: texts under keys that speak of a
/// phone or an email, at any depth.
struct RecordContacts {
    private(set) var phones: [ContactPhone] = []
    private(set) var emails: [ContactEmail] = []

    /// Nil where it holds none, or is no JSON.
    init?(_ json: String) {
        guard Self.speaks(of: json), let value = JSONValue(json: json) else { return nil }
        collect(value, under: "")
        if phones.isEmpty, emails.isEmpty { return nil }
    }

    private static func speaks(of text: String) -> Bool {
        let folded = text.lowercased()
        return ["phone", "mobile", "email"].contains { folded.contains($0) }
    }

    private mutating func collect(_ value: JSONValue, under key: String) {
        switch value {
        case .object(let members):
            for (name, value) in zip(members.names, members.values) { collect(value, under: name) }
        case .array(let values): for value in values { collect(value, under: key) }
        case .string(let text):
            let key = key.lowercased()
            if key.contains("phone") || key.contains("mobile") || key == "number",
                let number = PhoneNumber(text)
            {
                phones.append(ContactPhone(number: number.digits))
            } else if key.contains("email") || key == "address", EmailAddress.problem(text) == nil {
                emails.append(ContactEmail(address: text))
            }
        default: break
        }
    }
}
