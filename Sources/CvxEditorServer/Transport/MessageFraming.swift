/// Cuts a stream of bytes into messages: `Content-Length: N`, other headers, an empty line, N bytes.
package struct MessageFraming {
    package enum Frame: Equatable {
        case message([UInt8])
        /// Bytes that are no message; they have been passed over.
        case fault(String)
    }

    /// A longer message is passed over unread.
    package static let lengthLimit = 64 << 20
    /// Headers of a message are never longer.
    private static let headerLimit = 8 << 10

    private var buffer: [UInt8] = []
    private var start = 0
    /// Bytes of a refused message that are still to come.
    private var toSkip = 0

    package init() {}

    package mutating func append(_ bytes: some Sequence<UInt8>) {
        if start > 1 << 20 || start == buffer.count {
            buffer.removeFirst(start)
            start = 0
        }
        buffer.append(contentsOf: bytes)
    }

    /// The next message or fault; nil where more bytes are needed.
    package mutating func next() -> Frame? {
        let skipped = min(toSkip, buffer.count - start)
        start += skipped
        toSkip -= skipped
        guard toSkip == 0, let end = headerEnd() else { return tooLongAHeader() }
        let header = String(decoding: buffer[start..<end.header], as: UTF8.self)
        guard let length = Self.length(header) else {
            start = end.body
            return .fault("a header without a readable Content-Length")
        }
        guard length <= Self.lengthLimit else {
            start = end.body
            toSkip = length
            return .fault("a message of \(length) bytes is too long")
        }
        guard buffer.count - end.body >= length else { return nil }
        start = end.body + length
        return .message(Array(buffer[end.body..<start]))
    }

    /// Where the header lines end, and where the body begins; a line may end with LF alone.
    private func headerEnd() -> (header: Int, body: Int)? {
        var index = start
        while index < buffer.count {
            if buffer[index] == 0x0A {
                if index + 1 < buffer.count, buffer[index + 1] == 0x0A { return (index, index + 2) }
                if index + 2 < buffer.count, buffer[index + 1] == 0x0D, buffer[index + 2] == 0x0A {
                    return (index, index + 3)
                }
            }
            index += 1
        }
        return nil
    }

    private mutating func tooLongAHeader() -> Frame? {
        guard toSkip == 0, buffer.count - start > Self.headerLimit else { return nil }
        // Up to a line that may begin a header again.
        let mark = Array("Content-Length:".utf8)
        var index = start + 1
        while index + mark.count <= buffer.count, !buffer[index...].starts(with: mark) { index += 1 }
        start = index
        return .fault("bytes without a header")
    }

    /// What follows the last `Content-Length:`, so that rests of a broken message before it do no harm.
    private static func length(_ header: String) -> Int? {
        let lowered = header.lowercased()
        guard let mark = lowered.ranges(of: "content-length:").last else { return nil }
        let digits = lowered[mark.upperBound...].drop { $0 == " " }.prefix { !$0.isWhitespace }
        guard let length = Int(digits), length >= 0 else { return nil }
        return length
    }
}
