internal import CvxDomain
internal import Glibc

/// A line of JSON for each request, without keys.
package final class RequestLog {
    private let file: Int32

    /// - Throws: `SandboxServer.Problem` where the file cannot be written
    package init(_ path: String) throws {
        file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        if file < 0 {
            throw SandboxServer.Problem(description: "\(path): \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(file) }

    func write(_ line: JSONValue) {
        let bytes = line.written() + [0x0A]
        // A log that cannot be written any more is no reason to stop.
        _ = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
    }
}
