import CvxDomain
import CvxRuntime

/// Says what there is to say before the first row is shown.
struct NoticeSink: RowSink {
    let session: Session
    var next: any RowSink
    mutating func begin(_ columns: [ResultColumn]) throws {
        session.reportNotices()
        try next.begin(columns)
    }
    mutating func append(_ batch: borrowing RowBatch) throws { try next.append(batch) }
    mutating func end() throws { try next.end() }
}

/// Counts rows on their way.
final class CountingSink: RowSink {
    private(set) var rows = 0
    private var next: any RowSink
    init(_ next: any RowSink) { self.next = next }
    func begin(_ columns: [ResultColumn]) throws { try next.begin(columns) }
    func append(_ batch: borrowing RowBatch) throws {
        rows += batch.rowCount
        try next.append(batch)
    }
    func end() throws { try next.end() }
}

/// Keeps the rows as records while they pass.
final class TeeSink: RowSink {
    let collector = RecordCollector()
    private var next: any RowSink
    init(_ next: any RowSink) { self.next = next }
    func begin(_ columns: [ResultColumn]) throws {
        collector.begin(columns)
        try next.begin(columns)
    }
    func append(_ batch: borrowing RowBatch) throws {
        collector.append(batch)
        try next.append(batch)
    }
    func end() throws { try next.end() }
}
