import Glibc

/// A program on a terminal of its own: what it draws is collected, what a person would type is sent.
package final class PseudoTerminal {
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    /// Everything that the program has written.
    package private(set) var output = ""
    package let process: Int32
    private let master: Int32
    private var bytes: [UInt8] = []
    private var seen = 0
    private var status: Int32?

    /// - Parameter environment: the whole environment, TERM included
    package init(
        _ path: String, _ arguments: [String] = [], environment: [String: String], folder: String? = nil,
        columns: UInt16 = 80, rows: UInt16 = 24
    ) throws {
        // Glibc's Swift module hides posix_openpt and its kin; these requests are what they are made of.
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var number: Int32 = 0
        var unlocked: Int32 = 0
        guard master >= 0, ioctl(master, 0x4004_5431 /* TIOCSPTLCK */, &unlocked) == 0,
            ioctl(master, 0x8004_5430 /* TIOCGPTN */, &number) == 0
        else { throw Failure(description: "no pseudo-terminal: \(String(cString: strerror(errno)))") }
        let terminal = "/dev/pts/\(number)"
        // Held open until the program has it, or its size would be lost.
        let side = open(terminal, O_RDWR | O_NOCTTY | O_CLOEXEC)
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(side, UInt(TIOCSWINSZ), &size)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        // The first terminal that a session leader opens becomes the one that sends it signals.
        posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        let newSession: Int32 = 0x80  // POSIX_SPAWN_SETSID, hidden as well
        posix_spawnattr_setflags(
            &attributes, Int16(newSession | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        // Threads of a test run block signals, and a child inherits that.
        var unblocked = sigset_t()
        sigemptyset(&unblocked)
        posix_spawnattr_setsigmask(&attributes, &unblocked)
        var defaults = sigset_t()
        sigfillset(&defaults)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        var words = [path] + arguments
        if let folder { words = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder] + words }
        var argv = words.map { strdup($0) } + [nil]
        var env = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            argv.forEach { free($0) }
            env.forEach { free($0) }
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
            close(side)
        }
        var child: pid_t = 0
        let failure = posix_spawn(&child, words[0], &actions, &attributes, &argv, &env)
        guard failure == 0 else {
            throw Failure(description: "\(path): \(String(cString: strerror(failure)))")
        }
        process = child
    }

    deinit {
        if status == nil {
            kill(process, SIGKILL)
            waitpid(process, nil, 0)
        }
        close(master)
    }

    /// The folder of the products that the tests were built with.
    package static var products: String {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, 4095)
        let own = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        // `swift test` runs the bundle itself, or names it to a helper of the toolchain.
        let candidates = CommandLine.arguments.filter { $0.hasSuffix(".xctest") } + [own]
        return candidates[0].split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
    }

    package func send(_ text: String) { send(Array(text.utf8)) }

    package func send(_ input: [UInt8]) {
        var rest = input[...]
        while !rest.isEmpty {
            // A program that draws blocks when nobody reads, and then reads nothing either.
            var request = pollfd(fd: master, events: Int16(POLLIN | POLLOUT), revents: 0)
            guard poll(&request, 1, 10_000) > 0 else { return }
            if request.revents & Int16(POLLIN) != 0 { receive(milliseconds: 0) }
            guard request.revents & Int16(POLLOUT) != 0 else { continue }
            let piece = rest.prefix(256)
            let count = piece.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
            if count < 0 { return }
            rest = rest.dropFirst(count)
        }
    }

    package func resize(columns: UInt16, rows: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    }

    package func signal(_ number: Int32) { kill(process, number) }

    /// Waits until the text is drawn after what earlier calls found, and gives what came up to its end.
    @discardableResult
    package func expect(_ text: String, seconds: Int = 20) throws -> String {
        let wanted = Array(text.utf8)
        let deadline = time(nil) + seconds
        var start = seen
        while true {
            while start + wanted.count <= bytes.count {
                if bytes[start..<start + wanted.count].elementsEqual(wanted) {
                    defer { seen = start + wanted.count }
                    return String(decoding: bytes[seen..<start + wanted.count], as: UTF8.self)
                }
                start += 1
            }
            guard time(nil) <= deadline, receive(milliseconds: 200) else {
                let got = String(decoding: bytes[seen...].suffix(2_000), as: UTF8.self)
                throw Failure(description: "no \(text.debugDescription) in \(got.debugDescription)")
            }
        }
    }

    /// Types a key until the program ends: on a busy machine one can arrive while the terminal changes its
    /// mode and is lost, as it would be for a person.
    package func leave(_ key: String, seconds: Int = 20) throws -> Int32 {
        for attempt in 0..<seconds * 2 {
            // What came too early may stand in the line as text: ^U takes it away.
            send(attempt > 0 && key == "\u{4}" ? "\u{15}" + key : key)
            if let status = try? wait(seconds: 0) { return status }
            usleep(400_000)
        }
        return try wait(seconds: 1)
    }

    /// Waits for the end and gives the exit status, as a shell would say it.
    package func wait(seconds: Int = 20) throws -> Int32 {
        if let status { return status }
        let deadline = time(nil) + seconds
        var raw: Int32 = 0
        while waitpid(process, &raw, WNOHANG) == 0 {
            guard time(nil) <= deadline else { throw Failure(description: "still running; wrote \(output)") }
            if !receive(milliseconds: 50) { usleep(10_000) }
        }
        while receive(milliseconds: 0), !bytes.isEmpty, isReadable { continue }
        let result = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : 128 + (raw & 0x7F)
        status = result
        return result
    }

    private var isReadable: Bool {
        var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, 0) > 0 && request.revents & Int16(POLLIN) != 0
    }

    /// False when the program has closed the terminal.
    @discardableResult
    private func receive(milliseconds: Int32) -> Bool {
        var request = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        guard poll(&request, 1, milliseconds) > 0 else { return true }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = read(master, &buffer, buffer.count)
        guard count > 0 else { return false }
        bytes.append(contentsOf: buffer[..<count])
        output = String(decoding: bytes.suffix(4_000), as: UTF8.self)
        return true
    }
}
