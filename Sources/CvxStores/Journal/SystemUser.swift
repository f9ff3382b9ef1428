internal import CvxDomain
internal import Glibc

/// What the operating system knows of who and when.
package enum SystemUser {
    /// The name of the user whose rights the process has; the number where it has no name.
    package static let name: String = {
        let user = geteuid()
        guard let entry = getpwuid(user), let name = entry.pointee.pw_name else { return String(user) }
        return String(cString: name)
    }()

    static var now: Instant {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(milliseconds: Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000)
    }
}

/// How the journal names a store's file: from the workspace's folder where it lies in it, so that a workspace can move.
enum JournaledFile {
    /// - Parameter journal: the path of `data/cvx.db`.
    static func name(of path: String, journal: String) -> String {
        guard let data = FilePath.parent(of: journal), let folder = FilePath.parent(of: data),
            path.hasPrefix(folder == "/" ? "/" : folder + "/")
        else { return path }
        return String(path.dropFirst(folder == "/" ? 1 : folder.utf8.count + 1))
    }
}
