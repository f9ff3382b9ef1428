package import CvxDomain

/// A zone of the system's time zone database. Loaded when a day or an hour is first asked for: most statements need none.
package final class SystemZone: Zone, @unchecked Sendable {
    private let name: String?
    /// Nil is UTC.
    private lazy var rules: ZoneRules? = name.flatMap(ZoneDatabase.rules) ?? ZoneDatabase.localRules()

    /// - Parameter name: as in `America/Phoenix`; nil is the system's own.
    package init(named name: String?) { self.name = name }

    package static func exists(_ name: String) -> Bool { ZoneDatabase.rules(name) != nil }

    package func offset(at instant: Instant) -> Int64 {
        rules?.offset(at: instant) ?? 0
    }
}
