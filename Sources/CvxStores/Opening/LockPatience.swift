internal import Glibc

/// Waits for another program's lock as SQLite's own handler does, but not past an interrupt. Used on the
/// connection's thread only.
final class LockPatience {
    /// Milliseconds.
    var limit: Int
    private var waited = 0
    private var interrupts = 0
    private static let pauses = [1, 2, 5, 10, 15, 20, 25, 25, 25, 50, 50]

    init(limit: Int) { self.limit = limit }

    /// - Parameter tries: earlier tries for the same lock.
    /// - Returns: Whether to try again.
    func waits(tries: Int) -> Bool {
        if tries == 0 {
            waited = 0
            interrupts = Interruption.count
        }
        let pause = min(tries < Self.pauses.count ? Self.pauses[tries] : 100, limit - waited)
        guard pause > 0, Interruption.count == interrupts else { return false }
        usleep(UInt32(pause) * 1_000)
        waited += pause
        return Interruption.count == interrupts
    }
}
