/// One lead before it is written, to either store or to both.
struct SampleLead {
    var id: String
    var index: Int
    var inPrisma: Bool
    var inLeadflow: Bool
    var property: SampleProperty
    var style: SampleProperty.Style
    var isDuplicate = false
    var phone: String?
    var email: String?
    var phones: [String] = []
    var sourceType: String
    var source: String
    var status: String
    var temperature = "DEAD"
    var motivation: Int?
    var condition: Int
    var equity: Double?
    var taxDebt: Double
    var violations: Int
    var isProbate: Bool
    var isVacant: Bool
    var daysOnMarket: Int?
    var leadScore = 0
    var aiScore: Int?
    var aiScoredAt: SampleMoment?
    var aiCostCents = 0
    var isDNC: Bool
    var timezone: String?
    var quietHours: (start: String, end: String)?
    var created: SampleMoment
    var updated: SampleMoment
    var traces: [SampleTrace] = []

    init(_ index: Int, of count: Int, now: SampleMoment, seed: UInt64 = 0) {
        var random = SampleRandom(.lead, index, seed: seed)
        self.index = index
        let span = 540 * SampleMoment.day
        let step = span / max(count, 1)
        created = now.plus(-span + index * step + random.below(min(step, 3_600_000)))
        updated = created.plus(random.below(max(now.milliseconds - created.milliseconds, 1)))

        let home = random.below(100)
        inPrisma = home < 55 || home >= 90 || index == 0
        inLeadflow = home >= 55 || index == 0
        isDuplicate = index > 0 && random.chance(4)
        property = SampleProperty(
            isDuplicate ? index - random.within(1...min(index, 50)) : index, seed: seed)
        style =
            isDuplicate ? random.pick([.capitals, .long, .careless]) : random.chance(85) ? .usual : .capitals
        id = inPrisma || random.chance(70) ? random.cuid(created) : random.uuid()
        if inLeadflow, !inPrisma, index < 500, index % 23 == 3 {
            // What a naive split at commas makes of a quoted address.
            id = "\"\(100 + index) Ardmore Ave"
        }

        isProbate = random.chance(12)
        isVacant = random.chance(18)
        sourceType =
            isProbate
            ? "probate"
            : isVacant ? "vacant" : random.pick(["tax_lien", "absentee", "fsbo", "code_violation"])
        source = random.weighted([
            ("manual", 3), ("county_list", 5), ("propstream", 3), ("zillow", 2), ("driving", 1),
        ])
        status = Self.status(&random)
        motivation = random.chance(90) ? min(100, max(0, Int(38 + 17 * random.normal()))) : nil
        condition = min(100, max(0, Int(55 + 20 * random.normal())))
        if let value = property.value, random.chance(85) {
            equity = (value * random.unit() * random.unit() * 1.1).rounded()
        }
        taxDebt = random.chance(25) ? Double(random.within(500_00...24_000_00)) / 100 : 0
        violations = random.chance(20) ? random.within(1...6) : 0
        daysOnMarket = random.chance(55) ? random.within(0...400) : nil
        isDNC = random.chance(4) && index > 0
        timezone = random.chance(65) ? property.place.timezone : nil
        if random.chance(6) {
            quietHours = random.pick([("21:00", "08:00"), ("20:00", "09:00"), ("12:00", "13:30")])
        }
        chooseContact(&random)
        if random.chance(25) || index == 0 { traces = trace(&random, now) }
        if let found = traces.lazy.flatMap(\.phones).first, phone == nil { phone = found.number }
        rate(&random, now)
    }

    var isTraced: Bool { !traces.isEmpty }
    var traceCents: Int { traces.reduce(0) { $0 + $1.cents } }

    private mutating func chooseContact(_ random: inout SampleRandom) {
        if random.chance(62) || index == 0 {
            phone =
                random.chance(3) || index == 0
                ? SampleContact.shared : SampleContact.phone(property.place, &random)
        } else if random.chance(8) {
            phone = ""
        }
        if random.chance(45) || index == 0 {
            email = SampleContact.email(property, &random)
        } else if random.chance(5) {
            email = ""
        }
        if let phone, !phone.isEmpty, random.chance(40) || index == 0 {
            phones = [phone]
            if random.chance(40) || index == 0 { phones.append(SampleContact.phone(property.place, &random)) }
        }
    }

    private mutating func trace(_ random: inout SampleRandom, _ now: SampleMoment) -> [SampleTrace] {
        var traces = [SampleTrace(lead: self, now: now, home: index == 0 ? .both : nil, &random)]
        if random.chance(5) { traces.append(SampleTrace(lead: self, now: now, home: nil, &random)) }
        return traces.sorted { $0.created < $1.created }
    }

    private mutating func rate(_ random: inout SampleRandom, _ now: SampleMoment) {
        leadScore = SampleScore.score(self)
        if random.chance(8) { leadScore = random.below(101) }
        if random.chance(6) { leadScore = 0 }
        if random.chance(30) || index == 0 {
            aiScore = min(100, max(0, leadScore + Int(8 * random.normal())))
            aiScoredAt = created.plus(random.below(max(1, now.milliseconds - created.milliseconds)))
            aiCostCents = random.within(1...3)
        }
        temperature = SampleScore.temperature(leadScore)
        if random.chance(5) {
            temperature = random.pick([
                temperature.lowercased(), temperature.prefix(1) + temperature.dropFirst().lowercased(),
            ])
        } else if random.chance(1) {
            temperature = random.pick(["COLD", "", "unrated"])
        }
    }

    private static func status(_ random: inout SampleRandom) -> String {
        random.weighted([
            ("NEW", 44), ("CONTACTED", 18), ("NEGOTIATING", 7), ("UNDER_CONTRACT", 3), ("CLOSED", 4),
            ("DEAD", 8),
            ("new", 3), ("Contacted", 2), ("qualified", 3), ("nurturing", 3), ("offer_sent", 2),
            ("converted", 1),
            ("follow up", 1), ("", 1),
        ])
    }
}
