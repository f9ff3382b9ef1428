internal import Glibc

/// Named places at which tests end the process, to see what is left of a change then.
enum FaultPoint: String {
    case recorded, markerRaised = "marker-raised", intentWritten = "intent-written", committed, settled
    case markerLowered = "marker-lowered"

    /// Ends the process where CVX_KILL_AT names the place. Built into tests alone.
    @inline(__always)
    static func pass(_ point: FaultPoint) {
        #if DEBUG
            guard let wanted = getenv("CVX_KILL_AT"), String(cString: wanted) == point.rawValue else {
                return
            }
            kill(getpid(), SIGKILL)
        #endif
    }
}
