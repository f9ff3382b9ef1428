package import CvxDomain

/// Holds contacts against the rules at one moment. What depends on place and time alone is worked out once for each
/// place, so that a million contacts take little more than reading them.
package final class ComplianceCheck {
    package let rules: ComplianceRules
    package let moment: Instant
    /// Every objection that was met, each once: contacts share them by number.
    package private(set) var objections: [Objection] = []

    private var zones: [(name: String, rules: ZoneRules?)]
    private var ownZones: [String: Int?] = [:]
    /// Names as leads write them, each with its number.
    private var zoneNames = LeadIndex()
    private var zoneNumbers: [Int?] = []
    private var generalNotes: [Int: String] = [:]
    private var numbers: [Objection: Int] = [:]
    /// By the channel's place and the mark's bit, where a contact has nothing of its own to say of it.
    private var markNumbers = [MarkNumber](
        repeating: .unknown, count: Channel.allCases.count * ContactMarks.names.count)
    private var placeNumbers: [Whereabouts: [Int]] = [:]
    /// The latest of them by `Whereabouts.slot`.
    private var latestPlaces = [(place: Whereabouts, numbers: [Int])?](
        repeating: nil, count: Whereabouts.slots)
    private var quietNumbers: [QuietPlace: [Int]] = [:]

    /// - Parameter database: the rules of a zone by its name; nil where there is none such
    package init(
        _ rules: ComplianceRules, at moment: Instant,
        zones database: (String) -> ZoneRules? = { ZoneDatabase.rules($0) }
    ) {
        self.rules = rules
        self.moment = moment
        zones = rules.places.zones.map { ($0, database($0)) }
    }

    private enum MarkNumber {
        case unknown
        /// No rule forbids the mark to the channel.
        case none
        case objection(Int)
    }

    private struct QuietPlace: Hashable {
        var hours: QuietHours
        var place: Whereabouts
    }

    // MARK: asking

    /// The same for a name of bytes.
    func ownZone(_ name: UnsafeBufferPointer<UInt8>) -> Int? {
        let place = zoneNames.insert(name)
        if place == zoneNumbers.count { zoneNumbers.append(ownZone(String(decoding: name, as: UTF8.self))) }
        return zoneNumbers[place]
    }

    /// A lead's own time zone as a number for `LeadPlace`; nil where the system has no such zone.
    package func ownZone(_ name: String) -> Int? {
        if let known = ownZones[name] { return known }
        var number = zones.firstIndex { $0.name == name && $0.rules != nil }
        if number == nil, ZoneName.isKnown(name), let rules = ZoneDatabase.rules(name) {
            number = zones.count
            zones.append((name, rules))
        }
        ownZones[name] = .some(number)
        return number
    }

    /// The numbers of all objections to a contact; none where nothing stands in the way.
    package func check(_ facts: borrowing ContactFacts, into numbers: inout [Int]) {
        numbers.removeAll(keepingCapacity: true)
        for bit in Self.bits(of: facts.marks.rawValue) {
            if let number = number(ofMark: bit, facts) { numbers.append(number) }
        }
        guard facts.channel.isByPhone, facts.number != nil else { return }
        let place = whereabouts(facts)
        let closed = hours(place)
        if !closed.isEmpty { numbers += closed }
        if let quiet = facts.quiet { numbers += self.quiet(quiet, place, facts.channel) }
        if !facts.isPlain, !facts.earlier.isEmpty { numbers += frequency(facts, place) }
    }

    package func check(_ facts: ContactFacts) -> [Objection] {
        var numbers: [Int] = []
        check(facts, into: &numbers)
        return numbers.map { objections[$0] }
    }

    /// When nothing stands in the way any more: the check's moment where nothing does now, nil where something does
    /// that time does not mend.
    package func opening(of facts: ContactFacts) -> Instant? {
        let found = check(facts)
        if found.isEmpty { return moment }
        guard found.allSatisfy(\.isOfTime) else { return nil }
        let place = whereabouts(facts)
        var limits = clockLimits(facts, place)
        for rule in rulesOfFrequency(place.states) {
            if let opens = opening(rule, facts.earlier) { limits.append(.after(opens)) }
        }
        guard let zones = loadedZones(place) else { return nil }
        return Openings.next(limits, in: zones, from: moment)
    }

    private func clockLimits(_ facts: ContactFacts, _ place: Whereabouts) -> [TimeLimit] {
        rulesOfHours(place.states).map { .hours($0) } + (facts.quiet.map { [.quiet($0)] } ?? [])
    }

    /// The hours of today in which a contact is let through by the clock; nil where they are not now.
    package func hours(of facts: ContactFacts) -> CallingHours? {
        let place = whereabouts(facts)
        guard let zones = loadedZones(place), let first = zones.first,
            let window = Openings.window(clockLimits(facts, place), in: zones, at: moment)
        else { return nil }
        let midnight = first.day(of: moment).number * 86_400_000
        func minute(_ instant: Instant) -> Int {
            Int(clamping: (first.localMilliseconds(instant) - midnight) / 60_000)
        }
        return CallingHours(
            zones: names(place), now: minute(moment), opens: minute(window.lowerBound),
            closes: minute(window.upperBound))
    }

    /// What there is to say of a mark wherever nothing more precise is.
    package func note(_ mark: ContactMarks, _ text: String) {
        let bit = mark.rawValue.trailingZeroBitCount
        generalNotes[bit] = text
        for channel in Channel.allCases { markNumbers[Self.place(of: bit, channel)] = .unknown }
    }

    /// When earlier contacts count, the moment itself included; nil where no rule asks for them.
    package var memory: Range<Instant>? {
        rules.frequency.map(\.within).max().map {
            let start = Instant(milliseconds: moment.milliseconds - max(0, $0))
            return start..<Instant(milliseconds: moment.milliseconds + 1)
        }
    }

    /// The names of the zones that a contact is held against.
    package func zoneNames(of facts: ContactFacts) -> [String] { names(whereabouts(facts)) }

    /// `2026-11-26 08:00 in America/Phoenix`, by the first of the zones that a contact may be in.
    package func clockText(_ instant: Instant, _ facts: ContactFacts) -> String {
        let place = whereabouts(facts)
        guard let zone = loadedZones(place)?.first, let name = names(place).first else {
            return "\(FixedZone.utc.day(of: instant).isoText) (UTC)"
        }
        let day = zone.day(of: instant)
        let minute = Int((zone.localMilliseconds(instant) - day.number * 86_400_000) / 60_000)
        return "\(day.isoText) \(Range<Int>.clock(minute)) in \(name)"
    }

    /// What the time zone of a contact is taken from.
    package func zoneSource(of facts: ContactFacts) -> RuleOverride.ZoneSource {
        let place = whereabouts(facts)
        if place.ownZone != nil { return .lead }
        return place.zones == rules.places.allZones ? .nothing : .place
    }

    // MARK: marks

    private func number(ofMark bit: Int, _ facts: borrowing ContactFacts) -> Int? {
        let own = facts.isPlain ? nil : facts.notes[bit]
        let place = Self.place(of: bit, facts.channel)
        if own == nil {
            switch markNumbers[place] {
            case .objection(let number): return number
            case .none: return nil
            case .unknown: break
            }
        }
        guard let rule = rules.marks[bit], rule.channels & facts.channel.bit != 0 else {
            markNumbers[place] = .none
            return nil
        }
        let note = own ?? generalNotes[bit]
        let mark = ContactMarks(rawValue: 1 << UInt32(bit))
        let number = number(
            of: Objection(
                origin: rule.origin, sentence: rule.text + (note.map { ": \($0)" } ?? ""),
                canBeOverridden: rule.canBeOverridden && !ContactMarks.neverOverridden.contains(mark)))
        if own == nil { markNumbers[place] = .objection(number) }
        return number
    }

    private static func place(of bit: Int, _ channel: Channel) -> Int {
        channel.place * ContactMarks.names.count + bit
    }

    private func number(of objection: Objection) -> Int {
        if let known = numbers[objection] { return known }
        objections.append(objection)
        numbers[objection] = objections.count - 1
        return objections.count - 1
    }

    // MARK: place

    private func whereabouts(_ facts: borrowing ContactFacts) -> Whereabouts {
        var place = Whereabouts(zones: facts.place.zones, ownZone: facts.place.ownZone, states: 0)
        if let state = facts.place.state { place.states |= 1 << UInt64(state) }
        if let number = facts.number, let area = rules.places.areaCodes[number.exchange / 1_000] {
            place.zones |= area.zones
            place.states |= 1 << UInt64(area.state)
        }
        // Unknown is the strictest: all of them have to be open.
        if place.zones == 0 { place.zones = rules.places.allZones }
        if place.ownZone != nil { place.zones = 0 }
        return place
    }

    private func numbersOfZones(_ place: Whereabouts) -> [Int] {
        place.ownZone.map { [$0] } ?? Self.bits(of: place.zones).map { $0 }
    }

    private func names(_ place: Whereabouts) -> [String] { numbersOfZones(place).map { zones[$0].name } }

    /// Nil where the system does not know one of them: then nobody can say what the clock shows there.
    private func loadedZones(_ place: Whereabouts) -> [any Zone]? {
        let loaded = numbersOfZones(place).map { zones[$0].rules }
        return loaded.contains { $0 == nil } ? nil : loaded.compactMap(\.self)
    }

    // MARK: hours

    /// The federal rules, then those of each state; of one place together, as they may follow each other in time.
    private func rulesOfHours(_ states: UInt64) -> [[HoursRule]] {
        ([nil] + Self.bits(of: states).map { $0 }).compactMap { state in
            let own = rules.hours.filter { $0.state == state }
            return own.isEmpty ? nil : own
        }
    }

    private func hours(_ place: Whereabouts) -> [Int] {
        if let latest = latestPlaces[place.slot], latest.place == place { return latest.numbers }
        let numbers = placeNumbers[place] ?? judgedHours(place)
        placeNumbers[place] = numbers
        latestPlaces[place.slot] = (place, numbers)
        return numbers
    }

    private func judgedHours(_ place: Whereabouts) -> [Int] {
        var found: [Int] = []
        for group in rulesOfHours(place.states) {
            guard let zones = loadedZones(place) else {
                let sentence = "the system has no rules for \(names(place).joined(separator: ", "))"
                found.append(
                    number(of: Objection(origin: group[0].origin, sentence: sentence, canBeOverridden: true)))
                continue
            }
            let limit = TimeLimit.hours(group)
            guard let closed = zones.firstIndex(where: { !Openings.isOpen(limit, in: $0, at: moment) }) else {
                continue
            }
            let day = zones[closed].day(of: moment)
            let rule = group.last { $0.period.contains(day) } ?? group[0]
            let sentence =
                "\(clock(zones[closed], names(place)[closed], place)); \(Self.words(rule, rules.places, on: day))"
            found.append(
                number(
                    of: Objection(
                        origin: rule.origin, sentence: sentence, canBeOverridden: rule.canBeOverridden,
                        opens: Openings.next([limit], in: zones, from: moment), isOfTime: true)))
        }
        return found
    }

    /// `it is 20:30 on Wednesday in America/New_York`
    private func clock(_ zone: any Zone, _ name: String, _ place: Whereabouts) -> String {
        let day = zone.day(of: moment)
        let minute = Int((zone.localMilliseconds(moment) - day.number * 86_400_000) / 60_000)
        let among = place.ownZone == nil && place.zones == rules.places.allZones ? ", where it may be" : ""
        return "it is \(Range<Int>.clock(minute)) on \(Self.dayName(day)) in \(name)\(among)"
    }

    private static func dayName(_ day: Day) -> String { WeeklyHours.dayNames[day.weekday].capitalizedASCII }

    private static func words(_ rule: HoursRule, _ places: Places, on day: Day) -> String {
        let who = rule.state.map { places.states[$0].name } ?? "federal law"
        let hours = rule.week[day]
        if hours.isEmpty { return "\(who) allows no calls or texts on \(dayName(day))s" }
        return "\(who) allows calls and texts from \(hours.clockText)"
    }

    // MARK: quiet hours

    private func quiet(_ hours: QuietHours, _ place: Whereabouts, _ channel: Channel) -> [Int] {
        let bit = ContactMarks.quietHours.rawValue.trailingZeroBitCount
        guard let rule = rules.marks[bit], rule.channels & channel.bit != 0 else { return [] }
        let key = QuietPlace(hours: hours, place: place)
        if let known = quietNumbers[key] { return known }
        var found: [Int] = []
        let limit = TimeLimit.quiet(hours)
        if let zones = loadedZones(place),
            let closed = zones.firstIndex(where: { !Openings.isOpen(limit, in: $0, at: moment) })
        {
            let range = "\(Range<Int>.clock(hours.start)) to \(Range<Int>.clock(hours.end))"
            let sentence = "\(clock(zones[closed], names(place)[closed], place)); \(rule.text) are \(range)"
            found = [
                number(
                    of: Objection(
                        origin: rule.origin, sentence: sentence, canBeOverridden: rule.canBeOverridden,
                        opens: Openings.next([limit], in: zones, from: moment), isOfTime: true))
            ]
        }
        quietNumbers[key] = found
        return found
    }

    // MARK: frequency

    private func rulesOfFrequency(_ states: UInt64) -> [FrequencyRule] {
        rules.frequency.filter { rule in
            (rule.state.map { states & (1 << UInt64($0)) != 0 } ?? true)
                && rule.period.contains(FixedZone.utc.day(of: moment))
        }
    }

    private func frequency(_ facts: borrowing ContactFacts, _ place: Whereabouts) -> [Int] {
        let earlier = facts.earlier
        return rulesOfFrequency(place.states).compactMap { rule in
            guard let opens = opening(rule, earlier) else { return nil }
            let who = rule.state.map { rules.places.states[$0].name } ?? "this rule"
            let hours = rule.within / 3_600_000
            let sentence =
                "\(count(rule, earlier)) calls or texts in the last \(hours) hours; \(who) allows \(rule.contacts)"
            return number(
                of: Objection(
                    origin: rule.origin, sentence: sentence, canBeOverridden: rule.canBeOverridden,
                    opens: opens, isOfTime: true))
        }
    }

    private func count(_ rule: FrequencyRule, _ earlier: [Instant]) -> Int {
        earlier.count { $0 <= moment && moment.milliseconds - $0.milliseconds < rule.within }
    }

    /// When one more contact keeps to the rule; nil where it does now.
    private func opening(_ rule: FrequencyRule, _ earlier: [Instant]) -> Instant? {
        let counted = earlier.filter { $0 <= moment && moment.milliseconds - $0.milliseconds < rule.within }
            .sorted()
        guard counted.count >= rule.contacts else { return nil }
        // So many of the latest may stay within the time; the one before them has to leave it.
        guard rule.contacts > 0 else { return nil }
        let leaving = counted[counted.count - rule.contacts]
        return Instant(milliseconds: leaving.milliseconds + rule.within)
    }

    private static func bits(of set: some BinaryInteger) -> BitPlaces { BitPlaces(set: UInt64(set)) }
}

/// The places of the bits that are set, from the lowest.
private struct BitPlaces: Sequence, IteratorProtocol {
    var set: UInt64
    mutating func next() -> Int? {
        guard set != 0 else { return nil }
        let place = set.trailingZeroBitCount
        set &= set - 1
        return place
    }
}

extension String {
    /// With a capital at its beginning.
    fileprivate var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
