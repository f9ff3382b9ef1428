/// Numbers and addresses that reach nobody: 555-0100 to 555-0199 is kept for fiction (NANPA), example.com, .net and
/// .org for documents (RFC 2606).
enum SampleContact {
    /// The one number that many leads share.
    static let shared = "(480) 555-0100"

    static func phone(_ place: SamplePlace, _ random: inout SampleRandom) -> String {
        let (area, line) = (random.pick(place.areaCodes), String(random.within(101...199)))
        return switch random.below(10) {
        case 0..<5: "(\(area)) 555-0\(line)"
        case 5..<8: "\(area)-555-0\(line)"
        default: "+1\(area)5550\(line)"
        }
    }

    static func email(_ property: SampleProperty, _ random: inout SampleRandom) -> String {
        let (first, last) = property.person ?? ("office", property.street)
        let local = (first + random.pick([".", "", "_"]) + last).lowercased().utf8.filter {
            (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2E || $0 == 0x5F
        }
        let domain = random.pick(["example.com", "example.com", "example.org", "example.net"])
        return "\(String(decoding: local, as: UTF8.self))\(random.within(1...99))@\(domain)"
    }

    /// `phones` as stores hold it: plain numbers, or objects.
    static func phonesJSON(_ phones: [String], isDNC: Bool, _ random: inout SampleRandom) -> String {
        if random.chance(50) { return "[" + phones.map(SampleText.json).joined(separator: ",") + "]" }
        let types = ["mobile", "landline", "voip", "unknown"]
        return "["
            + phones.enumerated().map { index, phone in
                let confidence =
                    random.chance(50) ? "\(random.within(40...99))" : "0.\(random.within(40...99))"
                return #"{"number":\#(SampleText.json(phone)),"type":"\#(random.pick(types))","#
                    + #""isPrimary":\#(index == 0),"isDoNotCall":\#(isDNC),"confidence":\#(confidence)}"#
            }.joined(separator: ",") + "]"
    }
}

enum SampleText {
    /// A JSON string; of control characters the texts here have none.
    static func json(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x5C }) else { return "\"\(text)\"" }
        return "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }

    static let notes = [
        "Left a voicemail.", "Owner wants to think it over until next month.",
        "Roof needs work, otherwise solid.",
        "Tenant in place until spring.", "Spoke with the daughter; she handles the estate.",
        "Asked for an offer in writing.", "Not interested at this price.",
        "Drove by: boarded windows, tall grass.",
        "Wrong number, try skip trace again.", "Behind on taxes, motivated to sell.",
        "Prefers texts after 5 pm.",
        "Habla español; llamar por la tarde.", "Email bounced.", "Meeting on site agreed.",
    ]
    static let controlNote = "Owner says \u{1B}[31mcall back\u{1B}[0m after five\u{7}"
    static let transcripts = [
        "Agent: Hello, is this the owner? Owner: Yes, who is calling?", "Voicemail greeting, message left.",
        "Owner: I might sell if the number is right.", "Owner: Please stop calling me.", "No speech.",
    ]
    static let replies = ["Yes, call me", "How much?", "Not interested", "Who is this?", "Maybe in the fall"]
}
