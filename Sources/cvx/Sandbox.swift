import ArgumentParser
import CvxDomain
import CvxLanguage
import CvxRender
import CvxSandbox
import CvxShell
import Glibc

/// Providers to practise with, on this machine.
struct Sandbox: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sandbox",
        abstract:
            "Play a skip-tracing provider and one of text messages on 127.0.0.1, for practice and tests.",
        discussion: """
            Prints its address and the lines for cvx.toml, then serves until it is ended. `GET /ledger` says what it \
            charged, by request id and by address; an id that comes again is answered the same and charged once. Any \
            key does, or where CVX_SANDBOX_KEY is set, only that one. Text messages are taken at \
            /2010-04-01/Accounts/ANY/Messages.json and reach nobody; `GET /messages` lists them.
            """)

    @Option(help: "The port; 0 for any that is free.") var port: UInt16 = 0
    @Option(help: "How long an answer takes, as in 20ms.") var latency = "0ms"
    @Option(help: "The share of requests that something is wrong with, as in 5%.") var errors: String?
    @Option(
        help: ArgumentHelp(
            "What is wrong with them; several may be named. With all requests, without --errors.",
            valueName: "kind"),
        completion: .list(SandboxFault.allCases.map(\.rawValue)))
    var fault: [SandboxFault] = []
    @Option(help: "Requests a second; more are refused with 429.") var rate: Double?
    @Option(help: "The share of addresses at which somebody is found.") var hitRate = "70%"
    @Option(help: "Other people and other errors.") var seed: UInt64 = 1
    @Option(help: "Dollars for each request that is charged.") var price = 0.07
    @Option(help: "What is charged: request, or match.") var billing = TraceLedger.Billing.request
    @Option(help: "Dollars in the account; without it, enough.") var credit: Double?
    @Option(help: "A phone number whose owner has opted out of text messages; several may be named.")
    var optedOut: [String] = []
    @Option(help: "A file that gets a line of JSON for each request.", completion: .file()) var log: String?

    func run() throws {
        var behaviour = SandboxBehaviour()
        behaviour.latency = try Self.nanoseconds(latency)
        behaviour.rate = rate
        behaviour.errors = try errors.map(Self.share) ?? (fault.isEmpty ? 0 : 1)
        if !fault.isEmpty { behaviour.faults = fault }
        behaviour.chance = SandboxChance(seed: seed)
        behaviour.key = LaunchOptions.variable("CVX_SANDBOX_KEY")
        guard let price = Money(dollars: price), price.tenThousandths >= 0, rate ?? 1 > 0 else {
            throw ValidationError("A price is 0 or more dollars, and a rate more than 0.")
        }
        let numbers = try optedOut.map { text in
            guard let number = PhoneNumber(text) else { throw ValidationError("\(text) is no phone number.") }
            return number.digits
        }
        do {
            let log = try log.map(RequestLog.init)
            let ledger = TraceLedger(
                price: price, billing: billing, credit: credit.flatMap(Money.init(dollars:)))
            let traces = TraceService(
                behaviour, hitRate: try Self.share(hitRate), ledger: ledger, log: log
            )
            let messages = MessageService(behaviour, optedOut: Set(numbers), log: log)
            let server = try SandboxServer(port: port, services: [traces, messages])
            try FileDescriptorOutput(STDOUT_FILENO).write(greeting(server.port))
            server.run()
        } catch let problem as SandboxServer.Problem {
            throw ArgumentParser.ExitCode(
                Failure.report(Diagnostic(.fileUnreadable, problem.description), asJSON: false))
        }
    }

    private func greeting(_ port: UInt16) -> String {
        """
        http://127.0.0.1:\(port)

        [providers.batchdata]
        base_url = "http://127.0.0.1:\(port)"
        key_env = "CVX_BATCHDATA_KEY"
        price = \(price)
        billing = "\(billing.rawValue)"
        rate = \(rate.map { "\($0)" } ?? "10_000")
        idempotent = true


        """
    }

    /// `20ms`, or a length of time as the language writes it.
    private static func nanoseconds(_ text: String) throws -> Int64 {
        if text.hasSuffix("ms"), let count = Double(text.dropLast(2)), (0...3_600_000).contains(count) {
            return Int64(count * 1_000_000)
        }
        guard case .success(let length) = DurationLiteral.read(text),
            (0...3_600_000).contains(length.nominalMilliseconds)
        else {
            throw ValidationError("\(text) is no length of time; write 20ms or 2s.")
        }
        return length.nominalMilliseconds * 1_000_000
    }

    private static func share(_ text: String) throws -> Double {
        let number = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
        guard let number, (0...1).contains(number) else {
            throw ValidationError("\(text) is no share; write 5%.")
        }
        return number
    }
}

extension SandboxFault: ExpressibleByArgument {}

extension TraceLedger.Billing: ExpressibleByArgument {}
