/// An instant, and the three ways that stores write one.
struct SampleMoment: Sendable, Comparable {
    /// Since 1970, UTC.
    var milliseconds: Int

    static let day = 86_400_000

    static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    func plus(_ milliseconds: Int) -> Self { Self(milliseconds: self.milliseconds + milliseconds) }
    func plus(days: Int) -> Self { plus(days * Self.day) }

    /// The column encodings of domain §1.
    enum Encoding { case epoch, iso, sql }

    func cell(_ encoding: Encoding) -> Cell {
        switch encoding {
        case .epoch: .int(milliseconds)
        case .iso: .text(iso)
        case .sql: .text(sql)
        }
    }

    /// `2025-09-16T02:18:31.644Z`
    var iso: String {
        var bytes = Array(sql.utf8)
        bytes[10] = 0x54
        bytes.append(0x2E)
        Self.digits((milliseconds % 1_000 + 1_000) % 1_000, 3, into: &bytes)
        bytes.append(0x5A)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `2025-09-16 02:18:31`, as CURRENT_TIMESTAMP writes it.
    var sql: String {
        let seconds = Int((Double(milliseconds) / 1_000).rounded(.down))
        let days = Int((Double(seconds) / 86_400).rounded(.down))
        let clock = seconds - days * 86_400
        let (year, month, day) = Self.civil(days)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        for (value, width, mark) in [
            (year, 4, 0x2D), (month, 2, 0x2D), (day, 2, 0x20), (clock / 3_600, 2, 0x3A),
            (clock / 60 % 60, 2, 0x3A), (clock % 60, 2, 0),
        ] as [(Int, Int, UInt8)] {
            Self.digits(value, width, into: &bytes)
            if mark > 0 { bytes.append(mark) }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func digits(_ value: Int, _ width: Int, into bytes: inout [UInt8]) {
        let start = bytes.count
        var left = value
        for _ in 0..<width {
            bytes.append(0x30 + UInt8(truncatingIfNeeded: left % 10))
            left /= 10
        }
        bytes[start...].reverse()
    }

    /// Days since 1970 as a date: Howard Hinnant's `civil_from_days`, for days after year 0.
    private static func civil(_ days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }
}
