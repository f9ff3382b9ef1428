import CSQLite
import CvxDomain

/// Copies a statement's current row into a batch, each column by its type.
struct RowReader {
    /// What a column's values become; of trivial cases alone, so that no reference is counted for each cell.
    private enum Decoding {
        case plain, text, bool, int, decimal, percent, money, date, instant, duration, json
    }

    private let decodings: [Decoding]

    init(columns: [ResultColumn]) {
        decodings = columns.map { column in
            switch column.type {
            case .bool: .bool
            case .int: .int
            case .decimal: .decimal
            case .percent: .percent
            case .money: .money
            case .date: .date
            case .instant: .instant
            case .duration: .duration
            case .json: .json
            case .text, .vocabulary, .phone: .text
            case .secret, .any: .plain
            }
        }
    }

    /// Needs that no other thread uses the connection. SQLite's functions for columns are for more: each looks the
    /// column up anew and locks, a tenth of the time of an export.
    func read(_ statement: OpaquePointer, into batch: inout RowBatch) {
        for index in decodings.indices {
            let value = sqlite3_column_value(statement, Int32(truncatingIfNeeded: index))
            let decoding = decodings[index]
            switch sqlite3_value_type(value) {
            case SQLITE_NULL: batch.appendNull()
            // An id or a number to call is text, also where the column holds numbers.
            case SQLITE_INTEGER where decoding != .text:
                append(integer: sqlite3_value_int64(value), as: decoding, to: &batch)
            case SQLITE_FLOAT where decoding != .text:
                append(real: sqlite3_value_double(value), as: decoding, to: &batch)
            case SQLITE_BLOB:
                let start = sqlite3_value_blob(value)?.assumingMemoryBound(to: UInt8.self)
                let count = Int(sqlite3_value_bytes(value))
                batch.append(.blob, bytes: UnsafeBufferPointer(start: start, count: count))
            default:
                guard let start = sqlite3_value_text(value) else {
                    batch.appendNull()
                    continue
                }
                let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_value_bytes(value)))
                append(text: bytes, as: decoding, to: &batch)
            }
        }
    }

    private func append(integer value: Int64, as type: Decoding, to batch: inout RowBatch) {
        switch type {
        case .bool: batch.append(.bool, int: value == 0 ? 0 : 1)
        case .instant: batch.append(.instant, int: StoredInstant.milliseconds(value))
        case .date: batch.append(.date, int: StoredInstant.day(value))
        case .duration: batch.append(.duration, int: value)
        case .decimal: batch.append(.decimal, double: Double(value))
        case .percent: batch.append(.percent, double: Double(value))
        case .money:
            let (scaled, overflow) = value.multipliedReportingOverflow(by: Money.scale)
            if overflow { batch.append(.int, int: value) } else { batch.append(.money, int: scaled) }
        default: batch.append(.int, int: value)
        }
    }

    private func append(real value: Double, as type: Decoding, to batch: inout RowBatch) {
        switch type {
        case .money:
            if let money = Money(dollars: value) {
                batch.append(.money, int: money.tenThousandths)
            } else {
                batch.append(.decimal, double: value)
            }
        case .percent: batch.append(.percent, double: value)
        case .instant:
            if let whole = StoredInstant.milliseconds(value) {
                batch.append(.instant, int: whole)
            } else {
                batch.append(.decimal, double: value)
            }
        case .duration:
            if let whole = Int64(exactly: value.rounded()) {
                batch.append(.duration, int: whole)
            } else {
                batch.append(.decimal, double: value)
            }
        case .int:
            if let whole = Int64(exactly: value) {
                batch.append(.int, int: whole)
            } else {
                batch.append(.decimal, double: value)
            }
        default: batch.append(.decimal, double: value)
        }
    }

    private func append(
        text bytes: UnsafeBufferPointer<UInt8>, as type: Decoding, to batch: inout RowBatch
    ) {
        switch type {
        case .instant:
            // What is no time stays the text that it is: nothing is lost on the way out.
            if let milliseconds = StoredInstant.milliseconds(bytes) {
                batch.append(.instant, int: milliseconds)
            } else {
                batch.append(.text, bytes: bytes)
            }
        case .date:
            if let day = StoredInstant.day(bytes) {
                batch.append(.date, int: day)
            } else {
                batch.append(.text, bytes: bytes)
            }
        case .json:
            switch JSONSanitizer.sanitize(bytes) {
            case .unchanged: batch.append(.json, bytes: bytes)
            case .redacted(let text): batch.append(.json, text: text)
            case .notJSON: appendText(bytes, to: &batch)
            }
        default: appendText(bytes, to: &batch)
        }
    }

    /// A request that was stored may stand in any column, and be cut off.
    private func appendText(_ bytes: UnsafeBufferPointer<UInt8>, to batch: inout RowBatch) {
        if let first = bytes.first, first == UInt8(ascii: "{") || first == UInt8(ascii: "["),
            let redacted = JSONSanitizer.redactedText(bytes)
        {
            batch.append(.text, text: redacted)
        } else {
            batch.append(.text, bytes: bytes)
        }
    }
}
