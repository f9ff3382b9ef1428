/// A text as the protocol counts it: lines and UTF-16 units from 0. Lines end with LF, CR LF or CR.
package struct DocumentText: Sendable {
    package struct Position: Sendable, Hashable {
        package var line: Int
        package var character: Int
        package init(line: Int, character: Int) {
            self.line = line
            self.character = character
        }
    }

    package let bytes: [UInt8]
    private let lineStarts: [Int]

    package init(_ text: String) { self.init(bytes: Array(text.utf8)) }

    package init(bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        for (index, byte) in bytes.enumerated() {
            let isLoneReturn = byte == 0x0D && !(index + 1 < bytes.count && bytes[index + 1] == 0x0A)
            if byte == 0x0A || isLoneReturn { starts.append(index + 1) }
        }
        lineStarts = starts
    }

    /// The byte offset of a position; one beyond a line's end is the line's end, one inside a character its start.
    package func offset(of position: Position) -> Int {
        guard position.line >= 0 else { return 0 }
        guard position.line < lineStarts.count else { return bytes.count }
        let end = lineEnd(position.line)
        var index = lineStarts[position.line]
        var units = 0
        while index < end {
            let width = Self.width(bytes[index])
            units += width == 4 ? 2 : 1
            if units > position.character { break }
            index += width
        }
        return min(index, end)
    }

    package func position(of offset: Int) -> Position {
        let offset = min(max(offset, 0), bytes.count)
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        var index = lineStarts[low]
        var units = 0
        while index < offset {
            let width = Self.width(bytes[index])
            if index + width > offset { break }
            units += width == 4 ? 2 : 1
            index += width
        }
        return Position(line: low, character: units)
    }

    /// Without its line end.
    private func lineEnd(_ line: Int) -> Int {
        guard line + 1 < lineStarts.count else { return bytes.count }
        var end = lineStarts[line + 1]
        while end > lineStarts[line], bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
        return end
    }

    /// Bytes of the character that begins with `byte`.
    private static func width(_ byte: UInt8) -> Int {
        switch byte {
        case 0xF0...: 4
        case 0xE0...: 3
        case 0xC0...: 2
        default: 1
        }
    }
}
