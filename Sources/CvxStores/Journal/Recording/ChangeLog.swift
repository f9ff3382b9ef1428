internal import CvxDomain
internal import CvxServices

/// What one entry changed: a stream of changesets for each store, cut into chunks of about a megabyte.
final class ChangeLog {
    /// Large enough for a chunk's own costs not to count, small enough to hold several in memory.
    private static let chunkSize = 1 << 20

    private struct Stream {
        var role: StoreRole
        var buffer = ChangeBuffer()
        /// Whose header was written last in this chunk.
        var table: TableShape?
        var chunks: [ChangeSpill.Chunk] = []
    }

    /// A place to return to.
    struct Mark {
        fileprivate var streams: [(chunks: Int, bytes: Int, table: TableShape?)]
        fileprivate var counts: [JournalEntry.TableCount]
    }

    private let spill: ChangeSpill
    private var streams: [Stream]
    /// Rows touched by table, in the order of the tables' first change.
    private(set) var counts: [JournalEntry.TableCount] = []
    /// The tables of `counts`.
    private(set) var tables: [TableShape] = []

    init(_ roles: [StoreRole], spill: ChangeSpill) {
        self.spill = spill
        streams = roles.map { Stream(role: $0) }
    }

    deinit {
        for index in streams.indices {
            streams[index].buffer.free()
            for chunk in streams[index].chunks { spill.drop(chunk) }
        }
    }

    var isEmpty: Bool { counts.allSatisfy { $0.total == 0 } }

    /// Adds one change: `write` appends what follows the table's header.
    ///
    /// - Throws: what spilling a full chunk throws.
    func append(_ table: TableShape, _ kind: JournalRow.Kind, _ write: (inout ChangeBuffer) -> Void) throws {
        guard let index = streams.firstIndex(where: { $0.role == table.role }) else { return }
        if streams[index].table !== table {
            streams[index].buffer.append(table.header)
            streams[index].table = table
        }
        write(&streams[index].buffer)
        count(table, kind)
        if streams[index].buffer.count >= Self.chunkSize { try close(index) }
    }

    private func count(_ table: TableShape, _ kind: JournalRow.Kind) {
        let place: Int
        if let known = tables.firstIndex(where: { $0 === table }) {
            place = known
        } else {
            place = counts.count
            tables.append(table)
            counts.append(JournalEntry.TableCount(store: table.role, table: table.name))
        }
        switch kind {
        case .added: counts[place].added += 1
        case .updated: counts[place].updated += 1
        case .deleted: counts[place].deleted += 1
        }
    }

    private func close(_ index: Int) throws {
        guard streams[index].buffer.count > 0 else { return }
        streams[index].chunks.append(try spill.keep(streams[index].buffer.bytes))
        streams[index].buffer.truncate(to: 0)
        streams[index].table = nil
    }

    /// Ends the log: what is in memory is as small as it can be.
    func finish() throws {
        for index in streams.indices {
            try close(index)
            streams[index].buffer.free()
        }
        tables = zip(tables, counts).filter { $1.total > 0 }.map(\.0)
        counts.removeAll { $0.total == 0 }
    }

    var mark: Mark {
        Mark(streams: streams.map { ($0.chunks.count, $0.buffer.count, $0.table) }, counts: counts)
    }

    /// Forgets what was appended since the mark.
    func restore(_ mark: Mark) throws {
        for (index, kept) in mark.streams.enumerated() {
            if streams[index].chunks.count > kept.chunks {
                // The bytes that belong to the mark were closed into this chunk.
                let bytes = try spill.read(streams[index].chunks[kept.chunks])
                streams[index].buffer.truncate(to: 0)
                streams[index].buffer.append(bytes)
                for chunk in streams[index].chunks[kept.chunks...] { spill.drop(chunk) }
                streams[index].chunks.removeSubrange(kept.chunks...)
            }
            streams[index].buffer.truncate(to: kept.bytes)
            streams[index].table = kept.table
        }
        // Tables keep their places: those that came after the mark are empty again.
        for place in counts.indices {
            counts[place] =
                place < mark.counts.count
                ? mark.counts[place]
                : JournalEntry.TableCount(store: counts[place].store, table: counts[place].table)
        }
    }

    /// Each store's chunks in the order of their change. To be called after `finish`.
    func eachChunk(_ body: (StoreRole, UnsafeRawBufferPointer) throws -> Void) throws {
        for stream in streams {
            for chunk in stream.chunks {
                try spill.read(chunk).withUnsafeBytes { try body(stream.role, $0) }
            }
        }
    }
}
