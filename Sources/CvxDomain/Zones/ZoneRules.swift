/// One zone's offsets over time, as a file of the system's time zone database has them (TZif, RFC 9636).
package struct ZoneRules: Sendable {
    /// Seconds since 1970, ascending, at which the offset changes.
    private var changes: [Int64] = []
    /// Seconds east of UTC: before the first change, then from each on.
    private var offsets: [Int64]
    /// What holds after the last change.
    private let yearly: YearlyRule?

    /// A zone without a history.
    package init(_ rule: YearlyRule) {
        offsets = [rule.standard]
        yearly = rule
    }

    /// Nil for bytes that are no such file.
    package init?(_ bytes: [UInt8]) {
        var reader = ZoneFileReader(bytes)
        guard var header = reader.header() else { return nil }
        var timeSize = 4
        if header.version >= UInt8(ascii: "2") {
            // The same again with eight bytes to a time, then the rule.
            guard reader.skip(header.size(timeSize: 4)), let second = reader.header() else { return nil }
            header = second
            timeSize = 8
        }
        for _ in 0..<header.changeCount {
            guard let change = reader.integer(timeSize) else { return nil }
            changes.append(change)
        }
        guard let kinds = reader.take(header.changeCount) else { return nil }
        var kindOffsets: [Int64] = []
        for _ in 0..<header.kindCount {
            guard let offset = reader.integer(4), reader.skip(2) else { return nil }
            kindOffsets.append(offset)
        }
        guard let first = kindOffsets.first, kinds.allSatisfy({ $0 < kindOffsets.count }),
            reader.skip(header.restSize(timeSize: timeSize))
        else { return nil }
        offsets = [first] + kinds.map { kindOffsets[Int($0)] }
        yearly = timeSize == 8 ? reader.line().flatMap(YearlyRule.init) : nil
    }

    /// Seconds east of UTC at a number of seconds since 1970.
    package func offset(at seconds: Int64) -> Int64 {
        if let yearly, changes.last.map({ seconds >= $0 }) ?? true { return yearly.offset(at: seconds) }
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return offsets[low]
    }
}

extension ZoneRules: Zone {
    package func offset(at instant: Instant) -> Int64 {
        offset(at: Self.floorDivide(instant.milliseconds, by: 1_000))
    }
}

private struct ZoneFileReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    struct Header {
        var version: UInt8
        var changeCount: Int
        var kindCount: Int
        /// Of names, and of leap seconds and flags, which are not read.
        var nameSize: Int
        var leapCount: Int
        var flagCount: Int

        func size(timeSize: Int) -> Int {
            changeCount * (timeSize + 1) + kindCount * 6 + restSize(timeSize: timeSize)
        }

        func restSize(timeSize: Int) -> Int { nameSize + leapCount * (timeSize + 4) + flagCount }
    }

    mutating func header() -> Header? {
        guard let magic = take(4), Array(magic) == Array("TZif".utf8), let version = take(1)?.first, skip(15),
            let universal = integer(4), let standard = integer(4), let leap = integer(4),
            let changes = integer(4), let kinds = integer(4), let names = integer(4),
            [universal, standard, leap, changes, kinds, names].allSatisfy({ $0 >= 0 })
        else { return nil }
        return Header(
            version: version, changeCount: Int(changes), kindCount: Int(kinds), nameSize: Int(names),
            leapCount: Int(leap), flagCount: Int(universal + standard))
    }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    mutating func skip(_ count: Int) -> Bool { take(count) != nil }

    /// Big-endian, signed.
    mutating func integer(_ size: Int) -> Int64? {
        guard let bytes = take(size) else { return nil }
        let value = bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let unused = UInt64(64 - size * 8)
        return Int64(bitPattern: value << unused) >> Int64(unused)
    }

    /// What stands between two newlines.
    mutating func line() -> ArraySlice<UInt8>? {
        guard rest.popFirst() == 0x0A, let end = rest.firstIndex(of: 0x0A) else { return nil }
        return rest[..<end]
    }
}
