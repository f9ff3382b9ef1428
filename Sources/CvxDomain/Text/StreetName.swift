/// Streets, so that two writings of one are equal.
package enum StreetName {
    /// In capitals, without punctuation, its usual words abbreviated: `12 North Oak Street` is `12 N OAK ST`. A direction
    /// that is itself the street's name (`12 North St`) stays.
    package static func key(_ street: String) -> String {
        var words = PostalAddress.folded(street).split(separator: " ").map { word in
            suffixes[String(word)] ?? String(word)
        }
        for index in words.indices.dropFirst() {
            guard let short = directions[words[index]] else { continue }
            let isName = words.indices.dropFirst().allSatisfy { other in
                other == index || abbreviations.contains(words[other])
            }
            if !isName { words[index] = short }
        }
        return words.joined(separator: " ")
    }

    /// Of Publication 28, appendix C1, those that lists are full of.
    private static let suffixes = [
        "ALLEY": "ALY", "AV": "AVE", "AVEN": "AVE", "AVENUE": "AVE", "BOULEVARD": "BLVD", "BOUL": "BLVD",
        "CIRCLE": "CIR", "CIRC": "CIR", "COURT": "CT", "COVE": "CV", "CROSSING": "XING", "DRIVE": "DR",
        "DRV": "DR", "EXPRESSWAY": "EXPY", "FREEWAY": "FWY", "HEIGHTS": "HTS", "HIGHWAY": "HWY",
        "LANE": "LN", "LOOPS": "LOOP", "PARKWAY": "PKWY", "PKY": "PKWY", "PLACE": "PL", "PLAZA": "PLZ",
        "POINT": "PT", "ROAD": "RD", "SQUARE": "SQ", "STREET": "ST", "STR": "ST", "TERRACE": "TER",
        "TERR": "TER", "TRAIL": "TRL", "TURNPIKE": "TPKE", "APARTMENT": "APT", "SUITE": "STE",
    ]

    private static let abbreviations = Set(suffixes.values)

    private static let directions = [
        "NORTH": "N", "SOUTH": "S", "EAST": "E", "WEST": "W", "NORTHEAST": "NE", "NORTHWEST": "NW",
        "SOUTHEAST": "SE", "SOUTHWEST": "SW",
    ]
}
