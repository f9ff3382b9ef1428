internal import Glibc

/// A file that only grows, by whole records, each message's once: what a killed run left half-written is cut off, and ids
/// that are there already are not written again. Several processes may add to it.
final class RecordFile {
    let path: String
    private let format: RecordFormat
    private var descriptor: Int32 = -1
    /// Bytes of the file that `known` speaks of.
    private var size = 0
    private var known: Set<Fingerprint> = []
    private var elsewhere: Set<Fingerprint> = []
    private var pending: [[UInt8]] = []
    private var isNew = false

    init(path: String, format: RecordFormat) {
        self.path = path
        self.format = format
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Keeps a record for `write`.
    func add(_ record: [UInt8]) { pending.append(record) }

    /// Writes all of what was added, or none of it.
    func write() throws(FileFault) {
        if pending.isEmpty { return }
        defer { pending.removeAll(keepingCapacity: true) }
        try locked { () throws(FileFault) in
            var bytes = size == 0 ? format.head : []
            var added: [Fingerprint] = []
            for record in pending {
                let print = Fingerprint(format.id(record[...]) ?? [])
                guard !elsewhere.contains(print), known.insert(print).inserted else { continue }
                added.append(print)
                bytes += record
            }
            if added.isEmpty { return }
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
            defer { buffer.deallocate() }
            buffer.copyBytes(from: bytes)
            do throws(FileFault) {
                try OutboxFiles.write(UnsafeRawBufferPointer(buffer), to: descriptor, path: path)
                size += bytes.count
            } catch {
                _ = ftruncate(descriptor, size)
                known.subtract(added)
                throw error
            }
        }
    }

    /// Ids that another file has are not written into this one. A file that is not there has none.
    func learnIDs(of other: String) throws(FileFault) {
        let descriptor = Glibc.open(other, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { return }
        defer { close(descriptor) }
        var scanner = RecordScanner(format, at: 0)
        try Self.read(descriptor, path: other, from: 0, to: .max) { block in
            scanner.read(block) { elsewhere.insert(Fingerprint($0)) }
        }
    }

    func flush() throws(FileFault) {
        if descriptor < 0 { return }
        guard fdatasync(descriptor) == 0 else { throw .last(path) }
        if isNew, let slash = path.lastIndex(of: "/") {
            let folder = try OutboxFiles.openFolder(String(path[..<slash]))
            defer { close(folder) }
            // Some file systems refuse, which is no failure.
            _ = fsync(folder)
        }
        isNew = false
    }

    /// Runs with the file to itself, open, and all that others wrote known.
    private func locked(_ body: () throws(FileFault) -> Void) throws(FileFault) {
        var status = stat()
        // Somebody may have emptied the outbox.
        if descriptor >= 0, fstat(descriptor, &status) != 0 || status.st_nlink == 0 { forget() }
        if descriptor < 0 { try openFile() }
        while flock(descriptor, LOCK_EX) != 0 { if errno != EINTR { throw .last(path) } }
        defer { flock(descriptor, LOCK_UN) }
        guard fstat(descriptor, &status) == 0 else { throw .last(path) }
        if Int(status.st_size) != size { try learn(Int(status.st_size)) }
        try body()
    }

    private func forget() {
        close(descriptor)
        (descriptor, size) = (-1, 0)
        known = []
    }

    private func openFile() throws(FileFault) {
        if let slash = path.lastIndex(of: "/") { try OutboxFiles.makeFolder(String(path[..<slash])) }
        isNew = access(path, F_OK) != 0
        descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last(path) }
    }

    /// Reads on from where the file is known up to, and cuts off what is no whole record.
    private func learn(_ actual: Int) throws(FileFault) {
        if actual < size { (size, known) = (0, []) }
        var scanner = RecordScanner(format, at: size)
        try Self.read(descriptor, path: path, from: size, to: actual) { block in
            scanner.read(block) { known.insert(Fingerprint($0)) }
        }
        size = scanner.end < format.head.count ? 0 : scanner.end
        if size < actual, ftruncate(descriptor, size) != 0 { throw .last(path) }
    }

    /// A file's bytes in blocks, as far as it has them.
    private static func read(
        _ descriptor: Int32, path: String, from start: Int, to end: Int,
        _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(FileFault) {
        var position = start
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { block.deallocate() }
        while position < end {
            let count = pread(descriptor, block.baseAddress, min(block.count, end - position), position)
            if count < 0, errno == EINTR { continue }
            if count < 0 { throw .last(path) }
            if count == 0 { return }
            body(UnsafeRawBufferPointer(rebasing: block[..<count]))
            position += count
        }
    }
}

/// 128 bits of an id: a million of them are small, and no two are taken for one.
private struct Fingerprint: Hashable {
    var high: UInt64 = 0xCBF2_9CE4_8422_2325
    var low: UInt64 = 0x9AE1_6A3B_2F90_404F

    init(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes {
            high = (high ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
            low = ((low ^ UInt64(byte)) &* 0xFF51_AFD7_ED55_8CCD)
            low ^= low >> 29
        }
    }
}
