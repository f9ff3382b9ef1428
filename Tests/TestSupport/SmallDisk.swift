import Foundation
import Glibc

/// A file system in memory that is soon full, where the tests may mount one: as root, outside of most containers.
package final class SmallDisk {
    package let path: String
    private var ballast: String { path + "/ballast" }

    package static let isPossible: Bool = (try? SmallDisk(bytes: 1 << 20)) != nil

    /// - Throws: where none can be mounted.
    package init(bytes: Int) throws {
        path = NSTemporaryDirectory() + "/cvx-small-disk-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(bytes)") == 0 else {
            let code = errno
            rmdir(path)
            throw NSError(domain: NSPOSIXErrorDomain, code: Int(code))
        }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
        rmdir(path)
    }

    /// Leaves so many bytes, in whole pages.
    package func fill(leaving bytes: Int) throws {
        var room = statvfs()
        guard statvfs(path, &room) == 0 else { throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno)) }
        let free = Int(room.f_bavail) * Int(room.f_bsize)
        try Data(count: max(0, free - bytes)).write(to: URL(fileURLWithPath: ballast))
    }

    package func makeRoom() throws { try FileManager.default.removeItem(atPath: ballast) }
}
