internal import CSQLite
internal import CvxServices

/// A value inside a changeset; valid as long as its bytes are.
enum ChangesetValue {
    /// A column that an update left alone.
    case undefined
    case null
    case int(Int64)
    case real(Double)
    case text(UnsafeRawBufferPointer)
    case blob(UnsafeRawBufferPointer)
}

extension Hasher {
    /// What equal values of a key have in common; their kind is left out.
    mutating func combine(_ value: ChangesetValue) {
        switch value {
        case .int(let number): combine(number)
        case .real(let number): combine(number)
        case .text(let bytes), .blob(let bytes): combine(bytes: bytes)
        case .undefined, .null: break
        }
    }
}

/// One change of a changeset; valid as long as the changeset's bytes are.
struct ChangesetChange {
    /// The table's header, by its place in the changeset: changes of one table that follow each other share it.
    struct Table {
        var name: String
        /// Each column's place in the primary key, from 1; 0 outside it.
        var keyPlaces: [UInt8]
    }

    var kind: JournalRow.Kind
    var table: Table
    /// Values before, one a column; of an update: those of the key and of what it changed. Empty for an added row.
    var old: [ChangesetValue] = []
    /// Values after; of an update: those that it changed. Empty for a deleted row.
    var new: [ChangesetValue] = []
}

/// Reads a changeset in SQLite's format, in either direction. Bytes that are none give an error, never a crash.
struct ChangesetReader {
    private let bytes: UnsafeRawBufferPointer
    private var tables: [ChangesetChange.Table] = []
    /// Where each change begins, and the number of its table.
    private var places: [(offset: Int, table: Int)] = []

    static var damaged: SQLiteFailure {
        SQLiteFailure(code: SQLITE_CORRUPT, message: "a changeset of the journal is damaged")
    }

    /// Finds the changes. The bytes must outlive the reader.
    init(_ bytes: UnsafeRawBufferPointer) throws {
        self.bytes = bytes
        var scan = Scan(bytes)
        while !scan.isAtEnd {
            if scan.peek == UInt8(ascii: "T") {
                tables.append(try scan.header())
                continue
            }
            guard let table = tables.last else { throw Self.damaged }
            places.append((scan.at, tables.count - 1))
            try scan.skipChange(width: table.keyPlaces.count)
        }
    }

    var count: Int { places.count }

    /// - Parameter reversed: the last change first.
    func each(reversed: Bool = false, _ body: (ChangesetChange) throws -> Bool) throws {
        // One for all, so that its arrays are made once.
        var change = ChangesetChange(kind: .added, table: ChangesetChange.Table(name: "", keyPlaces: []))
        for step in places.indices {
            let place = places[reversed ? places.count - 1 - step : step]
            try read(&change, at: place.offset, tables[place.table])
            guard try body(change) else { return }
        }
    }

    private func read(
        _ change: inout ChangesetChange, at offset: Int, _ table: ChangesetChange.Table
    ) throws {
        var scan = Scan(bytes, at: offset)
        change.kind = try scan.kind()
        change.table = table
        let width = table.keyPlaces.count
        try scan.values(change.kind == .added ? 0 : width, into: &change.old)
        try scan.values(change.kind == .deleted ? 0 : width, into: &change.new)
    }
}

/// A walk over a changeset's bytes that never leaves them.
private struct Scan {
    let bytes: UnsafeRawBufferPointer
    var at: Int

    init(_ bytes: UnsafeRawBufferPointer, at: Int = 0) {
        self.bytes = bytes
        self.at = at
    }

    var isAtEnd: Bool { at >= bytes.count }
    var peek: UInt8 { isAtEnd ? 0 : bytes[at] }

    private mutating func byte() throws -> UInt8 {
        guard at < bytes.count else { throw ChangesetReader.damaged }
        at += 1
        return bytes[at - 1]
    }

    private mutating func take(_ count: Int) throws -> UnsafeRawBufferPointer {
        guard count >= 0, count <= bytes.count - at else { throw ChangesetReader.damaged }
        at += count
        return UnsafeRawBufferPointer(rebasing: bytes[(at - count)..<at])
    }

    private mutating func varint() throws -> Int {
        var value = 0
        for _ in 0..<5 {
            let next = try byte()
            value = value << 7 | Int(next & 0x7F)
            if next & 0x80 == 0 { return value }
        }
        throw ChangesetReader.damaged
    }

    mutating func header() throws -> ChangesetChange.Table {
        _ = try byte()
        let width = try varint()
        let places = Array(try take(width))
        guard let end = bytes[at...].firstIndex(of: 0), width > 0 else { throw ChangesetReader.damaged }
        let name = String(decoding: bytes[at..<end], as: UTF8.self)
        at = end + 1
        return ChangesetChange.Table(name: name, keyPlaces: places)
    }

    /// The operation, past it and the mark of what a trigger did.
    mutating func kind() throws -> JournalRow.Kind {
        let operation = Int32(try byte())
        _ = try byte()
        switch operation {
        case SQLITE_INSERT: return .added
        case SQLITE_UPDATE: return .updated
        case SQLITE_DELETE: return .deleted
        default: throw ChangesetReader.damaged
        }
    }

    mutating func skipChange(width: Int) throws {
        let images = try kind() == .updated ? 2 : 1
        for _ in 0..<(images * width) {
            switch try byte() {
            case ChangesetFormat.undefined, ChangesetFormat.null: break
            case ChangesetFormat.int, ChangesetFormat.real: _ = try take(8)
            case ChangesetFormat.text, ChangesetFormat.blob: _ = try take(try varint())
            default: throw ChangesetReader.damaged
            }
        }
    }

    mutating func values(_ width: Int, into values: inout [ChangesetValue]) throws {
        values.removeAll(keepingCapacity: true)
        for _ in 0..<width { values.append(try value()) }
    }

    private mutating func value() throws -> ChangesetValue {
        switch try byte() {
        case ChangesetFormat.undefined: return .undefined
        case ChangesetFormat.null: return .null
        case ChangesetFormat.int: return .int(Int64(bitPattern: try number()))
        case ChangesetFormat.real: return .real(Double(bitPattern: try number()))
        case ChangesetFormat.text: return .text(try take(try varint()))
        case ChangesetFormat.blob: return .blob(try take(try varint()))
        default: throw ChangesetReader.damaged
        }
    }

    private mutating func number() throws -> UInt64 {
        UInt64(bigEndian: try take(8).loadUnaligned(as: UInt64.self))
    }
}
