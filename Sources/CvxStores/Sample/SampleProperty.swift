/// A house and who owns it: what a lead, its duplicates and a property record have in common.
struct SampleProperty {
    var place: SamplePlace
    var zip: String
    var number: String
    /// Index into ``SampleNames/directions``.
    var direction: Int?
    var street: String
    var suffix: Int
    var unit: String?
    var owner: String?
    /// A person's names where the owner is one: an email address is made of them.
    var person: (first: String, last: String)?
    var value: Double?

    init(_ index: Int, seed: UInt64) {
        var random = SampleRandom(.property, index, seed: seed)
        place = random.pick(SamplePlace.all)
        zip = random.pick(place.zips)
        suffix = random.below(SampleNames.suffixes.count)
        if place.city == "Jamaica" {
            number = "\(random.within(100...260))-\(random.within(10...59))"
            street = random.pick(SampleNames.numbered)
            suffix = random.below(2)
        } else {
            number = String(random.within(1...99) * random.pick([1, 10, 100]) + random.below(10))
            street = random.chance(85) ? random.pick(SampleNames.streets) : random.pick(SampleNames.numbered)
            direction = random.chance(30) ? random.below(4) : nil
        }
        if random.chance(12) {
            let letter = random.pick(["A", "B", "C", "D"])
            unit = random.pick([
                "Apt \(random.within(1...9))\(letter)", "Unit \(random.within(1...40))", "# \(letter)",
            ])
        }
        let (first, last) = (random.pick(SampleNames.first), random.pick(SampleNames.last))
        let spouse = random.pick(SampleNames.first)
        let firm = random.pick(SampleNames.firms)
        switch random.below(100) {
        case 0..<62: (owner, person) = ("\(first) \(last)", (first, last))
        case 62..<72: (owner, person) = ("\(last), \(first)".uppercased(), (first, last))
        case 72..<80: (owner, person) = ("\(last), \(first) & \(spouse)".uppercased(), (first, last))
        case 80..<83: (owner, person) = ("\(first) and \(spouse) \(last)", (first, last))
        case 83..<89: owner = "\(street) \(firm) LLC"
        case 89..<93: owner = "\(last) Family Trust"
        case 93..<96: owner = "ESTATE OF \(first) \(last)".uppercased()
        case 96..<98: owner = nil
        default: owner = random.chance(50) ? "" : "UNKNOWN OWNER"
        }
        if random.chance(93) {
            value = (place.medianValue * Self.exponential(0.42 * random.normal())).rounded() * 1_000
        }
    }

    /// How a street is written.
    enum Style: Int { case usual, capitals, long, careless }

    func street(_ style: Style) -> String {
        let usual = style == .usual || style == .capitals
        var parts = [number]
        if let direction {
            let (short, long) = SampleNames.directions[direction]
            parts.append(style == .long ? long : style == .careless ? short.lowercased() + "." : short)
        }
        parts.append(street)
        let (short, long) = SampleNames.suffixes[suffix]
        parts.append(usual ? short : style == .long ? long : short.lowercased() + ".")
        if let unit {
            parts.append(
                usual ? unit : style == .long ? unit.replacing("Apt", with: "Apartment") : "#" + unit)
        }
        let line = parts.joined(separator: style == .careless ? "  " : " ")
        return style == .capitals ? line.uppercased() : line
    }

    func line(_ style: Style) -> String {
        let city = style == .capitals ? place.city.uppercased() : place.city
        return "\(street(style)), \(city), \(place.state) \(zip)"
    }

    /// e to the `x`, to a thousandth, as (1 + x/1024)^1024: by arithmetic alone, so the same on every machine.
    private static func exponential(_ x: Double) -> Double {
        var value = 1 + x / 1_024
        for _ in 0..<10 { value *= value }
        return value
    }
}
