import Glibc

/// Runs a program to its end, with nothing to read, and keeps what it writes.
struct ChildProcess {
    enum End: Equatable { case exited, timedOut, wroteTooMuch, cancelled }

    struct Result {
        var output: [UInt8]
        var errors: [UInt8]
        /// 128 and the signal's number where one ended it.
        var status: Int32
        var end: End
    }

    /// Of each stream.
    static let outputLimit = 16 << 20

    var path: String
    var arguments: [String]
    var folder: String
    var environment: [String: String]
    /// Milliseconds.
    var timeout: Int64
    /// Asked now and then whether to give up.
    var isCancelled: () -> Bool

    /// - Throws: ``StartFailure``.
    func run() throws -> Result {
        let output = try Pipe()
        let errors = try Pipe()
        let process = try start(output, errors)
        // The child has its own; ours would keep the streams open.
        output.closeWriting()
        errors.closeWriting()
        var streams = [output, errors].map { Stream(descriptor: $0.reading) }
        let deadline = ContinuousClock.now + .milliseconds(timeout)
        var end = withExtendedLifetime((output, errors)) { read(&streams, until: deadline) }
        var status: Int32 = 0
        var isRunning = true
        while end == .exited {
            isRunning = waitpid(process, &status, WNOHANG) == 0
            if !isRunning { break }
            if isCancelled() {
                end = .cancelled
            } else if ContinuousClock.now >= deadline {
                end = .timedOut
            } else {
                usleep(500)
            }
        }
        if isRunning {
            kill(process, SIGKILL)
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
        }
        // As the macros WIFSIGNALED and WEXITSTATUS say it, which Swift does not import.
        let signal = status & 0x7F
        return Result(
            output: streams[0].bytes, errors: streams[1].bytes,
            status: signal == 0 ? status >> 8 & 0xFF : 128 + signal, end: end)
    }

    /// In a process group of its own, so that Ctrl-C at the terminal reaches us alone.
    private func start(_ output: Pipe, _ errors: Pipe) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.writing, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors.writing, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        // What starts a program in another folder is an extension that Swift does not see; a shell does it.
        let shell = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder, path]
        var words = (shell + arguments).map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process: pid_t = 0
        let code = posix_spawn(&process, shell[0], &actions, &attributes, &words, &variables)
        guard code == 0 else { throw StartFailure(path: shell[0], code: code) }
        return process
    }

    struct StartFailure: Error, CustomStringConvertible {
        var path: String
        var code: Int32
        var description: String { "\(path) cannot be had: \(String(cString: strerror(code)))" }
    }

    /// Closed with its last holder.
    private final class Pipe {
        let reading: Int32
        private(set) var writing: Int32

        init() throws {
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0 else { throw StartFailure(path: "a pipe", code: errno) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            reading = ends[0]
            writing = ends[1]
        }

        deinit {
            close(reading)
            closeWriting()
        }

        func closeWriting() {
            if writing >= 0 { close(writing) }
            writing = -1
        }
    }

    private struct Stream {
        var descriptor: Int32
        var bytes: [UInt8] = []
        var isOpen = true
    }

    private func read(_ streams: inout [Stream], until deadline: ContinuousClock.Instant) -> End {
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while streams.contains(where: \.isOpen) {
            if isCancelled() { return .cancelled }
            if ContinuousClock.now >= deadline { return .timedOut }
            // A negative descriptor is passed over.
            var polls = streams.map {
                pollfd(fd: $0.isOpen ? $0.descriptor : -1, events: Int16(POLLIN), revents: 0)
            }
            guard poll(&polls, nfds_t(polls.count), 100) > 0 else { continue }
            for index in polls.indices where polls[index].revents != 0 {
                let count = block.withUnsafeMutableBytes {
                    Glibc.read(streams[index].descriptor, $0.baseAddress, $0.count)
                }
                if count < 0, errno == EINTR { continue }
                if count <= 0 {
                    streams[index].isOpen = false
                } else {
                    streams[index].bytes += block[..<count]
                }
                if streams[index].bytes.count > Self.outputLimit { return .wroteTooMuch }
            }
        }
        return .exited
    }
}
