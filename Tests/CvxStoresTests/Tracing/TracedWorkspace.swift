import CvxDomain
import CvxServices

@testable import CvxStores

/// A workspace whose leads are traced by a provider that answers what a test says.
final class TracedWorkspace {
    let workspace: TemporaryWorkspace
    let stores: WorkspaceStores
    let transactions: StoreTransactions
    let engine: StoreQueryEngine
    let ledger: TraceLedgerFile
    /// Each run takes the one that is there when it first asks something.
    var client = ScriptedClient()
    var settings = ProviderSettings()
    var clock = Instant(milliseconds: 1_780_000_000_000)
    var uptime: Int64 = 0
    var isInterrupted = false
    var doNotCall: FixedDoNotCallList?
    /// A contact list's file.
    var contacts: String?
    private var ids = 0

    init(leads count: Int = 3) throws {
        workspace = try TemporaryWorkspace()
        try WorkspaceCreation.create(at: workspace.folder)
        stores = workspace.open(busyTimeout: 50)
        transactions = StoreTransactions(stores: stores, journalPath: workspace.folder + "/data/cvx.db")
        engine = StoreQueryEngine(stores: stores, zone: FixedZone.utc)
        ledger = TraceLedgerFile(path: workspace.folder + "/data/cvx_ledger.db", busyTimeout: 50)
        settings.price = Money(tenThousandths: 700)
        settings.rate = 1_000_000
        let rows = (1...max(1, count)).map {
            """
            ('l\($0)', '\($0) Oak St, Phoenix, AZ 85034', 'Pat Doe', NULL, NULL, 'tax_lien', '2026-01-01 00:00:00')
            """
        }
        try workspace.make(
            .leadflow,
            "INSERT INTO leads (id, address, owner_name, phone, email, source_type, updated_at) VALUES "
                + rows.joined(separator: ", "))
    }

    func key(_ number: Int) -> RowKey { RowKey(store: .leadflow, id: "l\(number)") }

    func keys(_ count: Int) -> [RowKey] { (1...count).map(key) }

    func order(_ budget: Int64? = nil, retries: Int = 1, force: Bool = false, by chain: [String] = ["paid"])
        -> TraceOrder
    {
        TraceOrder(
            providers: chain, budget: budget.map(Money.init(tenThousandths:)), retries: retries,
            isForced: force,
            draft: JournalDraft(actor: "ana@example.com", statement: "skiptrace"))
    }

    func service(honours: Bool = true) -> TraceService {
        let remote = ScriptedProvider(honoursRequestID: honours)
        return TraceService(
            ledger: ledger,
            store: WorkspaceTraces(
                engine: engine, stores: stores, transactions: transactions, doNotCall: doNotCall),
            local: WorkspaceContacts(engine: engine, list: contacts),
            providers: [TraceProvider(name: "paid", settings: settings, remote: remote) { "key" }],
            surroundings: TraceSurroundings(
                now: { self.clock }, uptime: { self.uptime },
                sleep: {
                    self.uptime += Int64($0)
                    self.clock = Instant(milliseconds: self.clock.milliseconds + Int64($0))
                },
                isInterrupted: { self.isInterrupted },
                newID: {
                    self.ids += 1
                    return "call\(self.ids)"
                },
                client: { self.client }))
    }

    @discardableResult
    func trace(_ order: TraceOrder, leads: [RowKey], honours: Bool = true) throws -> TraceBatch {
        let service = service(honours: honours)
        return try service.run(try service.begin(order, leads: leads))
    }

    func rows(_ sql: String) throws -> [String] { try StoreDump.rows(sql, stores) }

    func ledgerRows(_ sql: String) throws -> [String] {
        try ledger.store.reading { connection in
            let select = try PreparedStatement(connection, sql)
            var rows: [String] = []
            while try select.step() { rows.append(select.text(0) ?? "") }
            return rows
        } ?? []
    }
}

/// Answers at once, or never.
final class ScriptedClient: HTTPClient {
    /// Of the request's street and id; nil: no answer comes.
    var answers: (_ street: String, _ id: String) -> Result<HTTPResponse, HTTPFailure>? = { _, _ in
        .success(HTTPResponse(status: 200, headers: [], body: Array("matched".utf8)))
    }
    /// Called before an answer is handed over.
    var before: () -> Void = {}
    private(set) var asked: [(street: String, id: String)] = []
    private var waiting: [(tag: Int, result: Result<HTTPResponse, HTTPFailure>)] = []
    private(set) var inFlight = 0

    func start(_ request: HTTPRequest, tag: Int) {
        let parts = String(decoding: request.body, as: UTF8.self).split(separator: "|").map(String.init)
        inFlight += 1
        if isHeld() { return held.append(tag) }
        asked.append((parts[0], parts[1]))
        if let result = answers(parts[0], parts[1]) { waiting.append((tag, result)) }
    }

    func wait(milliseconds: Int) -> [(tag: Int, result: Result<HTTPResponse, HTTPFailure>)] {
        before()
        defer {
            inFlight -= waiting.count
            waiting = []
        }
        return waiting
    }

    /// While it is true nothing new is sent.
    var isHeld: () -> Bool = { false }
    private var held: [Int] = []

    func takeBack() -> [Int] {
        defer { held = [] }
        inFlight -= held.count
        return held
    }

    func cancelAll() { waiting = [] }
}

/// The body of an answer is an outcome's word.
struct ScriptedProvider: RemoteProvider {
    let honoursRequestID: Bool

    func request(for contact: ContactRequest, id: String, key: String?) -> HTTPRequest {
        HTTPRequest(
            "POST", "http://127.0.0.1/", headers: [], body: Array("\(contact.street)|\(id)".utf8),
            timeout: 1_000)
    }

    func answer(to result: Result<HTTPResponse, HTTPFailure>) -> ContactAnswer {
        switch result {
        case .failure(let failure):
            var answer = ContactAnswer(
                .timeout, message: failure.message, mayHaveBeenCharged: failure.mayHaveArrived)
            answer.mayBeRetried = true
            return answer
        case .success(let response):
            let word = String(decoding: response.body, as: UTF8.self)
            let outcome = TraceOutcome(rawValue: word) ?? .providerError
            var answer = ContactAnswer(
                outcome, mayHaveBeenCharged: [.matched, .noMatch, .badAddress].contains(outcome))
            answer.mayBeRetried = [.rateLimited, .timeout, .providerError].contains(outcome)
            if outcome == .matched {
                var phone = ContactPhone(number: "4805550156")
                phone.isMobile = true
                phone.confidence = 0.9
                var second = ContactPhone(number: "4805550157")
                second.isDoNotCall = true
                answer.phones = [phone, second]
                answer.emails = [ContactEmail(address: "pat@example.com")]
                answer.confidence = 0.9
                answer.response = "{}"
            }
            return answer
        }
    }
}
