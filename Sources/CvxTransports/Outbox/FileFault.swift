internal import Glibc

/// A file or folder that cannot be had.
struct FileFault: Error, Hashable, CustomStringConvertible {
    var path: String
    /// Of `errno`.
    var code: Int32

    /// With the code that the last call of the system left.
    static func last(_ path: String) -> FileFault { FileFault(path: path, code: errno) }

    var description: String { "\(path) cannot be written: \(String(cString: strerror(code)))" }
}
