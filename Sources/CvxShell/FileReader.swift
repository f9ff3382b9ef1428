import CvxLanguage
import Glibc

/// Reads whole files of program text.
package enum FileReader {
    /// - Throws: a diagnostic that names the file.
    package static func read(_ path: String) throws -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable(path) }
        defer { close(descriptor) }
        return try readAll(descriptor, path)
    }

    package static func readStandardInput() throws -> [UInt8] { try readAll(STDIN_FILENO, "standard input") }

    private static func readAll(_ descriptor: Int32, _ path: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        // No larger than most files: a start touches all of it.
        var block = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = block.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR {
                if Signals.isTimedOut {
                    throw Diagnostic(
                        .timedOut, "\(path) has not ended in time", help: "`--timeout` gives it more")
                }
                if Signals.isInterrupted { throw Diagnostic(.cancelled, "interrupted") }
                continue
            }
            guard count >= 0 else { throw unreadable(path) }
            if count == 0 { return bytes }
            bytes += block[..<count]
        }
    }

    private static func unreadable(_ path: String) -> Diagnostic {
        let reason = strerror(errno).map { String(cString: $0) } ?? "unknown error"
        return Diagnostic(.fileUnreadable, "\(path) cannot be read: \(reason)", help: "check the name")
    }
}
