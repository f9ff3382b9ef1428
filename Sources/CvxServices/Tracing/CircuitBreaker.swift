package import CvxDomain

/// Stops asking a provider that fails: of the last thirty outcomes and more, three in ten. After a minute one call tries
/// whether it is well again.
package struct CircuitBreaker: Sendable {
    package static let window = 30
    package static let failures = 0.3
    /// Milliseconds.
    package static let pause: Int64 = 60_000

    package enum State: Hashable, Sendable {
        case closed
        /// No call before then.
        case open(until: Instant)
        /// One call at a time.
        case probing
    }

    /// Newest last; true is a failure.
    private var outcomes: [Bool] = []
    package private(set) var opened: Instant?

    /// - Parameter opened: when it opened, where another process saw that
    package init(opened: Instant? = nil) { self.opened = opened }

    package func state(at now: Instant) -> State {
        guard let opened else { return .closed }
        let end = opened.milliseconds + Self.pause
        // A clock that was set back must not keep it open for long.
        let isOpen = now.milliseconds < end && now.milliseconds >= opened.milliseconds - Self.pause
        return isOpen ? .open(until: Instant(milliseconds: end)) : .probing
    }

    /// - Returns: whether it opened or closed by this.
    package mutating func note(failed: Bool, at now: Instant) -> Bool {
        if opened != nil {
            outcomes = []
            opened = failed ? now : nil
            return true
        }
        outcomes.append(failed)
        if outcomes.count > Self.window { outcomes.removeFirst() }
        let failures = outcomes.count { $0 }
        guard outcomes.count >= Self.window, Double(failures) >= Self.failures * Double(outcomes.count) else {
            return false
        }
        opened = now
        outcomes = []
        return true
    }
}
