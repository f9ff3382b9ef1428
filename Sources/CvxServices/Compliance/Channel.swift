/// A way to reach somebody, as campaigns have it.
package enum Channel: String, Hashable, Sendable, CaseIterable {
    case sms, call, email
    case directMail = "direct_mail"

    /// Goes to a phone number. Texts count as calls (47 CFR 64.1200).
    package var isByPhone: Bool { self == .sms || self == .call }

    /// Of a set of channels.
    package var bit: UInt8 {
        switch self {
        case .sms: 1
        case .call: 2
        case .email: 4
        case .directMail: 8
        }
    }

    /// Among all of them.
    var place: Int { bit.trailingZeroBitCount }
}
