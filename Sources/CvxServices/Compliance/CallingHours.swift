/// When somebody may be called today.
package struct CallingHours: Hashable, Sendable {
    /// IANA names of all zones that the person may be in; not empty.
    package var zones: [String]
    /// What the wall clock of the first of them shows, in minutes since midnight.
    package var now: Int
    /// From when on and until when all rules of the clock let through, on the same clock; before 0 and after 1,440 on the
    /// days beside.
    package var opens: Int
    package var closes: Int

    package init(zones: [String], now: Int, opens: Int, closes: Int) {
        self.zones = zones
        self.now = now
        self.opens = opens
        self.closes = closes
    }

    /// Minutes that are left.
    package var left: Int { closes - now }

    /// `08:00`, on whichever day it is.
    package static func clock(_ minute: Int) -> String {
        Range<Int>.clock(((minute % 1_440) + 1_440) % 1_440)
    }
}
