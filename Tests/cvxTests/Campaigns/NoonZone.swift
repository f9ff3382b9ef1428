import Foundation

/// A time zone in which it is noon, as nobody is called at night.
enum NoonZone {
    static var name: String { name(hours: 0) }

    /// One whose clock is so many hours past noon.
    static func name(hours: Int) -> String {
        var offset = 12 + hours - Int(Date().timeIntervalSince1970) / 3_600 % 24
        // The zones go from 12 hours before UTC to 14 after it.
        if offset < -12 { offset += 24 }
        if offset > 14 { offset -= 24 }
        return "Etc/GMT\(offset > 0 ? "-" : "+")\(abs(offset))"
    }
}
