import CvxDomain

/// What other tables say of leads: numbers and addresses that were found for them, and what stands in the way.
final class KnownLeads {
    struct Found {
        /// 0 where the text is no number.
        var number: UInt64
        var marks: ContactMarks
        var kind: ListedContact.Kind
        var isEmail: Bool
        /// Of an address, or of what is no number.
        var text: String?
        /// The lead's next one; -1 after the last.
        fileprivate(set) var next: Int32
    }

    private(set) var index = LeadIndex()
    private var marks: [ContactMarks] = []
    private var heads: [Int32] = []
    private var found: [Found] = []
    private var notes: [Int: [Int: String]] = [:]
    private var earlier: [Int: [Instant]] = [:]

    /// A lead's number here; made where it has none yet.
    func number(_ id: ArraySlice<UInt8>) -> Int {
        let number = index.insert(id)
        if number == marks.count {
            marks.append([])
            heads.append(-1)
        }
        return number
    }

    func add(_ mark: ContactMarks, _ note: String, to lead: Int) {
        marks[lead].formUnion(mark)
        notes[lead, default: [:]][mark.rawValue.trailingZeroBitCount] = note
    }

    func remove(_ mark: ContactMarks, from lead: Int) { marks[lead].subtract(mark) }

    func add(earlier moment: Instant, to lead: Int) { earlier[lead, default: []].append(moment) }

    func add(_ contact: Found, to lead: Int) {
        var contact = contact
        contact.next = heads[lead]
        heads[lead] = Int32(truncatingIfNeeded: found.count)
        found.append(contact)
    }

    // MARK: asking

    func marks(of lead: Int) -> ContactMarks { marks[lead] }
    func notes(of lead: Int) -> [Int: String] { notes[lead] ?? [:] }
    func earlier(of lead: Int) -> [Instant] { earlier.isEmpty ? [] : earlier[lead] ?? [] }

    func each(of lead: Int, emails: Bool, _ body: (Found) -> Void) {
        var place = heads[lead]
        while place >= 0 {
            if found[Int(place)].isEmail == emails { body(found[Int(place)]) }
            place = found[Int(place)].next
        }
    }
}

extension KnownLeads.Found {
    init(
        number: UInt64, marks: ContactMarks, kind: ListedContact.Kind, isEmail: Bool, text: String? = nil
    ) {
        self.init(number: number, marks: marks, kind: kind, isEmail: isEmail, text: text, next: -1)
    }
}
