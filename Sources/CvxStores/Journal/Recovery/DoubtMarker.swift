internal import Glibc

/// A small file beside the journal that is not empty while a change may be half done, so that a start without doubt
/// costs one look at its size. Whoever commits holds it shared; recovery holds it alone, so that every intent which it
/// finds is of a process that is gone.
final class DoubtMarker {
    private let path: String
    private var descriptor: Int32 = -1

    /// - Parameter journal: the path of `data/cvx.db`.
    init(journal: String) { path = journal + "-doubt" }

    deinit { leave() }

    var isRaised: Bool { FileProbe(path).size > 0 }

    /// Raises the marker for a commit, until `lower` or the end of the process.
    ///
    /// - Parameters:
    ///   - isDurable: whether it must outlast a loss of power, as for a change of several files.
    ///   - patience: milliseconds to wait for a recovery that runs.
    func raise(isDurable: Bool, patience: Int) throws {
        let isNew = FileProbe(path).kind == .missing
        guard try enter(LOCK_SH, patience: patience) else { throw busy }
        if isDurable, isNew { Self.flushFolder(of: path) }
        guard pwrite(descriptor, "!", 1, 0) == 1, !isDurable || fdatasync(descriptor) == 0 else {
            let failure = failure
            leave()
            throw failure
        }
    }

    /// Lowers the marker, unless another process is about to commit or something is still in doubt.
    func lower(isInDoubt: () throws -> Bool) {
        defer { leave() }
        // What cannot be asked is in doubt.
        guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0, (try? isInDoubt()) == false else {
            return
        }
        _ = ftruncate(descriptor, 0)
    }

    /// Runs `body` while nobody commits; false where that does not come within the patience.
    func alone(patience: Int, _ body: () throws -> Void) throws -> Bool {
        guard try enter(LOCK_EX, patience: patience) else { return false }
        defer { leave() }
        try body()
        return true
    }

    /// Empties the marker; to be called inside `alone`.
    func clear() { _ = ftruncate(descriptor, 0) }

    private func enter(_ kind: Int32, patience: Int) throws -> Bool {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure }
        var waited = 0
        while flock(descriptor, kind | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else {
                let failure = failure
                leave()
                throw failure
            }
            guard waited < patience else {
                leave()
                return false
            }
            usleep(20_000)
            waited += 20
        }
        return true
    }

    /// So that a new file's name outlasts a loss of power; a folder that cannot be opened is left to the system.
    private static func flushFolder(of path: String) {
        let folder = open(FilePath.parent(of: path) ?? "/", O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private func leave() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }

    private var busy: StoreError {
        StoreError(
            kind: .busy, store: nil, path: path, message: "another cvx is settling an interrupted change",
            help: "try again in a moment")
    }

    private var failure: StoreError {
        let reason = String(cString: strerror(errno))
        let isFull = errno == ENOSPC || errno == EDQUOT
        return StoreError(
            kind: isFull ? .diskFull : .readOnly, store: nil, path: path,
            message: "\(path) cannot be written (\(reason)), and nothing is changed without it",
            help: isFull ? "free some space on that disk, then try again" : "make its folder writable")
    }
}
