internal import Glibc

/// A folder of emails, one a file, that any mail program can open: written in `tmp`, then renamed into `new`, so that no
/// half of one is ever seen. An email of a name comes in once, wherever its reader has put it since.
final class Maildir {
    private let path: String
    private var folders: (own: Int32, incoming: Int32, new: Int32)?
    /// Names of what a mail program has taken out of `new`.
    private var taken: Set<String> = []

    init(path: String) { self.path = path }

    deinit {
        guard let folders else { return }
        close(folders.own)
        close(folders.incoming)
        close(folders.new)
    }

    /// - Parameter name: without `/` and `:`
    func deliver(_ bytes: [UInt8], name: String) throws(FileFault) {
        let (_, incoming, new) = try opened()
        if taken.contains(name) { return }
        // What an earlier run left half-written has this name too.
        let file = openat(incoming, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .last("\(path)/tmp/\(name)") }
        do throws(FileFault) {
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
            defer { buffer.deallocate() }
            buffer.copyBytes(from: bytes)
            try OutboxFiles.write(UnsafeRawBufferPointer(buffer), to: file, path: "\(path)/tmp/\(name)")
        } catch {
            close(file)
            unlinkat(incoming, name, 0)
            throw error
        }
        close(file)
        guard renameat(incoming, name, new, name) == 0 else { throw .last("\(path)/new/\(name)") }
    }

    func flush() throws(FileFault) {
        guard let folders else { return }
        guard OutboxFiles.syncFileSystem(of: folders.own) else { throw .last(path) }
    }

    private func opened() throws(FileFault) -> (own: Int32, incoming: Int32, new: Int32) {
        if let folders { return folders }
        for name in ["tmp", "new", "cur"] { try OutboxFiles.makeFolder("\(path)/\(name)") }
        for name in OutboxFiles.names(in: "\(path)/cur") {
            // A mail program's marks stand behind the colon.
            taken.insert(String(name.prefix { $0 != ":" }))
        }
        let opened = try (
            own: OutboxFiles.openFolder(path), incoming: OutboxFiles.openFolder("\(path)/tmp"),
            new: OutboxFiles.openFolder("\(path)/new")
        )
        folders = opened
        return opened
    }
}
