internal import CvxDomain
internal import CvxServices

/// How the sandbox's services behave: how fast they are, and what goes wrong how often.
package struct SandboxBehaviour: Sendable {
    /// Nanoseconds that an answer takes.
    package var latency: Int64 = 0
    /// Requests a second; nil: as many as come.
    package var rate: Double?
    /// The share of requests that something is wrong with.
    package var errors: Double = 0
    /// Of which one is chosen for each.
    package var faults: [SandboxFault] = [.failure, .unavailable, .busy, .lost]
    package var chance = SandboxChance(seed: 1)
    /// The only key that is taken; nil: any, as long as there is one.
    package var key: String?

    package init() {}

    /// - Parameter attempt: how often this id has come, so that asking again may go better
    func fault(_ id: String, attempt: Int) -> SandboxFault? {
        guard chance.happens(errors, "error", id, String(attempt)) else { return nil }
        return chance.pick(faults, "fault", id, String(attempt))
    }

    /// An answer as the fault spoils it.
    func spoil(_ reply: SandboxReply, by fault: SandboxFault?) -> SandboxReply {
        var reply = reply
        reply.delay = latency
        switch fault {
        case .lost, .refused: reply.manner = .cut
        case .timeout:
            reply.manner = .cut
            reply.delay = 60_000_000_000
        case .slow: reply.delay = latency + 3_000_000_000
        case .half: reply.manner = .half
        case .garbage: reply.body = Array("[{\"unexpected\":1}]".utf8)
        case .null: reply.body = Array("{\"status\":{\"code\":200},\"results\":{\"persons\":null}}".utf8)
        case .huge: reply.manner = .flood(100_000_000)
        case .retryAfter: reply.headers.append(HTTPHeader("Retry-After", "1"))
        case .retryDate:
            reply.headers.append(HTTPHeader("Retry-After", HTTPDate.text(WallClock.seconds() + 2)))
        default: break
        }
        return reply
    }
}

/// Lets through so many requests a second, a tenth of a second's worth at once.
struct RateGate {
    private let rate: Double?
    private var tokens: Double
    private var last: Int64?

    init(_ rate: Double?) {
        self.rate = rate
        tokens = max(1, (rate ?? 0) / 10)
    }

    mutating func lets(_ now: Int64) -> Bool {
        guard let rate else { return true }
        let passed = last.map { Double(now - $0) / 1e9 } ?? 0
        last = now
        tokens = min(max(1, rate / 10), tokens + passed * rate)
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }
}
