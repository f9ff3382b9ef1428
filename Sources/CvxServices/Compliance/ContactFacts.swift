package import CvxDomain

/// What is known of one way to reach one lead, as far as a rule may ask.
package struct ContactFacts: Sendable {
    package var channel: Channel
    /// What stands in the way whatever the time.
    package var marks: ContactMarks = []
    /// For calls and texts; nil where there is none that can be read.
    package var number: NANPNumber?
    package var place = LeadPlace()
    package var quiet: QuietHours?
    /// What few contacts have; nil for the others, which are copied by the million.
    private var details: Details?

    private final class Details: Sendable {
        let earlier: [Instant]
        let notes: [Int: String]

        init(earlier: [Instant], notes: [Int: String]) {
            self.earlier = earlier
            self.notes = notes
        }
    }

    /// Calls and texts that reached out to the lead before, on the same subject or on one that is not known; in any
    /// order.
    package var earlier: [Instant] {
        get { details?.earlier ?? [] }
        set {
            if details == nil, newValue.isEmpty { return }
            details = Details(earlier: newValue, notes: notes)
        }
    }

    /// What more there is to say of a mark: where it stands, what is wrong. By the mark's bit.
    package var notes: [Int: String] {
        get { details?.notes ?? [:] }
        set {
            if details == nil, newValue.isEmpty { return }
            details = Details(earlier: earlier, notes: newValue)
        }
    }

    /// Nothing is known but marks, place and number.
    package var isPlain: Bool { details == nil }

    package init(_ channel: Channel) { self.channel = channel }

    /// Adds a mark with what there is to say of it.
    package mutating func add(_ mark: ContactMarks, _ note: String? = nil) {
        marks.formUnion(mark)
        if let note { notes[mark.rawValue.trailingZeroBitCount] = note }
    }

    /// A stop that was meant for messages of one kind is an opt-out of these: an email's of emails (15 U.S.C. 7704), a
    /// text's or a call's of texts and calls (47 CFR 64.1200(a)(10)). Letters go on.
    mutating func resolveStops() {
        let stop: ContactMarks = channel == .email ? .stoppedEmail : .stoppedPhone
        let isMeant = channel != .directMail && marks.contains(stop)
        marks.subtract([.stoppedEmail, .stoppedPhone])
        if isMeant { add(.optOut, notes[stop.rawValue.trailingZeroBitCount]) }
    }
}

/// Where a lead is, as far as it says so itself.
package struct LeadPlace: Hashable, Sendable {
    /// In `Places.states`.
    package var state: Int?
    /// Of its zip code, or of all its state; 0: unknown.
    package var zones: Places.ZoneSet = 0
    /// The lead's own time zone, which goes before what state and number allow: a number of `ComplianceCheck`.
    package var ownZone: Int?

    package init() {}

    /// From what a lead says; what says nothing is left open.
    package init(
        state: some Collection<UInt8>, zip: some Collection<UInt8>, ownZone: Int?, in places: Places
    ) {
        self.ownZone = ownZone
        let zip = places.zip(zip)
        self.state = places.state(state) ?? zip?.state
        guard let own = self.state else { return }
        // A zip code of another state is wrong, or the state is: then the whole state counts, and the other's rules too.
        zones =
            zip.map { $0.state == own ? $0.zones : $0.zones | places.states[own].zones }
            ?? places.states[own].zones
    }
}

/// One reason that stands in the way.
package struct Objection: Hashable, Sendable {
    package var origin: RuleOrigin
    /// A plain sentence's worth, without a point.
    package var sentence: String
    package var canBeOverridden: Bool
    /// When this reason alone no longer stands in the way; nil where time does not mend it.
    package var opens: Instant?
    /// Time alone stands in the way.
    package var isOfTime: Bool

    package init(
        origin: RuleOrigin, sentence: String, canBeOverridden: Bool, opens: Instant? = nil,
        isOfTime: Bool = false
    ) {
        self.origin = origin
        self.sentence = sentence
        self.canBeOverridden = canBeOverridden
        self.opens = opens
        self.isOfTime = isOfTime
    }
}
