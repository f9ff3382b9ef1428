import CvxDomain
import CvxHTTP
import CvxServices
import CvxTestSupport
import CvxTransports
import Testing

/// Messages to services on the network, and what their answers and faults mean.
@Suite struct NetworkTests {
    private func twilio(_ url: String, _ change: (inout TransportSettings) -> Void = { _ in }) throws
        -> any Transport
    {
        var settings = TransportSettings()
        settings.kind = .twilio
        settings.request.url = try TextTemplate(url)
        settings.account = "AC555"
        settings.from = "+16025550100"
        settings.key = .variable("TOKEN")
        settings.timeout = 2_000
        change(&settings)
        return factory(
            try ScratchFolder(), ["sms": settings], secret: "t0ken",
            client: { try CurlClient(connections: 4) }
        )
        .make(.sms)
    }

    private static func sms(_ id: String = "m1") -> OutgoingMessage {
        message(id, .sms, to: "4805550101", subject: "", body: "Sell & move? 🏡\n+100%")
    }

    private static func reply(_ status: String, _ body: String, _ head: String = "") -> String {
        "HTTP/1.1 \(status)\r\n\(head)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    @Test func aTextIsPostedAsTwilioTakesIt() throws {
        let server = try LoopbackServer { _ in
            .send(Self.reply("201 Created", #"{"sid": "SM9", "status": "queued"}"#))
        }
        defer { server.stop() }
        let transport = try twilio(server.url) { $0.isIdempotent = true }
        #expect(
            send([Self.sms("a:1"), Self.sms("b")], by: transport) == [.sent(id: "SM9"), .sent(id: "SM9")])
        #expect(transport.name == server.url.dropFirst(7) && transport.isReal && transport.honoursMessageID)
        let request = try #require(server.requests.first { $0.contains("a%3A1") })
        #expect(request.hasPrefix("POST /2010-04-01/Accounts/AC555/Messages.json HTTP/1.1\r\n"))
        #expect(request.contains("\r\nAuthorization: Basic QUM1NTU6dDBrZW4=\r\n"))
        #expect(request.contains("\r\nContent-Type: application/x-www-form-urlencoded\r\n"))
        #expect(request.contains("\r\nI-Twilio-Idempotency-Token: a%3A1\r\n"))
        #expect(
            request.hasSuffix(
                "\r\n\r\nTo=%2B14805550101&From=%2B16025550100&Body=Sell%20%26%20move%3F%20%F0%9F%8F%A1%0A%2B100%25"
            ))
    }

