internal import Glibc

/// What all that is kept in files needs of the file system.
enum OutboxFiles {
    /// Makes a folder with those above it. What is in them is about people: they are their owner's alone.
    static func makeFolder(_ path: String) throws(FileFault) {
        if mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw .last(path)
        }
        try makeFolder(String(path[..<slash]))
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw .last(path) }
    }

    static func openFolder(_ path: String) throws(FileFault) -> Int32 {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last(path) }
        return descriptor
    }

    static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32, path: String) throws(FileFault) {
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
            if count > 0 {
                done += count
            } else if count == 0 || errno != EINTR {
                throw .last(path)
            }
        }
    }

    /// Names of what is in a folder, those that begin with a dot left out; none where it cannot be read.
    static func names(in path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names
    }

    /// A file is there, and another is not, or may have been written before it: files written within some milliseconds
    /// have the same time.
    static func isNewer(_ path: String, than other: String) -> Bool {
        var (mine, theirs) = (stat(), stat())
        guard stat(path, &mine) == 0 else { return false }
        guard stat(other, &theirs) == 0 else { return true }
        return (mine.st_mtim.tv_sec, mine.st_mtim.tv_nsec) >= (theirs.st_mtim.tv_sec, theirs.st_mtim.tv_nsec)
    }

    /// Sees that all of a file system is on disk. Swift's Glibc does not show the call.
    static func syncFileSystem(of descriptor: Int32) -> Bool {
        typealias Call = @convention(c) (Int32) -> Int32
        guard let call = dlsym(nil, "syncfs") else { return fsync(descriptor) == 0 }
        return unsafeBitCast(call, to: Call.self)(descriptor) == 0
    }
}
