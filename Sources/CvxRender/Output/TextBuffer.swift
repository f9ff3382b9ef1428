/// Bytes on their way to an output, passed on in large blocks.
///
/// `put…` functions write without looking whether there is room: call `reserve` first, once for several of
/// them. `append…` functions reserve for themselves.
struct TextBuffer: ~Copyable {
    /// The longest thing `put(_:)` of a number, date or instant writes.
    static let scalarSize = 48

    private let output: any ByteOutput
    private var base: UnsafeMutablePointer<UInt8>
    private var limit: UnsafeMutablePointer<UInt8>
    /// Where the next byte goes.
    var cursor: UnsafeMutablePointer<UInt8>

    init(_ output: any ByteOutput, capacity: Int = 1 << 17) {
        self.output = output
        base = .allocate(capacity: capacity)
        limit = base + capacity
        cursor = base
    }

    deinit { base.deallocate() }

    @inline(__always)
    mutating func reserve(_ count: Int) throws {
        if limit - cursor < count { try makeRoom(count) }
    }

    @inline(never)
    private mutating func makeRoom(_ count: Int) throws {
        try flush()
        guard limit - cursor < count else { return }
        base.deallocate()
        base = .allocate(capacity: count)
        limit = base + count
        cursor = base
    }

    /// Passes on what is held.
    mutating func flush() throws {
        let count = cursor - base
        guard count > 0 else { return }
        cursor = base
        try output.write(UnsafeRawBufferPointer(start: base, count: count))
    }

    @inline(__always)
    mutating func put(_ byte: UInt8) {
        cursor.pointee = byte
        cursor += 1
    }

    @inline(__always)
    mutating func put(_ bytes: UnsafePointer<UInt8>, count: Int) {
        cursor.update(from: bytes, count: count)
        cursor += count
    }

    /// `text` must be ASCII or UTF-8 without an end to escape; it is copied as it is.
    @inline(__always)
    mutating func put(_ text: StaticString) {
        put(text.utf8Start, count: text.utf8CodeUnitCount)
    }

    mutating func append(_ text: String) throws {
        var text = text
        let count = text.utf8.count
        try reserve(count)
        text.withUTF8 { if let start = $0.baseAddress { put(start, count: count) } }
    }

    mutating func append(_ bytes: [UInt8]) throws {
        try reserve(bytes.count)
        bytes.withUnsafeBufferPointer { if let start = $0.baseAddress { put(start, count: $0.count) } }
    }
}
