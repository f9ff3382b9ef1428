import CvxDomain
import Testing

@testable import CvxServices

/// What reports say of messages: found by id or address, the higher status stays.
@Suite struct DeliveryNewsTests {
    /// Two texts that left, one of which nobody knows, and an email.
    private static func items() -> [SendItem] {
        func item(_ id: String, _ state: SendItem.State, _ recipient: String, _ transportID: String?)
            -> SendItem
        {
            var item = SendItem(
                id: id, campaign: "c", position: 0, lead: RowKey(store: .prisma, id: "l" + id), state: state)
            (item.recipient, item.transportID) = (recipient, transportID)
            item.at = Instant(milliseconds: 1_700_000_000_000)
            return item
        }
        return [
            item("m1", .sent, "(480) 555-0101", "SM1"), item("m2", .sent, "(480) 555-0102", nil),
            item("m3", .uncertain, "(480) 555-0103", nil), item("m4", .sent, "ana@example.com", nil),
            item("m5", .sent, "ana@example.com", nil),
        ]
    }

    /// `m1=delivered` of what is new, then the lines that were left out, then `!` and who is suppressed.
    private func news(_ text: String) throws -> String {
        let news = DeliveryNews(
            try DeliveryReport(Array(text.utf8)), of: Self.items(), ComplianceRules())
        let changed = news.changed.map {
            "\($0.id)=\($0.state == .sent ? $0.result ?? "sent" : $0.state.rawValue)"
        }
        let optOuts = news.optOuts.numbers.map { "!\($0)" } + news.optOuts.addresses.map { "!\($0)" }
        let bounced = news.bounced.numbers.map { "~\($0)" } + news.bounced.addresses.map { "~\($0)" }
        return (changed + news.leftOut.map { "\($0.line)" } + optOuts + bounced).joined(separator: " ")
    }

    @Test(arguments: [
        // By the provider's name of it, by our own, also as mail quotes it, by the number.
        ("MessageSid,MessageStatus\nSM1,delivered", "m1=delivered"),
        ("message id,status\nm2,DELIVRD\n<m4@cvx.invalid>,open", "m2=delivered m4=opened"),
        ("To;Status\n+14805550102;sent\n4805550103;sent", "m3=sent"),
        // What is known of it stays where less comes, in whichever order.
        ("to,event\n4805550102,click\n4805550102,open\n4805550102,delivered", "m2=clicked"),
        ("to,event\n4805550102,undelivered\n4805550102,delivered", "m2=delivered"),
        // Another id than the one that is known is another message; with none known the number counts.
        ("sid,to,status\nSM9,4805550101,delivered\nSM9,4805550102,delivered", "m2=delivered 2"),
        // Uncertain ones become known either way.
        ("id,status\nm3,failed", "m3=failed"), ("id,status\nm3,delivered", "m3=delivered"),
        ("id,status\nm3,deferred", ""),
        // Two messages went to that address; a status that is none; nothing at all; older than the message.
        ("email,event\nana@example.com,open\nx@example.com,open", "2 3"),
        ("to,event\n4805550102,flown\n4805550102,\n,delivered", "2 3 4"),
        (
            "to,event,timestamp\n4805550102,delivered,1699990000\n4805550102,open,2023-11-15T00:00:00Z",
            "m2=opened 2"
        ),
        // Opt-outs and what takes no messages.
        ("id,status,error_code\nm1,undelivered,21610", "m1=failed !+14805550101"),
        ("id,event\nm4,spamreport\nm2,bounce", "m2=bounced m4=delivered !ana@example.com ~+14805550102"),
        // JSON, in lines and as a list.
        (
            "{\"sid\": \"SM1\", \"status\": \"delivered\"}\n\n[]\n{\"to\": 4805550102, \"event\": \"read\"}",
            "m1=delivered m2=opened 3"
        ),
        ("[{\"id\": \"m1\", \"event\": \"replied\"}, 7]", "m1=replied 2"), ("[{", "1"),
    ]) func report(text: String, expected: String) throws { #expect(try news(text) == expected) }

    @Test func aTableThatIsNone() {
        #expect(throws: DelimitedFault.self) { try DeliveryReport(Array("\n\n".utf8)) }
        #expect(throws: DelimitedFault.self) { try DeliveryReport(Array("id,status\n\"m1".utf8)) }
    }
}
