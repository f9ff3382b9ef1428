package import CvxDomain

/// What forbids a contact with one number or address.
package struct DoNotCallMark: Hashable, Sendable {
    package enum List: Hashable, Sendable {
        /// The workspace's own: `suppressions`.
        case house
        /// The National Do Not Call Registry, as far as it was imported.
        case national
        /// A state's, by its two letters.
        case state(String)
    }

    package var list: List
    /// The person said so. Nothing overrides it but the person's own new consent.
    package var isOptOut: Bool
    /// On the house's list: when it was put there; on others: the day of the list's file.
    package var since: Instant?
    /// As it was given; nil where none was.
    package var reason: String?
    /// How it was heard of: `call`, `sms`, `import` …; nil on lists that are not the house's.
    package var source: String?
    /// Who put it there; nil on lists that are not the house's.
    package var by: String?
    /// The first moment at which it no longer holds; nil: it holds until it is taken off.
    package var expires: Instant?

    package init(
        _ list: List, isOptOut: Bool = false, since: Instant? = nil, reason: String? = nil,
        source: String? = nil, by: String? = nil, expires: Instant? = nil
    ) {
        self.list = list
        self.isOptOut = isOptOut
        self.since = since
        self.reason = reason
        self.source = source
        self.by = by
        self.expires = expires
    }
}

extension DoNotCallMark.List {
    /// `house`, `national`, `TX`
    package var name: String {
        switch self {
        case .house: "house"
        case .national: "national"
        case .state(let letters): letters
        }
    }

    package init(named name: String) {
        switch name {
        case "house": self = .house
        case "national": self = .national
        default: self = .state(name)
        }
    }
}
