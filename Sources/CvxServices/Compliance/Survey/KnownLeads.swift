import CvxDomain

/// What other tables say of leads: numbers and addresses that were found for them, and what stands in the way.
struct KnownLeads {
    struct Found {
        /// 0 where the text is no number.
        var number: UInt64
        var marks: ContactMarks
        var kind: ListedContact.Kind
        var isEmail: Bool
        /// The place of an address, or of what is no number, in `texts`; -1 of a number.
        fileprivate(set) var text: Int32 = -1
        /// The lead's next one; -1 after the last.
        fileprivate(set) var next: Int32 = -1

        init(number: UInt64, marks: ContactMarks, kind: ListedContact.Kind, isEmail: Bool) {
            self.number = number
            self.marks = marks
            self.kind = kind
            self.isEmail = isEmail
        }
    }

    /// Of each lead; the places of its first contacts, -1 where there are none.
    private struct Lead {
        var marks: ContactMarks = []
        var found: Int32 = -1
        var earlier: Int32 = -1
    }

    /// Notes of where a mark stands are kept.
    private let isDetailed: Bool
    private(set) var index = LeadIndex()
    private var leads: [Lead] = []
    private var found: [Found] = []
    private var texts: [String] = []
    private var earlier: [(moment: Instant, next: Int32)] = []
    private var notes: [Int: [Int: String]] = [:]

    init(isDetailed: Bool) { self.isDetailed = isDetailed }

    /// A lead's number here; made where it has none yet.
    mutating func number(_ id: SurveyRow.Bytes) -> Int {
        let number = index.insert(id)
        if number == leads.count { leads.append(Lead()) }
        return number
    }

    mutating func add(_ mark: ContactMarks, _ note: @autoclosure () -> String, to lead: Int) {
        leads[lead].marks.formUnion(mark)
        if isDetailed { notes[lead, default: [:]][mark.rawValue.trailingZeroBitCount] = note() }
    }

    mutating func remove(_ mark: ContactMarks, from lead: Int) { leads[lead].marks.subtract(mark) }

    mutating func add(earlier moment: Instant, to lead: Int) {
        earlier.append((moment, leads[lead].earlier))
        leads[lead].earlier = Int32(truncatingIfNeeded: earlier.count - 1)
    }

    /// - Parameter text: of what is no number
    mutating func add(_ contact: Found, _ text: String?, to lead: Int) {
        var contact = contact
        if let text {
            contact.text = Int32(truncatingIfNeeded: texts.count)
            texts.append(text)
        }
        contact.next = leads[lead].found
        leads[lead].found = Int32(truncatingIfNeeded: found.count)
        found.append(contact)
    }

    // MARK: asking

    func marks(of lead: Int) -> ContactMarks { leads[lead].marks }
    /// None unless notes are kept.
    func notes(of lead: Int) -> [Int: String] { notes[lead] ?? [:] }

    func earlier(of lead: Int) -> [Instant] {
        var moments: [Instant] = []
        var place = leads[lead].earlier
        while place >= 0 {
            moments.append(earlier[Int(place)].moment)
            place = earlier[Int(place)].next
        }
        return moments
    }

    func each(of lead: Int, emails: Bool, _ body: (Found, _ text: String?) -> Void) {
        var place = leads[lead].found
        while place >= 0 {
            let contact = found[Int(place)]
            if contact.isEmail == emails { body(contact, contact.text < 0 ? nil : texts[Int(contact.text)]) }
            place = contact.next
        }
    }
}
