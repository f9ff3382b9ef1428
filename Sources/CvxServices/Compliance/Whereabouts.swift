/// Where somebody may be and whose rules hold there.
struct Whereabouts: Hashable {
    var zones: Places.ZoneSet
    var ownZone: Int?
    /// A set of `Places.states`.
    var states: UInt64

    static let slots = 1_024

    /// For a table of the latest: contacts are in some hundred places, and a dictionary's hash of one takes as long as
    /// all else that is asked about most of them.
    var slot: Int {
        var mixed = zones ^ states &* 0x9E37_79B9_7F4A_7C15
        if let ownZone { mixed ^= UInt64(truncatingIfNeeded: ownZone + 1) << 20 }
        return Int(truncatingIfNeeded: mixed &* 0xFF51_AFD7_ED55_8CCD >> 32) & (Self.slots - 1)
    }
}
