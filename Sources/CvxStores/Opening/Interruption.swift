internal import CSQLite
internal import Synchronization

/// The connection that a signal interrupts. One process has one workspace open at a time; the last one opened
/// counts.
enum Interruption {
    private static let connection = Atomic<UInt>(0)
    private static let requests = Atomic<Int>(0)

    /// How often it was asked to stop: who waits outside SQLite sees by it that he is to wait no longer.
    static var count: Int { requests.load(ordering: .relaxed) }

    static func register(_ pointer: OpaquePointer?) {
        connection.store(UInt(bitPattern: pointer), ordering: .releasing)
    }

    /// Only where `pointer` is still the one registered.
    static func unregister(_ pointer: OpaquePointer?) {
        _ = connection.compareExchange(
            expected: UInt(bitPattern: pointer), desired: 0, ordering: .acquiringAndReleasing)
    }

    /// Async-signal-safe: two atomic operations and `sqlite3_interrupt`.
    static func interrupt() {
        requests.add(1, ordering: .relaxed)
        guard let pointer = OpaquePointer(bitPattern: connection.load(ordering: .acquiring)) else { return }
        interrupt(pointer)
    }

    static func interrupt(_ connection: OpaquePointer) {
        sqlite3_interrupt(connection)
    }
}
