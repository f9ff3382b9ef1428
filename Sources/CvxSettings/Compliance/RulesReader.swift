import CvxDomain
import CvxLanguage
import CvxServices

/// Takes a file's sections into rules. What a section of the same name said before holds where this one is silent;
/// source and date it has to say itself, as it is another rule now.
struct RulesReader {
    private(set) var rules: ComplianceRules
    private let file: String
    private var reader = SettingsReader(SettingsContext(folder: "", home: nil, isZone: { _ in true }))

    var diagnostics: [Diagnostic] { reader.diagnostics }

    init(_ base: ComplianceRules, file: String) {
        rules = base
        self.file = file
    }

    private static let sections = [
        "rules", "hours", "frequency", "lists", "answers", "states", "zips", "area_codes",
    ]

    mutating func read(_ root: TOMLTable) {
        for entry in root.entries where !Self.sections.contains(entry.key.text) {
            reader.report(
                .unknownSetting, "rules have no section `\(entry.key.text)`", at: entry.key.span,
                help: SettingsReader.suggestion(for: entry.key.text, among: Self.sections, "there are"))
        }
        // States first: the other sections name them.
        if let states = table("states", in: root) { readStates(states) }
        each("zips", in: root) { this, key, table in this.readPlaces(key, table, isZip: true) }
        each("area_codes", in: root) { this, key, table in this.readPlaces(key, table, isZip: false) }
        each("rules", in: root) { this, key, table in this.readMark(key, table) }
        each("hours", in: root) { this, key, table in this.readHours(key, table) }
        each("frequency", in: root) { this, key, table in this.readFrequency(key, table) }
        each("lists", in: root) { this, key, table in this.readList(key, table) }
        each("answers", in: root) { this, key, table in this.readAnswers(key, table) }
    }

    // MARK: rules

    private mutating func readMark(_ key: TOMLKey, _ table: TOMLTable) {
        guard let bit = ContactMarks.names.firstIndex(of: key.text) else {
            return unknown(key, "rule", ContactMarks.names)
        }
        var draft = RuleDraft()
        let old = rules.marks[bit]
        (draft.text, draft.channels, draft.canBeOverridden) =
            (old?.text, old?.channels, old?.canBeOverridden)
        guard let origin = read(table, "rules", key, RuleDraft.mark, into: &draft) else { return }
        guard let text = draft.text, let channels = draft.channels else {
            return reader.report(.settingValue, "`\(key.text)` needs `text` and `channels`", at: key.span)
        }
        let mark = ContactMarks(rawValue: 1 << UInt32(bit))
        if ContactMarks.neverOverridden.contains(mark) {
            if draft.canBeOverridden == true {
                reader.report(.settingValue, "nothing overrides `\(key.text)`", at: key.span)
            }
            if let old, old.channels & ~channels != 0 {
                reader.report(
                    .settingValue, "`\(key.text)` cannot be taken from a channel", at: key.span)
            }
        }
        rules.marks[bit] = MarkRule(
            origin: origin, text: text, channels: channels, canBeOverridden: draft.canBeOverridden ?? false)
    }

    private mutating func readHours(_ key: TOMLKey, _ table: TOMLTable) {
        guard let state = state(of: key) else { return }
        var draft = RuleDraft()
        let place = rules.hours.firstIndex { $0.origin.id == "hours.\(key.text)" }
        if let place {
            draft.days = rules.hours[place].week.days
            draft.period = rules.hours[place].period
            draft.canBeOverridden = rules.hours[place].canBeOverridden
        }
        guard let origin = read(table, "hours", key, RuleDraft.hours, into: &draft) else { return }
        let days = draft.days.compactMap(\.self)
        guard days.count == 7 else {
            return reader.report(
                .settingValue, "some days of `\(key.text)` have no hours", at: key.span,
                help: "add `every_day = \"08:00-21:00\"`")
        }
        put(
            HoursRule(
                origin: origin, state: state, week: WeeklyHours(days: days), period: draft.period,
                canBeOverridden: draft.canBeOverridden ?? true), at: place, in: \.hours)
    }

    private mutating func readFrequency(_ key: TOMLKey, _ table: TOMLTable) {
        guard let state = state(of: key) else { return }
        var draft = RuleDraft()
        let place = rules.frequency.firstIndex { $0.origin.id == "frequency.\(key.text)" }
        if let place {
            let old = rules.frequency[place]
            (draft.contacts, draft.length, draft.period) = (old.contacts, old.within, old.period)
            draft.canBeOverridden = old.canBeOverridden
        }
        guard let origin = read(table, "frequency", key, RuleDraft.frequency, into: &draft) else { return }
        guard let contacts = draft.contacts, let within = draft.length else {
            return reader.report(.settingValue, "`\(key.text)` needs `contacts` and `within`", at: key.span)
        }
        put(
            FrequencyRule(
                origin: origin, state: state, contacts: contacts, within: within,
                period: draft.period, canBeOverridden: draft.canBeOverridden ?? true),
            at: place, in: \.frequency)
    }

    private mutating func readList(_ key: TOMLKey, _ table: TOMLTable) {
        let lists: [String: WritableKeyPath<ComplianceRules, ListRule?>] = [
            "national": \.nationalList, "house": \.houseList,
        ]
        guard let path = lists[key.text] else { return unknown(key, "list", ["national", "house"]) }
        var draft = RuleDraft()
        draft.length = rules[keyPath: path]?.length
        draft.isRequired = rules[keyPath: path]?.isRequired ?? false
        let keys = key.text == "national" ? RuleDraft.nationalList : RuleDraft.houseList
        guard let origin = read(table, "lists", key, keys, into: &draft) else { return }
        guard let length = draft.length else {
            return reader.report(.settingValue, "`\(key.text)` needs a length of time", at: key.span)
        }
        rules[keyPath: path] = ListRule(origin: origin, length: length, isRequired: draft.isRequired)
    }

