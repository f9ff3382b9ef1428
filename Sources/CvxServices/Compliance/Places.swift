/// Which time zones an area code, a zip code and a state may be in. Zones and states are numbers here, so that a
/// million leads are placed without a text.
package struct Places: Sendable {
    /// A set of `Places.zones`.
    package typealias ZoneSet = UInt64

    package struct Place: Hashable, Sendable {
        /// The state's place in `Places.states`.
        package var state: Int
        package var zones: ZoneSet
    }

    package struct State: Hashable, Sendable {
        /// Two letters.
        package var code: String
        package var name: String
        /// All that some area code or zip code of the state is in.
        package var zones: ZoneSet
    }

    /// IANA names; at most 64.
    package private(set) var zones: [String] = []
    package private(set) var states: [State] = []
    /// By the code, 200 to 999.
    package private(set) var areaCodes = [Place?](repeating: nil, count: 1_000)
    /// By the first three digits.
    package private(set) var zips = [Place?](repeating: nil, count: 1_000)
    /// By both letters, `AA` is 0.
    private var statesByLetters = [Int8](repeating: -1, count: 26 * 26)
    private var statesByName: [String: Int] = [:]

    package init() {}

    package var allZones: ZoneSet { zones.count == 64 ? .max : (1 << UInt64(zones.count)) - 1 }

    // MARK: asking

    package func state(_ code: some Collection<UInt8>) -> Int? {
        if code.count == 2 {
            var letters = 0
            for byte in code {
                let letter = Int(byte | 0x20) - 0x61
                guard (0..<26).contains(letter) else { return nil }
                letters = letters * 26 + letter
            }
            return statesByLetters[letters] < 0 ? nil : Int(statesByLetters[letters])
        }
        if code.isEmpty || code.count > 40 { return nil }
        // Blanks around the two letters, or the whole name.
        var name = String(decoding: code, as: UTF8.self).lowercased()
        while name.first?.isWhitespace == true { name.removeFirst() }
        while name.last?.isWhitespace == true { name.removeLast() }
        return name.utf8.count == 2 ? state(Array(name.utf8)) : statesByName[name]
    }

    /// The place of a zip code such as `85004` or `85004-1234`.
    package func zip(_ text: some Collection<UInt8>) -> Place? {
        var prefix = 0
        var digits = 0
        for byte in text where byte != 0x20 {
            guard (0x30...0x39).contains(byte) else { break }
            if digits < 3 { prefix = prefix * 10 + Int(byte - 0x30) }
            digits += 1
        }
        return digits == 5 || digits == 9 ? zips[prefix] : nil
    }

    package func names(of set: ZoneSet) -> [String] {
        zones.indices.filter { set & (1 << UInt64($0)) != 0 }.map { zones[$0] }
    }

    // MARK: filling

    /// Makes a state known, or gives it another name.
    package mutating func name(_ code: String, _ name: String) {
        if let place = state(code.utf8) {
            states[place].name = name
        } else if states.count < 64 {
            let letters = code.utf8.reduce(0) { $0 * 26 + Int($1 | 0x20) - 0x61 }
            guard code.utf8.count == 2, statesByLetters.indices.contains(letters) else { return }
            statesByLetters[letters] = Int8(states.count)
            states.append(State(code: code, name: name, zones: 0))
        }
        statesByName[name.lowercased()] = state(code.utf8)
    }

    /// Nil where there are too many already.
    package mutating func zoneSet(_ names: [String]) -> ZoneSet? {
        var set: ZoneSet = 0
        for name in names {
            if let place = zones.firstIndex(of: name) {
                set |= 1 << UInt64(place)
            } else if zones.count < 64 {
                set |= 1 << UInt64(zones.count)
                zones.append(name)
            } else {
                return nil
            }
        }
        return set
    }

    package mutating func setAreaCode(_ code: Int, _ place: Place) {
        areaCodes[code] = place
        states[place.state].zones |= place.zones
    }

    package mutating func setZip(_ prefix: Int, _ place: Place) {
        zips[prefix] = place
        states[place.state].zones |= place.zones
    }
}

extension Places.Place {
    package init(_ state: Int, _ zones: Places.ZoneSet) {
        self.state = state
        self.zones = zones
    }
}
