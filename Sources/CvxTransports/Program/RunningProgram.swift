internal import Glibc

/// A program with a message on its standard input, and the beginning of what it writes on its standard error.
final class RunningProgram {
    /// Why a program did not start.
    struct StartFault: Error {
        var path: String
        /// Of `errno`.
        var code: Int32

        /// It may pass, and nobody has to look at the settings for it.
        /// ETXTBSY: somebody is just writing the program's file.
        var isPassing: Bool { [EAGAIN, ENOMEM, EMFILE, ENFILE, ETXTBSY].contains(code) }

        var description: String { "\(path) cannot be started: \(String(cString: strerror(code)))" }
    }

    enum End {
        case exited(Int32)
        case killed(Int32)
    }

    /// Bytes of its errors that are kept; what is more is read, so that it can go on, and forgotten.
    private static let limit = 2_000

    private let process: pid_t
    /// -1 when it is closed at the other end.
    private(set) var errors: Int32
    private(set) var words: [UInt8] = []
    private var hasEnded = false

    /// - Parameters:
    ///   - command: the program, looked for on the path where it has no `/`, and its arguments; not empty
    ///   - environment: all of it
    init(_ command: [String], environment: [String: String], input: [UInt8]) throws(StartFault) {
        let name = command.first ?? ""
        let file = try Self.file(with: input)
        defer { close(file) }
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw StartFault(path: name, code: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        _ = fcntl(ends[0], F_SETFL, O_NONBLOCK)
        errors = ends[0]
        defer { close(ends[1]) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, file, STDIN_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A session of its own: Ctrl-C at the terminal reaches us alone, and nobody is asked for a password there.
        let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, which Swift does not see
        posix_spawnattr_setflags(
            &attributes, Int16(newSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        var words = command.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let code = posix_spawnp(&process, name, &actions, &attributes, &words, &variables)
        guard code == 0 else {
            close(ends[0])
            throw StartFault(path: name, code: code)
        }
        self.process = process
    }

    deinit {
        if !hasEnded { kill() }
        if errors >= 0 { close(errors) }
    }

    /// Its end, once; nil while it runs.
    func end() -> End? {
        read()
        var status: Int32 = 0
        let result = waitpid(process, &status, WNOHANG)
        if result == 0 || (result < 0 && errno == EINTR) { return nil }
        hasEnded = true
        read()
        // As WIFSIGNALED and WEXITSTATUS say it, which Swift does not see.
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal)
    }

    /// Ends it with all that it has started.
    func kill() {
        _ = Glibc.kill(-process, SIGKILL)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        hasEnded = true
    }

    /// Takes what it has written until now.
    private func read() {
        var block = [UInt8](repeating: 0, count: 4_096)
        while errors >= 0 {
            let count = Glibc.read(errors, &block, block.count)
            if count > 0 {
                words += block[..<min(count, Self.limit - words.count)]
            } else if count < 0, errno == EAGAIN {
                return
            } else if count == 0 || errno != EINTR {
                close(errors)
                errors = -1
            }
        }
    }

    /// A file without a name: whatever its size, nobody has to feed it to the program.
    private static func file(with bytes: [UInt8]) throws(StartFault) -> Int32 {
        var template = Array("/tmp/cvx-message-XXXXXX".utf8CString)
        let file = mkstemp(&template)
        guard file >= 0 else { throw StartFault(path: "a file in /tmp", code: errno) }
        unlink(template)
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        do throws(FileFault) {
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
            defer { buffer.deallocate() }
            buffer.copyBytes(from: bytes)
            try OutboxFiles.write(UnsafeRawBufferPointer(buffer), to: file, path: "a file in /tmp")
        } catch {
            close(file)
            throw StartFault(path: error.path, code: error.code)
        }
        lseek(file, 0, SEEK_SET)
        return file
    }
}
