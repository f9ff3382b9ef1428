import CvxDomain

/// Writes rows as JSON objects; what stands between them is the format's.
struct JSONRowWriter {
    /// `{"name":` and `,"price":`, one after another with padding for fast copies.
    private var keys: [UInt8] = []
    private var keyStarts: [Int] = []
    private var keyCounts: [Int] = []
    private var longestKey = 0
    /// Before every row but the first.
    private let separator: StaticString
    /// Ends each row: `}` and perhaps a newline.
    private let terminator: StaticString
    private(set) var rowCount = 0

    init(separator: StaticString, terminator: StaticString) {
        self.separator = separator
        self.terminator = terminator
    }

    /// A name that comes twice gets a number: `id`, `id_2`.
    mutating func begin(_ columns: [ResultColumn]) {
        var used: Set<String> = []
        for (index, column) in columns.enumerated() {
            var name = column.name
            var number = 2
            while !used.insert(name).inserted {
                name = "\(column.name)_\(number)"
                number += 1
            }
            keyStarts.append(keys.count)
            var key = Array((index == 0 ? "{" : ",").utf8)
            key += Array(JSONText.quoted(name).utf8) + [UInt8(ascii: ":")]
            keyCounts.append(key.count)
            longestKey = max(longestKey, key.count)
            keys += key
        }
        keys += Array(repeating: 0, count: TextBuffer.slack)
    }

    mutating func write(_ batch: borrowing RowBatch, to buffer: inout TextBuffer) throws {
        try batch.withMemory { rows in
            try keys.withUnsafeBufferPointer { keys in
                guard let base = keys.baseAddress else { return }
                try keyStarts.withUnsafeBufferPointer { starts in
                    try keyCounts.withUnsafeBufferPointer { counts in
                        try Self.write(
                            rows, keys: base, starts: starts, counts: counts, room: longestKey,
                            separator: separator, terminator: terminator, isFirst: rowCount == 0, to: &buffer)
                    }
                }
            }
        }
        rowCount += batch.rowCount
    }

    @inline(never)
    private static func write(
        _ rows: RowMemory, keys: UnsafePointer<UInt8>, starts: UnsafeBufferPointer<Int>,
        counts: UnsafeBufferPointer<Int>, room: Int, separator: StaticString,
        terminator: StaticString, isFirst: Bool, to buffer: inout TextBuffer
    ) throws {
        var column = 0
        var needsSeparator = !isFirst
        let overhead = room + TextBuffer.scalarSize + 2 * TextBuffer.slack
        for cell in rows.cells {
            let count = Int(cell.length)
            try buffer.reserve(6 * count + overhead)
            if column == 0 {
                if needsSeparator { buffer.put(separator) }
                needsSeparator = true
            }
            buffer.put(padded: keys + starts[column], count: counts[column])
            switch cell.kind {
            case .null: buffer.put("null")
            case .text:
                JSONText.put(rows.bytes + Int(cell.bits), count: count, end: rows.bytesEnd, to: &buffer)
            case .json: JSONText.put(json: rows.bytes + Int(cell.bits), count: count, to: &buffer)
            case .blob:
                buffer.put(UInt8(ascii: "\""))
                buffer.put(hex: rows.bytes + Int(cell.bits), count: count)
                buffer.put(UInt8(ascii: "\""))
            case .decimal, .percent:
                if cell.double.isFinite { buffer.put(cell.double) } else { buffer.put("null") }
            case .date, .instant:
                buffer.put(UInt8(ascii: "\""))
                buffer.put(scalar: cell)
                buffer.put(UInt8(ascii: "\""))
            default: buffer.put(scalar: cell)
            }
            column &+= 1
            if column == rows.width {
                column = 0
                buffer.put(terminator)
            }
        }
    }
}
