/// Some rows of a result, cell by cell in one array and their text in another, so that a million rows pass
/// from store to format without an object per value. A batch is reused: copy out what must outlive the call.
package struct RowBatch: Sendable {
    /// One value. Scalars are in `bits`; text is a range of the batch's bytes.
    package struct Cell: Sendable {
        package enum Kind: UInt8, Sendable {
            case null, bool, int, decimal, money, percent, date, instant, duration
            /// UTF-8, unless the store held something else; control characters are still in it.
            case text
            /// Text that is one valid JSON value, secrets already redacted.
            case json
            case blob
        }
        package var kind: Kind
        package var length: UInt32
        /// bool 0/1 · int · decimal, percent: IEEE bits · money: ten-thousandths of a dollar · date: days
        /// since 1970-01-01 · instant, duration: milliseconds · text, json, blob: offset into `bytes`.
        package var bits: UInt64

        package init(kind: Kind, length: UInt32 = 0, bits: UInt64 = 0) {
            self.kind = kind
            self.length = length
            self.bits = bits
        }

        package var int: Int64 { Int64(bitPattern: bits) }
        package var double: Double { Double(bitPattern: bits) }
    }

    package let width: Int
    package private(set) var cells: [Cell] = []
    package private(set) var bytes: [UInt8] = []

    package init(width: Int) { self.width = width }

    package var rowCount: Int { width == 0 ? 0 : cells.count / width }
    package var byteCount: Int { bytes.count }

    package subscript(row: Int, column: Int) -> Cell { cells[row * width + column] }

    /// The text, JSON or blob bytes of a cell.
    package func bytes(of cell: Cell) -> ArraySlice<UInt8> {
        let start = Int(cell.bits)
        return bytes[start..<start + Int(cell.length)]
    }

    /// The text of a cell, ill-formed UTF-8 repaired.
    package func text(of cell: Cell) -> String { String(decoding: bytes(of: cell), as: UTF8.self) }

    package mutating func removeAll() {
        cells.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
    }

    package mutating func append(_ kind: Cell.Kind, bits: UInt64) {
        cells.append(Cell(kind: kind, bits: bits))
    }

    package mutating func append(_ kind: Cell.Kind, int: Int64) {
        cells.append(Cell(kind: kind, bits: UInt64(bitPattern: int)))
    }

    package mutating func append(_ kind: Cell.Kind, double: Double) {
        cells.append(Cell(kind: kind, bits: double.bitPattern))
    }

    package mutating func appendNull() { cells.append(Cell(kind: .null)) }

    package mutating func append(_ kind: Cell.Kind, bytes added: UnsafeBufferPointer<UInt8>) {
        cells.append(Cell(kind: kind, length: UInt32(clamping: added.count), bits: UInt64(bytes.count)))
        bytes.append(contentsOf: added)
    }

    package mutating func append(_ kind: Cell.Kind, text: String) {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        cells.append(
            Cell(kind: kind, length: UInt32(clamping: bytes.count - start), bits: UInt64(start)))
    }
}

/// Where rows go: a format, a file, a collector. Called as `begin`, any number of `append`, `end`; after an
/// error nothing more is called.
package protocol RowSink {
    mutating func begin(_ columns: [ResultColumn]) throws
    /// The batch is valid during the call only.
    mutating func append(_ batch: borrowing RowBatch) throws
    mutating func end() throws
}

extension RowBatch {
    /// Copies a cell of another batch.
    package mutating func append(cell: Cell, from other: borrowing RowBatch) {
        switch cell.kind {
        case .text, .json, .blob:
            other.bytes(of: cell).withUnsafeBufferPointer { append(cell.kind, bytes: $0) }
        default: append(cell.kind, bits: cell.bits)
        }
    }
}
