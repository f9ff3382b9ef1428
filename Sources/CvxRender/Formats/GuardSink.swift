package import CvxDomain

/// Replaces secrets, and on a terminal control characters too, before rows reach their format. Results with
/// neither pass untouched.
package final class GuardSink: RowSink {
    /// What stands for a secret that is set.
    static let redacted = "[redacted]"

    private var inner: any RowSink
    private let escapes: Bool
    private var isSecret: [Bool] = []
    private var hasSecrets = false

    package init(_ inner: any RowSink, escapes: Bool) {
        self.inner = inner
        self.escapes = escapes
    }

    package func begin(_ columns: [ResultColumn]) throws {
        isSecret = columns.map { $0.type == .secret }
        hasSecrets = isSecret.contains(true)
        try inner.begin(columns)
    }

    package func append(_ batch: borrowing RowBatch) throws {
        guard hasSecrets || escapes else { return try inner.append(batch) }
        try inner.append(rewritten(batch))
    }

    package func end() throws { try inner.end() }

    private func rewritten(_ batch: borrowing RowBatch) -> RowBatch {
        var copy = RowBatch(width: batch.width)
        for row in 0..<batch.rowCount {
            for column in 0..<batch.width {
                let cell = batch[row, column]
                switch cell.kind {
                case .null: copy.appendNull()
                case _ where isSecret[column]: copy.append(.text, text: Self.redacted)
                case .text where escapes: copy.append(.text, text: Escaping.visible(batch.text(of: cell)))
                case .text, .json, .blob:
                    batch.bytes(of: cell).withUnsafeBufferPointer { copy.append(cell.kind, bytes: $0) }
                default: copy.append(cell.kind, bits: cell.bits)
                }
            }
        }
        return copy
    }
}
