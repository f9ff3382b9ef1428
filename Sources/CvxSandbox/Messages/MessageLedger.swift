internal import CvxDomain

/// The messages that were taken, and how often each went out.
final class MessageLedger {
    struct Message {
        var sid: String
        var to: String
        var from: String
        var body: String
        /// The sender's own name of it; nil where it gave none.
        var token: String?
        /// Requests for it; it went out once.
        var asked = 1
    }

    private var messages: [Message] = []
    private var places: [String: Int] = [:]
    var refused = 0
    var faults: [String: Int] = [:]

    func message(token: String) -> Message? { places[token].map { messages[$0] } }

    func message(sid: String) -> Message? { messages.first { $0.sid == sid } }

    func askedAgain(token: String) {
        if let place = places[token] { messages[place].asked += 1 }
    }

    func deliver(_ message: Message) {
        if let token = message.token { places[token] = messages.count }
        messages.append(message)
    }

    var count: Int { messages.count }

    var json: JSONValue {
        var counts: [String: Int] = [:]
        for message in messages { counts[message.to, default: 0] += 1 }
        var faultCounts = JSONObject()
        for (name, count) in faults.sorted(by: { $0.key < $1.key }) { faultCounts[name] = .int(count) }
        return [
            "delivered": .int(messages.count), "refused": .int(refused), "faults": .object(faultCounts),
            "messages": .array(
                messages.map { message in
                    [
                        "sid": .string(message.sid), "to": .string(message.to), "from": .string(message.from),
                        "body": .string(message.body), "token": message.token.map { .string($0) } ?? .null,
                        "asked": .int(message.asked),
                    ]
                }),
            "numbers": .array(
                counts.sorted { $0.key < $1.key }.map { number, count in
                    ["to": .string(number), "delivered": .int(count)]
                }),
        ]
    }
}
