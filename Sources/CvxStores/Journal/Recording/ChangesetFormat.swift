internal import CSQLite
internal import Glibc

/// How the changesets of SQLite's session extension write values (sqlite3session.c, "Changeset Blob Format").
enum ChangesetFormat {
    /// A column that an update left alone.
    static let undefined: UInt8 = 0
    static let int: UInt8 = 1
    static let real: UInt8 = 2
    static let text: UInt8 = 3
    static let blob: UInt8 = 4
    static let null: UInt8 = 5

    /// Seven bits a byte, the highest first; lengths are below 2^31.
    static func appendVarint(_ value: Int, to bytes: inout [UInt8]) {
        var groups = [UInt8(value & 0x7F)]
        var rest = value >> 7
        while rest > 0 {
            groups.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(contentsOf: groups.reversed())
    }
}

/// Bytes of a changeset under construction.
struct ChangeBuffer {
    private var start: UnsafeMutableRawPointer?
    private var capacity = 0
    private(set) var count = 0

    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }

    mutating func free() {
        start?.deallocate()
        start = nil
        capacity = 0
        count = 0
    }

    /// Forgets what comes after the first `count` bytes.
    mutating func truncate(to count: Int) { self.count = min(self.count, count) }

    private mutating func reserve(_ more: Int) -> UnsafeMutableRawPointer {
        if let start, count + more <= capacity { return start + count }
        let wanted = max(count + more, capacity * 2, 4_096)
        let grown = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 16)
        if let start {
            grown.copyMemory(from: start, byteCount: count)
            start.deallocate()
        }
        start = grown
        capacity = wanted
        return grown + count
    }

    mutating func append(_ byte: UInt8) {
        reserve(1).storeBytes(of: byte, as: UInt8.self)
        count += 1
    }

    mutating func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { append($0.baseAddress, $0.count) }
    }

    private mutating func append(_ bytes: UnsafeRawPointer?, _ length: Int) {
        guard let bytes, length > 0 else { return }
        reserve(length).copyMemory(from: bytes, byteCount: length)
        count += length
    }

    private mutating func append(type: UInt8, number: UInt64) {
        let place = reserve(9)
        place.storeBytes(of: type, as: UInt8.self)
        (place + 1).storeBytes(of: number.bigEndian, as: UInt64.self)
        count += 9
    }

    mutating func append(real value: Double) { append(type: ChangesetFormat.real, number: value.bitPattern) }

    mutating func append(int value: Int64) {
        append(type: ChangesetFormat.int, number: UInt64(bitPattern: value))
    }

    private mutating func append(type: UInt8, _ bytes: UnsafeRawPointer?, _ length: Int) {
        append(type)
        var shift = 28
        while shift > 0 {
            if length >> shift > 0 { append(UInt8((length >> shift) & 0x7F) | 0x80) }
            shift -= 7
        }
        append(UInt8(length & 0x7F))
        append(bytes, length)
    }

    mutating func append(text bytes: UnsafeRawBufferPointer) {
        append(type: ChangesetFormat.text, bytes.baseAddress, bytes.count)
    }

    mutating func append(blob bytes: UnsafeRawBufferPointer) {
        append(type: ChangesetFormat.blob, bytes.baseAddress, bytes.count)
    }

    /// Nil is NULL.
    mutating func append(_ value: OpaquePointer?) {
        guard let value else { return append(ChangesetFormat.null) }
        switch sqlite3_value_type(value) {
        case SQLITE_INTEGER: append(int: sqlite3_value_int64(value))
        case SQLITE_FLOAT: append(real: sqlite3_value_double(value))
        case SQLITE_TEXT:
            let text = sqlite3_value_text(value)
            append(type: ChangesetFormat.text, text, Int(sqlite3_value_bytes(value)))
        case SQLITE_BLOB:
            let blob = sqlite3_value_blob(value)
            append(type: ChangesetFormat.blob, blob, Int(sqlite3_value_bytes(value)))
        default: append(ChangesetFormat.null)
        }
    }
}
