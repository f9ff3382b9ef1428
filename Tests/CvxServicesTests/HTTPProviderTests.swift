import CvxDomain
import CvxServices
import Testing

@Suite struct HTTPProviderTests {
    private static let contact = ContactRequest(
        street: "9 \"Oak\" St\r\nX: y", city: "Mesa & Co", state: "AZ", zip: "", firstName: "Ana",
        lastName: nil)

    private func settings(_ change: (inout HTTPProvider.Shape) throws -> Void) rethrows -> ProviderSettings {
        var settings = ProviderSettings()
        settings.kind = .http
        try change(&settings.shape)
        return settings
    }

    @Test func fillsItsTemplate() throws {
        let settings = try settings { shape in
            shape.request.url = try TextTemplate("https://api.example/a?c=${city}&z=${zip}&k=${key}")
            shape.request.headers = [
                .init("Authorization", try TextTemplate("Bearer ${key}")),
                .init("X-Street", try TextTemplate("${street}")),
            ]
            shape.request.body = try JSONTemplate(
                #"{"s": "at ${street}!", "f": ${first_name}, "l": ${last_name}, "z": "${zip}", "id": "${request_id}"}"#
            )
        }
        let request = try HTTPProvider(settings).request(for: Self.contact, id: "r1", key: "k/1")
        #expect(request.method == "POST")
        #expect(request.url == "https://api.example/a?c=Mesa%20%26%20Co&z=&k=k%2F1")
        #expect(request.headers[0] == HTTPHeader("Authorization", "Bearer k/1"))
        #expect(request.headers[1].value.utf8.allSatisfy { $0 >= 0x20 })
        #expect(request.headers[2] == HTTPHeader("Content-Type", "application/json"))
        #expect(
            JSONValue(json: request.body) == [
                "s": "at 9 \"Oak\" St\r\nX: y!", "f": "Ana", "l": .null, "z": "", "id": "r1",
            ])
        #expect(throws: ProviderProblem.noKey) {
            try HTTPProvider(settings).request(for: Self.contact, id: "r1", key: nil)
        }
    }

    @Test(arguments: ["\"", "\\", "\\\"", "${city}", "\",\"admin\":\"yes", "\u{0}", "\u{2028}", "é🙂"])
    func noTextBecomesMoreThanText(_ street: String) throws {
        let settings = try settings { $0.request.body = try JSONTemplate(#"["\"${street}\\", ${street}]"#) }
        let request = try HTTPProvider(settings).request(
            for: ContactRequest(street: street), id: "r1", key: nil)
        #expect(
            JSONValue(json: request.body) == .array([.string("\"\(street)\\"), .string(street)]))
    }

    @Test(arguments: ["{", "{\"a\": ${street}x}", "", "${street} ${city}"])
    func aBodyIsJSON(_ text: String) {
        #expect(throws: TemplateFault.notJSON) { try JSONTemplate<TraceSlot>(text) }
    }

    private func answer(_ body: String, status: Int = 200) throws -> ContactAnswer {
        let settings = settings { shape in
            shape.answer.phone = AnswerPath("data.people[].contacts[].phone")
            shape.answer.phoneType = AnswerPath("data.people[].contacts[].kind")
            shape.answer.phoneDoNotCall = AnswerPath("data.people[].contacts[].flags.dnc")
            shape.answer.phoneConfidence = AnswerPath("data.people[].contacts[].score")
            shape.answer.email = AnswerPath("data.people[].emails[]")
            shape.answer.litigator = AnswerPath("data.people[].sues")
            shape.answer.matched = AnswerPath("data.found")
            shape.answer.message = AnswerPath("data.why")
            shape.answer.noMatchStatus = 404
        }
        return HTTPProvider(settings).answer(
            to: .success(HTTPResponse(status: status, body: Array(body.utf8))))
    }

    @Test func readsWhatItIsToldTo() throws {
        let answer = try answer(
            """
            {"data":{"found":true,"people":[
             {"contacts":[{"phone":"(480) 555-0101","kind":"landline","score":20},
                          {"phone":4805550102,"kind":"cell","flags":{"dnc":"Y"},"score":90}],
              "emails":["a@example.com",null,7],"sues":false},
             {"contacts":null,"emails":"x","sues":true}, null]}}
            """)
        #expect(answer.outcome == .matched)
        #expect(answer.phones.map(\.number) == ["4805550102", "4805550101"])
        #expect(answer.phones.map(\.isDoNotCall) == [true, nil])
        #expect(answer.phones.map(\.isMobile) == [true, false])
        #expect(answer.phones.map(\.confidence) == [0.9, 0.2])
        #expect(answer.confidence == 0.9)
        #expect(answer.emails.map(\.address) == ["a@example.com"])
        #expect(answer.isLitigator == true)
        #expect(answer.isDeceased == nil)
    }

    @Test func whatIsNotThereIsNoMatch() throws {
        #expect(try answer(#"{"data":{"found":false,"why":"unknown house"}}"#).outcome == .noMatch)
        #expect(try answer(#"{"data":{"found":false,"why":"unknown house"}}"#).message == "unknown house")
        #expect(try answer(#"{"data":{"found":true,"people":[]}}"#).outcome == .noContacts)
        #expect(try answer("[]").outcome == .noMatch)
        #expect(try answer("{}", status: 404).outcome == .noMatch)
        #expect(try answer("", status: 404).mayHaveBeenCharged)
        #expect(try answer("{}", status: 401).outcome == .auth)
        #expect(try answer("<html>").outcome == .providerError)
    }

    @Test func anAnswerMayBeAList() {
        let settings = settings { $0.answer.phone = AnswerPath("[].numbers[]") }
        let answer = HTTPProvider(settings).answer(
            to: .success(
                HTTPResponse(status: 200, body: Array(#"[{"numbers":["4805550101"]},{"numbers":[]}]"#.utf8))))
        #expect(answer.phones.map(\.number) == ["4805550101"])
    }

    @Test(arguments: ["", ".", "a.", ".a", "a..b", "a[", "a]", "a[0]", "a.[]", "a b", "a[]x"])
    func whatIsNoPath(_ text: String) {
        #expect(AnswerPath(text) == nil)
    }
}
