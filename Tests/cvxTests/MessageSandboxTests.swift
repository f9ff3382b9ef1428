import CvxDomain
import CvxHTTP
import CvxServices
import CvxTestSupport
import Testing

/// Text messages to the sandbox, as a transport sends them.
@Suite struct MessageSandboxTests {
    private func send(
        _ sandbox: SandboxProcess, _ form: String, token: String? = nil,
        authorization: String? = "Basic QUM6aw==",
        timeout: Int64 = 10_000
    ) throws -> Result<HTTPResponse, HTTPFailure> {
        var headers = [HTTPHeader("Content-Type", "application/x-www-form-urlencoded")]
        headers += authorization.map { [HTTPHeader("Authorization", $0)] } ?? []
        headers += token.map { [HTTPHeader("I-Twilio-Idempotency-Token", $0)] } ?? []
        let client = try CurlClient(connections: 1)
        client.start(
            HTTPRequest(
                "POST", sandbox.url + "/2010-04-01/Accounts/AC/Messages.json", headers: headers,
                body: Array(form.utf8), timeout: timeout), tag: 0)
        return try #require(client.wait(milliseconds: 20_000).first?.result)
    }

    private func json(_ response: HTTPResponse) throws -> JSONValue {
        try #require(JSONValue(json: response.body))
    }

    private func ledger(_ sandbox: SandboxProcess) throws -> JSONValue {
        let client = try CurlClient(connections: 1)
        client.start(HTTPRequest("GET", sandbox.url + "/messages"), tag: 0)
        return try json(try #require(client.wait(milliseconds: 20_000).first?.result).get())
    }

    private static let form = "To=%2B14805550101&From=%2B16025550100&Body=caf%C3%A9+%26+more"

    @Test func takesAMessageOnce() throws {
        let sandbox = try SandboxProcess()
        let first = try send(sandbox, Self.form, token: "t1").get()
        #expect(first.status == 201)
        let message = try json(first)
        #expect(message["status"] == "queued")
        #expect(message["body"] == "café & more")
        #expect(message["to"] == "+14805550101")
        #expect(try send(sandbox, Self.form, token: "t1").get().body == first.body)
        #expect(try send(sandbox, Self.form, token: "t2").get().status == 201)
        // Without a token nobody knows that it comes again.
        for _ in 0..<2 { _ = try send(sandbox, Self.form).get() }
        let ledger = try ledger(sandbox)
        #expect(ledger["delivered"] == 4)
        #expect(ledger["messages"]?.array?.map { $0["asked"] } == [2, 1, 1, 1])
        #expect(ledger["numbers"] == [["to": "+14805550101", "delivered": 4]])
        #expect(try send(sandbox, Self.form + "!", token: "t1").get().status == 409)
    }

    @Test(arguments: [
        ("From=6025550100&Body=a", 21_604), ("To=12&From=6025550100&Body=a", 21_211),
        ("To=4805550101&Body=a", 21_212), ("To=4805550101&From=6025550100", 21_602),
        ("To=(480)+555-0199&From=6025550100&Body=a", 21_610), ("", 21_604), ("%%%&=&To", 21_604),
    ])
    func refusesWhatItCannotSend(_ form: String, _ code: Int) throws {
        let sandbox = try SandboxProcess(["--opted-out", "480-555-0199"])
        let response = try send(sandbox, form).get()
        #expect(response.status == 400)
        #expect(try json(response)["code"] == .int(code))
        #expect(try ledger(sandbox)["delivered"] == 0)
    }

    @Test func onlyItsKeyIsTaken() throws {
        let sandbox = try SandboxProcess(key: "k")
        #expect(try send(sandbox, Self.form).get().status == 201)
        #expect(try send(sandbox, Self.form, authorization: "Basic QUM6eA==").get().status == 401)
        #expect(try send(sandbox, Self.form, authorization: nil).get().status == 401)
    }

    @Test(arguments: [("503", false), ("429", false), ("refused", false), ("lost", true), ("timeout", true)])
    func faultsComeBeforeOrAfter(_ fault: String, _ isDelivered: Bool) throws {
        let sandbox = try SandboxProcess(["--fault", fault])
        let result = try send(sandbox, Self.form, token: "t1", timeout: 700)
        #expect((try? result.get().status) != 201)
        #expect(try ledger(sandbox)["delivered"] == (isDelivered ? 1 : 0))
    }
}
