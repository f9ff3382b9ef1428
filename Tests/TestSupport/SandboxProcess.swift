/// `cvx sandbox` as a process of its own, until nobody holds it any more.
package final class SandboxProcess {
    package let url: String
    /// What it printed for cvx.toml.
    package let settings: String
    private let terminal: PseudoTerminal

    package init(_ arguments: [String] = [], key: String? = nil) throws {
        var environment = ["PATH": "/usr/bin:/bin", "TERM": "dumb"]
        environment["CVX_SANDBOX_KEY"] = key
        terminal = try PseudoTerminal(
            PseudoTerminal.products + "/cvx", ["sandbox"] + arguments, environment: environment)
        let address = try terminal.expect("\r\n").split(separator: "\r\n").first ?? ""
        url = String(address)
        settings = try terminal.expect("idempotent = true").split(separator: "\r\n").joined(separator: "\n")
    }
}
