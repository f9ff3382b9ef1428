/// Why a message cannot be sent in this way, ever; for a person.
struct MessageFault: Error, Hashable {
    var reason: String

    static let noName = MessageFault("its id is too long, or empty")

    init(_ reason: String) { self.reason = reason }
}
