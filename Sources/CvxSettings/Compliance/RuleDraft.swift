import CvxDomain
import CvxLanguage
import CvxServices

/// A section of a file of rules while it is read: what was there before, then what the section says.
struct RuleDraft {
    var text: String?
    var channels: UInt8?
    var canBeOverridden: Bool?
    var days = [Range<Int>?](repeating: nil, count: 7)
    var contacts: Int?
    /// Milliseconds.
    var length: Int64?
    var isRequired = false
    var words: [String]?
    var period = RulePeriod()
    var source: String?
    var date: Day?

    /// Keys that every section has.
    static var origin: [SettingKey<RuleDraft>] {
        [
            .text("source", \.source),
            .day("date", \.date),
        ]
    }

    static var period: [SettingKey<RuleDraft>] {
        [
            .day("since", \.period.since),
            .day("until", \.period.until),
            SettingKey("override") { (value, _, draft) throws(SettingFault) in
                draft.canBeOverridden = try value.flag("override")
            },
        ]
    }

    static var mark: [SettingKey<RuleDraft>] {
        [
            .text("text", \.text),
            SettingKey("channels") { (value, _, draft) throws(SettingFault) in
                guard case .list(let items) = value.kind else {
                    throw SettingFault(
                        code: .settingType,
                        message: "`channels` is a list such as [\"sms\", \"call\"], not \(value.phrase)")
                }
                var channels: UInt8 = 0
                for item in items {
                    let channel: Channel = try item.word("channels")
                    channels |= channel.bit
                }
                draft.channels = channels
            },
            SettingKey("override") { (value, _, draft) throws(SettingFault) in
                draft.canBeOverridden = try value.flag("override")
            },
        ]
    }

    static var hours: [SettingKey<RuleDraft>] {
        [
            SettingKey("every_day") { (value, _, draft) throws(SettingFault) in
                let hours = try value.hours("every_day")
                draft.days = .init(repeating: hours, count: 7)
            }
        ]
            + WeeklyHours.dayNames.enumerated().map { place, name in
                SettingKey(name) { (value, _, draft) throws(SettingFault) in
                    draft.days[place] = try value.hours(name)
                }
            } + period
    }

    static var frequency: [SettingKey<RuleDraft>] {
        [
            SettingKey("contacts") { (value, _, draft) throws(SettingFault) in
                let contacts = try value.count("contacts")
                guard contacts > 0 else { throw SettingFault(message: "`contacts` is 1 or more") }
                draft.contacts = contacts
            },
            .length("within", \.length),
        ] + period
    }

    static var nationalList: [SettingKey<RuleDraft>] {
        [
            .length("max_age", \.length),
            SettingKey("required") { (value, _, draft) throws(SettingFault) in
                draft.isRequired = try value.flag("required")
            },
        ]
    }

    static var houseList: [SettingKey<RuleDraft>] {
        [.length("keep", \.length)]
    }

    static var answers: [SettingKey<RuleDraft>] {
        [
            SettingKey("words") { (value, _, draft) throws(SettingFault) in
                draft.words = try value.texts("words").map { $0.uppercased() }
            }
        ]
    }
}

extension SettingKey {
    /// A day of the calendar in quotes.
    static func day(_ name: String, _ place: WritableKeyPath<Section, Day?>) -> Self {
        Self(name) { (value, _, section) throws(SettingFault) in
            let text = try value.text(name)
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
            guard parts.map(\.utf8.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
                let number = Int(parts[2]), let day = Day(year: year, month: month, day: number)
            else {
                throw SettingFault(message: "`\(text)` is not a day", help: "write it as \"2026-11-25\"")
            }
            section[keyPath: place] = day
        }
    }
}

extension TOMLValue {
    /// `"08:00-20:00"`, or `"closed"`: minutes since midnight.
    func hours(_ name: String) throws(SettingFault) -> Range<Int> {
        let text = try text(name)
        if text == "closed" { return 0..<0 }
        let help = "write \"08:00-20:00\", or \"closed\""
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let start = TimeOfDay.minutes(parts[0]),
            let end = parts[1] == "24:00" ? 1_440 : TimeOfDay.minutes(parts[1])
        else { throw SettingFault(message: "`\(text)` are not the hours of a day", help: help) }
        guard start < end else {
            throw SettingFault(message: "`\(text)` ends before it begins", help: help)
        }
        return start..<end
    }

    /// `[480, "850-853"]`: codes of three digits.
    func codes(_ name: String) throws(SettingFault) -> [Int] {
        guard case .list(let items) = kind else {
            throw SettingFault(
                code: .settingType, message: "`\(name)` is a list such as [480, 602], not \(phrase)")
        }
        var codes: [Int] = []
        for item in items {
            let text = item.plainText ?? ""
            let ends = text.split(separator: "-", omittingEmptySubsequences: false)
            let numbers = ends.compactMap { end in
                end.utf8.count == 3 && end.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(end) : nil
            }
            guard (1...2).contains(ends.count), numbers.count == ends.count, let first = numbers.first,
                let last = numbers.last, first <= last
            else {
                throw SettingFault(
                    message: "`\(text)` is not a code of three digits",
                    help: "write 480, \"006\", or \"850-853\"")
            }
            codes += first...last
        }
        return codes
    }
}
