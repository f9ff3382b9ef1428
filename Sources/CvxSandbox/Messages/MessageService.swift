internal import CvxDomain
internal import CvxServices
internal import FoundationEssentials

/// An API shaped like Twilio's for text messages: takes them, sends none, and says at `/messages` which went out. A message
/// that comes again with the same `I-Twilio-Idempotency-Token` goes out once.
package final class MessageService: SandboxService {
    private let behaviour: SandboxBehaviour
    /// Ten digits each, of people who have opted out.
    private let optedOut: Set<String>
    private let log: RequestLog?
    private let ledger = MessageLedger()
    private var gate: RateGate
    private var attempts: [String: Int] = [:]

    package init(_ behaviour: SandboxBehaviour, optedOut: Set<String>, log: RequestLog?) {
        self.behaviour = behaviour
        self.optedOut = optedOut
        self.log = log
        gate = RateGate(behaviour.rate)
    }

    package func answer(_ request: SandboxRequest, now: Int64) -> SandboxReply? {
        if request.path == "/messages" { return .json(200, ledger.json) }
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 5, parts[1] == "2010-04-01", parts[2] == "Accounts" else { return nil }
        let account = String(parts[3])
        let reply: SandboxReply
        if !isKnown(request.header("Authorization"), account) {
            reply = refuse(401, 20_003, "Authenticate")
        } else if parts.count == 5, parts[4] == "Messages.json", request.method == "POST" {
            reply = post(request, account, now)
        } else if parts.count == 6, parts[4] == "Messages", request.method == "GET",
            let message = ledger.message(sid: String(parts[5].prefix { $0 != "." }))
        {
            reply = behaviour.spoil(.json(200, json(message, account, status: "delivered")), by: nil)
        } else {
            reply = refuse(404, 20_404, "The requested resource was not found")
        }
        if reply.status >= 400 { ledger.refused += 1 }
        return reply
    }

    private func post(_ request: SandboxRequest, _ account: String, _ now: Int64) -> SandboxReply {
        guard gate.lets(now) else {
            return behaviour.spoil(refuse(429, 20_429, "Too many requests"), by: .retryAfter)
        }
        let token = request.header("I-Twilio-Idempotency-Token")
        let form = FormFields(request.body)
        let name = token ?? "\(form["To"] ?? "")\u{1F}\(form["Body"] ?? "")"
        let attempt = attempts[name, default: 0] + 1
        attempts[name] = attempt
        let fault = behaviour.fault(name, attempt: attempt)
        let reply = post(form, token, account, fault)
        log?.write([
            "at": .int(Int(WallClock.milliseconds())), "path": "/Messages.json",
            "token": token.map { .string($0) } ?? .null, "to": form["To"].map { .string($0) } ?? .null,
            "status": .int(reply.status), "fault": fault.map { .string($0.rawValue) } ?? .null,
        ])
        return reply
    }

    private func post(
        _ form: FormFields, _ token: String?, _ account: String, _ fault: SandboxFault?
    ) -> SandboxReply {
        if let fault {
            ledger.faults[fault.rawValue, default: 0] += 1
            if let status = fault.refusal {
                return behaviour.spoil(refuse(status, 20_000 + status, fault.message), by: fault)
            }
            if fault == .refused { return behaviour.spoil(refuse(500, 20_500, fault.message), by: fault) }
        }
        guard let to = form["To"] else { return refuse(400, 21_604, "A 'To' phone number is required.") }
        guard let number = PhoneNumber(to) else {
            return refuse(400, 21_211, "Invalid 'To' Phone Number: \(to)")
        }
        guard let from = form["From"], PhoneNumber(from) != nil else {
            return refuse(400, 21_212, "Invalid 'From' Phone Number")
        }
        guard let body = form["Body"] else { return refuse(400, 21_602, "Message body is required.") }
        guard body.unicodeScalars.count <= 1_600 else {
            return refuse(400, 21_617, "The concatenated message body exceeds the 1600 character limit.")
        }
        if optedOut.contains(number.digits) {
            return refuse(400, 21_610, "Attempt to send to unsubscribed recipient")
        }
        let message: MessageLedger.Message
        if let token, let known = ledger.message(token: token) {
            guard (known.to, known.from, known.body) == ("+1\(number.digits)", from, body) else {
                return refuse(409, 20_409, "This idempotency token was used for another message")
            }
            message = known
            ledger.askedAgain(token: token)
        } else {
            message = MessageLedger.Message(
                sid: newSID(), to: "+1\(number.digits)", from: from, body: body, token: token)
            ledger.deliver(message)
        }
        if fault == .failedAfter { return behaviour.spoil(refuse(500, 20_500, "Internal error"), by: fault) }
        var reply = behaviour.spoil(.json(201, json(message, account, status: "queued")), by: fault)
        if fault == .null { reply.body = Array("null".utf8) }
        return reply
    }

    private func newSID() -> String {
        let count = String(ledger.count)
        let digits = ["a", "b"].map { String(behaviour.chance.bits("sid" + $0, count), radix: 16) }
        return "SM" + digits.map { String(repeating: "0", count: 16 - $0.count) + $0 }.joined()
    }

    private func json(_ message: MessageLedger.Message, _ account: String, status: String) -> JSONValue {
        [
            "sid": .string(message.sid), "account_sid": .string(account), "to": .string(message.to),
            "from": .string(message.from), "body": .string(message.body), "status": .string(status),
            "direction": "outbound-api", "num_segments": .string(String(Self.segments(message.body))),
            "error_code": .null, "error_message": .null,
            "uri": .string("/2010-04-01/Accounts/\(account)/Messages/\(message.sid).json"),
        ]
    }

    /// Texts of ASCII fit 160 into one message and 153 into each of several, others 70 and 67.
    private static func segments(_ body: String) -> Int {
        let isPlain = body.utf8.allSatisfy { $0 < 0x80 }
        let (one, each) = isPlain ? (160, 153) : (70, 67)
        let count = body.utf16.count
        return count <= one ? 1 : (count + each - 1) / each
    }

    private func isKnown(_ authorization: String?, _ account: String) -> Bool {
        guard let authorization, authorization.hasPrefix("Basic ") else { return false }
        guard let key = behaviour.key else { return authorization.utf8.count > 6 }
        return authorization.dropFirst(6) == Data("\(account):\(key)".utf8).base64EncodedString()
    }

    private func refuse(_ status: Int, _ code: Int, _ message: String) -> SandboxReply {
        behaviour.spoil(
            .json(
                status, ["code": .int(code), "message": .string(message), "status": .int(status)]), by: nil)
    }
}
