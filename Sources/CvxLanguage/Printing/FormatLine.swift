/// A line of formatted text; its code may hold text of several lines.
struct FormatLine {
    var indent: Int
    /// Empty where the line is a comment alone.
    var code: String
    var hasBlankBefore: Bool
    var remark: String?
    /// Where a comment behind code was written; nil for one of its own line.
    var remarkColumn: Int?

    init(indent: Int, code: String, hasBlankBefore: Bool, remark: String? = nil) {
        self.indent = indent
        self.code = code
        self.hasBlankBefore = hasBlankBefore
        self.remark = remark
    }

    /// With a line end after each. Comments behind neighbouring lines that stood in one column do so again.
    static func text(_ lines: [FormatLine]) -> String {
        var text = ""
        var start = 0
        while start < lines.count {
            var end = start + 1
            while end < lines.count, let column = lines[start].remarkColumn,
                lines[end].remarkColumn == column,
                !lines[end].hasBlankBefore
            {
                end += 1
            }
            let width = lines[start..<end].map(\.width).max() ?? 0
            for line in lines[start..<end] { line.write(to: &text, remarkAt: width + 2) }
            start = end
        }
        return text
    }

    /// Where its code ends.
    private var width: Int {
        let last =
            code.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).last.map(Substring.init) ?? ""
        let isOneLine = last.utf8.count == code.utf8.count
        return (isOneLine ? indent : 0) + last.unicodeScalars.count
    }

    private func write(to text: inout String, remarkAt column: Int) {
        if hasBlankBefore { text += "\n" }
        text += String(repeating: " ", count: indent) + code
        if let remark {
            if remarkColumn != nil { text += String(repeating: " ", count: column - width) }
            text += remark
        }
        text += "\n"
    }
}
