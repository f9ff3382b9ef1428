import CvxDomain
import CvxServices
import Testing

@testable import CvxSettings

/// Contacts written short, and what stands in their way as `rule@opens`.
enum Contacts {
    static func rules(_ file: String? = nil) throws -> ComplianceRules {
        try RulesFile.read(file.map { SettingsFile(path: "/w/rules.toml", bytes: Array($0.utf8)) })
    }

    static func instant(_ text: String) throws -> Instant {
        try #require(
            Array(text.utf8).withUnsafeBufferPointer { InstantText.milliseconds($0) }.map(
                Instant.init(milliseconds:)))
    }

    /// `2026-03-08T13:00Z`
    static func text(_ instant: Instant?) -> String {
        guard let instant else { return "never" }
        let day = FixedZone.utc.day(of: instant)
        let (year, month, number) = day.civil
        let minutes = Int((instant.milliseconds - day.number * 86_400_000) / 60_000)
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        return "\(year)-\(two(month))-\(two(number))T\(two(minutes / 60)):\(two(minutes % 60))Z"
    }

    /// `FL 33101 305`: state, zip, area code and own time zone, whichever are there.
    static func facts(
        _ words: String, _ check: ComplianceCheck, _ channel: Channel = .sms
    ) throws -> ContactFacts {
        var facts = ContactFacts(channel)
        var (state, zip) = ("", "")
        var zone: Int?
        for word in words.split(separator: " ").map(String.init) {
            switch word.utf8.count {
            case 2: state = word
            case 3: facts.number = NANPNumber("\(word)5550123")
            case 5: zip = word
            default: zone = check.ownZone(word)
            }
        }
        facts.place = LeadPlace(state: state.utf8, zip: zip.utf8, ownZone: zone, in: check.rules.places)
        return facts
    }

    static func text(_ objections: [Objection]) -> String {
        objections.map { "\($0.origin.id)@\(text($0.opens))" }.joined(separator: " ")
    }
}
