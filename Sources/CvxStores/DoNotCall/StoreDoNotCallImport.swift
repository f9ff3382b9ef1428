package import CvxDomain
package import CvxServices

extension StoreDoNotCallList: DoNotCallImporting {
    package func read(
        _ path: String, joining list: DoNotCallMark.List?, isInterrupted: () -> Bool
    ) throws -> DoNotCallLines {
        var lines = DoNotCallLines()
        do {
            try FileBlocks.each(of: path) { block in
                if isInterrupted() { throw DoNotCallFileError.interrupted }
                lines.read(block)
            }
        } catch let fault as FileBlocks.Unreadable {
            throw DoNotCallFileError.unreadable(fault.reason)
        }
        lines.end()
        if let list, let known = try lists.lists().first(where: { $0.list.list == list }) {
            try lists.each(of: known.key) { digits in
                if let number = NANPNumber(digits: digits) { lines.add(number) }
            }
        }
        return lines
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
