internal import Glibc

enum WallClock {
    /// Since 1970.
    static func seconds() -> Int64 { milliseconds() / 1_000 }

    static func milliseconds() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
