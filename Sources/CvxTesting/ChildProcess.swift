import Foundation

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

    func run() throws -> Result {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        process.environment = environment
        let (output, errors) = (Pipe(), Pipe())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        // The child has its own; ours would keep the streams open.
        try output.fileHandleForWriting.close()
        try errors.fileHandleForWriting.close()
        var streams = [output, errors].map { Stream(descriptor: $0.fileHandleForReading.fileDescriptor) }
        let deadline = ContinuousClock.now + .milliseconds(timeout)
        var end = read(&streams, until: deadline)
        while end == .exited, process.isRunning {
            if isCancelled() {
                end = .cancelled
            } else if ContinuousClock.now >= deadline {
                end = .timedOut
            } else {
                usleep(500)
            }
        }
        if end != .exited { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        let isExit = process.terminationReason == .exit
        return Result(
            output: streams[0].bytes, errors: streams[1].bytes,
            status: process.terminationStatus + (isExit ? 0 : 128), end: end)
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
                    Foundation.read(streams[index].descriptor, $0.baseAddress, $0.count)
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
