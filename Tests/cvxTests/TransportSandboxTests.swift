import CvxDomain
import CvxHTTP
import CvxServices
import CvxTestSupport
import CvxTransports
import Testing

/// Texts by the transport of the kind twilio to the sandbox, which keeps a ledger of what it sent.
@Suite struct TransportSandboxTests {
    private func transport(_ sandbox: SandboxProcess, key: String = "k") throws -> any Transport {
        var settings = TransportSettings()
        settings.kind = .twilio
        settings.request.url = try TextTemplate(sandbox.url)
        settings.account = "AC"
        settings.from = "+16025550100"
        settings.key = .variable("K")
        settings.timeout = 1_000
        settings.isIdempotent = true
        return TransportFactory(
            settings: ["sms": settings], compliance: ComplianceSettings(), folder: "/nonexistent",
            surroundings: TransportFactory.Surroundings(
                now: { Instant(milliseconds: 0) }, today: { Day(number: 0) },
                client: { try CurlClient(connections: TransportFactory.connections) }, secret: { _ in key },
                environment: { [:] })
        ).make(.sms)
    }

    private static func text(_ number: Int) -> OutgoingMessage {
        OutgoingMessage(
            id: "spring:\(number)", channel: .sms, campaign: "spring",
            lead: RowKey(store: .prisma, id: "l\(number)"),
            recipient: "48055501\(number < 10 ? "0" : "")\(number)", body: "Hi & bye 🏡 \(number)")
    }

    @Test func eachTextGoesOutOnceWhateverHappens() throws {
        let sandbox = try SandboxProcess(
            ["--errors", "40%", "--seed", "7", "--opted-out", "480-555-0139"], key: "k")
        let transport = try transport(sandbox)
        var left = Set(0..<40)
        var refused: Set<Int> = []
        for _ in 0..<60 where !left.isEmpty {
            for number in left.sorted() {
                transport.start(Self.text(number), tag: number)
                while transport.inFlight >= transport.width || number == left.max() && transport.inFlight > 0
                {
                    for (tag, result) in transport.wait(milliseconds: 2_000) {
                        switch result {
                        case .sent(let id):
                            #expect(id?.hasPrefix("SM") == true)
                            left.remove(tag)
                        case .refused:
                            left.remove(tag)
                            refused.insert(tag)
                        case .failed, .uncertain: break
                        case .stopped(let reason): Issue.record("stopped: \(reason)")
                        }
                    }
                }
            }
        }
        #expect(left.isEmpty)
        #expect(refused == [39])
        let client = try CurlClient(connections: 1)
        client.start(HTTPRequest("GET", sandbox.url + "/messages"), tag: 0)
        let body = try #require(client.wait(milliseconds: 20_000).first?.result).get().body
        let numbers = try #require(JSONValue(json: body)?["numbers"]?.array)
        #expect(numbers.count == 39)
        #expect(numbers.allSatisfy { $0["delivered"] == 1 })
    }

    @Test func aWrongKeyStops() throws {
        let sandbox = try SandboxProcess(key: "k")
        let transport = try transport(sandbox, key: "x")
        transport.start(Self.text(1), tag: 0)
        #expect(transport.wait(milliseconds: 5_000).map(\.result) == [.stopped("Authenticate (20003)")])
    }
}
