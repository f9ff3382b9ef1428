import CvxDomain
import CvxHTTP
import CvxServices
import CvxStores
import CvxTestSupport
import Foundation
import GRDB
import Testing

/// A workspace whose leads the `cvx` binary traces with a sandbox, each a process of its own.
final class TracedFolder {
    static let key = "sk-not-to-be-seen-4711"

    let scratch: Scratch
    let runner: CommandRunner
    var path: String { scratch.path }

    /// Leads `l1`, `l2` …, each at an address of its own.
    ///
    /// - Parameter size: leads of one owner, `Run 0`, `Run 1` …
    init(leads count: Int, inRunsOf size: Int = .max, settings: String) throws {
        scratch = try Scratch()
        runner = CommandRunner(folder: scratch.path, environment: ["CVX_BATCHDATA_KEY": Self.key])
        try WorkspaceCreation.create(at: scratch.path)
        let rows = (1...max(1, count)).map { number in
            "('l\(number)', '\(number) Oak St, Phoenix, AZ 85034', 'Run \((number - 1) / size)', 'tax_lien', '2026-01-01')"
        }
        try Fixture.execute(
            path + "/data/leadflow.db",
            "INSERT INTO leads (id, address, owner_name, source_type, updated_at) VALUES "
                + rows.joined(separator: ", "))
        try configure(settings)
    }

    func configure(_ settings: String) throws { try scratch.write(settings, to: "cvx.toml") }

    func run(_ statement: String, _ options: String...) throws -> CommandRunner.Result {
        try runner.run(arguments: ["--yes"] + options + ["-c", statement])
    }

    /// Runs a statement and kills its process after so many milliseconds.
    ///
    /// - Returns: whether it was still running then.
    func kill(_ statement: String, after milliseconds: Int, by signal: Int32 = SIGKILL) throws -> Bool {
        let process = try start(statement)
        usleep(UInt32(milliseconds) * 1_000)
        Foundation.kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal
    }

    /// What started processes said on standard error.
    var errors: String { (try? String(contentsOfFile: path + "/errors.txt", encoding: .utf8)) ?? "" }

    func start(_ statement: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandRunner.program)
        process.arguments = ["--yes", "-c", statement]
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": path, "TZ": "UTC"].merging(runner.environment)
        { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let log = open(path + "/errors.txt", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
        process.standardError = FileHandle(fileDescriptor: log, closeOnDealloc: true)
        try process.run()
        return process
    }

    /// The first column of a query's rows, as text; empty while there is no such file.
    func rows(_ file: String, _ sql: String) throws -> [String] {
        let file = path + "/" + file
        guard FileManager.default.fileExists(atPath: file) else { return [] }
        return try DatabaseQueue(path: file).read { try String?.fetchAll($0, sql: sql).compactMap { $0 } }
    }

    func ledger(_ sql: String) throws -> [String] { try rows("data/cvx_ledger.db", sql) }

    func number(_ file: String, _ sql: String) throws -> Int {
        try rows(file, sql).first.flatMap { Int($0) } ?? 0
    }

    /// The newest batch of a statement; nil where it never began.
    func batch(of statement: String) throws -> (id: String, state: String)? {
        // A disk that was full may have kept it from its tables.
        let tables = try ledger("SELECT name FROM sqlite_schema WHERE name = 'batches'")
        if tables.isEmpty { return nil }
        let text = statement.replacing("'", with: "''")
        let found = try ledger(
            """
            SELECT id || ' ' || state FROM batches WHERE instr(statement, '\(text)') ORDER BY created_at DESC, rowid DESC
            LIMIT 1
            """)
        guard let words = found.first?.split(separator: " ").map(String.init), words.count == 2 else {
            return nil
        }
        return (words[0], words[1])
    }

    /// What every place says that traces cost, in cents, and how often a lead has two of them.
    func sums() throws -> [String: Int] {
        [
            "ledger": try number("data/cvx_ledger.db", "SELECT sum(cost) / 100 FROM calls"),
            "items": try number("data/cvx_ledger.db", "SELECT sum(cost) / 100 FROM items"),
            "results": try number(
                "data/skip_trace.db", "SELECT CAST(sum(round(cost * 100)) AS INTEGER) FROM skip_trace_results"
            ),
            "leads": try number("data/leadflow.db", "SELECT sum(skip_trace_cost_cents) FROM leads"),
            "entries": try number(
                "data/leadflow.db", "SELECT CAST(sum(round(cost * 100)) AS INTEGER) FROM api_cost_entries"),
        ]
    }
}

/// What the sandbox says that it charged.
struct SandboxAccount {
    /// By request id.
    private(set) var calls: [String: (asked: Int, charged: Int)] = [:]
    /// By address, in capitals.
    private(set) var addresses: [String: Int] = [:]
    private(set) var charged = 0

    init(_ sandbox: SandboxProcess) throws {
        let client = try CurlClient(connections: 1)
        client.start(HTTPRequest("GET", sandbox.url + "/ledger", maximumBody: 100_000_000), tag: 0)
        let body = try client.wait(milliseconds: 20_000).first?.result.get().body
        let json = try #require(JSONValue(json: body ?? []))
        for call in json["calls"]?.array ?? [] {
            calls[call["requestId"]?.string ?? ""] = (Self.int(call["asked"]), Self.int(call["charged"]))
        }
        for lead in json["leads"]?.array ?? [] {
            addresses[lead["address"]?.string ?? ""] = Self.int(lead["charged"])
        }
        charged = Self.int(json["charged"])
    }

    private static func int(_ value: JSONValue?) -> Int {
        if case .int(let number)? = value { number } else { 0 }
    }
}
