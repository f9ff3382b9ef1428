package import CvxDomain
import Foundation

/// A zone of the system's time zone database. Loaded when a day or an hour is first asked for: most statements need none.
package final class SystemZone: Zone, @unchecked Sendable {
    private let name: String?
    private lazy var zone: TimeZone = name.flatMap(TimeZone.init(identifier:)) ?? .current

    /// - Parameter name: as in `America/Phoenix`; nil is the system's own.
    package init(named name: String?) { self.name = name }

    package static func exists(_ name: String) -> Bool { TimeZone(identifier: name) != nil }

    package func offset(at instant: Instant) -> Int64 {
        Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000)))
    }
}
