import CvxDomain

/// What a report says of one campaign's messages that was not known before, and what cannot be used.
package struct DeliveryNews: Sendable {
    /// Items with what is known of them now; those that the ledger knew as much of included.
    package private(set) var items: [SendItem] = []
    /// Of these, the items of which something is new.
    package private(set) var changed: [SendItem] = []
    /// What readers answered, by the item's id.
    package private(set) var answers: [String: String] = [:]
    /// Whom nothing is to be sent any more, by the person's own wish.
    package private(set) var optOuts = Contacts()
    /// What takes no messages.
    package private(set) var bounced = Contacts()
    /// Lines that were left out, with the reason.
    package private(set) var leftOut: [(line: Int, reason: String)]

    /// - Parameters:
    ///   - items: all that left, or may have
    ///   - rules: say which answers are opt-outs
    package init(_ report: DeliveryReport, of items: [SendItem], _ rules: ComplianceRules) {
        leftOut = report.unreadable
        let places = Places(items)
        var found = items
        var touched: Set<Int> = []
        for line in report.lines {
            guard let event = line.event else {
                leftOut.append((line.line, line.status.map { "`\($0)` is no status" } ?? "it has no status"))
                continue
            }
            switch places.find(line, items) {
            case .failure(let reason): leftOut.append((line.line, reason.text))
            case .success(let place):
                touched.insert(place)
                take(line, event, &found[place], rules)
            }
        }
        for place in touched.sorted() {
            self.items.append(found[place])
            if found[place] != items[place] { changed.append(found[place]) }
        }
        leftOut.sort { $0.line < $1.line }
    }

    private mutating func take(
        _ line: DeliveryLine, _ event: DeliveryEvent, _ item: inout SendItem, _ rules: ComplianceRules
    ) {
        var isOptOut = line.isOptOut
        if event == .replied, let answer = line.answer {
            answers[item.id] = answer
            isOptOut = isOptOut || rules.meaning(of: answer) == .stop
        }
        if let recipient = item.recipient {
            if isOptOut { optOuts.add(recipient) }
            if event == .bounced { bounced.add(recipient) }
        }
        guard let status = event.status else { return }
        if status == "failed", item.state == .uncertain {
            // It never left.
            (item.state, item.rule, item.reason) = (.failed, "refused", line.error ?? "says the provider")
        } else if status != "failed", item.state != .sent {
            (item.state, item.rule, item.reason) = (.sent, nil, nil)
        }
        // That it left is what no result says.
        if item.state == .sent, status != "sent" { item.result = MessageRank.higher(item.result, status) }
    }
}

extension DeliveryNews {
    /// Why a line is of no message.
    struct Unknown: Error { var text: String }

    /// Finds the message that a line is about.
    private struct Places {
        private var byID: [String: Int] = [:]
        private var byRecipient: [String: [Int]] = [:]

        init(_ items: [SendItem]) {
            for (place, item) in items.enumerated() {
                byID[item.id] = place
                if let id = item.transportID { byID[id] = place }
                if let recipient = item.recipient.map(Self.key) {
                    byRecipient[recipient, default: []].append(place)
                }
            }
        }

        func find(_ line: DeliveryLine, _ items: [SendItem]) -> Result<Int, Unknown> {
            if let place = line.ids.lazy.compactMap({ byID[Self.bare($0)] ?? byID[$0] }).first {
                return .success(place)
            }
            guard let recipient = line.recipient else {
                let id = line.ids.first.map { "no message of it has the id `\($0)`" }
                return .failure(Unknown(text: id ?? "it names no message and nobody"))
            }
            let places = byRecipient[Self.key(recipient)] ?? []
            guard let place = places.first else {
                return .failure(Unknown(text: "none of its messages went to `\(recipient)`"))
            }
            if places.count > 1 {
                return .failure(Unknown(text: "several of its messages went to `\(recipient)`"))
            }
            // Another id is another message, if this one's is known.
            if let id = line.ids.first, items[place].transportID != nil {
                return .failure(Unknown(text: "its message to `\(recipient)` is not `\(id)`"))
            }
            if let at = line.at, let sent = items[place].at, at.milliseconds + Self.slack < sent.milliseconds
            {
                return .failure(Unknown(text: "it is older than its message to `\(recipient)`"))
            }
            return .success(place)
        }

        /// Milliseconds by which clocks may differ.
        private static let slack: Int64 = 3_600_000

        /// `<id@host>` and `id.filter-1` are how some quote an id.
        private static func bare(_ id: String) -> String {
            String(id.drop { $0 == "<" }.prefix { $0 != "@" && $0 != ">" && $0 != "." })
        }

        private static func key(_ recipient: String) -> String {
            NANPNumber(recipient).map(\.description) ?? recipient.lowercased()
        }
    }
}

extension Contacts {
    /// A number or an address.
    fileprivate mutating func add(_ recipient: String) {
        if recipient.contains("@") { add(address: recipient) } else { add(number: recipient) }
    }
}
