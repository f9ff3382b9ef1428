internal import Glibc

/// A byte of a file, locked for as long as this lives.
final class ByteLock {
    private let descriptor: Int32

    /// Nil where somebody has it.
    init?(_ path: String, at offset: Int64) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        var lock = Self.byte(offset)
        // F_OFD_SETLK: of the open file, not of the process, so that another place in this process is kept out too.
        guard descriptor >= 0, fcntl(descriptor, 37, &lock) == 0 else {
            let code = errno
            if descriptor >= 0 { close(descriptor) }
            if descriptor >= 0, code == EAGAIN || code == EACCES { return nil }
            throw StoreError(
                kind: .unreadable, store: nil, path: path,
                message: "\(path) cannot be locked: \(String(cString: strerror(code)))")
        }
    }

    deinit { close(descriptor) }

    /// Whether somebody has it, this process or another; false where that cannot be seen.
    static func isHeld(_ path: String, at offset: Int64) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        var lock = byte(offset)
        // F_OFD_GETLK
        return fcntl(descriptor, 36, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
    }

    private static func byte(_ offset: Int64) -> flock {
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = off_t(offset)
        lock.l_len = 1
        return lock
    }
}
