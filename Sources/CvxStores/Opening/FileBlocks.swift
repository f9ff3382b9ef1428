internal import Glibc

/// A file's bytes, piece by piece.
enum FileBlocks {
    /// In the system's words.
    struct Unreadable: Error {
        var reason: String

        fileprivate init() { reason = strerror(errno).map { String(cString: $0) } ?? "unknown error" }
    }

    /// - Throws: `Unreadable`, and what `body` throws.
    static func each(of path: String, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Unreadable() }
        defer { close(descriptor) }
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = Glibc.read(descriptor, block.baseAddress, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Unreadable() }
            if count == 0 { return }
            try body(UnsafeRawBufferPointer(rebasing: block[..<count]))
        }
    }
}
