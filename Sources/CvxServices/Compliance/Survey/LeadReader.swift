import CvxDomain

/// The columns of leads that a survey reads.
struct LeadReader {
    private let idColumn: Int?
    private let state: Int?
    private let zip: Int?
    private let address: Int?
    private let city: Int?
    private let zone: Int?
    private let quietStart: Int?
    private let quietEnd: Int?
    private let dnc: Int?
    private let phone: Int?
    private let phones: Int?
    private let email: Int?
    private let emails: Int?
    private let extra: LeadColumns.Marks
    private let places: Places

    init(_ rows: inout SurveyRows, _ channels: [Channel], _ places: Places) {
        self.places = places
        let byPhone = channels.contains(where: \.isByPhone)
        func column(_ name: String, where isWanted: Bool = true) -> Int? {
            isWanted ? rows.column(name) : nil
        }
        idColumn = column("id")
        (state, zip, address) = (column("state"), column("zip"), column("address"))
        city = column("city", where: channels.contains(.directMail))
        zone = column("timezone", where: byPhone)
        quietStart = column("quiet_hours_start", where: byPhone)
        quietEnd = column("quiet_hours_end", where: byPhone)
        dnc = column("dnc_flag")
        phone = column("phone", where: byPhone)
        phones = column("phones_json", where: byPhone)
        email = column("email", where: channels.contains(.email))
        emails = column("emails_json", where: channels.contains(.email))
        extra = LeadColumns.marks(&rows)
    }

    func id(_ row: SurveyRow) -> SurveyRow.Bytes { row.bytes(idColumn) }

    func isAgreed(_ row: SurveyRow) -> Bool { LeadColumns.isAgreed(extra, row) }

    /// In one line, with city, state and ZIP code where the lead has them.
    func postalAddress(_ row: SurveyRow) -> String? {
        PostalAddress.line(
            row.text(address), city: row.text(city), state: row.text(state), zip: row.text(zip))
    }

    /// What the lead says of itself.
    func facts(
        _ row: SurveyRow, _ check: ComplianceCheck, isDetailed: Bool
    ) -> ContactFacts {
        var facts = ContactFacts(.call)
        facts.marks = LeadColumns.marks(extra, row)
        if row.flag(dnc) == true { facts.add(.doNotCall, isDetailed ? "the lead itself" : nil) }
        var (state, zip) = (row.bytes(state), row.bytes(zip))
        if state.isEmpty, zip.isEmpty { (state, zip) = AddressTail.read(row.bytes(address)) }
        let zone = row.bytes(zone)
        facts.place = LeadPlace(
            state: state, zip: zip, ownZone: zone.isEmpty ? nil : check.ownZone(zone),
            in: places)
        switch QuietHours.read(row.bytes(quietStart), row.bytes(quietEnd)) {
        case .none: break
        case .hours(let hours): facts.quiet = hours
        case .unreadable: facts.add(.quietHours, isDetailed ? "they cannot be read" : nil)
        }
        return facts
    }

    func eachNumber(_ row: SurveyRow, _ body: (ListedContact) -> Void) {
        let text = row.bytes(phone)
        if !text.isEmpty { body(ListedContact(text: text)) }
        let list = row.bytes(phones)
        if list.count > 2 { ListedContact.read(list, names: ["number", "phone"], body) }
    }

    func eachEmail(_ row: SurveyRow, _ body: (ListedContact) -> Void) {
        let text = row.bytes(email)
        if !text.isEmpty { body(ListedContact(text: text)) }
        let list = row.bytes(emails)
        if list.count > 2 { ListedContact.read(list, names: ["address", "email"], body) }
    }
}

extension QuietHours {
    enum Reading {
        case none
        case hours(QuietHours)
        case unreadable
    }

    /// `21:00` and `08:00`, also `9:00`, `21:00:00`. Where only one of them is there, the other is the end or the
    /// beginning of the federal hours.
    static func read(_ start: UnsafeBufferPointer<UInt8>, _ end: UnsafeBufferPointer<UInt8>) -> Reading {
        if start.isEmpty, end.isEmpty { return .none }
        let first = start.isEmpty ? 1_260 : minutes(start)
        let last = end.isEmpty ? 480 : minutes(end)
        guard let first, let last else { return .unreadable }
        return .hours(QuietHours(start: first, end: last))
    }

    private static func minutes(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        var parts = [0, 0, 0]
        var part = 0
        var digits = 0
        for byte in text {
            switch byte {
            case 0x30...0x39 where digits < 2:
                parts[part] = parts[part] * 10 + Int(byte - 0x30)
                digits += 1
            case 0x3A where digits > 0 && part < 2:
                part += 1
                digits = 0
            default: return nil
            }
        }
        guard part > 0, digits == 2, parts[0] < 24, parts[1] < 60, parts[2] < 60 else { return nil }
        return parts[0] * 60 + parts[1]
    }
}