    @Test(arguments: [
        (
            reply("400 Bad Request", #"{"code": 21610, "message": "unsubscribed"}"#),
            SendResult.refused("unsubscribed (21610)")
        ),
        (
            reply("400 Bad Request", #"{"code": 21211, "message": "Invalid 'To'"}"#),
            .refused("Invalid 'To' (21211)")
        ),
        (
            reply("400 Bad Request", #"{"code": 21606, "message": "not yours"}"#),
            .stopped("not yours (21606)")
        ),
        (
            reply("401 Unauthorized", #"{"code": 20003, "message": "Authenticate"}"#),
            .stopped("Authenticate (20003)")
        ),
        (reply("401 Unauthorized", "no"), .stopped("HTTP 401")),
        (
            reply("403 Forbidden", #"{"message": "token t0kent0kent0kent0ken is off"}"#),
            .stopped("HTTP 403: token [redacted] is off")
        ),
        (reply("404 Not Found", "<html>"), .stopped("HTTP 404")),
        (
            reply("429 Too Many Requests", #"{"code": 20429, "message": "slow"}"#, "Retry-After: 3\r\n"),
            .failed("slow (20429)", after: 3_000)
        ),
        (reply("503 Service Unavailable", "", "Retry-After: 2\r\n"), .failed("HTTP 503", after: 2_000)),
        (reply("500 Internal Server Error", #"{"message": "oops"}"#), .uncertain("HTTP 500: oops")),
        (
            reply("302 Found", "", "Location: http://127.0.0.1:1/\r\n"),
            .stopped("HTTP 302, a redirect, which is not followed: look at the address in the settings")
        ),
        (
            reply("200 OK", "<html>welcome</html>"),
            .uncertain("HTTP 200, and the answer is not what this API is known to say")
        ),
        (
            reply("201 Created", #"{"sid": "SM1", "status": "failed", "error_message": "carrier"}"#),
            .refused("carrier")
        ),
    ])
    func anAnswerSaysWhatBecameOfTheMessage(_ answer: String, _ expected: SendResult) throws {
        let server = try LoopbackServer { _ in .send(answer) }
        defer { server.stop() }
        #expect(send([Self.sms()], by: try twilio(server.url)) == [expected])
    }

    @Test func whatMayHaveArrivedIsUncertain() throws {
        for reply in [
            LoopbackServer.Reply.hang, .sendAndClose(""),
            .sendAndClose("HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{"),
        ] {
            let server = try LoopbackServer { _ in reply }
            defer { server.stop() }
            let results = send([Self.sms()], by: try twilio(server.url) { $0.timeout = 500 })
            guard case .uncertain? = results[0] else {
                Issue.record("\(results)")
                continue
            }
        }
        let server = try LoopbackServer { _ in .hang }
        server.stop()
        guard case .failed(_, nil)? = send([Self.sms()], by: try twilio("http://127.0.0.1:1"))[0] else {
            Issue.record("nobody is there, so nothing has left")
            return
        }
    }

    @Test func withoutAKeyNothingLeaves() throws {
        let server = try LoopbackServer { _ in .send(Self.reply("201 Created", "{}")) }
        defer { server.stop() }
        let transport = try twilio(server.url) { $0.key = nil }
        #expect(send([Self.sms()], by: transport) == [.stopped("there is no key where the settings say")])
        #expect(server.requests.isEmpty)
    }

    // MARK: as the settings say

    private func generic(_ channel: Channel, _ url: String, _ body: String, answer: [String] = []) throws
        -> any Transport
    {
        var settings = TransportSettings()
        settings.kind = .http
        settings.request.url = try TextTemplate(url + "/send?ref=${message_id}")
        settings.request.headers = [
            .init("Authorization", try TextTemplate("Bearer ${key}")),
            .init("X-Name", try TextTemplate("${name}")),
        ]
        settings.request.body = try JSONTemplate(body)
        settings.from = channel == .email ? "ana@acme.example" : "+16025550100"
        settings.key = .file("/key")
        let paths = answer.map { AnswerPath($0) }
        if paths.count == 3 {
            (settings.answer.id, settings.answer.accepted, settings.answer.message) = (
                paths[0], paths[1], paths[2]
            )
        }
        var compliance = ComplianceSettings()
        compliance.sender = "Acme Homes, 1 Main St"
        compliance.unsubscribe = "https://acme.example/stop?m=${message_id}"
        return factory(
            try ScratchFolder(), [channel.rawValue: settings], compliance, secret: "k",
            client: { try CurlClient(connections: 4) }
        ).make(channel)
    }

    @Test func aTemplateIsFilledAndStaysJSON() throws {
        let server = try LoopbackServer { _ in
            .send(Self.reply("202 Accepted", #"{"data": {"id": 17, "ok": true}}"#))
        }
        defer { server.stop() }
        let transport = try generic(
            .email, server.url,
            #"{"to": ${to}, "from": ${from}, "s": "${subject}", "text": ${body}, "id": "${message_id}", "out": ${unsubscribe}}"#,
            answer: ["data.id", "data.ok", "error"])
        let odd = #"","bcc":"all@example.com"# + "\r\nX-Bad: 1"
        #expect(
            send([message("a/1", name: odd, subject: odd, body: "Line\n\"two\" 🏡")], by: transport) == [
                .sent(id: "17")
            ])
        let request = try #require(server.requests.first)
        #expect(request.hasPrefix("POST /send?ref=a%2F1 HTTP/1.1\r\n"))
        #expect(!request.contains("\r\nX-Bad"))
        let parts = request.split(separator: "\r\n\r\n", maxSplits: 1)
        let out = "https://acme.example/stop?m=a%2F1"
        #expect(
            JSONValue(json: Array(parts[1].utf8)) == [
                "to": "ana@example.com", "from": "ana@acme.example", "s": .string(odd),
                "text": .string(
                    "Line\n\"two\" 🏡\n\n--\nAcme Homes, 1 Main St\nTo get no more emails from us: \(out)\n"),
                "id": "a/1", "out": .string(out),
            ])
    }

    @Test(arguments: [
        (
            reply("200 OK", #"{"data": {"ok": false}, "error": "bad number"}"#),
            SendResult.refused("bad number")
        ),
        (reply("200 OK", "{}"), .uncertain("the answer does not say whether the message was accepted")),
        (reply("422 Unprocessable", #"{"error": "too long"}"#), .refused("HTTP 422: too long")),
        (reply("200 OK", #"{"data": {"ok": "yes"}}"#), .sent(id: nil)),
    ])
    func itsAnswerIsReadWhereTheSettingsSay(_ answer: String, _ expected: SendResult) throws {
        let server = try LoopbackServer { _ in .send(answer) }
        defer { server.stop() }
        let transport = try generic(
            .sms, server.url, #"{"to": ${to}, "text": ${body}}"#, answer: ["data.id", "data.ok", "error"])
        #expect(send([Self.sms()], by: transport) == [expected])
        let body = server.requests.first?.split(separator: "\r\n\r\n", maxSplits: 1).last ?? ""
        #expect(JSONValue(json: Array(body.utf8)) == ["to": "+14805550101", "text": "Sell & move? 🏡\n+100%"])
    }
}
