/// What is known to stand in the way of a contact, whatever the time: each mark is the rule of the same name.
package struct ContactMarks: OptionSet, Hashable, Sendable {
    package let rawValue: UInt32
    package init(rawValue: UInt32) { self.rawValue = rawValue }

    package static let optOut = mark(0)
    package static let houseList = mark(1)
    package static let doNotCall = mark(2)
    package static let nationalList = mark(3)
    package static let nationalListAge = mark(4)
    package static let stateList = mark(5)
    package static let litigator = mark(6)
    package static let deceased = mark(7)
    package static let consent = mark(8)
    package static let landline = mark(9)
    package static let fictional = mark(10)
    package static let noNumber = mark(11)
    package static let badNumber = mark(12)
    package static let noEmail = mark(13)
    package static let badEmail = mark(14)
    package static let noAddress = mark(15)
    package static let notValid = mark(16)
    package static let mergeField = mark(17)
    package static let subject = mark(18)
    package static let sender = mark(19)
    package static let unsubscribe = mark(20)
    /// Quiet hours are there and cannot be read.
    package static let quietHours = mark(21)

    /// A stop that is meant for one kind of messages, as `resolve` works out; these are no rules.
    static let stoppedEmail = mark(30)
    static let stoppedPhone = mark(31)

    private static func mark(_ bit: Int) -> ContactMarks { ContactMarks(rawValue: 1 << UInt32(bit)) }

    /// The rules' names, by the mark's bit.
    package static let names = [
        "opt_out", "house_list", "do_not_call", "national_list", "national_list_age", "state_list",
        "litigator", "deceased", "consent", "landline", "fictional", "no_number", "bad_number", "no_email",
        "bad_email", "no_address", "not_valid", "merge_field", "subject", "sender", "unsubscribe",
        "quiet_hours",
    ]

    /// Nothing sets these aside: the person's word, and what cannot be sent at all.
    package static let neverOverridden: ContactMarks = [
        .optOut, .houseList, .noNumber, .badNumber, .noEmail, .badEmail, .noAddress, .mergeField,
    ]
}
