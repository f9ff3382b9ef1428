/// A named piece of program text: the bytes that are lexed and the lines that diagnostics quote.
package struct SourceText: Hashable, Sendable {
    /// What a diagnostic calls it: a file's path, `repl` or `-c`.
    package let name: String
    package let bytes: [UInt8]
    private let lineStarts: [UInt32]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        var starts: [UInt32] = [0]
        for (offset, byte) in bytes.enumerated() where byte == 0x0A {
            starts.append(UInt32(clamping: offset + 1))
        }
        lineStarts = starts
    }

    package init(name: String, text: String) {
        self.init(name: name, bytes: Array(text.utf8))
    }

    package var lineCount: Int { lineStarts.count }

    /// The text under `span`, ill-formed UTF-8 repaired.
    package func text(_ span: Span) -> String {
        let start = min(Int(span.start), bytes.count)
        let end = min(max(Int(span.end), start), bytes.count)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// The 1-based line that holds a byte offset.
    package func line(at offset: UInt32) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// A 1-based line without its line end.
    package func lineSpan(_ line: Int) -> Span {
        let start = Int(lineStarts[line - 1])
        var end = line < lineStarts.count ? Int(lineStarts[line]) - 1 : bytes.count
        if end > start, bytes[end - 1] == 0x0D { end -= 1 }
        return Span(start, end)
    }

    /// The 1-based line and column of a byte offset; columns count Unicode scalars.
    package func position(of offset: UInt32) -> (line: Int, column: Int) {
        let line = line(at: offset)
        let start = lineSpan(line).start
        let prefix = text(Span(start: start, end: max(start, offset)))
        return (line, prefix.unicodeScalars.count + 1)
    }

    /// A byte offset as messages name it.
    package func place(of offset: UInt32) -> Place {
        let (line, column) = position(of: min(offset, UInt32(clamping: bytes.count)))
        return Place(file: name, line: line, column: column)
    }

    /// `nightly.cvx:12:3`
    package struct Place: Hashable, Sendable, CustomStringConvertible {
        package var file: String
        package var line: Int
        package var column: Int
        package var description: String { "\(file):\(line):\(column)" }
    }

    package static func == (left: SourceText, right: SourceText) -> Bool {
        left.name == right.name && left.bytes == right.bytes
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
