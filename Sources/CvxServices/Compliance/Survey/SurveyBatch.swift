import CvxDomain

/// Leads that were read and not judged yet, with their contacts.
struct SurveyBatch {
    struct Lead {
        fileprivate var id: Range<Int>
        var facts = ContactFacts(.call)
        var hasAgreed = false

        init(_ id: SurveyRow.Bytes, _ batch: inout SurveyBatch) {
            let start = batch.ids.count
            batch.ids.append(contentsOf: id)
            self.id = start..<batch.ids.count
        }
    }

    struct Contact {
        /// The lead's place.
        var lead: Int
        var channel: Channel
        /// 0 where there is none that can be read.
        var number: UInt64 = 0
        /// The place of an address, or of what is no number, in `texts`; -1 where there is none.
        fileprivate(set) var text = -1
        var kind = ListedContact.Kind.unknown
        var marks: ContactMarks = []

        var isNumber: Bool { channel.isByPhone }
    }

    var leads: [Lead] = []
    var contacts: [Contact] = []
    private var ids: [UInt8] = []
    private var texts: [String] = []
    /// Of one lead, each number or address once.
    private var own: [Contact] = []

    func id(of lead: Lead) -> ArraySlice<UInt8> { ids[lead.id] }
    func text(of contact: Contact) -> String? { contact.text < 0 ? nil : texts[contact.text] }

    mutating func removeAll() {
        leads.removeAll(keepingCapacity: true)
        contacts.removeAll(keepingCapacity: true)
        ids.removeAll(keepingCapacity: true)
        texts.removeAll(keepingCapacity: true)
    }

    // MARK: numbers and addresses of one lead

    mutating func beginNumbers() { own.removeAll(keepingCapacity: true) }

    mutating func add(number listed: ListedContact) {
        let digits = NANPNumber(bytes: listed.text)?.digits ?? 0
        merge(
            digits, digits == 0 ? String(decoding: listed.text, as: UTF8.self) : nil, listed.kind,
            listed.marks)
    }

    mutating func add(address listed: ListedContact) {
        merge(0, String(decoding: listed.text, as: UTF8.self), listed.kind, listed.marks)
    }

    mutating func add(found: KnownLeads.Found, _ text: String?) {
        merge(found.number, text, found.kind, found.marks)
    }

    /// What any of the places says of a number holds; one that calls it a mobile is believed.
    private mutating func merge(
        _ number: UInt64, _ text: String?, _ kind: ListedContact.Kind, _ marks: ContactMarks
    ) {
        for place in own.indices where own[place].number == number {
            if number == 0, self.text(of: own[place])?.lowercased() != text?.lowercased() { continue }
            own[place].marks.formUnion(marks)
            if own[place].kind != .mobile, kind != .unknown { own[place].kind = kind }
            return
        }
        own.append(contact(number, text, kind, marks))
    }

    private mutating func contact(
        _ number: UInt64, _ text: String?, _ kind: ListedContact.Kind, _ marks: ContactMarks
    ) -> Contact {
        var contact = Contact(lead: 0, channel: .call, number: number, kind: kind, marks: marks)
        if let text {
            contact.text = texts.count
            texts.append(text)
        }
        return contact
    }

    /// - Parameter text: nil where the lead has no address
    mutating func add(_ channel: Channel, to lead: Int, text: String?) {
        var contact = contact(0, text, .unknown, [])
        contact.lead = lead
        contact.channel = channel
        contacts.append(contact)
    }

    /// Where the lead has none, that is a contact as well: it is told why.
    mutating func endNumbers(_ lead: Int, _ channel: Channel) {
        if own.isEmpty { contacts.append(Contact(lead: lead, channel: channel)) }
        for var contact in own {
            contact.lead = lead
            contact.channel = channel
            contacts.append(contact)
        }
    }
}

extension ListedContact {
    fileprivate var marks: ContactMarks {
        var marks: ContactMarks = []
        if isDoNotCall { marks.insert(.doNotCall) }
        if isOptOut { marks.insert(.optOut) }
        if isInvalid { marks.insert(.notValid) }
        return marks
    }
}
