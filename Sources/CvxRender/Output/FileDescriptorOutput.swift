import Glibc

/// Writes to an open descriptor, which stays its owner's to close.
///
/// The process ignores SIGPIPE, so a reader that left shows as `OutputClosed`.
package final class FileDescriptorOutput: ByteOutput {
    package let descriptor: Int32
    private let path: String?

    package init(_ descriptor: Int32, path: String? = nil) {
        self.descriptor = descriptor
        self.path = path
    }

    package func write(_ bytes: UnsafeRawBufferPointer) throws {
        try Self.write(bytes, to: descriptor, path: path)
    }

    package func finish() throws {}

    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String?) throws {
        guard let base = bytes.baseAddress else { return }
        var written = 0
        while written < bytes.count {
            let count = Glibc.write(descriptor, base + written, bytes.count - written)
            if count >= 0 {
                written += count
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                // Somebody made the terminal or pipe non-blocking: wait until it takes more.
                var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                _ = poll(&entry, 1, -1)
            case EPIPE: throw OutputClosed()
            case let code: throw OutputError(operation: "write", path: path, code: code)
            }
        }
    }
}
