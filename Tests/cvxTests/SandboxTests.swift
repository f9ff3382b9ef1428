import CvxDomain
import CvxHTTP
import CvxSandbox
import CvxServices
import CvxTestSupport
import Testing

/// The provider's protocol, the client and the sandbox, each of which could misread the others.
@Suite struct SandboxTests {
    private static let contact = ContactRequest(street: "9 Oak St", city: "Mesa", state: "AZ", zip: "85201")

    private func provider(_ sandbox: SandboxProcess, version: Int = 1, timeout: Int64 = 10_000) -> BatchData {
        var settings = ProviderSettings()
        settings.baseURL = sandbox.url
        settings.version = version
        settings.timeout = timeout
        settings.isIdempotent = true
        return BatchData(settings)
    }

    private func ask(
        _ provider: BatchData, _ contacts: [(id: String, contact: ContactRequest)], key: String = "k"
    ) throws -> [ContactAnswer] {
        let client = try CurlClient(connections: 8)
        for (tag, item) in contacts.enumerated() {
            client.start(try provider.request(for: item.contact, id: item.id, key: key), tag: tag)
        }
        var answers: [Int: ContactAnswer] = [:]
        while client.inFlight > 0 {
            for (tag, result) in client.wait(milliseconds: 20_000) {
                answers[tag] = provider.answer(to: result)
            }
        }
        return answers.sorted { $0.key < $1.key }.map(\.value)
    }

    private func ask(_ sandbox: SandboxProcess, timeout: Int64 = 10_000, key: String = "k") throws
        -> ContactAnswer?
    {
        try ask(provider(sandbox, timeout: timeout), [("r1", Self.contact)], key: key).first
    }

    private func ledger(_ sandbox: SandboxProcess) throws -> JSONValue {
        let client = try CurlClient(connections: 1)
        client.start(HTTPRequest("GET", sandbox.url + "/ledger", maximumBody: 10_000_000), tag: 0)
        let body = try client.wait(milliseconds: 20_000).first?.result.get().body
        return try #require(JSONValue(json: body ?? []))
    }

    @Test(arguments: [1, 3]) func findsPeopleWhoAreNobody(_ version: Int) throws {
        let sandbox = try SandboxProcess(["--hit-rate", "60%", "--latency", "1ms"])
        let contacts = (1...200).map { number in
            ("r\(number)", ContactRequest(street: "\(number) Oak St", city: "Mesa", state: "AZ"))
        }
        let answers = try ask(provider(sandbox, version: version), contacts)
        let outcomes = Set(answers.map(\.outcome))
        #expect(outcomes == [.matched, .noMatch, .noContacts])
        #expect((90...150).contains(answers.count { $0.outcome == .matched }))
        for phone in answers.flatMap(\.phones) {
            #expect(PhoneNumber(phone.number)?.exchange == "555")
            #expect(PhoneNumber(phone.number)?.line.hasPrefix("01") == true)
            #expect((0...1).contains(phone.confidence ?? -1))
        }
        let emails = answers.flatMap(\.emails).map(\.address)
        #expect(emails.allSatisfy { $0.hasSuffix("@example.com") })
        // The same people each time, whichever version is asked.
        let again = try ask(provider(sandbox, version: version), contacts)
        #expect(again.map(\.phones) == answers.map(\.phones))
    }

