internal import CvxDomain
internal import CvxServices

/// An API shaped like BatchData's skip trace, versions 1 and 3, with people of its own invention, and at `/ledger` what
/// it charged.
package final class TraceService: SandboxService {
    private let behaviour: SandboxBehaviour
    private let hitRate: Double
    private let ledger: TraceLedger
    private let log: RequestLog?
    private var gate: RateGate
    private var attempts: [String: Int] = [:]

    /// - Parameter hitRate: the share of addresses at which somebody is found
    package init(_ behaviour: SandboxBehaviour, hitRate: Double, ledger: TraceLedger, log: RequestLog?) {
        self.behaviour = behaviour
        self.hitRate = hitRate
        self.ledger = ledger
        self.log = log
        gate = RateGate(behaviour.rate)
    }

    package func answer(_ request: SandboxRequest, now: Int64) -> SandboxReply? {
        if request.path == "/ledger" { return .json(200, ledger.json) }
        guard let version = [1, 3].first(where: { request.path == "/api/v\($0)/property/skip-trace" }) else {
            return nil
        }
        let reply = trace(request, version, now)
        if reply.status != 200 { ledger.refused += 1 }
        return reply
    }

    private func trace(_ request: SandboxRequest, _ version: Int, _ now: Int64) -> SandboxReply {
        if request.method != "POST" { return refuse(405, "Method not allowed") }
        guard isKnown(request.header("Authorization")) else { return refuse(401, "Invalid API token") }
        guard gate.lets(now) else {
            return behaviour.spoil(refuse(429, "Too many requests"), by: .retryAfter)
        }
        guard let items = JSONValue(json: request.body)?["requests"]?.array, (1...100).contains(items.count),
            items.allSatisfy({ $0["propertyAddress"]?["street"]?.string != nil })
        else {
            return refuse(400, "`requests` is a list of 1 to 100 questions with a `propertyAddress`")
        }
        let asked = items.map { (id: $0["requestId"]?.string ?? ledger.newID(), question: $0) }
        let attempt = attempts[asked[0].id, default: 0] + 1
        attempts[asked[0].id] = attempt
        let fault = behaviour.fault(asked[0].id, attempt: attempt)
        let reply = answer(asked, version, fault)
        log?.write([
            "at": .int(Int(WallClock.milliseconds())), "path": .string(request.path),
            "requestIds": .array(asked.map { .string($0.id) }), "status": .int(reply.status),
            "fault": fault.map { .string($0.rawValue) } ?? .null,
        ])
        return reply
    }

    private func answer(
        _ asked: [(id: String, question: JSONValue)], _ version: Int, _ fault: SandboxFault?
    ) -> SandboxReply {
        if let fault {
            ledger.faults[fault.rawValue, default: 0] += 1
            if let status = fault.refusal { return behaviour.spoil(refuse(status, fault.message), by: fault) }
            if fault == .refused { return behaviour.spoil(refuse(500, fault.message), by: fault) }
        }
        if asked.contains(where: { item in ledger.call(item.id).map { $0.question != item.question } ?? false
        }) {
            return refuse(409, "This requestId was used for another request")
        }
        var answers: [[JSONValue]] = []
        for (id, question) in asked {
            if ledger.call(id) == nil, !ledger.hasCredit {
                return refuse(403, SandboxFault.balance.message)
            }
            let address = FictionalAnswer.normalized(question)
            let people = FictionalAnswer.people(at: address, question, hitRate: hitRate, behaviour.chance)
            ledger.record(id, question, at: address, isMatched: !people.isEmpty)
            answers.append(
                version == 1
                    ? FictionalAnswer.version1(id, people, isAddress: !address.isEmpty)
                    : [FictionalAnswer.version3(id, people)])
        }
        if fault == .failedAfter { return behaviour.spoil(refuse(500, "Internal error"), by: fault) }
        let all = JSONValue.array(answers.flatMap { $0 })
        let reply: JSONValue =
            version == 1
            ? ["status": ["code": 200, "text": "OK"], "results": ["persons": all]]
            : ["status": ["code": 200, "text": "OK"], "result": ["data": all]]
        return behaviour.spoil(.json(200, reply), by: fault)
    }

    private func isKnown(_ authorization: String?) -> Bool {
        guard let authorization, authorization.hasPrefix("Bearer ") else { return false }
        let key = authorization.dropFirst(7)
        return behaviour.key.map { $0 == key } ?? !key.isEmpty
    }

    private func refuse(_ status: Int, _ message: String) -> SandboxReply {
        behaviour.spoil(
            .json(
                status, ["status": ["code": .int(status), "text": "Error", "message": .string(message)]]),
            by: nil)
    }
}
