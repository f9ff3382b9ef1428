internal import CvxDomain
internal import FoundationEssentials
internal import Glibc

/// A workspace under construction. Every file is written under another name and linked to its own at the end,
/// never over one that is there: whoever looks sees whole files or none.
final class WorkspaceBuild {
    private let directory: String
    private var pending: [Pending] = []
    private var stores: [RawStore] = []
    /// Folders that were made here, outermost first.
    private var folders: [String] = []

    private struct Pending {
        var temporary: String
        var path: String
        var isPublished = false
    }

    /// Makes a workspace with what `body` adds to it, or nothing.
    ///
    /// - Throws: ``CreationError/exists(path:)`` where any of its files is there, before anything is made.
    static func run(at directory: String, _ body: (WorkspaceBuild) throws -> Void) throws {
        let build = WorkspaceBuild(directory: directory)
        try build.refuseExisting()
        do {
            try build.makeFolders()
            try body(build)
            try build.publish()
        } catch {
            build.abandon()
            throw error
        }
    }

    private init(directory: String) {
        // Absolute, so that every path in it has a parent.
        self.directory = FilePath.absolute(directory, in: FilePath.currentFolder)
    }

    /// Opens a store with its tables, in a transaction that ``finish(_:_:)`` commits.
    func open(_ schema: NewStoreSchema) throws -> RawStore {
        let store = try RawStore(creating: try add(schema.role.defaultPath))
        stores.append(store)
        try store.execute("BEGIN")
        for table in schema.tables { try store.execute(table) }
        return store
    }

    /// Indexes a store and closes it, still under its temporary name.
    func finish(_ store: RawStore, _ schema: NewStoreSchema) throws {
        for index in schema.indexes { try store.execute(index) }
        try store.execute("COMMIT")
        try store.finish()
    }

    func write(_ text: String, to path: String) throws {
        let temporary = try add(path)
        guard FileManager.default.createFile(atPath: temporary, contents: Data(text.utf8)) else {
            throw CreationError.file(path: temporary, reason: Self.reason(errno))
        }
    }

    private func refuseExisting() throws {
        let stores = StoreRole.others.flatMap { role in
            // A log without its store would be replayed into the new one.
            ["", "-wal", "-journal"].map { role.defaultPath + $0 }
        }
        for path in stores + [PrismaFiles.schemaPath, PrismaFiles.migrationPath, PrismaFiles.lockPath] {
            if Self.exists(full(path)) { throw CreationError.exists(path: full(path)) }
        }
    }

    private func makeFolders() throws {
        let inside = [
            "", "prisma", "prisma/migrations", "prisma/migrations/\(PrismaFiles.migrationName)", "data",
        ]
        for folder in inside { try makeFolder(full(folder)) }
    }

    /// Makes a folder and those it lies in, and remembers which.
    private func makeFolder(_ path: String) throws {
        guard !Self.exists(path) else { return }
        if let parent = FilePath.parent(of: path) { try makeFolder(parent) }
        guard mkdir(path, 0o777) == 0 else {
            throw CreationError.file(path: path, reason: Self.reason(errno))
        }
        folders.append(path)
    }

    private func add(_ path: String) throws -> String {
        let path = full(path)
        let name = path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...]
        let temporary = FilePath.join(FilePath.parent(of: path) ?? "/", ".\(name).\(getpid()).new")
        guard !Self.exists(temporary) else { throw CreationError.exists(path: temporary) }
        pending.append(Pending(temporary: temporary, path: path))
        return temporary
    }

    /// Brings the files to disk, then gives each its name.
    private func publish() throws {
        for file in pending { try Self.flush(file.temporary) }
        for index in pending.indices {
            let file = pending[index]
            guard Self.rename(file.temporary, file.path) else {
                throw errno == EEXIST
                    ? CreationError.exists(path: file.path)
                    : CreationError.file(path: file.path, reason: Self.reason(errno))
            }
            pending[index].isPublished = true
        }
        for file in pending { unlink(file.temporary) }
    }

    private func abandon() {
        for store in stores { store.close() }
        for file in pending {
            for suffix in ["", "-wal", "-shm", "-journal"] { unlink(file.temporary + suffix) }
            if file.isPublished { unlink(file.path) }
        }
        for folder in folders.reversed() { rmdir(folder) }
    }

    private func full(_ path: String) -> String {
        path.isEmpty ? directory : FilePath.join(directory, path)
    }

    /// Whether anything bears the name, a dangling link included.
    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }

    private static func flush(_ path: String) throws {
        let descriptor = Glibc.open(path, O_RDONLY)
        guard descriptor >= 0 else { throw CreationError.file(path: path, reason: reason(errno)) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw CreationError.file(path: path, reason: reason(errno)) }
    }

    /// Gives a file its name unless that is taken (EEXIST). Where the file system knows no hard links, the check and
    /// the renaming are two steps.
    private static func rename(_ temporary: String, _ path: String) -> Bool {
        if link(temporary, path) == 0 { return true }
        guard [EPERM, EOPNOTSUPP, ENOSYS].contains(errno) else { return false }
        if exists(path) {
            errno = EEXIST
            return false
        }
        return Glibc.rename(temporary, path) == 0
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }
}
