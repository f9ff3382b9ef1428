package import CvxDomain

/// The rules that stand before every contact, as read from their text.
package struct ComplianceRules: Sendable {
    /// By the mark's bit; nil for a rule that the text does not have.
    package var marks = [MarkRule?](repeating: nil, count: ContactMarks.names.count)
    package var hours: [HoursRule] = []
    package var frequency: [FrequencyRule] = []
    package var nationalList: ListRule?
    package var houseList: ListRule?
    package var stopWords: AnswerRule?
    package var startWords: AnswerRule?
    package var places = Places()

    package init() {}
}

/// What is said of a rule wherever it is named.
package struct RuleOrigin: Hashable, Sendable {
    /// `hours.FL`, `opt_out`
    package var id: String
    /// As in 47 CFR 64.1200(c)(1).
    package var source: String
    /// When it was last held against its source.
    package var date: Day
    /// Where it came from: the text of cvx, or a file.
    package var file: String

    package init(id: String, source: String, date: Day, file: String) {
        self.id = id
        self.source = source
        self.date = date
        self.file = file
    }
}

/// A rule that a mark breaks.
package struct MarkRule: Hashable, Sendable {
    package var origin: RuleOrigin
    /// Why, in a few words.
    package var text: String
    /// `Channel.bit` of those that it forbids.
    package var channels: UInt8
    package var canBeOverridden: Bool

    package init(origin: RuleOrigin, text: String, channels: UInt8, canBeOverridden: Bool) {
        self.origin = origin
        self.text = text
        self.channels = channels
        self.canBeOverridden = canBeOverridden
    }
}

/// The days on which a rule holds.
package struct RulePeriod: Hashable, Sendable {
    package var since: Day?
    /// The first day on which it no longer does.
    package var until: Day?

    package init(since: Day? = nil, until: Day? = nil) {
        self.since = since
        self.until = until
    }

    package func contains(_ day: Day) -> Bool {
        (since.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true)
    }
}

/// When calls and texts may reach a place.
package struct HoursRule: Hashable, Sendable {
    package var origin: RuleOrigin
    /// The place of a state in `Places.states`; nil: everywhere.
    package var state: Int?
    package var week: WeeklyHours
    package var period: RulePeriod
    package var canBeOverridden: Bool

    package init(
        origin: RuleOrigin, state: Int?, week: WeeklyHours, period: RulePeriod, canBeOverridden: Bool
    ) {
        self.origin = origin
        self.state = state
        self.week = week
        self.period = period
        self.canBeOverridden = canBeOverridden
    }
}

/// How often somebody may be called or texted on one subject.
package struct FrequencyRule: Hashable, Sendable {
    package var origin: RuleOrigin
    /// The place of a state in `Places.states`; nil: everywhere.
    package var state: Int?
    package var contacts: Int
    /// Milliseconds.
    package var within: Int64
    package var period: RulePeriod
    package var canBeOverridden: Bool

    package init(
        origin: RuleOrigin, state: Int?, contacts: Int, within: Int64, period: RulePeriod,
        canBeOverridden: Bool
    ) {
        self.origin = origin
        self.state = state
        self.contacts = contacts
        self.within = within
        self.period = period
        self.canBeOverridden = canBeOverridden
    }
}

/// What is asked of a do-not-call list.
package struct ListRule: Hashable, Sendable {
    package var origin: RuleOrigin
    /// Milliseconds: of the national list, how old it may be; of the house's, how long an entry is kept.
    package var length: Int64
    /// Without the list nobody is called or texted.
    package var isRequired: Bool

    package init(origin: RuleOrigin, length: Int64, isRequired: Bool) {
        self.origin = origin
        self.length = length
        self.isRequired = isRequired
    }
}

/// Words that mean something as a whole answer.
package struct AnswerRule: Hashable, Sendable {
    package var origin: RuleOrigin
    /// In capitals.
    package var words: [String]

    package init(origin: RuleOrigin, words: [String]) {
        self.origin = origin
        self.words = words
    }
}
