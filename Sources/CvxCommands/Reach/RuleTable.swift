import CvxDomain
import CvxLanguage
import CvxRuntime
import CvxServices

/// The rules before every contact, as `describe rules` lists them.
struct RuleTable {
    let rules: ComplianceRules

    static let columns = [
        ResultColumn("rule", .text), ResultColumn("place", .text), ResultColumn("says", .text),
        ResultColumn("override", .bool), ResultColumn("source", .text), ResultColumn("date", .date),
        ResultColumn("since", .date), ResultColumn("until", .date), ResultColumn("file", .text),
    ]

    /// - Parameter place: of a state in `Places.states`; nil: all rules
    func records(of place: Int?) -> [Record] {
        var records: [Record] = []
        if place == nil {
            records += rules.marks.compactMap { rule in
                rule.map {
                    record($0.origin, nil, "\($0.text) (\(Self.channels($0.channels)))", $0.canBeOverridden)
                }
            }
        }
        records += rules.hours.filter { place == nil || $0.state == nil || $0.state == place }.map {
            record($0.origin, $0.state, Self.hours($0.week), $0.canBeOverridden, $0.period)
        }
        records += rules.frequency.filter { place == nil || $0.state == nil || $0.state == place }.map {
            let says = "at most \($0.contacts) calls and texts in \(Self.length($0.within)) on one subject"
            return record($0.origin, $0.state, says, $0.canBeOverridden, $0.period)
        }
        if let place {
            records += places(rules.places.states[place], place)
        } else {
            records += lists()
        }
        return records
    }

    private func lists() -> [Record] {
        var records: [Record] = []
        if let rule = rules.nationalList {
            let says = "no older than \(Self.length(rule.length))" + (rule.isRequired ? ", and there" : "")
            records.append(record(rule.origin, nil, says, nil))
        }
        if let rule = rules.houseList {
            records.append(record(rule.origin, nil, "entries are kept for \(Self.length(rule.length))", nil))
        }
        for (rule, what) in [
            (rules.stopWords, "ends contact"), (rules.startWords, "takes a stop back"),
        ] {
            guard let rule else { continue }
            let says = "an answer that \(what): \(rule.words.joined(separator: ", "))"
            records.append(record(rule.origin, nil, says, nil))
        }
        return records
    }

    /// Zones and area codes of a state are data, which has no rule's name.
    private func places(_ state: Places.State, _ place: Int) -> [Record] {
        var byZones: [Places.ZoneSet: [String]] = [:]
        for (code, area) in rules.places.areaCodes.enumerated() where area?.state == place {
            byZones[area?.zones ?? 0, default: []].append(String(code))
        }
        return byZones.sorted { $0.key < $1.key }.map { zones, codes in
            let names = rules.places.names(of: zones).joined(separator: " or ")
            return Record(
                names: Self.columns.map(\.name),
                values: [
                    .text("area_codes.\(state.code)"), .text(state.name),
                    .text("\(codes.joined(separator: ", ")): \(names)"), .null, .null, .null, .null, .null,
                    .null,
                ])
        }
    }

    private func record(
        _ origin: RuleOrigin, _ state: Int?, _ says: String, _ canBeOverridden: Bool?,
        _ period: RulePeriod = RulePeriod()
    ) -> Record {
        Record(
            names: Self.columns.map(\.name),
            values: [
                .text(origin.id), state.map { .text(rules.places.states[$0].name) } ?? .null, .text(says),
                canBeOverridden.map { .bool($0) } ?? .null, .text(origin.source), .date(origin.date),
                period.since.map { .date($0) } ?? .null, period.until.map { .date($0) } ?? .null,
                .text(origin.file),
            ])
    }

    private static func channels(_ bits: UInt8) -> String {
        Channel.allCases.filter { bits & $0.bit != 0 }.map(\.rawValue).joined(separator: ", ")
    }

    /// `08:00 to 20:00; Sunday closed`
    private static func hours(_ week: WeeklyHours) -> String {
        let usual = week.days[0]
        var parts = [text(usual)]
        for (day, hours) in week.days.enumerated() where hours != usual {
            let name = WeeklyHours.dayNames[day]
            parts.append("\(name.prefix(1).uppercased())\(name.dropFirst()) \(text(hours))")
        }
        return parts.joined(separator: "; ")
    }

    private static func text(_ hours: Range<Int>) -> String { hours.isEmpty ? "closed" : hours.clockText }

    private static func length(_ milliseconds: Int64) -> String {
        let hours = milliseconds / 3_600_000
        if hours % (365 * 24) == 0 { return "\(hours / (365 * 24)) years" }
        return hours % 24 == 0 && hours > 24 ? "\(hours / 24) days" : "\(hours) hours"
    }
}
