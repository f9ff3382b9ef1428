/// Reads a file of records piece by piece: which ids it has, and where its last whole record ends.
struct RecordScanner {
    private let format: RecordFormat
    /// The beginning of the record that is being read.
    private var beginning: [UInt8] = []
    private var isInside = false
    private var position: Int
    /// Behind the last whole record.
    private(set) var end: Int

    /// An id is not longer.
    private static let limit = 1_024

    init(_ format: RecordFormat, at position: Int) {
        self.format = format
        self.position = position
        end = position
    }

    mutating func read(_ bytes: UnsafeRawBufferPointer, found: (ArraySlice<UInt8>) -> Void) {
        for byte in bytes {
            position += 1
            if beginning.count < Self.limit { beginning.append(byte) }
            if format.isQuoted, byte == UInt8(ascii: "\"") { isInside.toggle() }
            guard byte == 0x0A, !isInside else { continue }
            if let id = format.id(beginning[...]) { found(id) }
            beginning.removeAll(keepingCapacity: true)
            end = position
        }
    }
}
