/// A statement of several lines as it stands in libedit's buffer: every line but the first starts with
/// blanks, over which the continuation prompt is painted. libedit draws no continuation prompts, and
/// what it does not know of it would overwrite; blanks in its own buffer it leaves alone.
enum GutterText {
    /// Blanks before each continuation line.
    static let width = 5
    static let newline: Int32 = 10
    static let space: Int32 = 32

    /// The buffer's code points for a text, and where a UTF-8 offset of the text lies in them.
    static func view(of text: String, cursor: Int? = nil) -> (points: [Int32], cursor: Int) {
        var points: [Int32] = []
        points.reserveCapacity(text.utf8.count)
        var offset = 0
        var index: Int?
        for scalar in text.unicodeScalars {
            if let cursor, index == nil, offset >= cursor { index = points.count }
            points.append(Int32(bitPattern: scalar.value))
            offset += UTF8.width(scalar)
            if scalar == "\n" { points.append(contentsOf: repeatElement(space, count: width)) }
        }
        return (points, index ?? points.count)
    }

    /// The text of a buffer, and the UTF-8 offset in it of the cursor.
    static func text(of points: some RandomAccessCollection<Int32>, cursor: Int? = nil)
        -> (text: String, cursor: Int)
    {
        var scalars = String.UnicodeScalarView()
        var offset = 0
        var cursorOffset: Int?
        var blanks = 0
        for (index, point) in points.enumerated() {
            if index == cursor { cursorOffset = offset }
            if blanks > 0, point == space {
                blanks -= 1
                continue
            }
            blanks = point == newline ? width : 0
            // Control characters beyond newline and tab are the editor's own keys or accidents of ^V.
            guard let scalar = Unicode.Scalar(UInt32(bitPattern: point)), !isPrivate(point) else { continue }
            scalars.append(scalar)
            offset += UTF8.width(scalar)
        }
        return (String(scalars), cursorOffset ?? offset)
    }

    /// Where the line around an index starts, and where its text does after the gutter.
    static func lineStart(_ points: some RandomAccessCollection<Int32>, around index: Int)
        -> (line: Int, text: Int)
    {
        func at(_ position: Int) -> Int32 { points[points.index(points.startIndex, offsetBy: position)] }
        var line = index
        while line > 0, at(line - 1) != newline { line -= 1 }
        guard line > 0 else { return (0, 0) }
        var text = line
        while text < points.count, text - line < width, at(text) == space { text += 1 }
        // A line whose gutter someone deleted has none.
        return (line, text - line == width ? text : line)
    }

    static func isPrivate(_ point: Int32) -> Bool { (0x80...0x9F).contains(point) || point == 0 }
}

extension GutterText {
    static func characters(_ points: [Int32]) -> String {
        String(String.UnicodeScalarView(points.compactMap { Unicode.Scalar(UInt32(bitPattern: $0)) }))
    }
}
