internal import Glibc

/// What the file system says of a path, by system calls alone.
struct FileProbe: Equatable {
    enum Kind { case missing, file, directory, other }

    var kind: Kind
    var size: Int64
    /// Nanoseconds since 1970 of its last change.
    var changed: Int64
    var isReadable: Bool
    var isWritable: Bool

    init(_ path: String) {
        var info = stat()
        guard stat(path, &info) == 0 else {
            // ENOENT and ENOTDIR: not there. Anything else (EACCES, ELOOP …): there, but out of reach.
            kind = errno == ENOENT || errno == ENOTDIR ? .missing : .other
            size = 0
            changed = 0
            isReadable = false
            isWritable = false
            return
        }
        kind =
            switch info.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            default: .other
            }
        size = Int64(info.st_size)
        changed = Int64(info.st_mtim.tv_sec) * 1_000_000_000 + Int64(info.st_mtim.tv_nsec)
        isReadable = access(path, R_OK) == 0
        isWritable = access(path, W_OK) == 0
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}

/// Paths as text: no Foundation, no file system beyond the current folder.
enum FilePath {
    static var currentFolder: String {
        guard let buffer = getcwd(nil, 0) else { return "/" }
        defer { free(buffer) }
        return String(cString: buffer)
    }

    static func join(_ folder: String, _ name: String) -> String {
        if name.utf8.first == UInt8(ascii: "/") { return name }
        return folder.utf8.last == UInt8(ascii: "/") ? folder + name : folder + "/" + name
    }

    /// Absolute, symbolic links followed where the path exists.
    static func absolute(_ path: String, in folder: String) -> String {
        let joined = join(folder, path)
        guard let buffer = realpath(joined, nil) else { return joined }
        defer { free(buffer) }
        return String(cString: buffer)
    }

    /// Nil for `/`.
    static func parent(of path: String) -> String? {
        guard path != "/", let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return slash == path.utf8.startIndex ? "/" : String(path[..<slash])
    }

    /// As SQLite's URI file names have it: everything but unreserved characters and `/` is escaped.
    static func uri(_ path: String, query: String) -> String {
        var bytes = Array("file:".utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "-"),
                UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes.append(UInt8(ascii: "%"))
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: bytes, as: UTF8.self) + "?" + query
    }
}
