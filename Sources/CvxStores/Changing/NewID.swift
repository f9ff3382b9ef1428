import CvxDomain

/// How the application names new rows of a table.
enum NewID: Hashable {
    /// `c`, the time, a counter and chance: 25 characters, as Prisma's client makes them.
    case cuid
    case uuid
    /// An integer key that SQLite gives.
    case assignedByStore

    /// By what the newest rows have; an empty table of Prisma's or our own gets cuids, another uuids.
    static func habit(
        of column: BoundColumn, in home: BoundHome, on connection: OpaquePointer
    ) throws -> NewID {
        if column.affinity == .integer || column.affinity == .numeric { return .assignedByStore }
        var (cuids, uuids) = (0, 0)
        let name = SQLWriter.identifier(column.name)
        let order = home.hasRowID ? " ORDER BY rowid DESC" : ""
        try PreparedStatement.run(
            "SELECT \(name) FROM \(home.qualifiedTable)\(order) LIMIT 50", on: connection
        ) { row in
            guard let text = row.text(0) else { return }
            if text.utf8.count == 36, text.utf8.filter({ $0 == 0x2D }).count == 4 {
                uuids += 1
            } else if text.utf8.count == 25, text.utf8.first == 0x63 {
                cuids += 1
            }
        }
        if cuids == uuids { return home.store == .prisma || home.store.isOwn ? .cuid : .uuid }
        return cuids > uuids ? .cuid : .uuid
    }

    func next(at now: Instant) -> String {
        var random = SystemRandomNumberGenerator()
        return next(at: now, using: &random)
    }

    func next(at now: Instant, using random: inout some RandomNumberGenerator) -> String {
        switch self {
        case .cuid:
            let time = Self.base36(UInt64(clamping: now.milliseconds), width: 8)
            let tail = (0..<4).map { _ in
                Self.base36(UInt64.random(in: 0..<1_679_616, using: &random), width: 4)
            }
            return "c" + time + tail.joined()
        case .uuid:
            // RFC 9562, version 4.
            let high = UInt64.random(in: .min ... .max, using: &random) & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
            let low =
                UInt64.random(in: .min ... .max, using: &random) & 0x3FFF_FFFF_FFFF_FFFF
                | 0x8000_0000_0000_0000
            let digits = Self.hex(high) + Self.hex(low)
            var parts: [Substring] = []
            var rest = digits[...]
            for width in [8, 4, 4, 4, 12] {
                parts.append(rest.prefix(width))
                rest = rest.dropFirst(width)
            }
            return parts.joined(separator: "-")
        case .assignedByStore: return ""
        }
    }

    private static func base36(_ value: UInt64, width: Int) -> String {
        let digits = String(value, radix: 36)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits.suffix(width)
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, 16 - digits.count)) + digits
    }
}
