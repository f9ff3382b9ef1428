import CvxHTTP
import CvxServices
import CvxTestSupport
import Glibc
import Testing

@Suite struct CertificateTests {
    @Test func aCertificateThatNobodyVouchesForIsRefused() throws {
        let folder = "/tmp/cvx-certificate-\(getpid())"
        mkdir(folder, 0o700)
        defer { for name in ["key", "crt"] { unlink("\(folder)/\(name)") }; rmdir(folder) }
        _ = try PseudoTerminal(
            "/usr/bin/openssl",
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "1",
                "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "\(folder)/key", "-out", "\(folder)/crt",
            ],
            environment: ["PATH": "/usr/bin:/bin"]
        ).wait()
        let server = try PseudoTerminal(
            "/usr/bin/openssl",
            [
                "s_server", "-accept", "127.0.0.1:0", "-www", "-key", "\(folder)/key", "-cert",
                "\(folder)/crt",
            ],
            environment: ["PATH": "/usr/bin:/bin"])
        try server.expect("ACCEPT 127.0.0.1:")
        let port = try server.expect("\r\n").filter(\.isNumber)
        let client = try CurlClient(connections: 1)
        client.start(HTTPRequest("POST", "https://127.0.0.1:\(port)/", body: [48]), tag: 7)
        let results = client.wait(milliseconds: 20_000)
        guard case .failure(let failure)? = results.first?.result else {
            Issue.record("it was trusted")
            return
        }
        #expect(failure.kind == .certificate)
        #expect(!failure.mayHaveArrived)
        #expect(failure.message.contains("127.0.0.1"))
    }
}
