import CvxServices
import CvxTransports
import Testing

/// Emails as they lie in the outbox.
@Suite struct EmailTests {
    private func email(
        _ message: OutgoingMessage, from: String? = "Ana <ana@acme.example>",
        _ compliance: ComplianceSettings = ComplianceSettings()
    ) throws -> ParsedEmail {
        let folder = try ScratchFolder()
        var settings = TransportSettings()
        settings.from = from
        let transport = factory(folder, ["email": settings], compliance).make(.email)
        #expect(send([message], by: transport) == [.sent(id: nil)])
        let names = folder.names("data/outbox/email/new")
        #expect(names.count == 1)
        return try ParsedEmail(folder.bytes("data/outbox/email/new/\(names.first ?? "")"))
    }

    @Test func saysAllThatAnEmailMust() throws {
        var compliance = ComplianceSettings()
        compliance.sender = "Acme Homes, 1 Main St, Phoenix AZ 85034"
        compliance.unsubscribe = "https://acme.example/stop?m=${message_id}&to=${to}"
        let email = try email(message("a:1", to: "bo+x@example.com", name: "Bo"), compliance)
        #expect(
            email.fields.map { "\($0.name): \($0.value)" } == [
                "Date: Wed, 26 Nov 2025 10:04:09 +0000", "From: Ana <ana@acme.example>",
                "To: Bo <bo+x@example.com>",
                "Subject: Your house", "Message-ID: <a=3A1@acme.example>",
                "List-Unsubscribe: <https://acme.example/stop?m=a%3A1&to=bo%2Bx%40example.com>",
                "List-Unsubscribe-Post: List-Unsubscribe=One-Click", "MIME-Version: 1.0",
                "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable",
            ])
        #expect(
            String(decoding: email.body, as: UTF8.self) == """
                Hello

                --
                Acme Homes, 1 Main St, Phoenix AZ 85034
                To get no more emails from us: https://acme.example/stop?m=a%3A1&to=bo%2Bx%40example.com

                """)
    }

    @Test func oneClickIsForTheWebOnly() throws {
        var compliance = ComplianceSettings()
        compliance.unsubscribe = "mailto:stop@acme.example?subject=${message_id}"
        let email = try email(message(isTest: true), compliance)
        #expect(email["List-Unsubscribe"] == "<mailto:stop@acme.example?subject=m1>")
        #expect(email["List-Unsubscribe-Post"] == nil)
        #expect(email["X-Cvx-Test"] == "yes")
        #expect(String(decoding: email.body, as: UTF8.self).hasSuffix("us: stop@acme.example\n"))
    }

    @Test(arguments: [
        "plain words", "  blanks  before, between and behind ", "café", "日本語の件名", "🏡 sell? 👩‍👩‍👧‍👦",
        "=?UTF-8?B?aGk=?=", String(repeating: "é", count: 300), String(repeating: "word ", count: 60) + "end",
        String(repeating: "x", count: 2_000), "a\tb", "", "\u{FEFF}x",
    ])
    func anySubjectArrives(_ subject: String) throws {
        let email = try email(message(name: "Zoë \"Z\" O’Neil", subject: subject))
        let sent = try #require(email["Subject"])
        #expect(try ParsedEmail.decoded(sent) == subject.map { $0 == "\t" ? " " : String($0) }.joined())
        #expect(try ParsedEmail.decoded(try #require(email["To"])) == "Zoë \"Z\" O’Neil <ana@example.com>")
        for line in email.lines { #expect(line.count <= 78) }
    }

    @Test(arguments: ["\r\n", "\n", "\r", "\u{85}", "\u{2028}", "\u{0}", "\r\n\r\n"])
    func noFieldBeginsInsideAnother(_ end: String) throws {
        let stowaway = "x\(end)Bcc: all@example.com"
        let email = try email(
            OutgoingMessage(
                id: stowaway, channel: .email, campaign: stowaway, lead: message().lead,
                recipient: "a@example.com",
                recipientName: stowaway, subject: stowaway, body: "\(end)Bcc: x"),
            from: "Ana <ana@acme.example>")
        #expect(
            email.fields.map(\.name) == [
                "Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Content-Type",
                "Content-Transfer-Encoding",
            ])
        let folder = try ScratchFolder()
        let transport = factory(folder).make(.email)
        let result = send([message(to: "a@example.com\(end)Bcc: b@example.com")], by: transport)
        guard case .refused? = result[0] else { return #expect(result[0] == .refused("")) }
    }

    @Test(arguments: [
        ".", "a\n.\nb", "From me", "From ", ".hidden\n..\n", "blank at the end \t\nnext", "=3D", "",
        String(repeating: "y", count: 5_000), String(repeating: "🏡", count: 400), "a\r\nb\rc\n\r\nd",
        "\u{1B}[2J\u{7}\u{0}",
        String(repeating: "seven. ", count: 300), String(repeating: "x", count: 75) + ".\n.", "é\n.é",
    ])
    func anyBodyArrives(_ body: String) throws {
        let email = try email(message(body: body))
        var expected = body.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        if !expected.hasSuffix("\n") { expected += "\n" }
        #expect(String(decoding: email.body, as: UTF8.self) == expected)
        for line in email.lines {
            #expect(line.count <= 78)
            #expect(
                line.first != UInt8(ascii: ".") && !line.starts(with: "From ".utf8)
                    || line.starts(with: "From:".utf8))
            #expect(line.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 })
        }
    }

    @Test func withoutASenderItIsNobodys() throws {
        #expect(try email(message(), from: nil)["From"] == "outbox@cvx.invalid")
    }
}
