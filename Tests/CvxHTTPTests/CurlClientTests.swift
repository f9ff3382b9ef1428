import CvxServices
import CvxTestSupport
import Testing

@testable import CvxHTTP

@Suite struct CurlClientTests {
    private static let fine = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-One: a b \r\n\r\nok"

    private func ask(
        _ requests: HTTPRequest..., connections: Int = 4
    ) throws -> [Result<HTTPResponse, HTTPFailure>] {
        let client = try CurlClient(connections: connections)
        for (tag, request) in requests.enumerated() { client.start(request, tag: tag) }
        return try gather(client).sorted { $0.tag < $1.tag }.map(\.result)
    }

    private func gather(_ client: CurlClient) throws -> [(
        tag: Int, result: Result<HTTPResponse, HTTPFailure>
    )] {
        var results: [(tag: Int, result: Result<HTTPResponse, HTTPFailure>)] = []
        while client.inFlight > 0 { results += client.wait(milliseconds: 20_000) }
        return results
    }

    private func failure(_ request: HTTPRequest) throws -> HTTPFailure? {
        if case .failure(let failure)? = try ask(request).first { failure } else { nil }
    }

    @Test func sendsWhatItIsToldAndNothingMore() throws {
        let server = try LoopbackServer { _ in .send(Self.fine) }
        let response = try ask(
            HTTPRequest(
                "POST", server.url + "/a?b=c",
                headers: [HTTPHeader("Authorization", "Bearer k"), HTTPHeader("X-Empty", "")],
                body: Array("{\"é\":1}".utf8)))[0].get()
        #expect(response.status == 200)
        #expect(response.body == Array("ok".utf8))
        #expect(response.header("x-one") == "a b")
        let lines = server.requests[0].split(separator: "\r\n").map(String.init)
        #expect(lines.first == "POST /a?b=c HTTP/1.1")
        #expect(lines.contains("Authorization: Bearer k"))
        #expect(lines.contains("X-Empty:"))
        #expect(lines.last == "{\"é\":1}")
        #expect(!lines.contains { $0.hasPrefix("Expect") || $0.hasPrefix("Content-Type") })
    }

    @Test func emptyPostHasALength() throws {
        let server = try LoopbackServer { _ in .send(Self.fine) }
        _ = try ask(HTTPRequest("POST", server.url))[0].get()
        #expect(server.requests[0].contains("Content-Length: 0\r\n"))
    }

    @Test func keepsConnectionsAndNoMoreThanItMay() throws {
        let server = try LoopbackServer { _ in .send(Self.fine) }
        let client = try CurlClient(connections: 2)
        for tag in 0..<50 { client.start(HTTPRequest("POST", server.url, body: [48]), tag: tag) }
        #expect(client.inFlight == 50)
        let results = try gather(client)
        #expect(Set(results.map(\.tag)) == Set(0..<50))
        #expect(results.allSatisfy { (try? $0.result.get().status) == 200 })
        #expect(server.connections <= 2)
        #expect(client.wait(milliseconds: 10_000).isEmpty)
    }

    @Test func whatWasNotSentCanBeTakenBack() throws {
        let server = try LoopbackServer { _ in .send(Self.fine) }
        var isHeld = false
        let client = try CurlClient(connections: 2) { isHeld }
        for tag in 0..<10 { client.start(HTTPRequest("POST", server.url, body: [48]), tag: tag) }
        isHeld = true
        client.start(HTTPRequest("POST", server.url, body: [48]), tag: 10)
        let first = client.wait(milliseconds: 20_000)
        #expect(client.takeBack() == Array(2...10))
        let all = try first + gather(client)
        #expect(Set(all.map(\.tag)) == [0, 1] && server.requests.count == 2)
        // Nothing of what is held goes out, and nobody waits for it.
        client.start(HTTPRequest("POST", server.url, body: [48]), tag: 11)
        #expect(client.wait(milliseconds: 10_000).isEmpty && client.inFlight == 1)
        isHeld = false
        #expect(try gather(client).map(\.tag) == [11])
    }

