internal import CvxDomain

/// Some sorted numbers of a list; valid until its statement's next step.
struct NumberChunk {
    let first: UInt64
    private let distances: UnsafeRawBufferPointer

    /// - Parameter row: with the key and the distances
    init(_ row: PreparedStatement, _ list: Int64) {
        first = UInt64(row.int(0) - Self.key(list, 0))
        distances = row.blob(1)
    }

    /// Ten digits take 34 bits.
    static func key(_ list: Int64, _ digits: UInt64) -> Int64 { list << 34 | Int64(digits) }

    func each(_ body: (UInt64) -> Void) {
        body(first)
        var (number, distance, shift) = (first, UInt64(0), UInt64(0))
        for byte in distances {
            distance |= UInt64(byte & 0x7F) << shift
            if byte >= 0x80 {
                shift = min(shift + 7, 56)
                continue
            }
            number &+= distance
            body(number)
            (distance, shift) = (0, 0)
        }
    }

    func contains(_ digits: UInt64) -> Bool {
        var isThere = false
        each { isThere = isThere || $0 == digits }
        return isThere
    }
}

/// Writes sorted numbers, each once, as chunks.
final class NumberChunkWriter {
    /// A chunk and its key fill a page of the file.
    private static let size = 4_000

    private(set) var count = 0
    private let list: Int64
    private let insert: PreparedStatement
    private var first: UInt64?
    private var last: UInt64 = 0
    private var distances: [UInt8] = []

    init(list: Int64, insert: PreparedStatement) {
        self.list = list
        self.insert = insert
        distances.reserveCapacity(Self.size + 8)
    }

    func add(_ digits: UInt64) throws {
        count += 1
        if first == nil {
            first = digits
        } else {
            var distance = digits - last
            while distance >= 0x80 {
                distances.append(UInt8(truncatingIfNeeded: distance) | 0x80)
                distance >>= 7
            }
            distances.append(UInt8(truncatingIfNeeded: distance))
        }
        last = digits
        if distances.count >= Self.size { try end() }
    }

    /// Writes what is left.
    func end() throws {
        guard let first else { return }
        insert.bind(1, NumberChunk.key(list, first))
        try distances.withUnsafeBytes { bytes in
            insert.bind(2, blob: bytes)
            try insert.run()
        }
        distances.removeAll(keepingCapacity: true)
        self.first = nil
    }
}
