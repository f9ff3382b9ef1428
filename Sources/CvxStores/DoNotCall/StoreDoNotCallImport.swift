package import CvxDomain
package import CvxServices
internal import Glibc

extension StoreDoNotCallList: DoNotCallImporting {
    package func read(
        _ path: String, joining list: DoNotCallMark.List?, isInterrupted: () -> Bool
    ) throws -> DoNotCallLines {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.fault }
        defer { close(descriptor) }
        var lines = DoNotCallLines()
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { block.deallocate() }
        while true {
            if isInterrupted() { throw DoNotCallFileError.interrupted }
            let count = Glibc.read(descriptor, block.baseAddress, block.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw Self.fault }
            if count == 0 { break }
            lines.read(UnsafeRawBufferPointer(rebasing: block[..<count]))
        }
        lines.end()
        if let list, let known = try lists.lists().first(where: { $0.list.list == list }) {
            try lists.each(of: known.key) { digits in
                if let number = NANPNumber(digits: digits) { lines.add(number) }
            }
        }
        return lines
    }

    private static var fault: DoNotCallFileError {
        .unreadable(strerror(errno).map { String(cString: $0) } ?? "unknown error")
    }

    package func replace(
        _ list: DoNotCallMark.List, with lines: consuming DoNotCallLines, asOf: Day, file: String,
        by actor: String,
        at now: Instant
    ) throws -> ImportedDoNotCallList {
        var entry = ImportedDoNotCallList(
            list: list, asOf: asOf, importedAt: now, count: 0, file: file, by: actor)
        var numbers = lines.takeNumbers()
        entry.count = try lists.replace(entry, with: &numbers)
        return entry
    }

    package func day(of path: String) -> Instant? {
        let file = FileProbe(path)
        return file.kind == .missing ? nil : Instant(milliseconds: file.changed / 1_000_000)
    }
}
