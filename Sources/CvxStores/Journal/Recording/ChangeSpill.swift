internal import Glibc

/// Chunks that wait for their commit: a few megabytes in memory, the rest in a temporary file that has no name, so
/// that memory stays flat however much one transaction changes.
final class ChangeSpill {
    enum Chunk {
        case memory([UInt8])
        case file(offset: Int, count: Int)
    }

    private let limit: Int
    private let folder: String
    private var inMemory = 0
    private var descriptor: Int32 = -1
    private var end = 0

    /// - Parameters:
    ///   - limit: bytes that stay in memory.
    ///   - folder: for the file.
    init(limit: Int = 8 << 20, folder: String = ChangeSpill.temporaryFolder) {
        self.limit = limit
        self.folder = folder
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func keep(_ bytes: UnsafeRawBufferPointer) throws -> Chunk {
        guard inMemory + bytes.count > limit else {
            inMemory += bytes.count
            return .memory(Array(bytes))
        }
        let offset = end
        try write(bytes)
        return .file(offset: offset, count: bytes.count)
    }

    func drop(_ chunk: Chunk) {
        if case .memory(let bytes) = chunk { inMemory -= bytes.count }
    }

    func read(_ chunk: Chunk) throws -> [UInt8] {
        switch chunk {
        case .memory(let bytes): return bytes
        case .file(let offset, let count):
            var done = 0
            let descriptor = descriptor
            let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, length in
                while done < count, let start = buffer.baseAddress {
                    let got = pread(descriptor, start + done, count - done, off_t(offset + done))
                    if got < 0, errno == EINTR { continue }
                    guard got > 0 else { break }
                    done += got
                }
                length = done
            }
            guard done == count else { throw failure("read") }
            return bytes
        }
    }

    private func write(_ bytes: UnsafeRawBufferPointer) throws {
        if descriptor < 0 { try open() }
        var done = 0
        while done < bytes.count, let start = bytes.baseAddress {
            let put = pwrite(descriptor, start + done, bytes.count - done, off_t(end + done))
            if put < 0, errno == EINTR { continue }
            guard put > 0 else { throw failure("written") }
            done += put
        }
        end += bytes.count
    }

    private func open() throws {
        var template = Array(FilePath.join(folder, "cvx-change-XXXXXX").utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failure("made") }
        unlink(template)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    static var temporaryFolder: String {
        guard let folder = getenv("TMPDIR"), folder.pointee != 0 else { return "/var/tmp" }
        return String(cString: folder)
    }

    private func failure(_ what: String) -> StoreError {
        let code = errno
        if code == ENOSPC || code == EDQUOT || code == EFBIG {
            return StoreError(
                kind: .diskFull, store: nil, path: folder,
                message: "no space is left in \(folder) for what the change did",
                help: "free some space there, or name another folder: TMPDIR=DIR cvx …")
        }
        return StoreError(
            kind: .unreadable, store: nil, path: folder,
            message:
                "a temporary file in \(folder) could not be \(what): \(String(cString: strerror(code)))",
            help: "name another folder: TMPDIR=DIR cvx …")
    }
}
