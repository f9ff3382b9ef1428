import CvxDomain
import CvxServices

/// What a caller sees of a lead.
struct CallCard {
    private let host: any VerbHost
    private let catalog: any WorkspaceCatalog

    /// Events of the past that are shown.
    private static let events = 5
    /// Minutes before the end of the hours from which on it is said how many are left.
    private static let soon = 60

    init(_ host: any VerbHost, _ catalog: any WorkspaceCatalog) {
        self.host = host
        self.catalog = catalog
    }

    /// - Parameter left: leads that are still in the queue
    func lines(_ message: OutgoingMessage, left: Int) throws -> [String] {
        var lines = [
            "",
            "── \(message.recipientName ?? "nobody's name is known") (@\(message.lead.id)), \(left) more in the queue",
        ]
        if let address = message.propertyAddress { lines.append("house    \(address)") }
        let number = PhoneFormat.parentheses.format
        let shown = NANPNumber(message.recipient)?.phoneNumber.map(number) ?? message.address
        lines.append("call     " + ([shown] + clock(message.hours)).joined(separator: " · "))
        lines += try past(message.lead)
        lines.append("")
        lines += message.body.split(separator: "\n", omittingEmptySubsequences: false).map { "  \($0)" }
        lines.append("")
        return lines
    }

    /// `it is 14:32 in America/Chicago`, `until 20:00`
    private func clock(_ hours: CallingHours?) -> [String] {
        guard let hours else { return ["outside of the hours, which were set aside"] }
        let now = "it is \(CallingHours.clock(hours.now)) in \(hours.zones.joined(separator: " or "))"
        let end = "until \(CallingHours.clock(hours.closes))"
        return [
            now,
            hours.left <= Self.soon ? "\(end), \(CampaignWords.counted(hours.left, "minute")) left" : end,
        ]
    }

    /// The last notes, calls and answers, the newest first.
    private func past(_ lead: RowKey) throws -> [String] {
        let wanted: [LeadTimeline.Event.Kind] = [.note, .call, .answer, .followUp]
        return try LeadTimeline(host.queries, catalog, journal: nil).events(of: lead)
            .filter { wanted.contains($0.kind) }.suffix(Self.events).reversed().map { event in
                let day = event.at.map { "\(host.day(of: $0).isoText) " } ?? ""
                return "past     \(day)\(event.kind.rawValue): \(event.text)"
            }
    }
}