    @Test func chargesAnIDOnce() throws {
        let sandbox = try SandboxProcess(["--hit-rate", "100%"])
        let other = ContactRequest(street: "10 Oak St", city: "Mesa", state: "AZ")
        let answers = try ask(
            provider(sandbox),
            [("r1", Self.contact), ("r2", other), ("r1", Self.contact), ("r3", Self.contact)])
        #expect(answers[0].phones == answers[2].phones)
        let ledger = try ledger(sandbox)
        #expect(ledger["charged"] == 3)
        #expect(ledger["asked"] == 4)
        #expect(ledger["spent"] == .double(0.21))
        #expect(ledger["calls"]?.array?.map { $0["charged"] } == [1, 1, 1])
        #expect(
            ledger["leads"] == [
                ["address": "10 OAK ST, MESA, AZ, ", "charged": 1],
                ["address": "9 OAK ST, MESA, AZ, 85201", "charged": 2],
            ])
        // One id for two questions is a fault of whoever asks.
        #expect(try ask(provider(sandbox), [("r1", other)])[0].message?.hasPrefix("HTTP 409") == true)
    }

    @Test func billsMatchesWhereThatIsTheBasis() throws {
        let sandbox = try SandboxProcess(["--hit-rate", "0%", "--billing", "match"])
        #expect(try ask(sandbox)?.outcome == .noMatch)
        #expect(try ledger(sandbox)["charged"] == 0)
        #expect(sandbox.settings.contains("billing = \"match\""))
    }

    /// The same service as a provider that only the settings describe.
    @Test func settingsAloneDescribeAProvider() throws {
        let sandbox = try SandboxProcess(["--hit-rate", "100%"])
        var settings = ProviderSettings()
        settings.kind = .http
        settings.shape.request.url = try TextTemplate(sandbox.url + "/api/v3/property/skip-trace")
        settings.shape.request.headers = [.init("Authorization", try TextTemplate("Bearer ${key}"))]
        settings.shape.request.body = try JSONTemplate(
            #"{"requests": [{"requestId": ${request_id}, "propertyAddress": {"street": ${street}, "city": ${city}}}]}"#
        )
        settings.shape.answer.phone = AnswerPath("result.data[].persons[].phoneNumbers[].number")
        settings.shape.answer.phoneConfidence = AnswerPath("result.data[].persons[].phoneNumbers[].score")
        let provider = settings.remoteProvider
        let client = try CurlClient(connections: 1)
        client.start(try provider.request(for: Self.contact, id: "r1", key: "k"), tag: 0)
        let result = try #require(client.wait(milliseconds: 20_000).first?.result)
        #expect(provider.answer(to: result).outcome == .matched)
        #expect(try ledger(sandbox)["calls"]?.array?.first?["requestId"] == "r1")
    }

    struct Spoilt: Sendable {
        var fault: String
        var outcome: TraceOutcome
        var mayBeRetried = false
        var mayHaveBeenCharged: Bool
        /// What the ledger says.
        var isCharged: Bool
    }

    private static let spoilt = [
        Spoilt(fault: "400", outcome: .providerError, mayHaveBeenCharged: false, isCharged: false),
        Spoilt(fault: "401", outcome: .auth, mayHaveBeenCharged: false, isCharged: false),
        Spoilt(fault: "403", outcome: .auth, mayHaveBeenCharged: false, isCharged: false),
        Spoilt(fault: "404", outcome: .providerError, mayHaveBeenCharged: false, isCharged: false),
        Spoilt(fault: "balance", outcome: .balance, mayHaveBeenCharged: false, isCharged: false),
        Spoilt(
            fault: "429", outcome: .rateLimited, mayBeRetried: true, mayHaveBeenCharged: false,
            isCharged: false),
        Spoilt(
            fault: "retry-after", outcome: .rateLimited, mayBeRetried: true, mayHaveBeenCharged: false,
            isCharged: false),
        Spoilt(
            fault: "retry-date", outcome: .rateLimited, mayBeRetried: true, mayHaveBeenCharged: false,
            isCharged: false),
        Spoilt(
            fault: "500", outcome: .providerError, mayBeRetried: true, mayHaveBeenCharged: true,
            isCharged: false),
        Spoilt(
            fault: "502", outcome: .providerError, mayBeRetried: true, mayHaveBeenCharged: true,
            isCharged: false),
        Spoilt(
            fault: "503", outcome: .providerError, mayBeRetried: true, mayHaveBeenCharged: false,
            isCharged: false),
        Spoilt(
            fault: "500-charged", outcome: .providerError, mayBeRetried: true, mayHaveBeenCharged: true,
            isCharged: true),
        Spoilt(
            fault: "refused", outcome: .providerError, mayBeRetried: true, mayHaveBeenCharged: true,
            isCharged: false),
        Spoilt(
            fault: "lost", outcome: .providerError, mayBeRetried: true, mayHaveBeenCharged: true,
            isCharged: true),
        Spoilt(
            fault: "half", outcome: .providerError, mayBeRetried: true, mayHaveBeenCharged: true,
            isCharged: true),
        Spoilt(
            fault: "timeout", outcome: .timeout, mayBeRetried: true, mayHaveBeenCharged: true, isCharged: true
        ),
        Spoilt(
            fault: "slow", outcome: .timeout, mayBeRetried: true, mayHaveBeenCharged: true, isCharged: true),
        Spoilt(fault: "garbage", outcome: .providerError, mayHaveBeenCharged: true, isCharged: true),
        Spoilt(fault: "huge", outcome: .providerError, mayHaveBeenCharged: true, isCharged: true),
        Spoilt(fault: "null", outcome: .noMatch, mayHaveBeenCharged: true, isCharged: true),
    ]

    @Test(arguments: spoilt)
    func everyFaultIsUnderstood(_ spoilt: Spoilt) throws {
        let sandbox = try SandboxProcess(["--fault", spoilt.fault, "--hit-rate", "100%"])
        let answer = try #require(try ask(sandbox, timeout: 700))
        #expect(answer.outcome == spoilt.outcome)
        #expect(answer.mayBeRetried == spoilt.mayBeRetried)
        #expect(answer.mayHaveBeenCharged == spoilt.mayHaveBeenCharged)
        if spoilt.fault.hasPrefix("retry") { #expect((1...2_000).contains(answer.retryAfter ?? 0)) }
        #expect(answer.phones.isEmpty)
        #expect(try ledger(sandbox)["charged"] == (spoilt.isCharged ? 1 : 0))
    }

    @Test func everyFaultThereIsIsTried() {
        #expect(Set(SandboxFault.allCases.map(\.rawValue)) == Set(Self.spoilt.map(\.fault)))
    }

    /// An answer that waits for its time leaves then, though nothing else comes in. A busy machine may miss that once.
    @Test func anAnswerLeavesInItsTime() throws {
        let sandbox = try SandboxProcess(["--latency", "30ms"])
        let isInTime = try (0..<5).contains { _ in try ask(sandbox, timeout: 800)?.outcome != .timeout }
        #expect(isInTime)
    }

    @Test func onlyItsKeyIsTaken() throws {
        let sandbox = try SandboxProcess(["--hit-rate", "100%"], key: "right")
        #expect(try ask(sandbox, key: "wrong")?.outcome == .auth)
        #expect(try ask(sandbox, key: "right")?.outcome != .auth)
        #expect(!sandbox.settings.contains("right"))
    }

    @Test func anEmptyAccountPaysNothingMore() throws {
        let sandbox = try SandboxProcess(["--price", "0.10", "--credit", "0.25"])
        let contacts = (1...4).map { ("r\($0)", ContactRequest(street: "\($0) Oak St")) }
        let answers = try ask(provider(sandbox), contacts)
        #expect(answers.count { $0.outcome == .balance } == 2)
        #expect(try ledger(sandbox)["charged"] == 2)
    }

    @Test func tooManyASecondAreRefused() throws {
        let sandbox = try SandboxProcess(["--rate", "2"])
        let contacts = (1...10).map { ("r\($0)", ContactRequest(street: "\($0) Oak St")) }
        let answers = try ask(provider(sandbox), contacts)
        let refused = answers.filter { $0.outcome == .rateLimited }
        #expect(!refused.isEmpty)
        #expect(refused.allSatisfy { $0.retryAfter == 1_000 })
        #expect(try ledger(sandbox)["charged"] == .int(10 - refused.count))
    }

    @Test func aShareOfRequestsFailsAndAskingAgainHelps() throws {
        let sandbox = try SandboxProcess(["--errors", "30%", "--fault", "lost", "--fault", "503"])
        var rest = (1...100).map { ("r\($0)", ContactRequest(street: "\($0) Oak St")) }
        var failed: [Int] = []
        for _ in 0..<12 where !rest.isEmpty {
            let answers = try ask(provider(sandbox), rest)
            rest = zip(rest, answers).filter { $1.mayBeRetried }.map(\.0)
            failed.append(rest.count)
        }
        #expect((15...50).contains(failed[0]))
        #expect(rest.isEmpty)
        #expect(try ledger(sandbox)["charged"] == 100)
    }

    @Test(arguments: ["", "{", "[]", "{\"requests\":[]}", "{\"requests\":[{}]}", "{\"requests\":5}"])
    func whatIsNoQuestionIsRefused(_ body: String) throws {
        let sandbox = try SandboxProcess()
        let client = try CurlClient(connections: 1)
        client.start(
            HTTPRequest(
                "POST", sandbox.url + "/api/v1/property/skip-trace",
                headers: [HTTPHeader("Authorization", "Bearer k")], body: Array(body.utf8)), tag: 0)
        #expect(try client.wait(milliseconds: 20_000).first?.result.get().status == 400)
    }
}
