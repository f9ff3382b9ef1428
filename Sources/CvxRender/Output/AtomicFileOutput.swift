import Glibc

/// A file that appears whole or not at all: written beside its target, synced and renamed by `finish`.
///
/// A link is followed and stays a link; an existing file's mode and, where allowed, its owner are kept. What
/// is no regular file (`/dev/stdout`, a named pipe) is written directly. Without `finish` the target is left
/// as it was and the temporary file is removed.
package final class AtomicFileOutput: ByteOutput {
    /// The path as it was given.
    package let path: String
    private let target: String
    /// Nil when the target is written directly.
    private var temporary: String?
    private(set) var descriptor: Int32

    /// Throws `OutputError` at once when the file could not be written in the end: before any work is done.
    package init(path: String) throws {
        self.path = path
        guard !path.isEmpty else { throw OutputError(operation: "create", path: path, code: ENOENT) }
        let target = try Self.followingLinks(path)
        self.target = target
        var status = stat()
        let exists = stat(target, &status) == 0
        let type = status.st_mode & S_IFMT
        if exists, type == S_IFDIR { throw OutputError(operation: "create", path: path, code: EISDIR) }
        if exists, type != S_IFREG {
            descriptor = open(target, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw OutputError(operation: "open", path: path, code: errno) }
            return
        }
        // A rename would replace a file that its owner has made read-only.
        if exists, access(target, W_OK) != 0 {
            throw OutputError(operation: "open", path: path, code: errno)
        }
        (descriptor, temporary) = try Self.openTemporary(beside: target, path: path)
        if exists {
            _ = fchown(descriptor, status.st_uid, status.st_gid)
            _ = fchmod(descriptor, status.st_mode & 0o7777)
        }
    }

    deinit { discard() }

    package func write(_ bytes: UnsafeRawBufferPointer) throws {
        guard descriptor >= 0 else { throw OutputError(operation: "write", path: path, code: EBADF) }
        do {
            try FileDescriptorOutput.write(bytes, to: descriptor, path: path)
        } catch {
            discard()
            throw error
        }
    }

    package func finish() throws {
        guard descriptor >= 0 else { throw OutputError(operation: "write", path: path, code: EBADF) }
        guard let temporary else {
            let closed = close(descriptor)
            descriptor = -1
            if closed != 0 { throw OutputError(operation: "write", path: path, code: errno) }
            return
        }
        if fsync(descriptor) != 0 { throw failure("write") }
        let closed = close(descriptor)
        descriptor = -1
        if closed != 0 { throw failure("write") }
        if rename(temporary, target) != 0 { throw failure("rename") }
        self.temporary = nil
        Self.syncDirectory(of: target)
    }

    private func failure(_ operation: String) -> OutputError {
        let code = errno
        discard()
        return OutputError(operation: operation, path: path, code: code)
    }

    /// Leaves the target as it was.
    private func discard() {
        if descriptor >= 0 {
            close(descriptor)
            descriptor = -1
        }
        if let temporary {
            unlink(temporary)
            self.temporary = nil
        }
    }

    // MARK: Paths

    private static func directory(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Where a chain of links ends, whether or not a file is there yet.
    private static func followingLinks(_ path: String) throws -> String {
        var current = path
        for _ in 0..<40 {
            var status = stat()
            guard lstat(current, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return current }
            // Links of /proc name no path: /dev/stdout of a pipe.
            var reached = stat()
            if stat(current, &reached) == 0, reached.st_mode & S_IFMT != S_IFREG { return current }
            let destination = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) {
                buffer -> String? in
                guard let base = buffer.baseAddress else { return nil }
                let count = readlink(current, base, buffer.count)
                guard count > 0 else { return nil }
                return String(
                    decoding: UnsafeRawBufferPointer(start: base, count: count), as: UTF8.self)
            }
            guard let destination else { throw OutputError(operation: "open", path: path, code: errno) }
            current = destination.hasPrefix("/") ? destination : directory(of: current) + "/" + destination
        }
        throw OutputError(operation: "open", path: path, code: ELOOP)
    }

    private static func openTemporary(beside target: String, path: String) throws -> (Int32, String) {
        let directory = directory(of: target)
        for _ in 0..<16 {
            let name = "\(directory)/.cvx-\(getpid())-\(String(UInt64.random(in: 0 ... .max), radix: 36)).tmp"
            let descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
            if descriptor >= 0 { return (descriptor, name) }
            if errno != EEXIST { throw OutputError(operation: "create", path: path, code: errno) }
        }
        throw OutputError(operation: "create", path: path, code: EEXIST)
    }

    /// So that the new name survives a power cut; some file systems refuse, which is no failure.
    private static func syncDirectory(of path: String) {
        let descriptor = open(directory(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }
}