    @Test func redirectsAreAnswers() throws {
        let server = try LoopbackServer { _ in
            .send("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
        }
        #expect(try ask(HTTPRequest("GET", server.url))[0].get().status == 302)
        #expect(server.requests.count == 1)
    }

    @Test func aHalfAnswerIsCut() throws {
        let server = try LoopbackServer { _ in
            .sendAndClose("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        }
        let failure = try failure(HTTPRequest("POST", server.url, body: [48]))
        #expect(failure?.kind == .cut)
        #expect(failure?.mayHaveArrived == true)
    }

    @Test func noAnswerIsATimeout() throws {
        let server = try LoopbackServer { _ in .hang }
        let failure = try failure(HTTPRequest("POST", server.url + "/secret?key=k", body: [48], timeout: 200))
        #expect(failure?.kind == .timeout)
        #expect(failure?.mayHaveArrived == true)
        #expect(failure?.message == "127.0.0.1:\(server.port) did not answer in time")
    }

    @Test(arguments: ["Content-Length: 100000000\r\n", "Connection: close\r\n"])
    func aHugeAnswerIsLeft(_ header: String) throws {
        let server = try LoopbackServer { _ in .flood(head: "HTTP/1.1 200 OK\r\n\(header)\r\n") }
        let failure = try failure(HTTPRequest("POST", server.url, body: [48], maximumBody: 100_000))
        #expect(failure?.kind == .tooLarge)
        #expect(failure?.mayHaveArrived == true)
    }

    @Test func anAnswerThatIsNoneFails() throws {
        let server = try LoopbackServer { _ in .sendAndClose("hello\r\n\r\n") }
        #expect(try failure(HTTPRequest("POST", server.url, body: [48]))?.mayHaveArrived == true)
    }

    @Test func nobodyThereIsNoConnection() throws {
        let server = try LoopbackServer { _ in .hang }
        server.stop()
        let failure = try failure(HTTPRequest("POST", server.url, body: [48]))
        #expect(failure?.kind == .cannotConnect)
        #expect(failure?.mayHaveArrived == false)
    }

    @Test func anUnknownNameIsSaid() throws {
        let failure = try failure(HTTPRequest("POST", "https://nobody.invalid/path?key=k", body: [48]))
        #expect(failure?.kind == .nameNotFound)
        #expect(failure?.mayHaveArrived == false)
        #expect(failure?.message.contains("nobody.invalid") == true)
        #expect(failure?.message.contains("path") == false)
    }

    @Test(arguments: [
        "ftp://127.0.0.1/a", "file:///etc/passwd", "", "http://", "https:///x", "http://a b/", "127.0.0.1",
        "http://h/\r\nX: y",
    ])
    func onlyTheWebIsAsked(_ url: String) throws {
        let failure = try failure(HTTPRequest("GET", url))
        #expect(failure?.kind == .other)
        #expect(failure?.mayHaveArrived == false)
    }

    @Test(arguments: [("X", "a\r\nY: b"), ("X: y", "a"), ("", "a"), ("X", "a\u{0}")])
    func headersCannotBecomeTwo(_ name: String, _ value: String) throws {
        let server = try LoopbackServer { _ in .send(Self.fine) }
        let failure = try failure(HTTPRequest("GET", server.url, headers: [HTTPHeader(name, value)]))
        #expect(failure?.kind == .other)
        #expect(server.requests.isEmpty)
    }

    /// What a server may have done is not asked for again unseen: not on a connection that was used before either.
    @Test(arguments: ["POST", "GET"]) func nothingIsSentTwice(_ method: String) throws {
        let server = try LoopbackServer { $0 == 0 ? .send(Self.fine) : .sendAndClose("") }
        let client = try CurlClient(connections: 1)
        for tag in 0..<2 {
            client.start(HTTPRequest(method, server.url, body: method == "POST" ? [48] : []), tag: tag)
        }
        let results = try gather(client).sorted { $0.tag < $1.tag }
        #expect(try results[0].result.get().status == 200)
        guard case .failure(let failure) = results[1].result else {
            Issue.record("it was answered")
            return
        }
        #expect(failure.kind == .cut)
        #expect(failure.mayHaveArrived)
        #expect(server.requests.count == 2)
    }

    @Test func whatIsCalledOffIsGivenBack() throws {
        let server = try LoopbackServer { _ in .hang }
        let client = try CurlClient(connections: 1)
        for tag in 0..<3 { client.start(HTTPRequest("POST", server.url, body: [48]), tag: tag) }
        #expect(client.wait(milliseconds: 100).isEmpty)
        client.cancelAll()
        let results = client.wait(milliseconds: 0)
        #expect(results.map(\.tag).sorted() == [0, 1, 2])
        for (tag, result) in results {
            guard case .failure(let failure) = result else {
                Issue.record("it was answered")
                continue
            }
            #expect(failure.kind == .other)
            #expect(failure.mayHaveArrived == (tag == 0))
        }
        #expect(client.inFlight == 0)
    }

    @Test func aMachineWithoutTheLibraryIsTold() {
        // Once it is loaded it stays, so what is asked is how another name is looked for.
        let problem = CurlLibrary.problem(loading: "libcvx-has-no-such.so.1")
        #expect(problem?.contains("apt-get install libcurl4") == true)
    }
}
