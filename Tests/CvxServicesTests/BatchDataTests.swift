import CvxDomain
import CvxServices
import Testing

@Suite struct BatchDataTests {
    private static let fictional = "480555010"

    private func answer(_ body: String, status: Int = 200, headers: [HTTPHeader] = []) -> ContactAnswer {
        BatchData(ProviderSettings()).answer(
            to: .success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8))))
    }

    // MARK: requests

    @Test func asksAsTheServiceWants() throws {
        var settings = ProviderSettings()
        settings.timeout = 3_000
        let contact = ContactRequest(
            street: "9 \"Oak\" St", city: "Mesa", state: "AZ", zip: "85201", firstName: "Ana",
            lastName: "Ríos")
        let request = try BatchData(settings).request(for: contact, id: "r1", key: "k")
        #expect(request.method == "POST")
        #expect(request.url == "https://api.batchdata.com/api/v1/property/skip-trace")
        #expect(request.headers.contains(HTTPHeader("Authorization", "Bearer k")))
        #expect(request.timeout == 3_000)
        #expect(
            JSONValue(json: request.body) == [
                "requests": [
                    [
                        "requestId": "r1",
                        "propertyAddress": [
                            "street": "9 \"Oak\" St", "city": "Mesa", "state": "AZ", "zip": "85201",
                        ],
                        "name": ["first": "Ana", "last": "Ríos"],
                    ]
                ]
            ])
    }

    @Test func whatIsUnknownIsLeftOut() throws {
        var settings = ProviderSettings()
        settings.baseURL = "http://127.0.0.1:1"
        settings.version = 3
        let request = try BatchData(settings).request(
            for: ContactRequest(street: "9 Oak St"), id: "r1", key: "k")
        #expect(request.url == "http://127.0.0.1:1/api/v3/property/skip-trace")
        #expect(
            JSONValue(json: request.body) == [
                "requests": [["requestId": "r1", "propertyAddress": ["street": "9 Oak St"]]]
            ])
        #expect(throws: ProviderProblem.noKey) {
            try BatchData(settings).request(for: ContactRequest(street: "9 Oak St"), id: "r1", key: nil)
        }
    }

    // MARK: answers

    @Test func readsThePersonOfVersion1() {
        let answer = answer(
            """
            {"status":{"code":200,"text":"OK"},"results":{"persons":[{"name":{"first":"Ana","last":"Ríos"},
            "phoneNumbers":[
             {"number":"4805550101","type":"Land Line","carrier":"C","tested":true,"reachable":false,"dnc":false,"tcpa":false,"score":40},
             {"number":"(480) 555-0102","type":"Mobile","tested":true,"reachable":true,"dnc":true,"score":95},
             {"number":"4805550101","score":60},{"number":null},{"number":"+44 20 7946 0000"}],
            "emails":[{"email":"ana@example.com","tested":true},{"email":"ANA@example.com","tested":false},{"email":"none"}],
            "dnc":null,"litigator":false,"death":{"deceased":false},"meta":{"matched":true,"error":false}}]}}
            """)
        #expect(answer.outcome == .matched)
        #expect(answer.confidence == 0.95)
        #expect(answer.phones.map(\.number) == ["4805550102", "4805550101", "+44 20 7946 0000"])
        #expect(answer.phones.map(\.confidence) == [0.95, 0.6, nil])
        #expect(answer.phones.map(\.isDoNotCall) == [true, false, nil])
        #expect(answer.phones.map(\.isMobile) == [true, false, nil])
        #expect(answer.phones.map(\.isValid) == [true, false, nil])
        #expect(answer.phones[1].carrier == "C")
        #expect(answer.emails.map(\.address) == ["ana@example.com"])
        #expect(answer.emails[0].isValid == true)
        #expect(answer.isLitigator == false)
        #expect(answer.isDeceased == false)
        #expect(answer.mayHaveBeenCharged)
    }

    @Test func readsThePersonsOfVersion3() {
        let answer = answer(
            """
            {"result":{"data":[null,{"persons":null},{"persons":[null,
             {"phoneNumbers":[{"number":"\(Self.fictional)1","score":0.4}],"emails":null},
             {"phoneNumbers":[{"number":"\(Self.fictional)2","score":1,"tcpa":true}],"dnc":{"tcpa":true}},
             {"phoneNumbers":["\(Self.fictional)3"],"death":{"deceased":true},"meta":{"matched":false}}]}]}}
            """)
        #expect(answer.outcome == .matched)
        #expect(answer.phones.map(\.number) == ["\(Self.fictional)2", "\(Self.fictional)1"])
        #expect(answer.phones.map(\.confidence) == [1, 0.4])
        #expect(answer.phones.map(\.isDoNotCall) == [true, nil])
        #expect(answer.isLitigator == true)
        #expect(answer.isDeceased == nil)
    }

    @Test func aPersonsMarkIsEveryNumbers() {
        let answer = answer(
            #"{"results":{"persons":[{"dnc":true,"phoneNumbers":[{"number":"4805550101","dnc":false}]}]}}"#)
        #expect(answer.phones.map(\.isDoNotCall) == [true])
    }

    @Test(arguments: [
        #"{"results":{"persons":[{"meta":{"matched":false}}]}}"#, #"{"results":{"persons":[]}}"#,
        #"{"results":{"persons":null}}"#, #"{"results":null}"#, #"{"results":{"persons":[null,{}]}}"#,
        #"{"result":{"data":null}}"#, #"{"result":{"data":[]}}"#, #"{"result":{"data":[null]}}"#,
        #"{"result":null}"#,
    ])
    func nobodyIsNoMatch(_ body: String) {
        let answer = answer(body)
        #expect(answer.outcome == .noMatch)
        #expect(answer.mayHaveBeenCharged)
        #expect(answer.response == body)
    }

    @Test func aPersonWithoutContacts() {
        let answer = answer(
            #"{"results":{"persons":[{"name":{"first":"A"},"phoneNumbers":[],"emails":[],"meta":{"matched":true}}]}}"#
        )
        #expect(answer.outcome == .noContacts)
    }

    @Test func anAddressThatItCannotRead() {
        let answer = answer(
            #"{"results":{"persons":[{"meta":{"matched":false,"error":"Invalid address"}}]}}"#)
        #expect(answer.outcome == .badAddress)
        #expect(answer.message == "Invalid address")
    }

    @Test(arguments: [
        "", "{", "[]", "1", "null", "\"text\"", "<html>", "{}", #"{"results":1}"#, #"{"results":{}}"#,
        #"{"results":{"persons":5}}"#, #"{"results":{"persons":[{"#, #"{"result":{"data":"x"}}"#,
    ])
    func whatMakesNoSenseIsAnErrorThatMayHaveCost(_ body: String) {
        let answer = answer(body)
        #expect(answer.outcome == .providerError)
        #expect(answer.mayHaveBeenCharged)
        #expect(!answer.mayBeRetried)
    }

    @Test(arguments: [
        #"{"results":{"persons":[{"phoneNumbers":5,"emails":{"a":1},"dnc":[],"death":7,"meta":[]}]}}"#,
        #"{"results":{"persons":[5,"x",[[]],{"phoneNumbers":[[],{},{"number":{}}]}]}}"#,
    ])
    func oddPartsAreLeftOut(_ body: String) {
        #expect(answer(body).outcome == .noContacts)
    }

    // MARK: refusals

    @Test(arguments: [
        (400, "Bad street", TraceOutcome.badAddress, false, false),
        (400, "bad request", .providerError, false, false), (401, "no", .auth, false, false),
        (402, "pay", .balance, false, false), (403, "Insufficient balance", .balance, false, false),
        (403, "not allowed", .auth, false, false), (404, "none", .providerError, false, false),
        (429, "slow down", .rateLimited, true, false), (500, "oops", .providerError, true, true),
        (503, "later", .providerError, true, false), (302, "go", .providerError, false, false),
    ])
    func statusesHaveMeanings(
        _ status: Int, _ text: String, _ outcome: TraceOutcome, _ mayBeRetried: Bool, _ mayHaveCharged: Bool
    ) {
        let body = #"{"status":{"code":\#(status),"text":"T","message":"\#(text)"}}"#
        let answer = answer(body, status: status)
        #expect(answer.outcome == outcome)
        #expect(answer.message == "HTTP \(status): \(text)")
        #expect(answer.mayBeRetried == mayBeRetried)
        #expect(answer.mayHaveBeenCharged == mayHaveCharged)
        // The same said with HTTP's own 200.
        if status >= 400 { #expect(self.answer(body).outcome == outcome) }
    }

    @Test func anErrorPageIsKeptAsText() {
        let answer = answer("<h1>\u{7}Bad \"Gateway\"</h1>", status: 502)
        #expect(answer.message == "HTTP 502")
        #expect(answer.response == #""<h1> Bad \"Gateway\"</h1>""#)
    }

    @Test(arguments: [
        ("120", nil, 120_000 as Int64?), ("1.5", nil, 1_500), ("-4", nil, 0), ("1e300", nil, 604_800_000),
        ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:07 GMT", 30_000),
        ("Sun, 06 Nov 1994 08:49:37 GMT", "Mon, 07 Nov 1994 08:49:07 GMT", 0),
        ("Sun, 06 Nov 1994 08:49:37 GMT", nil, nil), ("soon", nil, nil), ("nan", nil, nil), ("", nil, nil),
        ("Sun, 31 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:07 GMT", nil),
        ("Sun, 06 Nov 999999999999 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:07 GMT", nil),
    ])
    func saysWhenToComeBack(_ text: String, _ date: String?, _ milliseconds: Int64?) {
        let headers = [HTTPHeader("retry-after", text)] + (date.map { [HTTPHeader("Date", $0)] } ?? [])
        #expect(answer("", status: 429, headers: headers).retryAfter == milliseconds)
    }

    @Test(arguments: HTTPFailure.Kind.allCases)
    func withoutAnAnswer(_ kind: HTTPFailure.Kind) {
        let answer = BatchData(ProviderSettings()).answer(
            to: .failure(HTTPFailure(kind, "why", mayHaveArrived: true)))
        #expect(answer.outcome == (kind == .timeout ? .timeout : .providerError))
        #expect(answer.message == "why")
        #expect(answer.mayHaveBeenCharged)
        #expect(answer.response == nil)
    }

    // MARK: what is kept

    @Test func secretsAreNotKept() {
        let secret = "sk1234567890abcdef99"
        let refused = answer(
            #"{"apiKey":"\#(secret)","status":{"message":"Invalid token \#(secret)!"}}"#, status: 401)
        #expect(refused.message == "HTTP 401: Invalid token [redacted]!")
        #expect(refused.response?.contains(secret) == false)
        #expect(
            answer(#"{"results":{"persons":[]},"token":"\#(secret)"}"#).response
                == #"{"results":{"persons":[]},"token":"[redacted]"}"#)
    }

    @Test func whatIsKeptIsBounded() {
        let filler = String(repeating: "x", count: ContactAnswer.responseLimit)
        let answer = answer(
            #"{"results":{"persons":[{"phoneNumbers":[{"number":"4805550101"}],"note":"\#(filler)"}]}}"#)
        #expect(answer.phones.count == 1)
        #expect(answer.response?.utf8.count ?? 0 < 100)
        #expect(JSONValue(json: answer.response ?? "") != nil)
    }
}
