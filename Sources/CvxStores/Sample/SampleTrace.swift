/// A skip trace and what it found.
struct SampleTrace {
    enum Home { case skipTrace, prisma, both }

    var id: String
    var leadID: String
    var home: Home
    var provider: String
    var cents: Int
    var isMatch: Bool
    var confidence: Double?
    var request: String
    var response: String?
    var created: SampleMoment
    var completed: SampleMoment?
    var encoding: SampleMoment.Encoding
    var phones: [Phone] = []
    var emails: [(id: String, address: String, type: String?, confidence: Double?)] = []

    struct Phone {
        var id: String
        var number: String
        var type: String?
        var carrier: String?
        var isValid: Bool
        var isDNC: Bool
        var confidence: Double?
    }

    /// - Parameter home: nil chooses: only a lead of the Prisma store has records there.
    init(lead: SampleLead, now: SampleMoment, home: Home?, _ random: inout SampleRandom) {
        leadID = lead.id
        created = lead.created.plus(
            random.below(max(1, now.milliseconds - lead.created.milliseconds - 60_000)))
        id = random.chance(80) ? random.cuid(created) : random.uuid()
        self.home =
            home
            ?? (lead.inPrisma ? random.weighted([(.skipTrace, 55), (.both, 30), (.prisma, 15)]) : .skipTrace)
        (provider, cents) = random.weighted([
            (("batchdata", 7), 6), (("skipgenie", 15), 2), (("whitepages", 22), 1),
        ])
        encoding = random.weighted([(.iso, 6), (.sql, 3), (.epoch, 1)])
        let fails = random.chance(3) && home == nil
        isMatch = !fails && (random.chance(82) || home != nil)
        if fails { cents = 0 }
        completed = fails ? nil : created.plus(random.within(180...9_000))
        let percent = random.within(45...99)
        confidence = isMatch ? (random.chance(70) ? Double(percent) / 100 : Double(percent)) : nil
        request = Self.request(lead, withKey: random.chance(2) || home != nil)
        if isMatch, self.home != .prisma {
            findContacts(lead, &random)
        }
        if !fails { response = answer }
    }

    private mutating func findContacts(_ lead: SampleLead, _ random: inout SampleRandom) {
        let types = [
            (String?.some("mobile"), 5), ("landline", 3), ("voip", 1), ("unknown", 1), ("Mobile", 1),
            (nil, 1),
        ]
        for _ in 0..<random.weighted([(1, 3), (2, 3), (3, 2), (4, 2)]) {
            let confidence = random.chance(90) ? Double(random.within(30...99)) / 100 : nil
            phones.append(
                Phone(
                    id: random.uuid(), number: SampleContact.phone(lead.property.place, &random),
                    type: random.weighted(types),
                    carrier: random.pick(["Verizon", "T-Mobile", "AT&T", "Comcast", nil]),
                    isValid: random.chance(92),
                    isDNC: lead.isDNC || random.chance(5), confidence: confidence))
        }
        if random.chance(60) || lead.index == 0 {
            let address = SampleContact.email(lead.property, &random)
            emails.append((random.uuid(), address, random.pick(["personal", "work", "unknown", nil]), 0.8))
        }
    }

    private static func request(_ lead: SampleLead, withKey: Bool) -> String {
        let place = lead.property.place
        let key = withKey ? #","apiKey":"FAKE-KEY-NOT-A-SECRET-0000""# : ""
        return #"{"requests":[{"requestId":\#(SampleText.json(lead.id)),"propertyAddress":{"street":"#
            + #"\#(SampleText.json(lead.property.street(lead.style))),"city":"\#(place.city)","#
            + #""state":"\#(place.state)","zip":"\#(lead.property.zip)"}}]\#(key)}"#
    }

    private var answer: String {
        let numbers = phones.map { phone in
            #"{"number":"\#(phone.number)","type":\#(phone.type.map(SampleText.json) ?? "null"),"dnc":\#(phone.isDNC)}"#
        }
        return #"{"status":{"code":200,"text":"OK"},"results":{"persons":[{"phoneNumbers":["#
            + numbers.joined(separator: ",") + #"],"meta":{"matched":\#(isMatch),"error":false}}]}}"#
    }
}
