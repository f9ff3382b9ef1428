/// Why a message cannot be sent in this way, ever; for a person.
struct MessageFault: Error, Hashable {
    var reason: String

    init(_ reason: String) { self.reason = reason }
}
