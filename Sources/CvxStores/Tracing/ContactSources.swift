import CvxDomain
import CvxServices

/// What the workspace holds that may tell a contact of some leads: read in one pass over the leads and one over the
/// property records, then the contacts of those rows that count.
struct ContactSources {
    /// Other leads that are looked at for one: of an owner with thousands each would look at all the others.
    private static let most = 100

    /// Contacts of a lead, by its id.
    private var phones: [String: [ContactPhone]] = [:]
    private var emails: [String: [ContactEmail]] = [:]
    private var byAddress: [String: [(id: String, owner: String)]] = [:]
    private var byOwner: [String: [(id: String, place: String)]] = [:]
    private var records: [String: [(owner: String, id: String, contacts: RecordContacts)]] = [:]
    private let list: ImportedContacts?

    /// - Parameter list: a contact list's file; nil where there is none
    init(_ leads: [TraceLead], engine: StoreQueryEngine, list: String?) throws {
        let wanted = leads.map(Self.person)
        self.list = try list.map { try ImportedContacts($0, for: wanted) }
        let owners = Set(wanted.map(\.owner).filter { !$0.isEmpty })
        let addresses = Set(wanted.map(\.address).filter { !$0.isEmpty })
        var others: Set<String> = Set(leads.map(\.key.id))
        var byAddress: [String: [(id: String, owner: String)]] = [:]
        var byOwner: [String: [(id: String, place: String)]] = [:]
        var records: [String: [(owner: String, id: String, contacts: RecordContacts)]] = [:]
        let place = ["owner_name", "address", "city", "state", "zip"]
        let sieve = ContactSieve(wanted)
        func counts(_ batch: borrowing RowBatch, _ row: Int) -> Bool {
            sieve.letsThrough(owner: batch.textBytes(row, 2), address: batch.textBytes(row, 3))
        }
        let everyLead = QueryPlan(source: .scan(entity: "leads", store: nil))
        try KeyedRows.read(place, of: everyLead, engine, where: counts) { key, row in
            let text = row.map { $0.heldText ?? "" }
            let person = Self.person(text)
            if addresses.contains(person.address) {
                byAddress[person.address, default: []].append((key.id, person.owner))
                others.insert(key.id)
            } else if owners.contains(person.owner) {
                byOwner[person.owner, default: []].append((key.id, person.place))
                others.insert(key.id)
            }
        }
        let properties = QueryPlan(source: .scan(entity: "properties", store: nil))
        try KeyedRows.read(place + ["raw_data"], of: properties, engine, where: counts) { key, row in
            let text = row.map { $0.heldText ?? "" }
            let person = Self.person(text)
            guard addresses.contains(person.address), let contacts = RecordContacts(text[5]) else { return }
            records[person.address, default: []].append((person.owner, key.id, contacts))
        }
        (self.byAddress, self.byOwner, self.records) = (byAddress, byOwner, records)
        try readContacts(of: others.sorted(), engine)
    }

    private static func person(_ lead: TraceLead) -> ContactPerson {
        ContactPerson(
            owner: lead.owner,
            lead.contact.flatMap { PostalAddress($0.street, city: $0.city, state: $0.state, zip: $0.zip) })
    }

    /// - Parameter text: of the owner, the address, the city, the state and the ZIP code
    private static func person(_ text: [String]) -> ContactPerson {
        ContactPerson(
            owner: text[0], PostalAddress(text[1], city: text[2], state: text[3], zip: text[4]))
    }

    private mutating func readContacts(
        of ids: [String], _ engine: StoreQueryEngine
    ) throws {
        let pages = stride(from: 0, to: ids.count, by: 500).map { ids[$0..<min($0 + 500, ids.count)] }
        for page in pages {
            for row in try contacts(
                ["lead_id", "number", "type", "carrier", "is_valid", "is_mobile", "is_dnc", "confidence"],
                of: "phones",
                page, engine)
            {
                guard let lead = row[0].heldText, let text = row[1].heldText else { continue }
                var phone = ContactPhone(number: PhoneNumber(text)?.digits ?? text)
                phone.type = row[2].heldText
                phone.carrier = row[3].heldText
                phone.isValid = row[4].flag
                phone.isMobile = row[5].flag
                phone.isDoNotCall = row[6].flag
                phone.confidence = row[7].asFraction
                if phone.isValid != false { phones[lead, default: []].append(phone) }
            }
            for row in try contacts(
                ["lead_id", "address", "type", "is_valid", "confidence"], of: "emails", page, engine)
            {
                guard let lead = row[0].heldText, let text = row[1].heldText else { continue }
                var email = ContactEmail(address: text)
                email.type = row[2].heldText
                email.isValid = row[3].flag
                email.confidence = row[4].asFraction
                if email.isValid != false { emails[lead, default: []].append(email) }
            }
        }
    }

    private func contacts(
        _ fields: [String], of name: String, _ leads: ArraySlice<String>, _ engine: StoreQueryEngine
    ) throws -> [[Scalar]] {
        let lead = PlanExpression(.field(.init(relations: [], name: "lead_id")), .text)
        let test = PlanExpression(.membership(lead, leads.map { .constant(.text($0), .text) }), .bool)
        var rows: [[Scalar]] = []
        let plan = QueryPlan(source: .scan(entity: name, store: nil), operations: [.filter(test)])
        try KeyedRows.read(fields, of: plan, engine) { _, values in rows.append(values) }
        return rows
    }

    func answer(for lead: TraceLead) -> ContactAnswer? {
        let person = Self.person(lead)
        var findings = ContactFindings()
        func add(_ id: String, _ evidence: ContactEvidence) {
            for phone in phones[id] ?? [] { findings.add(phone, evidence, at: "leads @\(id)") }
            for email in emails[id] ?? [] { findings.add(email, evidence, at: "leads @\(id)") }
        }
        add(lead.key.id, .earlierTrace)
        for other in (byAddress[person.address] ?? []).prefix(Self.most) where other.id != lead.key.id {
            let isSame = !person.owner.isEmpty && other.owner == person.owner
            add(other.id, isSame ? .sameOwnerSameAddress : .sameAddress)
        }
        for other in (byOwner[person.owner] ?? []).prefix(Self.most) where other.place == person.place {
            add(other.id, .sameOwnerSameCity)
        }
        for record in records[person.address] ?? [] where record.owner == person.owner {
            for phone in record.contacts.phones {
                findings.add(phone, .propertyRecord, at: "properties @\(record.id)")
            }
            for email in record.contacts.emails {
                findings.add(email, .propertyRecord, at: "properties @\(record.id)")
            }
        }
        for (line, evidence) in list?.contacts.contacts(of: person) ?? [] {
            let place = "\(list?.name ?? "") line \(line.line)"
            for phone in line.phones { findings.add(phone, evidence, at: place) }
            for email in line.emails { findings.add(email, evidence, at: place) }
        }
        let known =
            (phones[lead.key.id] ?? []).map(\.number)
            + (emails[lead.key.id] ?? []).map { $0.address.lowercased() }
        return findings.answer(for: lead, known: Set(known))
    }
}

extension Scalar {
    fileprivate var flag: Bool? { if case .bool(let flag) = self { flag } else { nil } }
}

extension RowBatch {
    /// Empty where the value is no text.
    fileprivate func textBytes(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
        let cell = self[row, column]
        return cell.kind == .text ? bytes(of: cell) : []
    }
}
