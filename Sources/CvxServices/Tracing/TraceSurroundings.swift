package import CvxDomain

/// What a run asks of the process it runs in.
package struct TraceSurroundings {
    package var now: () -> Instant
    /// Milliseconds that no change of the clock moves.
    package var uptime: () -> Int64
    package var sleep: (_ milliseconds: Int) -> Void
    /// Somebody wants it to stop, as soon as what was sent has come back.
    package var isInterrupted: () -> Bool
    /// A new name for a call, unlike any other.
    package var newID: () -> String
    /// Made when something is first sent.
    package var client: () throws -> any HTTPClient

    package init(
        now: @escaping () -> Instant, uptime: @escaping () -> Int64, sleep: @escaping (Int) -> Void,
        isInterrupted: @escaping () -> Bool, newID: @escaping () -> String,
        client: @escaping () throws -> any HTTPClient
    ) {
        self.now = now
        self.uptime = uptime
        self.sleep = sleep
        self.isInterrupted = isInterrupted
        self.newID = newID
        self.client = client
    }
}
