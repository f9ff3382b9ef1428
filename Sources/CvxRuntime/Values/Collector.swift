package import CvxDomain

/// Keeps rows as records.
package final class RecordCollector: RowSink {
    package private(set) var columns: [ResultColumn] = []
    package private(set) var records: [Record] = []
    private var shape = Shape([])
    package init() {}

    package func begin(_ columns: [ResultColumn]) {
        self.columns = columns
        shape = Shape(columns.map(\.name))
    }

    package func append(_ batch: borrowing RowBatch) {
        for row in 0..<batch.rowCount {
            let values = columns.indices.map { Value.scalar(batch.scalar(row, $0, columns[$0].type)) }
            records.append(Record(shape: shape, values: values))
        }
    }

    /// The rows as a value.
    package var list: Value { .list(records.map(Value.record)) }

    package func end() {}
}

/// Passes rows that begin with store and id on without the two, and keeps them: the rows that `$_` and `@3` mean.
package final class KeyingSink: RowSink {
    private var next: any RowSink
    package private(set) var keys: [RowKey] = []
    private var narrow = RowBatch(width: 0)

    package init(_ next: any RowSink) { self.next = next }

    package func begin(_ columns: [ResultColumn]) throws {
        narrow = RowBatch(width: columns.count - 2)
        try next.begin(Array(columns.dropFirst(2)))
    }

    package func append(_ batch: borrowing RowBatch) throws {
        for row in 0..<batch.rowCount {
            guard let store = StoreRole(rawValue: batch.text(of: batch[row, 0])) else { continue }
            keys.append(RowKey(store: store, id: batch.text(of: batch[row, 1])))
        }
        try next.append(batch.dropping(columns: 2, reusing: &narrow))
    }

    package func end() throws { try next.end() }
}

extension RowBatch {
    /// The same rows without their first columns.
    func dropping(columns count: Int, reusing other: inout RowBatch) -> RowBatch {
        other.removeAll()
        for row in 0..<rowCount {
            for column in count..<width { other.append(cell: self[row, column], from: self) }
        }
        return other
    }

    /// A value as a cell, for rows that are made in memory.
    package mutating func append(_ value: Value) {
        guard case .scalar(let scalar) = value.kind else {
            append(.text, text: value.summary)
            return
        }
        switch scalar {
        case .null: appendNull()
        case .bool(let flag): append(.bool, int: flag ? 1 : 0)
        case .int(let number): append(.int, int: number)
        case .decimal(let number): append(.decimal, double: number)
        case .money(let money): append(.money, int: money.tenThousandths)
        case .percent(let fraction): append(.percent, double: fraction)
        case .text(let text), .symbol(_, let text), .phone(let text): append(.text, text: text)
        case .date(let day): append(.date, int: day.number)
        case .instant(let instant): append(.instant, int: instant.milliseconds)
        case .duration(let span): append(.duration, int: span.nominalMilliseconds)
        }
    }
}