    private mutating func readAnswers(_ key: TOMLKey, _ table: TOMLTable) {
        let kinds: [String: WritableKeyPath<ComplianceRules, AnswerRule?>] = [
            "stop": \.stopWords, "start": \.startWords,
        ]
        guard let path = kinds[key.text] else { return unknown(key, "kind of answer", ["stop", "start"]) }
        var draft = RuleDraft()
        draft.words = rules[keyPath: path]?.words
        guard let origin = read(table, "answers", key, RuleDraft.answers, into: &draft) else { return }
        guard let words = draft.words else {
            return reader.report(.settingValue, "`\(key.text)` needs `words`", at: key.span)
        }
        rules[keyPath: path] = AnswerRule(origin: origin, words: words)
    }

    // MARK: places

    private mutating func readStates(_ table: TOMLTable) {
        for entry in table.entries {
            let letters = entry.key.text.utf8
            guard letters.count == 2, letters.allSatisfy({ (0x41...0x5A).contains($0) }) else {
                reader.report(.settingValue, "`\(entry.key.text)` is not two capitals", at: entry.key.span)
                continue
            }
            do throws(SettingFault) {
                rules.places.name(entry.key.text, try entry.value.text(entry.key.text))
            } catch {
                reader.report(error.code, error.message, at: entry.value.span, help: error.help)
            }
        }
    }

    /// `"America/New_York America/Chicago" = [850]`
    private mutating func readPlaces(_ key: TOMLKey, _ table: TOMLTable, isZip: Bool) {
        guard let state = rules.places.state(key.text.utf8) else {
            return unknown(key, "state", rules.places.states.map(\.code))
        }
        for entry in table.entries {
            let names = entry.key.text.split(separator: " ").map(String.init)
            if let wrong = names.first(where: { !ZoneName.isKnown($0) }), !isStandard {
                reader.report(
                    .settingValue, "there is no time zone `\(wrong)`", at: entry.key.span,
                    help: "write it as \"America/Phoenix\"; several have a blank between them")
                continue
            }
            guard !names.isEmpty, let zones = rules.places.zoneSet(names) else {
                reader.report(.settingValue, "there are too many time zones, or none", at: entry.key.span)
                continue
            }
            do throws(SettingFault) {
                for code in try entry.value.codes(entry.key.text) {
                    let place = Places.Place(state, zones)
                    if isZip {
                        rules.places.setZip(code, place)
                    } else {
                        rules.places.setAreaCode(code, place)
                    }
                }
            } catch {
                reader.report(error.code, error.message, at: entry.value.span, help: error.help)
            }
        }
    }

    // MARK: sections

    /// A test looks the zones of cvx's own text up; at a start that would be twenty files.
    private var isStandard: Bool { file == RuleText.standard.name }

    private mutating func table(_ name: String, in root: TOMLTable) -> TOMLTable? {
        guard let entry = root.entries.first(where: { $0.key.text == name }) else { return nil }
        if case .table(let table) = entry.value.kind { return table }
        reader.report(
            .settingType, "`\(name)` is a section, not \(entry.value.phrase)", at: entry.value.span,
            help: "write `[\(name).NAME]`, and what it says below")
        return nil
    }

    private mutating func each(
        _ name: String, in root: TOMLTable, _ body: (inout RulesReader, TOMLKey, TOMLTable) -> Void
    ) {
        guard let section = table(name, in: root) else { return }
        for entry in section.entries {
            guard case .table(let inner) = entry.value.kind else {
                reader.report(
                    .settingType, "`\(entry.key.text)` stands in no section of its own", at: entry.key.span,
                    help: "write `[\(name).NAME]`, and `\(entry.key.text)` below")
                continue
            }
            body(&self, entry.key, inner)
        }
    }

    /// Nil where a fault was reported.
    private mutating func read(
        _ table: TOMLTable, _ section: String, _ key: TOMLKey, _ keys: [SettingKey<RuleDraft>],
        into draft: inout RuleDraft
    ) -> RuleOrigin? {
        let before = reader.diagnostics.count
        let id = section == "rules" ? key.text : "\(section).\(key.text)"
        reader.read(table, "\(section).\(key.text)", keys + RuleDraft.origin, into: &draft)
        guard reader.diagnostics.count == before else { return nil }
        guard let source = draft.source, let date = draft.date else {
            reader.report(
                .settingValue, "`[\(section).\(key.text)]` does not say where it is from and of when",
                at: key.span, help: "add `source = \"…\"` and `date = \"2026-11-25\"`")
            return nil
        }
        return RuleOrigin(id: id, source: source, date: date, file: file)
    }

    /// `federal` and `federal-2027` hold everywhere, `FL` and `FL-2027` in a state.
    private mutating func state(of key: TOMLKey) -> Int?? {
        let name = key.text.prefix { $0 != "-" }
        if name == "federal" { return .some(nil) }
        if let place = rules.places.state(name.utf8) { return place }
        unknown(key, "state", ["federal"] + rules.places.states.map(\.code))
        return nil
    }

    private mutating func unknown(_ key: TOMLKey, _ kind: String, _ known: [String]) {
        reader.report(
            .unknownSetting, "`\(key.text)` is no \(kind)", at: key.span,
            help: SettingsReader.suggestion(for: key.text, among: known, "there are"))
    }

    private mutating func put<Rule>(
        _ rule: Rule, at place: Int?, in path: WritableKeyPath<ComplianceRules, [Rule]>
    ) {
        if let place { rules[keyPath: path][place] = rule } else { rules[keyPath: path].append(rule) }
    }
}
